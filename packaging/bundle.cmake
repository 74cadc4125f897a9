# SPDX-License-Identifier: GPL-3.0-or-later
# Windows and macOS: what the programs need goes with them, Qt by its own deployment tools and PostgreSQL as its makers pack
# it. Not tried yet.

set(EVALTRACK_POSTGRESQL ""
    CACHE PATH "PostgreSQL to bring along, as unpacked from the binaries of its makers: bin, lib and share")
if(NOT EXISTS "${EVALTRACK_POSTGRESQL}/bin")
    message(FATAL_ERROR "Set EVALTRACK_POSTGRESQL to a PostgreSQL that can be moved (a folder with bin, lib and share): "
                        "\"Work on this computer\" needs one. packaging/README.md tells where to get it.")
endif()
get_target_property(qmake Qt6::qmake IMPORTED_LOCATION)
get_filename_component(qt_programs "${qmake}" DIRECTORY)
set(icons "${PROJECT_SOURCE_DIR}/resources/appicon")

if(WIN32)
    find_program(WINDEPLOYQT windeployqt HINTS "${qt_programs}" REQUIRED)
    target_sources(evaltrack PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/windows/evaltrack.rc")
    target_include_directories(evaltrack PRIVATE "${icons}")
    set_target_properties(evaltrack PROPERTIES WIN32_EXECUTABLE ON)
    set(beside bin/pgsql)

    # Libraries other than Qt, and the compiler's own.
    install(TARGETS evaltrack evaltrack-server evaltrack-agent RUNTIME_DEPENDENCY_SET evaltrack_needs)
    install(
        RUNTIME_DEPENDENCY_SET evaltrack_needs
        PRE_EXCLUDE_REGEXES "^api-ms-" "^ext-ms-"
        POST_EXCLUDE_REGEXES ".*[Ss]ystem32/.*\\.dll"
        DIRECTORIES "$<TARGET_FILE_DIR:Qt6::Core>"
        RUNTIME DESTINATION bin)
    set(CMAKE_INSTALL_SYSTEM_RUNTIME_DESTINATION bin)
    include(InstallRequiredSystemLibraries)
    install(
        CODE "set(deploy \"${WINDEPLOYQT}\")
              set(bin \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin\")"
        CODE [[execute_process(
                   COMMAND "${deploy}" --release --no-compiler-runtime "${bin}/evaltrack.exe" "${bin}/evaltrack-server.exe"
                           "${bin}/evaltrack-agent.exe"
                   COMMAND_ERROR_IS_FATAL ANY)]])
    if(VCPKG_TOOLCHAIN)
        install(
            DIRECTORY "${VCPKG_INSTALLED_DIR}/${VCPKG_TARGET_TRIPLET}/share/"
            DESTINATION licences
            FILES_MATCHING
            PATTERN copyright)
    endif()
elseif(APPLE)
    find_program(MACDEPLOYQT macdeployqt HINTS "${qt_programs}" REQUIRED)
    set_source_files_properties("${icons}/evaltrack.icns" TARGET_DIRECTORY evaltrack
                                PROPERTIES MACOSX_PACKAGE_LOCATION Resources)
    target_sources(evaltrack PRIVATE "${icons}/evaltrack.icns")
    set_target_properties(
        evaltrack
        PROPERTIES MACOSX_BUNDLE ON
                   OUTPUT_NAME EvalTrack
                   MACOSX_BUNDLE_INFO_PLIST "${CMAKE_CURRENT_SOURCE_DIR}/macos/Info.plist.in")
    set(inside EvalTrack.app/Contents)
    set(beside ${inside}/lib/evaltrack/pgsql)

    install(PROGRAMS "$<TARGET_FILE:evaltrack-server>" "$<TARGET_FILE:evaltrack-agent>" DESTINATION ${inside}/MacOS
            COMPONENT client)
    install(
        CODE "set(deploy \"${MACDEPLOYQT}\")
              set(app \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/EvalTrack.app\")"
        CODE [[execute_process(
                   COMMAND "${deploy}" "${app}" "-executable=${app}/Contents/MacOS/evaltrack-server"
                           "-executable=${app}/Contents/MacOS/evaltrack-agent"
                   COMMAND_ERROR_IS_FATAL ANY)]]
        COMPONENT client)
    set(signs_bundle ON)
endif()

install(DIRECTORY "${EVALTRACK_POSTGRESQL}/bin" "${EVALTRACK_POSTGRESQL}/lib" DESTINATION ${beside} COMPONENT client
        USE_SOURCE_PERMISSIONS
        PATTERN "*.a" EXCLUDE
        PATTERN "*.lib" EXCLUDE
        PATTERN pkgconfig EXCLUDE
        PATTERN "stackbuilder*" EXCLUDE)
install(DIRECTORY "${EVALTRACK_POSTGRESQL}/share" DESTINATION ${beside} COMPONENT client
        PATTERN doc EXCLUDE
        PATTERN man EXCLUDE
        PATTERN locale EXCLUDE)

if(signs_bundle)
    # Apple silicon starts nothing that is unsigned. "-" is a signature of this computer; with an identity of Apple's people
    # elsewhere start it without being warned.
    set(EVALTRACK_SIGNATURE "-" CACHE STRING "Identity to sign the bundle with")
    install(
        CODE "set(signature \"${EVALTRACK_SIGNATURE}\")"
        CODE [[execute_process(COMMAND codesign --force --deep --sign "${signature}" "${app}" COMMAND_ERROR_IS_FATAL ANY)]]
        COMPONENT client)
endif()
