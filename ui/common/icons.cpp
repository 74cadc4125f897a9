// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/icons.h"

#include "common/tokens.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QPushButton>
#include <QSvgRenderer>

namespace EvalTrack {

namespace {

QColor colourFor(IconTone tone, QIcon::Mode mode, QIcon::State state)
{
    const Colours &colours = coloursOf(QGuiApplication::palette());
    if (mode == QIcon::Disabled) {
        return colours.textFaint;
    }
    switch (tone) {
    case IconTone::Normal:
        return state == QIcon::On ? colours.accent : colours.text;
    case IconTone::Muted:
        return state == QIcon::On ? colours.accent : colours.textMuted;
    case IconTone::Accent:
        return colours.accent;
    case IconTone::OnAccent:
        return colours.onAccent;
    case IconTone::Success:
        return colours.success;
    case IconTone::Warning:
        return colours.warning;
    case IconTone::Danger:
        return colours.danger;
    }
    return colours.text;
}

QPixmap drawn(Icon icon, const QSize &pixels, const QColor &colour)
{
    // A button that a layout has not given its room yet asks for nothing.
    if (pixels.isEmpty()) {
        return {};
    }
    const QString key = u"evaltrack/%1/%2x%3/%4"_qs.arg(Icons::fileOf(icon))
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(colour.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QFile file(Icons::fileOf(icon));
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray svg = file.readAll();
        svg.replace("currentColor", colour.name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        QPainter painter(&pixmap);
        renderer.render(&painter);
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class TintedEngine final : public QIconEngine
{
public:
    TintedEngine(Icon icon, IconTone tone)
        : m_icon(icon)
        , m_tone(tone)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        QPixmap pixmap = drawn(m_icon, rect.size() * ratio, colourFor(m_tone, mode, state));
        pixmap.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect, pixmap);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return drawn(m_icon, size, colourFor(m_tone, mode, state));
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state,
                         qreal /*scale*/) override
    {
        return pixmap(size, mode, state);
    }

    [[nodiscard]] QIconEngine *clone() const override { return new TintedEngine(m_icon, m_tone); }

    bool isNull() override { return false; }

private:
    Icon m_icon;
    IconTone m_tone;
};

} // namespace

QIcon Icons::get(Icon icon, IconTone tone)
{
    return QIcon(new TintedEngine(icon, tone));
}

QPixmap Icons::pixmap(Icon icon, int size, IconTone tone, qreal devicePixelRatio)
{
    QPixmap pixmap = drawn(icon, QSize(size, size) * devicePixelRatio,
                           colourFor(tone, QIcon::Normal, QIcon::Off));
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

void Icons::dress(QPushButton &button, Icon icon, IconTone tone, const QString &text)
{
    button.setIcon(get(icon, tone));
    button.setText(u' ' % text);
    button.setAccessibleName(QString(text).remove(u'&'));
}

QString Icons::fileOf(Icon icon)
{
    static const QStringList names = {
        u"accounts"_qs,     u"add"_qs,          u"alert"_qs,         u"app"_qs,
        u"arrow"_qs,        u"attendance"_qs,   u"back"_qs,          u"badge"_qs,
        u"bell"_qs,         u"calendar"_qs,     u"chart"_qs,         u"check"_qs,
        u"chevron-down"_qs, u"chevron-left"_qs, u"chevron-right"_qs, u"chevron-up"_qs,
        u"clock"_qs,        u"close"_qs,        u"cloud"_qs,         u"cloud-off"_qs,
        u"columns"_qs,      u"computer"_qs,     u"copy"_qs,          u"dashboard"_qs,
        u"department"_qs,   u"download"_qs,     u"edit"_qs,          u"evaluations"_qs,
        u"events"_qs,       u"eye"_qs,          u"eye-off"_qs,       u"filter"_qs,
        u"globe"_qs,        u"info"_qs,         u"key"_qs,           u"language"_qs,
        u"location"_qs,     u"lock"_qs,         u"mail"_qs,          u"menu"_qs,
        u"minus"_qs,        u"moon"_qs,         u"more"_qs,          u"note"_qs,
        u"org-chart"_qs,    u"people"_qs,       u"person"_qs,        u"person-add"_qs,
        u"phone"_qs,        u"question"_qs,     u"redo"_qs,          u"refresh"_qs,
        u"save"_qs,         u"scan"_qs,         u"search"_qs,        u"send"_qs,
        u"server"_qs,       u"settings"_qs,     u"sign-out"_qs,      u"sound"_qs,
        u"sound-off"_qs,    u"star"_qs,         u"sun"_qs,           u"sync"_qs,
        u"table"_qs,        u"trash"_qs,        u"tray"_qs,          u"undo"_qs,
        u"warning"_qs,
    };
    Q_ASSERT(names.size() == static_cast<int>(Icon::Warning) + 1);
    return u":/icons/%1.svg"_qs.arg(names.at(static_cast<int>(icon)));
}

} // namespace EvalTrack
