# SPDX-License-Identifier: GPL-3.0-or-later
# What CPack is told. What differs from one kind of package to another is in packagekinds.cmake, which CPack reads.

set(CPACK_PACKAGE_NAME EvalTrack)
set(CPACK_PACKAGE_VENDOR EvalTrack)
set(CPACK_PACKAGE_CONTACT "${EVALTRACK_MAINTAINER}")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_RESOURCE_FILE_README "${PROJECT_SOURCE_DIR}/README.md")
set(CPACK_PACKAGE_EXECUTABLES evaltrack EvalTrack)
set(CPACK_CREATE_DESKTOP_LINKS evaltrack)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_THREADS 0)
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_BINARY_DIR}")
set(CPACK_OUTPUT_FILE_PREFIX "${PROJECT_BINARY_DIR}/packages")
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_SOURCE_DIR}/packagekinds.cmake")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_EVALTRACK_FOLDER "${CMAKE_CURRENT_SOURCE_DIR}")
set(CPACK_EVALTRACK_BUILD "${CMAKE_CURRENT_BINARY_DIR}")

if(WIN32)
    set(CPACK_GENERATOR NSIS ZIP)
    set(CPACK_MONOLITHIC_INSTALL ON)
elseif(APPLE)
    set(CPACK_GENERATOR DragNDrop)
    set(CPACK_MONOLITHIC_INSTALL ON)
    set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};${PROJECT_NAME};client;/") # the other programs are in the bundle
else()
    set(CPACK_GENERATOR DEB TGZ)
endif()
set(CPACK_SOURCE_GENERATOR TXZ)
set(CPACK_SOURCE_IGNORE_FILES "/\\.git/" "^${PROJECT_SOURCE_DIR}/build/")

set(CPACK_COMPONENTS_ALL client server agent)
include(CPack)
include(CPackComponent)

cpack_add_component(client DISPLAY_NAME "EvalTrack" DESCRIPTION "The desk of an HR team: people, events, attendance and evaluations")
cpack_add_component(server DISPLAY_NAME "Server" DESCRIPTION "The server alone, for a computer that others connect to")
cpack_add_component(agent DISPLAY_NAME "Capture station" DESCRIPTION "A capture station without a window, for a badge scanner")
