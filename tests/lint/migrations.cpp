// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/migrations.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace EvalTrack::Lint {

namespace {

constexpr int LastBeforeTheRule = 30;
const QString Folder = QStringLiteral("embedded-server/sql/migrations");

QRegularExpression pattern(const char *text)
{
    return QRegularExpression(QString::fromLatin1(text),
                              QRegularExpression::CaseInsensitiveOption |
                                  QRegularExpression::DotMatchesEverythingOption);
}

/// With comments, literals and the bodies of functions blank, line breaks kept.
QString bare(QString text)
{
    static const auto hidden = pattern(R"((\$\w*\$).*?\1|--[^\n]*|/\*.*?\*/|'(?:[^']|'')*')");
    QList<std::pair<qsizetype, qsizetype>> ranges;
    auto matches = hidden.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        ranges.append({match.capturedStart(), match.capturedEnd()});
    }
    for (const auto &[start, end] : std::as_const(ranges)) {
        for (qsizetype i = start; i < end; ++i) {
            if (text.at(i) != u'\n') {
                text[i] = u' ';
            }
        }
    }
    return text;
}

/// Why an older version could not go on after this statement; empty when it can.
QString harmOf(const QString &statement)
{
    static const QList<std::pair<QRegularExpression, QString>> harms{
        {pattern(
             R"(\bdrop\s+(?:table|(?:materialized\s+)?view|type|domain|sequence|schema|column|function|procedure|trigger|constraint)\b)"),
         QStringLiteral("drops what an older version may use")},
        {pattern(R"(\bdrop\s+default\b)"),
         QStringLiteral("an older version may rely on the default")},
        {pattern(R"(\brename\b)"), QStringLiteral("an older version knows the old name")},
        {pattern(R"(\balter\s+(?:column\s+)?\w+\s+(?:set\s+data\s+)?type\b)"),
         QStringLiteral("an older version reads and writes the old type")},
        {pattern(R"(\bset\s+not\s+null\b)"),
         QStringLiteral("an older version may write no value there")},
        {pattern(R"(\balter\s+table\b.*\badd\s+constraint\b)"),
         QStringLiteral("an older version may write what it refuses")},
        {pattern(R"(^\s*create\s+unique\s+index\b)"),
         QStringLiteral("an older version may write what it refuses")},
        {pattern(R"(^\s*(?:truncate|revoke)\b)"),
         QStringLiteral("takes away from an older version")},
    };
    for (const auto &[harm, why] : harms) {
        if (harm.match(statement).hasMatch()) {
            return why;
        }
    }
    static const auto column = pattern(R"(\badd\s+column\b(?:(?!\badd\s+column\b).)*)");
    static const auto isRequired = pattern(R"(\bnot\s+null\b)");
    static const auto isFilled = pattern(R"(\b(?:default|generated)\b)");
    auto columns = column.globalMatch(statement);
    while (columns.hasNext()) {
        const QString added = columns.next().captured();
        if (isRequired.match(added).hasMatch() && !isFilled.match(added).hasMatch()) {
            return QStringLiteral("an older version writes nothing into the new column");
        }
    }
    return {};
}

} // namespace

QList<Violation> checkMigration(const QString &fileName, const QString &text)
{
    static const auto named = pattern(R"(^(\d{4})_(?:contract_(\d{4})_)?\w+\.sql$)");
    static const auto waiver = pattern(R"(--[ ]expand:[ ]\S[^\n]*\n(?:--[^\n]*\n)*\s*$)");
    const auto name = named.match(fileName);
    const QString path = Folder % u'/' % fileName;
    const int number = name.captured(1).toInt();
    if (number <= LastBeforeTheRule) {
        return {};
    }
    if (fileName.contains(QStringLiteral("contract"))) {
        const int since = name.captured(2).toInt();
        if (since < 1 || since > number) {
            return {{path, 1, QStringLiteral("expand-contract"),
                     QStringLiteral("is named NNNN_contract_SSSS_what.sql, with the step from "
                                    "which on nothing uses what it takes away")}};
        }
        return {};
    }
    QList<Violation> violations;
    const QString code = bare(text);
    qsizetype begin = 0;
    while (begin < code.size()) {
        qsizetype end = code.indexOf(u';', begin);
        end = end < 0 ? code.size() : end;
        const QString statement = code.mid(begin, end - begin);
        const qsizetype indent = statement.size() - QStringView(statement).trimmed().size();
        const auto first = std::ranges::find_if(statement, [](QChar c) { return !c.isSpace(); });
        const qsizetype start = begin + (indent > 0 ? first - statement.begin() : 0);
        const QString why = harmOf(statement);
        if (!why.isEmpty() && !waiver.match(text.left(start)).hasMatch()) {
            violations.append({path, static_cast<int>(text.left(start).count(u'\n')) + 1,
                               QStringLiteral("expand-contract"), why});
        }
        begin = end + 1;
    }
    return violations;
}

QList<Violation> checkMigrations(const QString &root)
{
    QList<Violation> violations;
    const QDir folder(root % u'/' % Folder);
    const QStringList names = folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly)) {
            violations += checkMigration(name, QString::fromUtf8(file.readAll()));
        }
    }
    return violations;
}

} // namespace EvalTrack::Lint
