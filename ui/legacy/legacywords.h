// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/legacymove.h"

#include <QCoreApplication>

namespace EvalTrack {

/// What the move from v1 speaks of, in people's words: tables and columns of v1, rules of the
/// server, faults of databases. Stateless.
class LegacyWords
{
    Q_DECLARE_TR_FUNCTIONS(LegacyWords)
public:
    /// Of a table, by its protocol word: "Attendances".
    [[nodiscard]] static QString table(const QString &entity);
    /// Of one row: "Attendance 500 of v1".
    [[nodiscard]] static QString row(const QString &entity, qint64 id);
    [[nodiscard]] static QString kind(const QString &entity);
    /// What of a row tells it from others: names, else what it belongs to.
    [[nodiscard]] static QString summary(const LegacyTrayRow &row);
    /// A column of v1, as people call it; unknown ones as v1 does.
    [[nodiscard]] static QString column(const QString &name);
    /// A row's cells as people would write them down; columns that are not known stand last.
    [[nodiscard]] static QList<std::pair<QString, QString>>
    inOrder(QList<std::pair<QString, QString>> content);
    /// What v1 has; `otherwise` is said of a rule that is not known here.
    [[nodiscard]] static QString found(const QString &rule, const QString &otherwise);
    /// What becomes of it; empty for a rule that is not known here.
    [[nodiscard]] static QString done(const QString &rule);
    [[nodiscard]] static QString fault(LegacyFault fault);

private:
    [[nodiscard]] static QList<std::pair<QString, QString>> columns();

    struct Rule
    {
        const char *id;
        const char *found;
        const char *done;
    };
    [[nodiscard]] static const Rule *ruleNamed(const QString &id);
};

} // namespace EvalTrack
