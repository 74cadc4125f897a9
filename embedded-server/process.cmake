# SPDX-License-Identifier: GPL-3.0-or-later
# The composition of the server, for both programs, and the program that is the server alone.
target_sources(
    evaltrack_server
    PRIVATE embeddedserver.cpp
            embeddedserver.h
            firstadministrator.cpp
            firstadministrator.h
            serverconfiguration.cpp
            serverconfiguration.h
            serverloop.cpp
            serverloop.h
            serverprocess.cpp
            serverprocess.h)

evaltrack_add_program(
    evaltrack-server
    SOURCES main.cpp servercommands.cpp servercommands.h
    LINK EvalTrack::Server)
install(TARGETS evaltrack-server RUNTIME)
