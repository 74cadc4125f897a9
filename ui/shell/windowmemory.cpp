// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/windowmemory.h"

#include "common/listframe.h"

#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>

namespace EvalTrack {

namespace {

const QString GeometryKey = u"window/geometry"_qs;
const QString PageKey = u"page"_qs;
const QString ToolsKey = u"tools"_qs;
constexpr QSize FirstSize(1280, 800);

} // namespace

WindowMemory::WindowMemory(QSettings &settings, const SignedInPerson &person)
    : m_settings(settings)
    , m_group(u"window/"_qs % toText(person.uuid.value()) % u'/')
{}

void WindowMemory::restoreWindow(QMainWindow &window) const
{
    window.resize(FirstSize);
    window.restoreGeometry(m_settings.value(GeometryKey).toByteArray());
    // Qt brings back what no screen shows, but centres it, and its title may be beside the screen.
    const QPoint corner = window.geometry().topLeft();
    if (QGuiApplication::screenAt(corner) == nullptr) {
        const QScreen *screen = QGuiApplication::screenAt(window.geometry().center());
        screen = screen == nullptr ? QGuiApplication::primaryScreen() : screen;
        const QRect room = screen->availableGeometry();
        window.move(qBound(room.left(), corner.x(), room.right()),
                    qBound(room.top(), corner.y(), room.bottom()));
    }
}

void WindowMemory::keepWindow(const QMainWindow &window)
{
    m_settings.setValue(GeometryKey, window.saveGeometry());
}

QString WindowMemory::lastPage() const
{
    return m_settings.value(m_group % PageKey).toString();
}

void WindowMemory::keepLastPage(const QString &pageId)
{
    m_settings.setValue(m_group % PageKey, pageId);
}

void WindowMemory::restorePage(const QString &pageId, Page &page) const
{
    const QVariantMap tools = m_settings.value(m_group % ToolsKey % u'/' % pageId).toMap();
    auto *frame = page.findChild<ListFrame *>();
    if (frame != nullptr && !tools.isEmpty() && frame->startsBare()) {
        frame->setToolStates(tools);
    }
}

void WindowMemory::keepPage(const QString &pageId, const Page &page)
{
    if (const auto *frame = page.findChild<ListFrame *>(); frame && frame->startsBare()) {
        m_settings.setValue(m_group % ToolsKey % u'/' % pageId, frame->toolStates());
    }
}

void WindowMemory::forgetPages()
{
    m_settings.remove(m_group % ToolsKey);
}

} // namespace EvalTrack
