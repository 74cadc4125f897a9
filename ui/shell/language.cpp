// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace EvalTrack {

Language::Language(QObject *parent)
    : QObject(parent)
    , m_systemLocale(QLocale::system())
{
    apply();
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_program);
    QCoreApplication::removeTranslator(&m_qt);
}

void Language::setChoice(Choice choice)
{
    if (m_choice == choice) {
        return;
    }
    m_choice = choice;
    apply();
}

bool Language::isSpanish() const
{
    switch (m_choice) {
    case Choice::System:
        return m_systemLocale.language() == QLocale::Spanish;
    case Choice::English:
        return false;
    case Choice::Spanish:
        return true;
    }
    return false;
}

QString Language::name(Choice choice)
{
    switch (choice) {
    case Choice::System:
        return u"system"_qs;
    case Choice::English:
        return u"en"_qs;
    case Choice::Spanish:
        return u"es"_qs;
    }
    return {};
}

Language::Choice Language::fromName(const QString &name)
{
    if (name == u"en") {
        return Choice::English;
    }
    if (name == u"es") {
        return Choice::Spanish;
    }
    return Choice::System;
}

void Language::apply()
{
    QCoreApplication::removeTranslator(&m_program);
    QCoreApplication::removeTranslator(&m_qt);
    const QLocale::Language language = isSpanish() ? QLocale::Spanish : QLocale::English;
    // The country's habits stay when the system speaks the language already.
    QLocale::setDefault(m_systemLocale.language() == language ? m_systemLocale : QLocale(language));
    const QString code = isSpanish() ? u"es"_qs : u"en"_qs;
    if (m_program.load(u"evaltrack_"_qs % code, u":/translations"_qs)) {
        QCoreApplication::installTranslator(&m_program);
    }
    if (m_qt.load(u"qtbase_"_qs % code, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&m_qt);
    }
    Q_EMIT changed();
}

} // namespace EvalTrack
