# SPDX-License-Identifier: GPL-3.0-or-later
# What a Linux desktop and systemd want to know of the programs. /etc is below the prefix here; DEB and RPM bring it to its
# place (packagetree.cmake).

set(app_id org.evaltrack.EvalTrack)

configure_file(linux/${app_id}.metainfo.xml.in "${CMAKE_CURRENT_BINARY_DIR}/${app_id}.metainfo.xml" @ONLY)
configure_file(debian/changelog.in "${CMAKE_CURRENT_BINARY_DIR}/changelog.Debian" @ONLY)

install(FILES linux/${app_id}.desktop DESTINATION "${CMAKE_INSTALL_DATADIR}/applications" COMPONENT client)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${app_id}.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo"
        COMPONENT client)
set(icons "${CMAKE_INSTALL_DATADIR}/icons/hicolor")
install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/evaltrack.svg" DESTINATION "${icons}/scalable/apps"
        RENAME ${app_id}.svg COMPONENT client)
foreach(size 16 24 32 48 64 128 256 512)
    install(FILES "${PROJECT_SOURCE_DIR}/resources/appicon/${size}.png" DESTINATION "${icons}/${size}x${size}/apps"
            RENAME ${app_id}.png COMPONENT client)
endforeach()

install(FILES linux/evaltrack-server.service DESTINATION lib/systemd/system COMPONENT server)
install(FILES linux/evaltrack-server.sysusers DESTINATION lib/sysusers.d RENAME evaltrack-server.conf COMPONENT server)
install(FILES linux/server.env DESTINATION etc/evaltrack COMPONENT server)

foreach(page client=evaltrack.1 server=evaltrack-server.8 agent=evaltrack-agent.1)
    string(REGEX MATCH "^(.*)=(.*\\.(.))$" matched "${page}")
    install(FILES linux/${CMAKE_MATCH_2} DESTINATION "${CMAKE_INSTALL_MANDIR}/man${CMAKE_MATCH_3}"
            COMPONENT ${CMAKE_MATCH_1})
endforeach()

# Each package by its name has the licence and what is new.
foreach(pair client=evaltrack server=evaltrack-server agent=evaltrack-agent)
    string(REGEX MATCH "^(.*)=(.*)$" matched "${pair}")
    install(FILES debian/copyright DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${CMAKE_MATCH_2}"
            COMPONENT ${CMAKE_MATCH_1})
    install(FILES "${PROJECT_SOURCE_DIR}/CHANGELOG.md" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${CMAKE_MATCH_2}"
            RENAME changelog COMPONENT ${CMAKE_MATCH_1})
endforeach()
