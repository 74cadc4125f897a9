// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/idioms.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace EvalTrack::Lint {

namespace {

constexpr int MaximumLines = 800;

QRegularExpression pattern(const QString &text)
{
    QRegularExpression expression(text, QRegularExpression::MultilineOption);
    expression.optimize();
    return expression;
}

} // namespace

#define S(text) QStringLiteral(text)

const QList<Idiom> &idioms()
{
    using enum Idiom::View;
    static const QStringList tests = {S("tests/")};
    static const QStringList prompter = {S("ui/common/prompter"), S("tests/")};
    // Programs print their results; everything else logs.
    static const QStringList programs = {S("app/main"), S("app/agent"), S("embedded-server/main"),
                                         S("tests/")};
    // Another program's progress, which nothing announces.
    static const QStringList cluster = {S("embedded-server/postgres/")};
    static const QList<Idiom> all = {
        {S("then-context"),
         Code,
         pattern(S(R"(\.then\s*\(\s*this\b)")),
         {},
         {},
         S("Qt 6.4 asserts when the context dies first: use deliver()"),
         S("future.then(this, [] {});"),
         S("future.then([] {});")},
        {S("range-of-temporary"),
         Code,
         pattern(S(R"(\bfor\s*\([^;()]*:\s*\*[\w.>()-]+\(\)\s*\))")),
         {},
         {},
         S("what a temporary pointer holds may be gone before the first round: name the pointer"),
         S("for (const Event &event : *store.events()) {"),
         S("for (const Event &event : *events) {")},
        {S("event-loop"),
         Code,
         pattern(S(R"(\bQEventLoop\b)")),
         {},
         prompter,
         S("nested event loops re-enter code that does not expect it: return a QFuture"),
         S("QEventLoop loop;"),
         S("QEventLoopLocker lock;")},
        {S("process-events"),
         Code,
         pattern(S(R"(\bprocessEvents\s*\()")),
         {},
         prompter,
         S("it re-enters code that does not expect it: split the work or use a thread"),
         S("qApp->processEvents();"),
         S("// not processEvents()")},
        {S("wait-for-finished"),
         Code,
         pattern(S(R"(\bwaitForFinished\s*\()")),
         {},
         {S("embedded-server/postgres/"), S("tests/")},
         S("it blocks the thread: use deliver()"),
         S("future.waitForFinished();"),
         S("pool.waitForDone();")},
        {S("sleep"),
         Code,
         pattern(S(
             R"(\b(?:sleep_for|sleep_until|usleep|nanosleep|qSleep|qWait|msleep)\s*\(|\bQThread::sleep\s*\(|(?<![\w.>])sleep\s*\()")),
         {},
         cluster,
         S("wait for what has to happen, with a deadline, not for time to pass"),
         S("QTest::qWait(100);"),
         S("QTest::qWaitFor(isDone, 5000);")},
        {S("skipped-test"),
         Code,
         pattern(S(R"(\bGTEST_SKIP\b|\bDISABLED_\w|\bQSKIP\b)")),
         tests,
         {},
         S("a skipped test looks green"),
         S("TEST(A, DISABLED_B) {}"),
         S("TEST(A, B) {}")},
        {S("qt-keyword"),
         Code,
         pattern(S(
             R"(\bemit\s+\w|\b(?:public|protected|private)\s+slots\s*:|^\s*signals\s*:|\bforeach\s*\(|\bQ_FOREACH\b)")),
         {},
         {},
         S("write Q_EMIT, Q_SIGNALS, Q_SLOTS and range for"),
         S("emit saved();"),
         S("Q_EMIT saved();")},
        {S("old-connect"),
         Code,
         pattern(S(R"(\b(?:SIGNAL|SLOT)\s*\()")),
         {},
         {},
         S("connect by function pointer: the compiler checks it"),
         S("connect(a, SIGNAL(b()), c, SLOT(d()));"),
         S("connect(a, &A::b, c, &C::d);")},
        {S("sender"),
         Code,
         pattern(S(R"((?<![\w.>])(?:QObject::)?sender\s*\(\s*\))")),
         {},
         tests,
         S("capture what the slot needs"),
         S("auto *button = sender();"),
         S("message.sender();")},
        {S("print"),
         Code,
         pattern(S(R"(\bstd::(?:cout|cerr|clog)\b|\bqDebug\s*\(|\b(?:std::)?f?printf\s*\()")),
         {},
         programs,
         S("log through base/ with a category, redacted"),
         S("std::cout << 1;"),
         S("qCInfo(lcSync) << 1;")},
        {S("translation"),
         Code,
         pattern(S(
             R"((?<![\w.>])(?:QObject::)?tr\s*\(|\bQCoreApplication::translate\b|\bQT_TR(?:ANSLATE)?_NOOP)")),
         {},
         {S("ui/"), S("tests/")},
         S("only ui/ speaks to people; elsewhere use codes and English detail"),
         S("return tr(\"Saved\");"),
         S("return str(\"Saved\");")},
        {S("modal-exec"),
         Code,
         pattern(S(R"((?:\.|->)exec\s*\()")),
         {S("ui/")},
         {S("ui/common/prompter")},
         S("ask through the Prompter, open menus with popup()"),
         S("dialog.exec();"),
         S("dialog.open();")},
        {S("throw"),
         Code,
         pattern(S(R"(\bthrow\b)")),
         {},
         tests,
         S("errors are values: return failure(…)"),
         S("throw 1;"),
         S("return failure(ErrorCode::Internal);")},
        {S("singleton"),
         Code,
         pattern(S(R"(\bstatic\s+[\w:]+\s*[&*]\s*(?:instance|self)\s*\()")),
         {},
         {},
         S("dependencies come by constructor"),
         S("static Store *instance();"),
         S("static Store open(QString path);")},
        {S("insecure-keychain"),
         Code,
         pattern(S(R"(\bsetInsecureFallback\s*\(\s*true)")),
         {},
         {},
         S("never plain text"),
         S("job.setInsecureFallback(true);"),
         S("job.setInsecureFallback(false);")},
        {S("bound-values"),
         Code,
         pattern(S(R"(\b(?:boundValues?|lastExecutedQuery|executedQuery)\s*\()")),
         {},
         tests,
         S("values are personal: they are never read back to be logged"),
         S("log(query.boundValues());"),
         S("log(query.lastError());")},
        {S("todo"),
         Comments,
         pattern(S(R"(\b(?:TODO|FIXME|XXX|HACK)\b(?!\s*[(:]?\s*#\d))")),
         {},
         {},
         S("name the issue: TODO #12"),
         S("// TODO: later"),
         S("// TODO #12: later")},
        {S("commented-out"),
         Comments,
         pattern(S(
             R"(^\s*//(?!/)\s*(?:[\w:]+(?:->|\.)[\w.>-]+\(.*\);|(?:return|if|for|while|auto|const|delete)\b.*[;{])\s*$)")),
         {},
         {},
         S("git remembers what was; delete it"),
         S("// return 1;"),
         S("// What return means here; and why")},
    };
    return all;
}

