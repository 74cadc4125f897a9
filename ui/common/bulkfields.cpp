// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/bulkfields.h"

#include "base/foldedtext.h"
#include "ports/stores.h"

#include <QLocale>

#include <algorithm>

namespace EvalTrack {

namespace {

bool isSameText(QStringView a, const QString &b)
{
    return foldedForSearch(a.toString()) == foldedForSearch(b);
}

QList<qsizetype> meantBy(const QString &text, const PeopleSnapshot &people)
{
    QList<qsizetype> meant;
    const QList<qint32> found = people.search(text);
    for (const qint32 index : found) {
        for (const auto column : {PeopleSnapshot::Text::Name, PeopleSnapshot::Text::Email,
                                  PeopleSnapshot::Text::NationalId}) {
            if (isSameText(people.text(index, column), text)) {
                meant.append(index);
                break;
            }
        }
    }
    return meant;
}

} // namespace

std::expected<QVariant, QString> BulkText::read(const BulkField &field, const QString &text,
                                                const PeopleStore &people)
{
    const QString written = text.simplified();
    if (written.isEmpty()) {
        return field.mayBeEmpty
                   ? std::expected<QVariant, QString>(QVariant())
                   : std::unexpected(tr("“%1” cannot be left empty.").arg(field.label));
    }
    switch (field.kind) {
    case BulkField::Kind::Text:
        return written;
    case BulkField::Kind::Number: {
        QString digits = written;
        if (!field.unit.isEmpty() && digits.endsWith(field.unit.trimmed())) {
            digits.chop(field.unit.trimmed().size());
        }
        bool isNumber = false;
        const int number = QLocale().toInt(digits.trimmed(), &isNumber);
        if (!isNumber) {
            return std::unexpected(tr("“%1” is no whole number.").arg(written));
        }
        return number;
    }
    case BulkField::Kind::Choice: {
        const auto found = std::ranges::find_if(field.choices, [&written](const auto &choice) {
            return isSameText(choice.first, written);
        });
        if (found != field.choices.end()) {
            return found->second;
        }
        return std::unexpected(tr("There is no “%1” to choose.").arg(written));
    }
    case BulkField::Kind::Person: {
        const auto all = people.people();
        const QList<qsizetype> meant = meantBy(written, *all);
        if (meant.size() == 1) {
            return QVariant(all->idAt(meant.first()).value());
        }
        return std::unexpected(meant.isEmpty()
                                   ? tr("Nobody is called “%1”.").arg(written)
                                   : tr("Several people are called “%1”: write the e-mail or the "
                                        "national ID instead.")
                                         .arg(written));
    }
    }
    return std::unexpected(QString());
}

QString BulkText::goneText()
{
    return tr("It is not here any more.");
}

} // namespace EvalTrack
