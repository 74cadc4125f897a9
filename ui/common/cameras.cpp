// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/cameras.h"

#ifdef EVALTRACK_HAS_CAMERA
#include "common/qtcameras.h"
#endif

namespace EvalTrack {

std::unique_ptr<Cameras> Cameras::ofThisComputer()
{
#ifdef EVALTRACK_HAS_CAMERA
    return std::make_unique<QtCameras>();
#else
    return nullptr;
#endif
}

} // namespace EvalTrack
