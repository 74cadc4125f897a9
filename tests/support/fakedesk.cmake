# SPDX-License-Identifier: GPL-3.0-or-later
# Every port in memory, for the tests of ui/ and models/items.
evaltrack_add_library(
    FakeDesk
    SOURCES fakecompany.cpp fakecompany.h fakedesk.cpp fakedesk.h fakeports.cpp
            fakeimports.cpp fakereports.cpp fakereviews.cpp fakedocuments.cpp fakecheckin.cpp fakestations.cpp
    INCLUDE_ROOT "${CMAKE_CURRENT_SOURCE_DIR}/.."
    PUBLIC EvalTrack::Ports
    PCH <QFuture> <QHash> <QList> <QString> <optional> <expected>)
