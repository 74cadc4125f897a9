# SPDX-License-Identifier: GPL-3.0-or-later
# Every library the project uses, and why it was chosen. The packages that bring them are in
# packaging/dependencies.sh (Debian, Homebrew) and vcpkg.json (Windows).

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Concurrent Gui Widgets Network Sql HttpServer WebSockets
                                         Svg LinguistTools Test PrintSupport)
find_package(Qt6OpenGL QUIET)
if(NOT Qt6OpenGL_FOUND)
    set(Qt6OpenGL_DIR "${CMAKE_CURRENT_LIST_DIR}/qt6opengl" CACHE PATH "" FORCE)
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS Charts) # charts with less code than a widget of our own; GPLv3
if(EVALTRACK_CAMERA)
    find_package(Qt6Multimedia 6.4 QUIET) # pictures of every desktop's cameras, and sounds; without it there is no camera and the system beeps
    if(NOT Qt6Multimedia_FOUND)
        message(STATUS "Qt Multimedia was not found: EvalTrack will read no QR codes with a camera, and beep instead of sounding")
    endif()
endif()
find_package(Qt6Keychain REQUIRED) # the one interface to every desktop's secret store
# libsodium: Argon2id and XChaCha20-Poly1305, audited.
# libpq beneath Qt's PostgreSQL driver: which constraint was violated, COPY, and answers without a QVariant a value.
# vcpkg describes both to CMake, everybody else to pkg-config.
find_package(unofficial-sodium CONFIG QUIET)
if(unofficial-sodium_FOUND)
    find_package(PostgreSQL REQUIRED)
    add_library(evaltrack_sodium INTERFACE)
    target_link_libraries(evaltrack_sodium INTERFACE unofficial-sodium::sodium)
    add_library(PkgConfig::sodium ALIAS evaltrack_sodium)
    add_library(evaltrack_libpq INTERFACE)
    target_link_libraries(evaltrack_libpq INTERFACE PostgreSQL::PostgreSQL)
    add_library(PkgConfig::libpq ALIAS evaltrack_libpq)
else()
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
    pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
endif()
# libxlsxwriter writes workbooks of any length in constant memory; BSD, in every distribution.
find_package(unofficial-libxlsxwriter CONFIG QUIET)
if(unofficial-libxlsxwriter_FOUND)
    add_library(PkgConfig::xlsxwriter ALIAS unofficial::libxlsxwriter::libxlsxwriter)
else()
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
endif()
# ICU reads text files of any encoding and guesses which it is; nothing else knows as many.
find_package(ICU REQUIRED COMPONENTS i18n uc)

# libzip opens workbooks again. Not QuaZip: it brings the same minizip functions as libxlsxwriter, and in one program one of them
# calls the other's.
if(VCPKG_TOOLCHAIN) # Debian's description of it for CMake wants programs that are not in its package.
    find_package(libzip CONFIG REQUIRED)
    add_library(PkgConfig::libzip ALIAS libzip::zip)
else()
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
endif()
find_package(Threads REQUIRED)

# RapidJSON writes keys in the order they are given; QJsonObject sorts them, the contract does not.
find_path(RAPIDJSON_INCLUDE_DIR rapidjson/writer.h REQUIRED)
# cpp-jwt signs and verifies HS256 tokens; it needs OpenSSL.
find_path(CPP_JWT_INCLUDE_DIR jwt/jwt.hpp REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
# prometheus-cpp-core keeps counters and histograms and writes the text format.
find_package(prometheus-cpp CONFIG REQUIRED COMPONENTS core)
# libcrypt verifies the bcrypt hashes that v1 left; absent on Windows and macOS, where they must reset.
find_library(CRYPT_LIBRARY crypt)

# libqrencode makes QR codes, ZXing reads them in pictures: each the most used of its kind.
find_path(QRENCODE_INCLUDE_DIR qrencode.h REQUIRED)
find_library(QRENCODE_LIBRARY NAMES qrencode qrencoded REQUIRED)
find_package(ZXing REQUIRED)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()
