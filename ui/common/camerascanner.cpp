// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/camerascanner.h"

#include "base/deliver.h"
#include "common/qrcode.h"

#include <QtConcurrent>

#include <algorithm>

namespace EvalTrack {

namespace {

// Opening one takes a second or two, and four where the system asks for a permission.
constexpr auto CameraPatience = std::chrono::seconds(10);
/// What a larger picture is made smaller to: more pixels only take longer.
constexpr int FrameSide = 1'280;

} // namespace

CameraScanner::CameraScanner(Cameras &cameras, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_cameras(cameras)
    , m_clock(clock)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(CameraPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] { fail(CameraProblem::NoPicture); });
    connect(&cameras, &Cameras::changed, this, &CameraScanner::followPlugs);
}

CameraScanner::~CameraScanner() = default;

void CameraScanner::start(const QByteArray &camera)
{
    if (m_feed && m_camera == camera) {
        return;
    }
    stop();
    m_camera = camera;
    m_feed = m_cameras.open(camera);
    if (!m_feed) {
        fail(CameraProblem::NotThere);
        return;
    }
    connect(m_feed.get(), &CameraFeed::pictureArrived, this, &CameraScanner::take);
    connect(m_feed.get(), &CameraFeed::failed, this, &CameraScanner::fail);
    m_patience.start();
}

void CameraScanner::stop()
{
    ++m_round;
    m_patience.stop();
    if (m_feed) {
        m_feed->disconnect(this);
        m_feed->close();
        m_feed.release()->deleteLater(); // It may be the one that calls.
    }
}

void CameraScanner::take(const CameraPicture &picture)
{
    if (m_isInFlight) {
        return; // Nothing waits: a picture that is late is worth nothing.
    }
    m_isInFlight = true;
    deliver(
        QtConcurrent::run([picture, isReading = m_isReading] { return look(picture, isReading); }),
        this, [this, round = m_round](const Seen &seen) {
            m_isInFlight = false;
            if (round == m_round) {
                takeSeen(seen);
            }
        });
}

CameraScanner::Seen CameraScanner::look(const CameraPicture &picture, bool isReading)
{
    QImage image = picture();
    if (std::max(image.width(), image.height()) > FrameSide) {
        image = image.scaled(FrameSide, FrameSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    return {image, isReading ? readQrCode(image).value_or(QString()) : QString()};
}

void CameraScanner::takeSeen(const Seen &seen)
{
    if (!seen.picture.isNull()) {
        m_patience.start();
        Q_EMIT pictureTaken(seen.picture);
    }
    if (m_isReading && !seen.code.isEmpty() && isNew(seen.code)) {
        Q_EMIT codeRead(seen.code);
    }
}

bool CameraScanner::isNew(const QString &code)
{
    const std::chrono::milliseconds now = m_clock.monotonic();
    m_lastSeen.removeIf([now](const auto &each) { return now - each.value() >= SameCode; });
    const bool isNew = !m_lastSeen.contains(code);
    m_lastSeen.insert(code, now);
    return isNew;
}

void CameraScanner::followPlugs()
{
    if (!m_feed) {
        return;
    }
    const QList<CameraInfo> cameras = m_cameras.list();
    if (std::ranges::find(cameras, m_camera, &CameraInfo::id) == cameras.end()) {
        fail(CameraProblem::Unplugged);
    }
}

void CameraScanner::fail(CameraProblem problem)
{
    stop();
    Q_EMIT failed(problem);
}

} // namespace EvalTrack
