// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/sourcefile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace EvalTrack::Lint {

namespace {

const QStringList SourceFolders = {
    QStringLiteral("models"), QStringLiteral("embedded-server"), QStringLiteral("ui"),
    QStringLiteral("app"),    QStringLiteral("resources"),       QStringLiteral("tests"),
};

} // namespace

SourceFile::SourceFile(QString path, const QString &text)
    : m_path(std::move(path))
    , m_text(text)
{
    m_lineStarts.append(0);
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        if (m_text.at(i) == u'\n') {
            m_lineStarts.append(i + 1);
        }
    }
    split();

    static const QRegularExpression waiver(
        QStringLiteral(R"(lint: allow\(([a-z-]+)\)\s+\S.{11,})"));
    auto matches = waiver.globalMatch(m_comments);
    while (matches.hasNext()) {
        const auto match = matches.next();
        m_waivers[lineAt(match.capturedStart())].append(match.captured(1));
    }
}

QList<SourceFile> SourceFile::readAll(const QString &root)
{
    QList<SourceFile> files;
    const QDir rootFolder(root);
    for (const QString &folder : SourceFolders) {
        QDirIterator iterator(rootFolder.filePath(folder),
                              {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                              QDirIterator::Subdirectories);
        while (iterator.hasNext()) {
            QFile file(iterator.next());
            if (file.open(QIODevice::ReadOnly)) {
                files.append(SourceFile(rootFolder.relativeFilePath(file.fileName()),
                                        QString::fromUtf8(file.readAll())));
            }
        }
    }
    std::ranges::sort(files, {}, [](const SourceFile &file) { return file.path(); });
    return files;
}

// One pass over the text: each character belongs to code, to a literal or to a comment.
void SourceFile::split()
{
    enum class Part { Code, LineComment, BlockComment, Text, Character, RawText };
    const auto blank = [](QChar c) {
        return c == u'\n' ? c : QChar(u' ');
    };

    m_withoutComments = m_code = m_comments = m_text;
    Part part = Part::Code;
    QString rawEnd;
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        const QChar c = m_text.at(i);
        const QChar next = i + 1 < m_text.size() ? m_text.at(i + 1) : QChar();
        bool isLiteral = false;
        bool isComment = false;
        switch (part) {
        case Part::Code:
            if (c == u'/' && (next == u'/' || next == u'*')) {
                part = next == u'/' ? Part::LineComment : Part::BlockComment;
                isComment = true;
            } else if (c == u'"') {
                const bool isRaw = i > 0 && m_text.at(i - 1) == u'R';
                part = isRaw ? Part::RawText : Part::Text;
                if (isRaw) {
                    rawEnd = u')' % m_text.mid(i + 1, m_text.indexOf(u'(', i) - i - 1) % u'"';
                }
            } else if (c == u'\'' &&
                       !(i > 0 && m_text.at(i - 1).isLetterOrNumber() && next.isLetterOrNumber())) {
                part = Part::Character; // not the separator of 1'000
            }
            break;
        case Part::LineComment:
            isComment = true;
            if (c == u'\n') {
                part = Part::Code;
            }
            break;
        case Part::BlockComment:
            isComment = true;
            if (c == u'/' && m_text.at(i - 1) == u'*') {
                part = Part::Code;
            }
            break;
        case Part::Text:
        case Part::Character:
            if (c == u'\\') {
                m_code[i] = u' ';
                m_comments[i] = u' ';
                if (++i < m_text.size()) {
                    m_code[i] = blank(m_text.at(i));
                    m_comments[i] = blank(m_text.at(i));
                }
                continue;
            }
            if (c == (part == Part::Text ? u'"' : u'\'') || c == u'\n') {
                part = Part::Code;
            } else {
                isLiteral = true;
            }
            break;
        case Part::RawText:
            if (m_text.mid(i, rawEnd.size()) == rawEnd) {
                for (qsizetype end = i + rawEnd.size() - 1; i < end; ++i) {
                    m_code[i] = m_comments[i] = u' ';
                }
                m_comments[i] = u' ';
                part = Part::Code;
                continue;
            }
            isLiteral = true;
            break;
        }
        if (isComment) {
            m_code[i] = m_withoutComments[i] = blank(c);
        } else {
            m_comments[i] = blank(c);
            if (isLiteral) {
                m_code[i] = blank(c);
            }
        }
    }
}

QList<Include> SourceFile::includes() const
{
    static const QRegularExpression line(
        QStringLiteral(R"(^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"])"),
        QRegularExpression::MultilineOption);
    QList<Include> found;
    auto matches = line.globalMatch(m_withoutComments);
    while (matches.hasNext()) {
        const auto match = matches.next();
        found.append({match.captured(1), lineAt(match.capturedStart())});
    }
    return found;
}

bool SourceFile::isHeader() const
{
    return m_path.endsWith(QStringLiteral(".h"));
}

int SourceFile::lineAt(qsizetype position) const
{
    return static_cast<int>(std::ranges::upper_bound(m_lineStarts, position) -
                            m_lineStarts.begin());
}

int SourceFile::lineCount() const
{
    return static_cast<int>(m_text.count(u'\n'));
}

bool SourceFile::isAllowed(const QString &rule, int line) const
{
    return m_waivers.value(line).contains(rule) || m_waivers.value(line - 1).contains(rule);
}

bool isBelow(const QString &path, const QStringList &prefixes)
{
    return std::ranges::any_of(prefixes,
                               [&path](const QString &prefix) { return path.startsWith(prefix); });
}

} // namespace EvalTrack::Lint
