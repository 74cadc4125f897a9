# SPDX-License-Identifier: GPL-3.0-or-later
# Read by CPack once for each kind of package, with CPACK_GENERATOR set to it.

set(client_description
    "The desk of an HR team: people, corporate events, attendance at the door by
badge, QR code or name, and evaluations. It works with a server of the company,
with or without a network, or on one computer alone, for which it keeps a
PostgreSQL of its own.")
set(server_description
    "Serves the REST API and the change feed of EvalTrack over PostgreSQL, of
another computer or a private one that it looks after, as a service of systemd
with a user of its own.")
set(agent_description
    "Reads badge codes from a scanner, one a line, keeps each durably on this
disk, and sends them to the server of EvalTrack when there is a network.")

if(CPACK_GENERATOR STREQUAL "DEB")
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
    set(CPACK_DEB_COMPONENT_INSTALL ON)
    set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
    set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
    set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
    set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
    set(CPACK_PRE_BUILD_SCRIPTS "${CPACK_EVALTRACK_FOLDER}/packagetree.cmake")
    set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own

    # dpkg-shlibdeps finds what the programs are linked to. What they load while they run is written here.
    set(CPACK_DEBIAN_CLIENT_PACKAGE_NAME evaltrack)
    set(CPACK_DEBIAN_CLIENT_PACKAGE_SECTION misc)
    set(CPACK_DEBIAN_CLIENT_DESCRIPTION "desk of an HR team\n${client_description}")
    # Stores of SQLite and of PostgreSQL, icons, time zones, the keychain of the desktop, and ps, which tells whether a private
    # PostgreSQL is one.
    set(CPACK_DEBIAN_CLIENT_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6sql6-psql, libqt6svg6, libsecret-1-0, procps, tzdata")
    # To work on this computer; a keychain to speak to; Qt's own words in Spanish; cameras; Wayland.
    set(CPACK_DEBIAN_CLIENT_PACKAGE_RECOMMENDS
        "postgresql (>= 15), gnome-keyring | kwalletmanager | keepassxc, qt6-translations-l10n, gstreamer1.0-plugins-base, gstreamer1.0-plugins-good, qt6-wayland")

    set(CPACK_DEBIAN_SERVER_PACKAGE_NAME evaltrack-server)
    set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION net)
    set(CPACK_DEBIAN_SERVER_DESCRIPTION "server of EvalTrack, the desk of an HR team\n${server_description}")
    set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS
        "libqt6sql6-psql, procps, tzdata, systemd | systemd-standalone-sysusers | systemd-sysusers, init-system-helpers (>= 1.54~)")
    # Unless the database is on another computer.
    set(CPACK_DEBIAN_SERVER_PACKAGE_RECOMMENDS "postgresql (>= 15)")
    set(CPACK_DEBIAN_SERVER_PACKAGE_SUGGESTS "haproxy | nginx")
    set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA
        "${CPACK_EVALTRACK_FOLDER}/debian/server/postinst;${CPACK_EVALTRACK_FOLDER}/debian/server/prerm;${CPACK_EVALTRACK_FOLDER}/debian/server/postrm;${CPACK_EVALTRACK_FOLDER}/debian/server/conffiles")

    set(CPACK_DEBIAN_AGENT_PACKAGE_NAME evaltrack-agent)
    set(CPACK_DEBIAN_AGENT_PACKAGE_SECTION misc)
    set(CPACK_DEBIAN_AGENT_DESCRIPTION "capture station of EvalTrack without a window\n${agent_description}")
    set(CPACK_DEBIAN_AGENT_PACKAGE_DEPENDS "libqt6sql6-sqlite, tzdata")
    set(CPACK_DEBIAN_AGENT_PACKAGE_RECOMMENDS "libsecret-1-0")
elseif(CPACK_GENERATOR STREQUAL "RPM")
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
    set(CPACK_RPM_COMPONENT_INSTALL ON)
    set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
    set(CPACK_RPM_PACKAGE_RELEASE 1)
    set(CPACK_RPM_PACKAGE_LICENSE "GPL-3.0-or-later")
    set(CPACK_RPM_PACKAGE_GROUP "Unspecified")
    set(CPACK_RPM_PACKAGE_AUTOREQ ON)
    set(CPACK_RPM_PACKAGE_RELOCATABLE OFF)
    set(CPACK_PRE_BUILD_SCRIPTS "${CPACK_EVALTRACK_FOLDER}/packagetree.cmake")
    # Folders of the system, which belong to other packages.
    set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
        /etc /usr/lib/systemd /usr/lib/systemd/system /usr/lib/sysusers.d /usr/share/applications /usr/share/metainfo
        /usr/share/icons /usr/share/icons/hicolor /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps
        /usr/share/man /usr/share/man/man1 /usr/share/man/man8 /usr/share/doc)
    foreach(size 16 24 32 48 64 128 256 512)
        list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION "/usr/share/icons/hicolor/${size}x${size}"
             "/usr/share/icons/hicolor/${size}x${size}/apps")
    endforeach()

    # Names of Fedora; what the programs are linked to is found by rpmbuild, as the sonames of the system it is built on.
    set(CPACK_RPM_CLIENT_PACKAGE_NAME evaltrack)
    set(CPACK_RPM_CLIENT_PACKAGE_SUMMARY "Desk of an HR team")
    set(CPACK_RPM_CLIENT_PACKAGE_DESCRIPTION "${client_description}")
    set(CPACK_RPM_CLIENT_PACKAGE_REQUIRES "qt6-qtbase, qt6-qtbase-postgresql, qt6-qtsvg, libsecret, procps-ng, tzdata, hicolor-icon-theme")
    set(CPACK_RPM_CLIENT_PACKAGE_SUGGESTS "postgresql-server >= 15, postgresql-contrib, qt6-qtwayland, qt6-qttranslations")

    set(CPACK_RPM_SERVER_PACKAGE_NAME evaltrack-server)
    set(CPACK_RPM_SERVER_PACKAGE_SUMMARY "Server of EvalTrack, the desk of an HR team")
    set(CPACK_RPM_SERVER_PACKAGE_DESCRIPTION "${server_description}")
    set(CPACK_RPM_SERVER_PACKAGE_REQUIRES "qt6-qtbase-postgresql, procps-ng, tzdata, systemd >= 252")
    set(CPACK_RPM_SERVER_PACKAGE_SUGGESTS "postgresql-server >= 15, postgresql-contrib")
    set(CPACK_RPM_SERVER_USER_FILELIST "%config(noreplace) /etc/evaltrack/server.env")
    set(CPACK_RPM_SERVER_POST_INSTALL_SCRIPT_FILE "${CPACK_EVALTRACK_FOLDER}/rpm/server-post.sh")
    set(CPACK_RPM_SERVER_PRE_UNINSTALL_SCRIPT_FILE "${CPACK_EVALTRACK_FOLDER}/rpm/server-preun.sh")
    set(CPACK_RPM_SERVER_POST_UNINSTALL_SCRIPT_FILE "${CPACK_EVALTRACK_FOLDER}/rpm/server-postun.sh")

    set(CPACK_RPM_AGENT_PACKAGE_NAME evaltrack-agent)
    set(CPACK_RPM_AGENT_PACKAGE_SUMMARY "Capture station of EvalTrack without a window")
    set(CPACK_RPM_AGENT_PACKAGE_DESCRIPTION "${agent_description}")
    set(CPACK_RPM_AGENT_PACKAGE_REQUIRES "qt6-qtbase, tzdata")
