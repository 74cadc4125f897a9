# SPDX-License-Identifier: GPL-3.0-or-later
# The composition of the server, for both programs, and the program that is the server alone.
target_sources(
    evaltrack_server
    PRIVATE dailybackup.cpp
            dailybackup.h
            embeddedserver.cpp
            embeddedserver.h
            firstadministrator.cpp
            firstadministrator.h
            secretfiles.cpp
            secretfiles.h
            serverconfiguration.cpp
            serverconfiguration.h
            serverloop.cpp
            serverloop.h
            serverprocess.cpp
            serverprocess.h
            errorjournal.cpp
            errorjournal.h
            serverwatch.cpp
            serverwatch.h)

evaltrack_add_program(
    evaltrack-server
    SOURCES archivecommands.cpp backupcommands.cpp commandwords.h legacycommands.cpp main.cpp servercommands.cpp servercommands.h
    LINK EvalTrack::Server)
install(TARGETS evaltrack-server RUNTIME COMPONENT server)
