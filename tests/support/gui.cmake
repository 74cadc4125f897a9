# SPDX-License-Identifier: GPL-3.0-or-later
# main() with a QApplication, and what GUI tests share. Linked before TestSupport, so its main() is the one.
evaltrack_add_library(
    GuiTestSupport
    SOURCES guimain.cpp scriptedprompter.cpp scriptedprompter.h stalldetector.cpp stalldetector.h
    INCLUDE_ROOT "${CMAKE_CURRENT_SOURCE_DIR}/.."
    PUBLIC EvalTrack::TestSupport EvalTrack::Ui Qt6::Test Qt6::Widgets
    PCH <gtest/gtest.h> <QApplication> <QString>)
