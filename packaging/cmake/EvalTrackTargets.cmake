# SPDX-License-Identifier: GPL-3.0-or-later
# The shapes a target can have. A layer's CMakeLists.txt lists sources and links, nothing else.

# evaltrack_add_library(<Name> SOURCES … [INCLUDE_ROOT dir] [PUBLIC targets…] [PRIVATE targets…] [PCH headers…])
# makes evaltrack_<name>, its alias EvalTrack::<Name>, and its include root (the current folder unless given).
function(evaltrack_add_library name)
    cmake_parse_arguments(ARG "" "INCLUDE_ROOT" "SOURCES;PUBLIC;PRIVATE;PCH" ${ARGN})
    string(TOLOWER "evaltrack_${name}" target)
    add_library(${target} STATIC ${ARG_SOURCES})
    add_library(EvalTrack::${name} ALIAS ${target})
    if(NOT ARG_INCLUDE_ROOT)
        set(ARG_INCLUDE_ROOT "${CMAKE_CURRENT_SOURCE_DIR}")
    endif()
    target_include_directories(${target} PUBLIC "${ARG_INCLUDE_ROOT}")
    target_link_libraries(${target} PUBLIC evaltrack_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    if(ARG_PCH)
        target_precompile_headers(${target} PRIVATE ${ARG_PCH})
    endif()
endfunction()

# evaltrack_add_program(<name> SOURCES … LINK targets… [PCH headers…])
function(evaltrack_add_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK;PCH" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE evaltrack_options ${ARG_LINK})
    target_compile_definitions(${name} PRIVATE EVALTRACK_VERSION="${PROJECT_VERSION}")
    if(ARG_PCH)
        target_precompile_headers(${name} PRIVATE ${ARG_PCH})
    endif()
endfunction()

# evaltrack_add_test(<name> SOURCES … LINK targets… [MOC] [LABEL unit|integration|ui|e2e|lint] [TIMEOUT seconds] [COST seconds] [PCH headers…])
# Each GoogleTest case becomes a CTest case, found at test time so that a build needs no display.
# MOC: some source has Q_OBJECT. Without, moc's empty file would take as long to compile as a small test.
# integration, ui and e2e suites share one process per executable: their fixtures start a PostgreSQL or an
# application once, not once a case. The longest run first (COST, what it takes about): one that begins last runs alone.
function(evaltrack_add_test name)
    cmake_parse_arguments(ARG "MOC" "LABEL;TIMEOUT;COST" "SOURCES;LINK;PCH" ${ARGN})
    if(NOT ARG_LABEL)
        set(ARG_LABEL unit)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    if(NOT ARG_COST)
        set(ARG_COST 1)
    endif()
    if("EvalTrack::ScreenTest" IN_LIST ARG_LINK)
        list(PREPEND ARG_LINK EvalTrack::GuiTestSupport) # Of two main() the first is taken.
    endif()
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LINK} EvalTrack::TestSupport)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests" AUTOMOC ${ARG_MOC}
                                             AUTORCC OFF)
    if(ARG_PCH)
        target_precompile_headers(${name} PRIVATE ${ARG_PCH})
    elseif("EvalTrack::ScreenTest" IN_LIST ARG_LINK)
        target_precompile_headers(${name} REUSE_FROM evaltrack_screentest)
    else()
        target_precompile_headers(${name} REUSE_FROM evaltrack_testsupport)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(
        ${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT} COST ${ARG_COST} ENVIRONMENT
                           "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;EVALTRACK_BIN=${CMAKE_BINARY_DIR}/bin")
endfunction()