elseif(CPACK_GENERATOR STREQUAL "NSIS")
    set(CPACK_PACKAGE_INSTALL_DIRECTORY EvalTrack)
    set(CPACK_NSIS_PACKAGE_NAME EvalTrack)
    set(CPACK_NSIS_DISPLAY_NAME "EvalTrack ${CPACK_PACKAGE_VERSION}")
    set(CPACK_NSIS_EXECUTABLES_DIRECTORY bin)
    set(CPACK_NSIS_MUI_ICON "${CPACK_EVALTRACK_FOLDER}/../resources/appicon/evaltrack.ico")
    set(CPACK_NSIS_MUI_UNIICON "${CPACK_NSIS_MUI_ICON}")
    set(CPACK_NSIS_INSTALLED_ICON_NAME "bin\\evaltrack.exe")
    set(CPACK_NSIS_MUI_FINISHPAGE_RUN evaltrack.exe)
    set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
    set(CPACK_NSIS_MANIFEST_DPI_AWARE ON)
    # evaltrack:// links.
    set(CPACK_NSIS_EXTRA_INSTALL_COMMANDS
        [[
  WriteRegStr SHCTX "Software\Classes\evaltrack" "" "URL:EvalTrack"
  WriteRegStr SHCTX "Software\Classes\evaltrack" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\evaltrack\DefaultIcon" "" "$INSTDIR\bin\evaltrack.exe,0"
  WriteRegStr SHCTX "Software\Classes\evaltrack\shell\open\command" "" '"$INSTDIR\bin\evaltrack.exe" "%1"'
]])
    set(CPACK_NSIS_EXTRA_UNINSTALL_COMMANDS [[
  DeleteRegKey SHCTX "Software\Classes\evaltrack"
]])
elseif(CPACK_GENERATOR STREQUAL "DragNDrop")
    set(CPACK_DMG_VOLUME_NAME "EvalTrack ${CPACK_PACKAGE_VERSION}")
    set(CPACK_DMG_FORMAT UDZO)
else() # archives: all in one, to be unpacked anywhere
    set(CPACK_PACKAGING_INSTALL_PREFIX /)
endif()
