# SPDX-License-Identifier: GPL-3.0-or-later
# A real PostgreSQL for the tests that link it.
evaltrack_add_library(
    TestPostgres
    SOURCES testpostgres.cpp testpostgres.h
    INCLUDE_ROOT "${CMAKE_CURRENT_SOURCE_DIR}/.."
    PUBLIC EvalTrack::TestSupport EvalTrack::Server)