QList<Violation> checkIdioms(const SourceFile &file)
{
    QList<Violation> violations;
    for (const Idiom &idiom : idioms()) {
        const bool isMeant = (idiom.only.isEmpty() || isBelow(file.path(), idiom.only)) &&
                             !isBelow(file.path(), idiom.except);
        if (!isMeant) {
            continue;
        }
        auto matches = idiom.pattern.globalMatch(idiom.view == Idiom::View::Code ? file.code()
                                                                                 : file.comments());
        while (matches.hasNext()) {
            const auto match = matches.next();
            // A match may begin with the white space of lines before; what is named is where the
            // words are.
            const qsizetype offset =
                match.captured().size() - QStringView(match.captured()).trimmed().size();
            const int line = file.lineAt(match.capturedStart() + offset);
            if (!file.isAllowed(idiom.name, line)) {
                violations.append({file.path(), line, idiom.name, idiom.why});
            }
        }
    }
    return violations;
}

QList<Violation> checkSql(const SourceFile &file)
{
    static const QStringList folders = {S("embedded-server/"), S("app/store/"), S("app/sync/")};
    static const QString rule = S("sql-pieces");
    static const auto statementEnd = pattern(S(R"([;{}])"));
    static const auto sql = pattern(S(
        R"("\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE|ALTER|DROP|COPY|TRUNCATE|GRANT|LISTEN|NOTIFY|PRAGMA|ATTACH)\s)"));
    static const auto joined = pattern(S(R"(\.arg\s*\(|\s[%+]\s|\+=)"));

    QList<Violation> violations;
    if (!isBelow(file.path(), folders)) {
        return violations;
    }
    qsizetype start = 0;
    while (start < file.code().size()) {
        const auto end = statementEnd.match(file.code(), start);
        const qsizetype stop = end.hasMatch() ? end.capturedStart() : file.code().size();
        const auto verb = sql.match(file.withoutComments().mid(start, stop - start));
        if (verb.hasMatch() && joined.match(file.code().mid(start, stop - start)).hasMatch()) {
            const int line = file.lineAt(start + verb.capturedStart());
            if (!file.isAllowed(rule, line)) {
                violations.append({file.path(), line, rule,
                                   S("bind values; SQL is a literal or a file in sql/")});
            }
        }
        start = stop + 1;
    }
    return violations;
}

