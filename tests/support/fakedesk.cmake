# SPDX-License-Identifier: GPL-3.0-or-later
# Every port in memory, for the tests of ui/ and models/items.
evaltrack_add_library(
    FakeDesk
    SOURCES fakecompany.cpp fakecompany.h fakedesk.cpp fakedesk.h fakeports.cpp
            fakeimports.cpp fakereports.cpp fakereviews.cpp fakedocuments.cpp fakecheckin.cpp fakesharedviews.cpp fakestations.cpp fakesystemwatch.cpp fakebackups.cpp fakelegacymove.cpp
    INCLUDE_ROOT "${CMAKE_CURRENT_SOURCE_DIR}/.."
    PUBLIC EvalTrack::Ports
    PCH <QFuture> <QHash> <QList> <QString> <optional> <expected>)

# Pages and windows over a FakeDesk. What their tests include is read once, for all of them.
evaltrack_add_library(
    ScreenTest
    SOURCES screentest.cpp screentest.h windowtest.cpp windowtest.h
    INCLUDE_ROOT "${CMAKE_CURRENT_SOURCE_DIR}/.."
    PUBLIC EvalTrack::GuiTestSupport EvalTrack::FakeDesk
    PCH screentest.h windowtest.h <gtest/gtest.h> <gmock/gmock.h> <QComboBox> <QLineEdit> <QLabel> <QPushButton> <QPlainTextEdit> <QCheckBox> <QMenu> <QHeaderView>)
