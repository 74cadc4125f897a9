// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "common/cameras.h"

#include <QHash>
#include <QTimer>

#include <chrono>
#include <memory>

namespace EvalTrack {

/// Reads QR codes from a camera, and gives its pictures to be shown:
/// ```
///  frame ──one at a time──▶ pool thread: picture, code ──▶ pictureTaken(), codeRead()
///    └──while one is read──▶ dropped
/// ```
/// A code is read once: not again while it stays in sight, nor within SameCode after that. The
/// camera is on between start() and stop(), or the first failure. UI thread; what is still being
/// read when it stops or dies is forgotten.
class CameraScanner final : public QObject
{
    Q_OBJECT
public:
    /// A code that was out of sight for less is the same one, held a little unsteadily.
    static constexpr auto SameCode = std::chrono::seconds(3);

    CameraScanner(Cameras &cameras, const Clock &clock, QObject *parent = nullptr);
    ~CameraScanner() override;

    /// Another camera than the running one takes its place.
    void start(const QByteArray &camera);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_feed != nullptr; }
    /// Pictures only, for as long as nobody could take a code.
    void setReading(bool reading) { m_isReading = reading; }
    /// The next code is a new one, also when it is in sight already.
    void forgetCodes() { m_lastSeen.clear(); }
    /// How long a camera that is on may send nothing that can be read.
    void setPatience(std::chrono::milliseconds patience) { m_patience.setInterval(patience); }

Q_SIGNALS:
    void pictureTaken(const QImage &picture);
    void codeRead(const QString &code);
    /// The camera is off again.
    void failed(EvalTrack::CameraProblem problem);

private:
    struct Seen
    {
        QImage picture;
        QString code;
    };
    [[nodiscard]] static Seen look(const CameraPicture &picture, bool isReading);
    void take(const CameraPicture &picture);
    void takeSeen(const Seen &seen);
    [[nodiscard]] bool isNew(const QString &code);
    void followPlugs();
    void fail(CameraProblem problem);

    Cameras &m_cameras;
    const Clock &m_clock;
    QByteArray m_camera;
    std::unique_ptr<CameraFeed> m_feed;
    QTimer m_patience;
    QHash<QString, std::chrono::milliseconds> m_lastSeen; ///< Of the codes of the last seconds.
    quint64 m_round = 0;                                  ///< Which start() a picture belongs to.
    bool m_isInFlight = false;
    bool m_isReading = true;
};

} // namespace EvalTrack
