# SPDX-License-Identifier: GPL-3.0-or-later
# Reads workbooks, to hold what is written against what was meant.
evaltrack_add_library(
    SheetReader
    SOURCES sheetreader.cpp sheetreader.h
    INCLUDE_ROOT "${CMAKE_CURRENT_SOURCE_DIR}/.."
    PUBLIC GTest::gtest Qt6::Core
    PRIVATE PkgConfig::libzip)
