// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demovocabulary.h"

#include <QFile>

#include <algorithm>

namespace EvalTrack::Server {

namespace {

QStringList linesOf(const QString &name)
{
    QFile file(QStringLiteral(":/demo/") + name);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("%s is not compiled in", qUtf8Printable(name));
    }
    QStringList lines;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (const QString content = line.trimmed();
            !content.isEmpty() && !content.startsWith(u'#')) {
            lines << content;
        }
    }
    return lines;
}

/// The fields of each line, which must be so many.
QList<QStringList> recordsOf(const QString &name, qsizetype fields)
{
    QList<QStringList> records;
    for (const QString &line : linesOf(name)) {
        records << line.split(u'|');
        if (records.last().size() != fields) {
            qFatal("%s: %s", qUtf8Printable(name), qUtf8Printable(line));
        }
    }
    return records;
}

size_t indexIn(const QStringList &words, const QString &word)
{
    const qsizetype index = words.indexOf(word);
    if (index < 0) {
        qFatal("the demo's lists do not know %s", qUtf8Printable(word));
    }
    return static_cast<size_t>(index);
}

} // namespace

DemoVocabulary DemoVocabulary::compiledIn()
{
    static const QStringList tones = {QStringLiteral("good"), QStringLiteral("fair"),
                                      QStringLiteral("poor")};
    static const QStringList audiences = {QStringLiteral("all"), QStringLiteral("most"),
                                          QStringLiteral("some"), QStringLiteral("few")};

    DemoVocabulary words;
    words.givenFemale = linesOf(QStringLiteral("given-female.txt"));
    words.givenMale = linesOf(QStringLiteral("given-male.txt"));
    words.surnames = linesOf(QStringLiteral("surnames.txt"));
    words.locations = linesOf(QStringLiteral("locations.txt"));
    words.questions = linesOf(QStringLiteral("questions.txt"));
    for (const QStringList &record : recordsOf(QStringLiteral("departments.txt"), 7)) {
        words.departments.append({record.at(0).toInt(), record.at(1).toDouble(),
                                  record.at(2).toDouble(), record.at(3), record.at(4),
                                  record.at(5).split(u';'), record.at(6)});
    }
    for (const QStringList &record : recordsOf(QStringLiteral("events.txt"), 5)) {
        words.topics.append({record.at(0), record.at(1).toInt(),
                             static_cast<DemoAudience>(indexIn(audiences, record.at(2))),
                             record.at(3), record.at(4)});
    }
    for (const QStringList &record : recordsOf(QStringLiteral("answers.txt"), 3)) {
        const auto question =
            static_cast<size_t>(std::clamp(record.at(0).toInt(), 1, Questions) - 1);
        words.answers.at(question).at(indexIn(tones, record.at(1))) << record.at(2);
    }
    for (const QStringList &record : recordsOf(QStringLiteral("feedback.txt"), 2)) {
        words.feedback.at(indexIn(tones, record.at(0))) << record.at(1);
    }
    return words;
}

} // namespace EvalTrack::Server
