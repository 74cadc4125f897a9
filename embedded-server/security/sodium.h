// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace EvalTrack::Server {

/// To be called before libsodium hashes passwords or is used by several threads: until then it
/// takes the slowest code there is for each algorithm, whatever the processor can do. From every
/// thread, any number of times.
void startSodium();

} // namespace EvalTrack::Server
