// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/pseudotranslator.h"

#include <QLocale>
#include <QObject>
#include <QTranslator>

namespace EvalTrack {

/// Which language the program speaks: installs the translations of the program and of Qt, and sets
/// the default locale that Formats reads. Widgets hear of a change by QEvent::LanguageChange. Made
/// once, lives in the UI thread.
class Language : public QObject
{
    Q_OBJECT
public:
    /// Pseudo is no language: English padded by as much as a long translation is longer, read from
    /// the right. It shows what is cut and what does not mirror; people are not offered it.
    enum class Choice { System, English, Spanish, Pseudo };

    explicit Language(QObject *parent = nullptr);
    ~Language() override;

    void setChoice(Choice choice);
    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] bool isSpanish() const;

    /// For settings and the command line: "system", "en", "es"; "pseudo" for trying.
    [[nodiscard]] static QString name(Choice choice);
    [[nodiscard]] static Choice fromName(const QString &name);

Q_SIGNALS:
    void changed();

private:
    void apply();

    Choice m_choice = Choice::System;
    QLocale m_systemLocale;
    QTranslator m_program;
    QTranslator m_qt;
    PseudoTranslator m_pseudo;
};

} // namespace EvalTrack
