// SPDX-License-Identifier: GPL-3.0-or-later
#include "goldenfile.h"

#include <QFile>
#include <QRegularExpression>

namespace EvalTrack::Test {

namespace {

/// One member or element a line, without a change of order or content.
QByteArray indented(const QByteArray &json)
{
    QByteArray text;
    int depth = 0;
    bool inString = false;
    const auto newLine = [&] {
        text += '\n' + QByteArray(depth * 2, ' ');
    };
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json.at(i);
        if (inString) {
            text += c;
            if (c == '\\') {
                text += json.at(++i);
            }
            inString = c != '"';
        } else if (c == '{' || c == '[') {
            text += c;
            if (const char next = json.at(i + 1); next == '}' || next == ']') {
                text += next;
                ++i;
            } else {
                ++depth;
                newLine();
            }
        } else if (c == '}' || c == ']') {
            --depth;
            newLine();
            text += c;
        } else if (c == ',') {
            text += c;
            newLine();
        } else {
            text += c;
            inString = c == '"';
        }
    }
    return text;
}

QByteArray normalised(const ApiAnswer &answer)
{
    QString text = QString::fromUtf8(answer.body);
    const std::pair<const char *, const char *> kinds[] = {
        {R"re("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-\d+-[A-Z_]+")re",
         "\"<epoch>\""},
        {R"re("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")re", "\"<uuid>\""},
        {R"re("\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")re", "\"<time>\""},
        {R"re("\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d")re", "\"<local time>\""},
        {R"re("(access_token|refresh_token|cursor|nextCursor|enrolmentCode|exitPinHash|checkInKey)":"[^"]+")re",
         "\"\\1\":\"<\\1>\""},
        {R"re("(uptime|load|schemaVersion|sizeBytes|freeBytes|poolOpen|poolInUse|connections|maxConnections|answered)":[0-9.]+)re",
         "\"\\1\":\"<number>\""},
        {R"re("version":"[^"]*")re", "\"version\":\"<version>\""},
    };
    for (const auto &[pattern, kind] : kinds) {
        text.replace(QRegularExpression(QString::fromLatin1(pattern)), QString::fromLatin1(kind));
    }
    QByteArray whole = QByteArray::number(answer.status) + '\n';
    if (!text.isEmpty()) {
        whole += indented(text.toUtf8()) + '\n';
    }
    return whole;
}

} // namespace

testing::AssertionResult matchesGolden(const ApiAnswer &answer, const char *name)
{
    const QByteArray actual = normalised(answer);
    QFile file(QStringLiteral(EVALTRACK_TEST_DATA "/contract/") + QString::fromLatin1(name) +
               QStringLiteral(".json"));
    if (qEnvironmentVariableIsSet("EVALTRACK_UPDATE_GOLDEN")) {
        if (!file.open(QIODevice::WriteOnly) || file.write(actual) != actual.size()) {
            return testing::AssertionFailure() << "cannot write " << qPrintable(file.fileName());
        }
        return testing::AssertionSuccess();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return testing::AssertionFailure()
               << "there is no " << qPrintable(file.fileName()) << "; the answer is\n"
               << actual.constData();
    }
    const QByteArray expected = file.readAll();
    if (expected == actual) {
        return testing::AssertionSuccess();
    }
    return testing::AssertionFailure() << name << " is\n"
                                       << actual.constData() << "and was expected to be\n"
                                       << expected.constData();
}

} // namespace EvalTrack::Test
