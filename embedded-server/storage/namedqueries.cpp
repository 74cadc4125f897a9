// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/namedqueries.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace EvalTrack::Server {

const NamedQueries &NamedQueries::compiledIn()
{
    static const NamedQueries queries = [] {
        NamedQueries all;
        const QDir folder(QStringLiteral(":/sql/queries"));
        for (const QString &name :
             folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::ReadOnly)) {
                all.add(file.readAll(), name.toUtf8());
            }
        }
        if (!all.fault().isEmpty()) {
            qFatal("%s", all.fault().constData());
        }
        return all;
    }();
    return queries;
}

NamedQueries NamedQueries::fromText(const QByteArray &text)
{
    NamedQueries queries;
    queries.add(text, QByteArrayLiteral("text"));
    return queries;
}

void NamedQueries::add(const QByteArray &text, const QByteArray &file)
{
    static const QByteArray mark = QByteArrayLiteral("-- name:");
    QByteArray name;
    QByteArray query;
    const auto finish = [&] {
        QByteArray statement = query.trimmed();
        query.clear();
        if (name.isEmpty()) {
            return; // comments above the first query
        }
        while (statement.endsWith(';')) {
            statement.chop(1);
        }
        if (statement.isEmpty()) {
            m_fault = file + ": the query " + name + " is empty";
        } else if (m_queries.contains(name)) {
            m_fault = file + ": there are two queries named " + name;
        } else {
            m_queries.insert(name, statement);
        }
    };
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith(mark)) {
            finish();
            name = line.mid(mark.size()).trimmed();
            if (name.isEmpty() || name.contains(' ') || !name.contains('.')) {
                m_fault = file + ": a query needs a name such as users.byId, not \"" + name + '"';
            }
        } else {
            // Comment lines are not sent: they would only cost parsing, and differ in
            // pg_stat_statements.
            if (!line.trimmed().startsWith("--")) {
                query += line + '\n';
            }
        }
    }
    finish();
}

const QByteArray *NamedQueries::find(const QByteArray &name) const
{
    const auto found = m_queries.constFind(name);
    return found == m_queries.cend() ? nullptr : &*found;
}

QByteArrayList NamedQueries::names() const
{
    QByteArrayList names = m_queries.keys();
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace EvalTrack::Server