QList<Violation> checkLicences(const QString &root)
{
    static const QStringList folders = {S("models"),    S("embedded-server"), S("ui"),
                                        S("app"),       S("tests"),           S("resources"),
                                        S("packaging"), S(".github")};
    static const QStringList names = {S("CMakeLists.txt"), S("*.cmake"), S("*.sh"),
                                      S("*.ps1"),          S("*.sql"),   S("*.yml")};
    QList<Violation> violations;
    for (const QString &folder : folders) {
        QDirIterator iterator(root % u'/' % folder, names, QDir::Files,
                              QDirIterator::Subdirectories);
        while (iterator.hasNext()) {
            QFile file(iterator.next());
            if (!file.open(QIODevice::ReadOnly) || file.size() == 0) {
                continue;
            }
            // A script's first line names its interpreter.
            const QByteArray head = file.readLine() + file.readLine();
            if (!head.contains("SPDX-License-Identifier: GPL-3.0-or-later")) {
                violations.append({QDir(root).relativeFilePath(file.fileName()), 1, S("licence"),
                                   S("one of the first two lines is the SPDX line")});
            }
        }
    }
    return violations;
}

QList<Violation> checkFrame(const SourceFile &file)
{
    QList<Violation> violations;
    if (!file.text().startsWith(S("// SPDX-License-Identifier: GPL-3.0-or-later\n"))) {
        violations.append({file.path(), 1, S("licence"), S("the first line is the SPDX line")});
    }
    if (file.isHeader() && !file.text().contains(S("\n#pragma once\n"))) {
        violations.append(
            {file.path(), 2, S("include-guard"), S("the second line is #pragma once")});
    }
    static const auto usingNamespace = pattern(S(R"(^\s*using\s+namespace\s+(?!.*[Ll]iterals))"));
    const auto match = usingNamespace.match(file.code());
    if (file.isHeader() && match.hasMatch()) {
        violations.append({file.path(), file.lineAt(match.capturedEnd()), S("using-namespace"),
                           S("not in a header, but for literals")});
    }
    const QString name = QFileInfo(file.path()).completeBaseName();
    static const auto vague = pattern(S(R"((?:manager|helpers?|utils?|misc)$)"));
    if (name != name.toLower() || name.contains(u'_') || vague.match(name).hasMatch()) {
        violations.append({file.path(), 1, S("file-name"),
                           S("the class name in lower case; no Manager, Helper, Utils")});
    }
    return violations;
}

QList<Violation> checkSize(const SourceFile &file)
{
    if (file.lineCount() <= MaximumLines) {
        return {};
    }
    return {{file.path(), MaximumLines, S("size"),
             QString::number(file.lineCount()) % u" lines; a file has one class and at most " %
                 QString::number(MaximumLines)}};
}

#undef S

} // namespace EvalTrack::Lint
