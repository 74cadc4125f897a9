# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target carries every flag; all targets link it through evaltrack_add_library() and friends.

add_library(evaltrack_options INTERFACE)
target_compile_features(evaltrack_options INTERFACE cxx_std_23)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTOUIC OFF)
set(CMAKE_AUTORCC ON)

target_compile_definitions(
    evaltrack_options
    INTERFACE QT_NO_CAST_FROM_ASCII
              QT_NO_CAST_TO_ASCII
              QT_NO_CAST_FROM_BYTEARRAY
              QT_NO_URL_CAST_FROM_STRING
              QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
              QT_NO_FOREACH
              QT_NO_JAVA_STYLE_ITERATORS
              QT_NO_KEYWORDS
              QT_USE_QSTRINGBUILDER
              QT_STRICT_ITERATORS
              QT_DISABLE_DEPRECATED_BEFORE=0x060400
              QT_NO_CONTEXTLESS_CONNECT)

if(MSVC)
    target_compile_options(evaltrack_options INTERFACE /W4 /utf-8 /Zc:__cplusplus /permissive-)
else()
    target_compile_options(
        evaltrack_options
        INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual
                  -Wformat=2 -Wimplicit-fallthrough -Wswitch -fstack-protector-strong)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 takes the empty payload of a moved std::optional for a value when it inlines: debug builds keep the warning.
    target_compile_options(evaltrack_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:-Wno-maybe-uninitialized>)
    if(CMAKE_UNITY_BUILD)
        # Sources of a unity build are read as headers, where a fixture of an anonymous namespace would be a mistake.
        target_compile_options(evaltrack_options INTERFACE -Wno-subobject-linkage)
    endif()
endif()
if(EVALTRACK_WERROR AND NOT MSVC)
    target_compile_options(evaltrack_options INTERFACE -Werror)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT MSVC)
    # -g1 keeps line numbers for stack traces at a third of the link time of -g.
    string(REPLACE "-g" "-g1" CMAKE_CXX_FLAGS_DEBUG "${CMAKE_CXX_FLAGS_DEBUG}")
    # mold links a test in a quarter of the time; the programs that people run are linked by the system's linker.
    find_program(MOLD_PROGRAM mold)
    if(MOLD_PROGRAM)
        target_link_options(evaltrack_options INTERFACE -fuse-ld=mold)
    endif()
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND UNIX AND NOT APPLE)
    target_compile_definitions(evaltrack_options INTERFACE _FORTIFY_SOURCE=2)
    target_link_options(evaltrack_options INTERFACE -Wl,-z,relro,-z,now)
endif()
if(EVALTRACK_SANITIZE)
    # It is the program that is watched. Tests that are not themselves compile in half the time (tests/CMakeLists.txt).
    define_property(TARGET PROPERTY EVALTRACK_UNWATCHED INHERITED)
    # Qt compares empty lists by memcmp(nullptr, nullptr, 0), in its headers; WG14 N3322 has since allowed it.
    set(watched -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -fno-sanitize=nonnull-attribute)
    target_compile_options(evaltrack_options INTERFACE "$<$<NOT:$<BOOL:$<TARGET_PROPERTY:EVALTRACK_UNWATCHED>>>:${watched}>")
    target_link_options(evaltrack_options INTERFACE -fsanitize=address,undefined)
endif()
if(EVALTRACK_FUZZ)
    # libFuzzer follows the branches that are compiled so. The rest is how clang 16 comes to std::expected of libstdc++:
    # it has the concepts and does not announce them.
    target_compile_options(evaltrack_options INTERFACE -fsanitize=fuzzer-no-link -Wno-builtin-macro-redefined
                                                       -U__cpp_concepts -D__cpp_concepts=202002L
                                                       -fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/tests/fuzz/sanitizers.txt)
    # A release drops assertions, and a fuzzer wants them.
    string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELWITHDEBINFO "${CMAKE_CXX_FLAGS_RELWITHDEBINFO}")
    string(REPLACE "-g" "-g1" CMAKE_CXX_FLAGS_RELWITHDEBINFO "${CMAKE_CXX_FLAGS_RELWITHDEBINFO}")
endif()
if(EVALTRACK_COVERAGE)
    target_compile_options(evaltrack_options INTERFACE --coverage)
    target_link_options(evaltrack_options INTERFACE --coverage)
endif()
