// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/theme.h"

#include "common/frames.h"

#include <QEvent>
#include <QFile>
#include <QPixmapCache>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

// A static library's resources must be named once; the macro wants the global namespace.
static void initialiseResources()
{
    Q_INIT_RESOURCE(evaltrack);
    Q_INIT_RESOURCE(translations);
}

namespace EvalTrack {

namespace {

constexpr qreal SmallestBodyPoints = 10.0;

QPalette paletteOf(const Colours &c)
{
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.surface);
    palette.setColor(QPalette::AlternateBase, c.raised);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.textFaint);
    palette.setColor(QPalette::Button, c.surface);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.danger);
    palette.setColor(QPalette::ToolTipBase, c.text);
    palette.setColor(QPalette::ToolTipText, c.surface);
    palette.setColor(QPalette::Highlight, c.selection);
    palette.setColor(QPalette::HighlightedText, c.text);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::Light, c.surface);
    palette.setColor(QPalette::Midlight, c.raised);
    palette.setColor(QPalette::Mid, c.border);
    palette.setColor(QPalette::Dark, c.borderStrong);
    palette.setColor(QPalette::Shadow, c.borderStrong);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, c.textFaint);
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, c.raised);
    return palette;
}

// Without a palette of the program's own, Qt gives the system's. The widgets hear of it only with
// the next palette, which follows at once.
QPalette paletteOfSystem()
{
    const QPalette ours = QApplication::palette();
    QApplication::setPalette(QPalette());
    const QPalette system = QApplication::palette();
    QApplication::setPalette(ours);
    return system;
}

} // namespace

Theme::Theme(QApplication &application, QObject *parent)
    : Theme(application, &paletteOfSystem, parent)
{}

Theme::Theme(QApplication &application, SystemPalette system, QObject *parent)
    : QObject(parent)
    , m_application(application)
    , m_system(std::move(system))
{
    initialiseResources();
    // Fusion looks the same everywhere and takes every colour from the palette.
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_qs));
    QFont font = QApplication::font();
    if (font.pointSizeF() < SmallestBodyPoints) {
        font.setPointSizeF(SmallestBodyPoints);
        QApplication::setFont(font);
    }
    m_systemChanged.setSingleShot(true);
    m_systemChanged.setInterval(0);
    connect(&m_systemChanged, &QTimer::timeout, this, &Theme::followSystem);
    m_application.installEventFilter(this);
    judgeSystem();
    apply();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && m_choice == Choice::System) {
        m_systemChanged.start();
    }
    return QObject::eventFilter(watched, event);
}

void Theme::judgeSystem()
{
    m_isSystemDark = EvalTrack::isDark(m_system());
}

void Theme::followSystem()
{
    const bool wasDark = isDark();
    judgeSystem();
    if (isDark() != wasDark) {
        apply();
    }
}

void Theme::setChoice(Choice choice)
{
    if (m_choice == choice) {
        return;
    }
    m_choice = choice;
    if (choice == Choice::System) {
        judgeSystem(); // It may have changed while nobody looked.
    }
    apply();
}

bool Theme::isDark() const
{
    switch (m_choice) {
    case Choice::System:
        return m_isSystemDark;
    case Choice::Light:
        return false;
    case Choice::Dark:
    case Choice::HighContrast:
        return true;
    }
    return false;
}

QString Theme::name(Choice choice)
{
    switch (choice) {
    case Choice::System:
        return u"system"_qs;
    case Choice::Light:
        return u"light"_qs;
    case Choice::Dark:
        return u"dark"_qs;
    case Choice::HighContrast:
        return u"contrast"_qs;
    }
    return {};
}

Theme::Choice Theme::fromName(const QString &name)
{
    if (name == u"light") {
        return Choice::Light;
    }
    if (name == u"dark") {
        return Choice::Dark;
    }
    if (name == u"contrast") {
        return Choice::HighContrast;
    }
    return Choice::System;
}

const Colours &Theme::colours() const
{
    return m_choice == Choice::HighContrast ? highContrastColours()
           : isDark()                       ? darkColours()
                                            : lightColours();
}

void Theme::apply()
{
    QPixmapCache::clear();
    QApplication::setPalette(paletteOf(colours()));
    // Qt 6.4 styles a widget anew once for itself and once for each of its parents when one sheet
    // follows another. After none, it does so once.
    m_application.setStyleSheet(QString());
    m_application.setStyleSheet(styleSheet());
    Q_EMIT changed();
}

QString Theme::styleSheet() const
{
    QFile file(u":/styles/evaltrack.qss"_qs);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QString source = QString::fromUtf8(file.readAll());
    const Colours &c = colours();
    const QHash<QString, QString> values = {
        {u"window"_qs, c.window.name()},
        {u"surface"_qs, c.surface.name()},
        {u"raised"_qs, c.raised.name()},
        {u"rail"_qs, c.rail.name()},
        {u"border"_qs, c.border.name()},
        {u"borderStrong"_qs, c.borderStrong.name()},
        {u"text"_qs, c.text.name()},
        {u"textMuted"_qs, c.textMuted.name()},
        {u"textFaint"_qs, c.textFaint.name()},
        {u"accent"_qs, c.accent.name()},
        {u"accentHover"_qs, c.accentHover.name()},
        {u"accentPressed"_qs, c.accentPressed.name()},
        {u"onAccent"_qs, c.onAccent.name()},
        {u"selection"_qs, c.selection.name()},
        {u"danger"_qs, c.danger.name()},
        {u"dangerSoft"_qs, c.dangerSoft.name()},
        {u"warning"_qs, c.warning.name()},
        {u"warningSoft"_qs, c.warningSoft.name()},
        {u"neutralSoft"_qs, c.neutralSoft.name()},
        {u"frameSoft"_qs, softFrameOf(c).name()},
        {u"mode"_qs, m_choice == Choice::HighContrast ? u"contrast"_qs
                     : isDark()                       ? u"dark"_qs
                                                      : u"light"_qs},
    };
    static const QRegularExpression placeholder(u"@\\{(\\w+)\\}"_qs);
    QString result;
    qsizetype copied = 0;
    auto matches = placeholder.globalMatch(source);
    while (matches.hasNext()) {
        const auto match = matches.next();
        result += QStringView(source).mid(copied, match.capturedStart() - copied);
        result += values.value(match.captured(1));
        copied = match.capturedEnd();
    }
    result += QStringView(source).mid(copied);
    return result;
}

void setStyleProperty(QWidget &widget, const char *property, const QVariant &value)
{
    if (widget.property(property) == value) {
        return;
    }
    widget.setProperty(property, value);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

} // namespace EvalTrack
