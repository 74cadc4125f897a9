# SPDX-License-Identifier: GPL-3.0-or-later
# The desktop program: everything meets here and nowhere else. A library of its own so that tests can hold the composition.

evaltrack_add_library(
    Desktop
    SOURCES application.cpp application.h demotour.cpp demotour.h embeddedbackups.cpp embeddedbackups.h tourrelay.cpp tourrelay.h serverhost.cpp serverhost.h singleinstance.cpp
            singleinstance.h startoptions.cpp
            startoptions.h
    PUBLIC EvalTrack::Ui EvalTrack::Client EvalTrack::Server)

evaltrack_add_program(evaltrack SOURCES main.cpp LINK EvalTrack::Desktop)
install(TARGETS evaltrack RUNTIME COMPONENT client BUNDLE DESTINATION . COMPONENT client)
