// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace EvalTrack {

/// Lets the C library keep up to 32 MiB of freed memory for what is allocated next. A company that
/// is opened allocates and frees in pieces of a megabyte; giving each back to the system and having
/// it again page by page takes a tenth of a second of a sign-in. For a program with a window, first
/// thing in main(); elsewhere than with glibc it does nothing.
void keepFreedMemory();

} // namespace EvalTrack
