// SPDX-License-Identifier: GPL-3.0-or-later
// evaltrack-lint: holds the sources against the rules of the project that a compiler does not know.
#include "lint/idioms.h"
#include "lint/layers.h"
#include "lint/migrations.h"
#include "lint/selftest.h"

#include <QCoreApplication>

#include <cstdio>
#include <utility>

using namespace EvalTrack::Lint;

namespace {

constexpr int WrongUsage = 2;

QList<Violation> violationsOf(const QString &what, const SourceFile &file, const Layers &layers)
{
    if (what == QStringLiteral("includes")) {
        return layers.check(file);
    }
    if (what == QStringLiteral("idioms")) {
        return checkIdioms(file) + checkSql(file);
    }
    return checkFrame(file) + checkSize(file);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    static const QStringList checks = {QStringLiteral("includes"), QStringLiteral("idioms"),
                                       QStringLiteral("frame"), QStringLiteral("self")};
    if (arguments.size() != 4 || !checks.contains(arguments.at(1))) {
        std::fputs("Usage: evaltrack-lint includes|idioms|frame|self ROOT QT_HEADERS\n", stderr);
        return WrongUsage;
    }
    if (arguments.at(1) == QStringLiteral("self")) {
        const QStringList wrong = selfTest(arguments.at(3));
        for (const QString &line : wrong) {
            std::printf("%s\n", qUtf8Printable(line));
        }
        return wrong.isEmpty() ? 0 : 1;
    }

    const QString &root = arguments.at(2);
    const Layers layers(root, arguments.at(3));
    const QList<SourceFile> files = SourceFile::readAll(root);
    QList<Violation> violations;
    for (const SourceFile &file : files) {
        violations += violationsOf(arguments.at(1), file, layers);
    }
    if (arguments.at(1) == QStringLiteral("frame")) {
        violations += checkLicences(root);
    }
    if (arguments.at(1) == QStringLiteral("idioms")) {
        violations += checkMigrations(root);
    }
    for (const Violation &violation : std::as_const(violations)) {
        std::printf("%s:%d: [%s] %s\n", qUtf8Printable(violation.path), violation.line,
                    qUtf8Printable(violation.rule), qUtf8Printable(violation.why));
    }
    std::printf("%lld files, %lld complaints\n", static_cast<long long>(files.size()),
                static_cast<long long>(violations.size()));
    return violations.isEmpty() && !files.isEmpty() ? 0 : 1;
}
