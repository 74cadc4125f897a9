# SPDX-License-Identifier: GPL-3.0-or-later
# Stands in for the CMake files of Qt OpenGL where only its library is installed. Qt Charts names that library in its link
# interface, but qt6-charts-dev of Debian 12 does not depend on libqt6opengl6-dev, and nothing here includes its headers.

find_library(QT6_OPENGL_LIBRARY NAMES Qt6OpenGL libQt6OpenGL.so.6)
mark_as_advanced(QT6_OPENGL_LIBRARY)
if(QT6_OPENGL_LIBRARY AND TARGET Qt6::Gui)
    if(NOT TARGET Qt6::OpenGL)
        add_library(Qt6::OpenGL UNKNOWN IMPORTED)
        set_target_properties(
            Qt6::OpenGL
            PROPERTIES IMPORTED_LOCATION "${QT6_OPENGL_LIBRARY}"
                       INTERFACE_LINK_LIBRARIES "Qt6::Core;Qt6::Gui"
                       _qt_package_version "${PACKAGE_VERSION}")
        add_library(Qt::OpenGL ALIAS Qt6::OpenGL)
    endif()
    set(Qt6OpenGL_FOUND TRUE)
else()
    set(Qt6OpenGL_FOUND FALSE)
    set(Qt6OpenGL_NOT_FOUND_MESSAGE "Qt OpenGL is missing: install libqt6opengl6-dev")
endif()
