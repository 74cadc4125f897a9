// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failpoint.h"

#if defined(EVALTRACK_FAILPOINTS) && defined(__unix__)

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>

namespace EvalTrack {

namespace {

struct Wanted
{
    std::string name;
    std::atomic<int> left{0};

    Wanted()
    {
        const char *value = std::getenv("EVALTRACK_FAILPOINT");
        const std::string text = value == nullptr ? std::string() : std::string(value);
        const auto colon = text.find(':');
        if (colon != std::string::npos) {
            name = text.substr(0, colon);
            left = std::atoi(text.c_str() + colon + 1);
        }
    }
};

} // namespace

void failpoint(const char *name)
{
    static Wanted wanted;
    if (wanted.name == name && --wanted.left == 0) {
        std::raise(SIGKILL);
    }
}

} // namespace EvalTrack

#else

void EvalTrack::failpoint(const char * /*name*/) {}

#endif
