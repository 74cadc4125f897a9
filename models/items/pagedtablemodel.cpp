// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/pagedtablemodel.h"
