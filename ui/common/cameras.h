// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace EvalTrack {

/// One camera of this computer: what it is known by, and what people call it.
struct CameraInfo
{
    QByteArray id;
    QString name;

    bool operator==(const CameraInfo &other) const = default;
};

/// Why there is no picture. CameraPanel has the words.
enum class CameraProblem {
    NotThere,  ///< There is no camera, or not this one.
    Denied,    ///< The system does not let this program use it.
    Busy,      ///< Another program has it.
    Unplugged, ///< It went while it was running.
    NoPicture, ///< It was opened, and nothing comes.
    Failed,    ///< Anything else.
};

/// Makes the picture of a frame; a null one when it cannot be read. Called in any thread, at most
/// once: a frame that nobody has time for is never converted.
using CameraPicture = std::function<QImage()>;

/// A camera that is on. It is let go of by close() and by deleting the feed. UI thread; the signals
/// come from the event loop, never out of Cameras::open().
class CameraFeed : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Lets go of the camera at once; nothing comes any more.
    virtual void close() = 0;

Q_SIGNALS:
    void pictureArrived(const EvalTrack::CameraPicture &picture);
    /// Nothing more comes after it.
    void failed(EvalTrack::CameraProblem problem);
};

/// The cameras of this computer. UI thread; outlives the feeds. Behind it is Qt Multimedia
/// (qtcameras.h), or whatever a test wants to be seen.
class Cameras : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// nullptr in a program that was built without Qt Multimedia.
    [[nodiscard]] static std::unique_ptr<Cameras> ofThisComputer();

    /// The one that the system prefers comes first. The first call may take a tenth of a second:
    /// it starts what looks after cameras.
    [[nodiscard]] virtual QList<CameraInfo> list() = 0;
    /// Switches a camera of the list on; nullptr when it is not there.
    [[nodiscard]] virtual std::unique_ptr<CameraFeed> open(const QByteArray &id) = 0;

Q_SIGNALS:
    /// One was plugged in or went.
    void changed();
};

} // namespace EvalTrack
