# SPDX-License-Identifier: GPL-3.0-or-later
# main() with a QApplication, and what GUI tests share. Linked before TestSupport, so its main() is the one.
evaltrack_add_library(
    GuiTestSupport
    SOURCES guimain.cpp scriptedprompter.cpp scriptedprompter.h stalldetector.cpp stalldetector.h
    INCLUDE_ROOT "${CMAKE_CURRENT_SOURCE_DIR}/.."
    PUBLIC EvalTrack::TestSupport EvalTrack::Ui Qt6::Widgets
    PRIVATE Qt6::Test
    PCH <gtest/gtest.h> <QApplication> <QString>)
# Its headers alone: Qt6::Test tells each target of the target's own folder, and so no two could share what is precompiled.
target_include_directories(evaltrack_guitestsupport SYSTEM PUBLIC $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
