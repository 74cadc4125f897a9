# SPDX-License-Identifier: GPL-3.0-or-later
# The library is of the same release as the Qt that was found.
set(PACKAGE_VERSION "${Qt6_VERSION}")
set(PACKAGE_VERSION_COMPATIBLE TRUE)
