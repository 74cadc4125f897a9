// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace EvalTrack::Lint {

/// One complaint about one line.
struct Violation
{
    QString path;
    int line = 0;
    QString rule;
    QString why;
};

/// A `#include` line as it stands.
struct Include
{
    QString name;
    int line = 0;
};

/// A C++ file seen three ways, each with the line breaks of the original so that positions agree:
/// as it is, without its comments, and as bare code, where the contents of literals are blank too.
/// It knows nothing of rules. A plain value.
class SourceFile
{
public:
    SourceFile(QString path, const QString &text);

    /// Every .h and .cpp below the project's source folders, read; paths are relative to `root`.
    [[nodiscard]] static QList<SourceFile> readAll(const QString &root);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] const QString &withoutComments() const { return m_withoutComments; }
    [[nodiscard]] const QString &code() const { return m_code; }
    /// What the comments say, with everything else blank.
    [[nodiscard]] const QString &comments() const { return m_comments; }
    [[nodiscard]] QList<Include> includes() const;
    [[nodiscard]] bool isHeader() const;
    [[nodiscard]] int lineAt(qsizetype position) const;
    [[nodiscard]] int lineCount() const;
    /// Whether `// lint: allow(rule) reason` stands on that line or the one before. A waiver
    /// without a reason is none.
    [[nodiscard]] bool isAllowed(const QString &rule, int line) const;

private:
    void split();

    QString m_path;
    QString m_text;
    QString m_withoutComments;
    QString m_code;
    QString m_comments;
    QList<qsizetype> m_lineStarts;
    QHash<int, QStringList> m_waivers;
};

/// Whether `path` starts with one of `prefixes`.
[[nodiscard]] bool isBelow(const QString &path, const QStringList &prefixes);

} // namespace EvalTrack::Lint
