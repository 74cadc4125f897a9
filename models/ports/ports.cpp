// SPDX-License-Identifier: GPL-3.0-or-later
// The ports have no bodies; this file gives each header a translation unit that proves it stands
// alone.
#include "ports/desk.h"
