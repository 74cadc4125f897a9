// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace EvalTrack {

namespace {

/// Keys as they are called on keyboards and in the help; Qt's own Spanish says "Control" and
/// "Retorno".
[[maybe_unused]] constexpr const char *KeyNames[] = {
    QT_TRANSLATE_NOOP("QShortcut", "Ctrl"), QT_TRANSLATE_NOOP("QShortcut", "Shift"),
    QT_TRANSLATE_NOOP("QShortcut", "Return"), QT_TRANSLATE_NOOP("QShortcut", "Enter")};

} // namespace

Language::Language(QObject *parent)
    : QObject(parent)
    , m_systemLocale(QLocale::system())
{
    apply();
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_pseudo);
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
    case Choice::Pseudo:
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
    case Choice::Pseudo:
        return u"pseudo"_qs;
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
    if (name == u"pseudo") {
        return Choice::Pseudo;
    }
    return Choice::System;
}

void Language::apply()
{
    QCoreApplication::removeTranslator(&m_pseudo);
    QCoreApplication::removeTranslator(&m_program);
    QCoreApplication::removeTranslator(&m_qt);
    const QLocale::Language language = isSpanish() ? QLocale::Spanish : QLocale::English;
    // The country's habits stay when the system speaks the language already.
    QLocale::setDefault(m_systemLocale.language() == language ? m_systemLocale : QLocale(language));
    const QString code = isSpanish() ? u"es"_qs : u"en"_qs;
    const bool isQtToo =
        m_choice != Choice::Pseudo &&
        m_qt.load(u"qtbase_"_qs % code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (isQtToo) {
        QCoreApplication::installTranslator(&m_qt);
    }
    // The one that is installed last is asked first.
    if (m_program.load(u"evaltrack_"_qs % code, u":/translations"_qs)) {
        QCoreApplication::installTranslator(&m_program);
    }
    if (m_choice == Choice::Pseudo) {
        m_pseudo.pad(&m_program);
        QCoreApplication::installTranslator(&m_pseudo);
    }
    Q_EMIT changed();
}

} // namespace EvalTrack
