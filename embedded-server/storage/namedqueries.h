// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>

namespace EvalTrack::Server {

/// The queries of sql/queries/*.sql, compiled into the program, by the name that stands above each
/// (`-- name: users.byId`). Read once, never changed; every thread may use it. A file whose text
/// breaks the format stops the program at start, because it is a fault of the build.
class NamedQueries
{
public:
    [[nodiscard]] static const NamedQueries &compiledIn();
    /// What the queries of one file are; for tests.
    [[nodiscard]] static NamedQueries fromText(const QByteArray &text);

    /// Null when there is none.
    [[nodiscard]] const QByteArray *find(const QByteArray &name) const;
    [[nodiscard]] QByteArrayList names() const;
    /// A fault of the text, in English; empty when there is none.
    [[nodiscard]] QByteArray fault() const { return m_fault; }

private:
    void add(const QByteArray &text, const QByteArray &file);

    QHash<QByteArray, QByteArray> m_queries;
    QByteArray m_fault;
};

} // namespace EvalTrack::Server
