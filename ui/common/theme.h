// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"

#include <QApplication>
#include <QObject>
#include <QPalette>
#include <QTimer>
#include <QVariant>

#include <functional>

namespace EvalTrack {

/// Applies the colours and the type scale to the whole application: a QPalette and one style sheet
/// (resources/styles/evaltrack.qss) whose names are filled in from Colours. Follows the system when
/// told so, also while the program runs, judging it by the luminance of the system's own palette
/// (Qt 6.4 has no colour scheme). Lives in the UI thread, made once by the composition root.
class Theme : public QObject
{
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark, HighContrast };

    using SystemPalette = std::function<QPalette()>;

    explicit Theme(QApplication &application, QObject *parent = nullptr);
    /// With another way to ask for the system's palette.
    Theme(QApplication &application, SystemPalette system, QObject *parent = nullptr);

    void setChoice(Choice choice);
    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] bool isDark() const; ///< High contrast is.

    /// For settings and the command line: "system", "light", "dark", "contrast".
    [[nodiscard]] static QString name(Choice choice);
    [[nodiscard]] static Choice fromName(const QString &name);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void judgeSystem();
    void followSystem();
    void apply();
    [[nodiscard]] const Colours &colours() const;
    [[nodiscard]] QString styleSheet() const;

    QApplication &m_application;
    SystemPalette m_system;
    QTimer m_systemChanged; ///< Every window hears of it; it is judged once.
    Choice m_choice = Choice::System;
    bool m_isSystemDark = false;
};

/// Sets a property that the style sheet asks for ("kind", "hasError") and draws a widget that is
/// shown already by it. Before a widget is shown, setProperty() is enough.
void setStyleProperty(QWidget &widget, const char *property, const QVariant &value);

} // namespace EvalTrack
