// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/selftest.h"

#include "lint/idioms.h"
#include "lint/layers.h"
#include "lint/migrations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace EvalTrack::Lint {

namespace {

bool finds(const QList<Violation> &violations, const QString &rule)
{
    return std::ranges::any_of(
        violations, [&rule](const Violation &violation) { return violation.rule == rule; });
}

void tryIdioms(QStringList *wrong)
{
    for (const Idiom &idiom : idioms()) {
        const QString path =
            (idiom.only.isEmpty() ? QStringLiteral("models/base/") : idiom.only.first()) % u"x.cpp";
        const QString waiver =
            QStringLiteral("// lint: allow(") % idiom.name % u") because of a reason\n";
        if (!finds(checkIdioms(SourceFile(path, idiom.bad % u'\n')), idiom.name)) {
            wrong->append(idiom.name % u" does not find: " % idiom.bad);
        }
        if (finds(checkIdioms(SourceFile(path, idiom.good % u'\n')), idiom.name)) {
            wrong->append(idiom.name % u" complains of: " % idiom.good);
        }
        if (finds(checkIdioms(SourceFile(path, waiver % idiom.bad % u'\n')), idiom.name)) {
            wrong->append(idiom.name % u" does not heed its waiver");
        }
        if (!idiom.except.isEmpty() &&
            finds(checkIdioms(SourceFile(idiom.except.first() % u"x.cpp", idiom.bad % u'\n')),
                  idiom.name)) {
            wrong->append(idiom.name % u" complains in " % idiom.except.first());
        }
    }
    const QString literal = QStringLiteral(
        "auto a = \"std::cout\"; /* QEventLoop */ auto b = R\"(throw \" 1)\"; // emit x\n");
    if (!checkIdioms(SourceFile(QStringLiteral("models/base/x.cpp"), literal)).isEmpty()) {
        wrong->append(QStringLiteral("literals and comments are taken for code"));
    }
    const QString after =
        QStringLiteral("const int many = 1'000; // it's\nauto c = '\"';\nstd::cout << many;\n");
    const auto found = checkIdioms(SourceFile(QStringLiteral("models/base/x.cpp"), after));
    if (found.size() != 1 || found.first().line != 3) {
        wrong->append(QStringLiteral("code after literals and comments is not read"));
    }
}

void trySql(QStringList *wrong)
{
    const auto complains = [](const QString &text) {
        return !checkSql(SourceFile(QStringLiteral("embedded-server/storage/x.cpp"), text))
                    .isEmpty();
    };
    const QStringList bad = {
        QStringLiteral("auto q = QStringLiteral(\"SELECT * FROM users WHERE id = %1\").arg(id);\n"),
        QStringLiteral(
            "query.exec(QStringLiteral(\"DELETE FROM users WHERE name = '\") + name);\n"),
        QStringLiteral("auto q = u\"UPDATE users \"\n  u\"SET name = '\"_qs % name;\n"),
    };
    const QStringList good = {
        QStringLiteral(
            "query.prepare(QStringLiteral(\"SELECT * FROM users WHERE id = :id\")); x = a + b;\n"),
        QStringLiteral("auto text = QStringLiteral(\"Updated %1 rows\").arg(count);\n"),
        QStringLiteral("// lint: allow(sql-pieces) an identifier cannot be bound\n"
                       "auto q = QStringLiteral(\"CREATE DATABASE %1\").arg(name);\n"),
    };
    for (const QString &text : bad) {
        if (!complains(text)) {
            wrong->append(QStringLiteral("sql-pieces does not find: ") % text);
        }
    }
    for (const QString &text : good) {
        if (complains(text)) {
            wrong->append(QStringLiteral("sql-pieces complains of: ") % text);
        }
    }
}

void tryMigrations(QStringList *wrong)
{
    const auto complains = [](const char *text, const char *name = "0031_x.sql") {
        return !checkMigration(QString::fromLatin1(name), QString::fromLatin1(text)).isEmpty();
    };
    for (const char *bad :
         {"create table t (x int);\nalter table users drop column name;",
          "alter table users rename column name to full_name;", "drop table users;",
          "alter table users alter column name set not null;",
          "alter table users alter name type integer;",
          "alter table users add column a int default 1, add column b int not null;",
          "alter table users add constraint c check (id > 0);",
          "create unique index on users (name);", "truncate users;",
          "-- expand:\nalter table users drop column name;",
          "-- expand: why\nselect 1;\ndrop view v;"}) {
        if (!complains(bad)) {
            wrong->append(QStringLiteral("expand-contract does not find: ") %
                          QString::fromLatin1(bad));
        }
    }
    for (const char *good :
         {"create table t (x int not null constraint c check (x > 0)); create index on t (x);",
          "alter table users add column a int not null default 1, add column b text;",
          "-- drop table users;\nselect 'drop table users';",
          "create function f() returns void language sql as $$ truncate t; drop table t $$;",
          "-- expand: takes more kinds than before\nalter table t drop constraint c, add "
          "constraint "
          "c check (x in (1, 2));",
          "drop index users_name_idx;"}) {
        if (complains(good)) {
            wrong->append(QStringLiteral("expand-contract complains of: ") %
                          QString::fromLatin1(good));
        }
    }
    if (complains("drop table a;", "0030_x.sql") ||
        complains("drop table a;", "0042_contract_0035_a.sql") ||
        !complains("drop table a;", "0042_contract_0043_a.sql") ||
        !complains("drop table a;", "0042_contract_a.sql")) {
        wrong->append(QStringLiteral("the names of contracting steps are not checked"));
    }
}

void tryFrame(QStringList *wrong)
{
    const QString licence = QStringLiteral("// SPDX-License-Identifier: GPL-3.0-or-later\n");
    if (!finds(checkFrame(SourceFile(QStringLiteral("ui/x.cpp"), QStringLiteral("int x;\n"))),
               QStringLiteral("licence")) ||
        !finds(checkFrame(SourceFile(QStringLiteral("ui/x.h"), licence)),
               QStringLiteral("include-guard")) ||
        !finds(checkFrame(SourceFile(QStringLiteral("ui/datamanager.cpp"), licence)),
               QStringLiteral("file-name")) ||
        !checkFrame(SourceFile(QStringLiteral("ui/x.h"), licence % u"#pragma once\n")).isEmpty()) {
        wrong->append(QStringLiteral("the frame of a file is not checked"));
    }
    if (checkSize(SourceFile(QStringLiteral("ui/x.cpp"), QString(801, u'\n'))).isEmpty() ||
        !checkSize(SourceFile(QStringLiteral("ui/x.cpp"), QString(800, u'\n'))).isEmpty()) {
        wrong->append(QStringLiteral("the size of a file is not checked"));
    }
}

void tryLayers(const QString &qtHeaders, QStringList *wrong)
{
    const QTemporaryDir root;
    const QStringList headers = {
        QStringLiteral("models/base/error.h"),
        QStringLiteral("models/domain/user.h"),
        QStringLiteral("models/ports/store.h"),
        QStringLiteral("models/items/usersmodel.h"),
        QStringLiteral("ui/shell/window.h"),
        QStringLiteral("app/sync/engine.h"),
        QStringLiteral("app/application.h"),
        QStringLiteral("embedded-server/embeddedserver.h"),
        QStringLiteral("embedded-server/http/a.h"),
        QStringLiteral("tests/support/waitfor.h"),
    };
    for (const QString &header : headers) {
        QDir(root.path()).mkpath(QFileInfo(header).path());
        QFile file(root.filePath(header));
        if (!file.open(QIODevice::WriteOnly)) {
            wrong->append(QStringLiteral("cannot write ") % file.fileName());
        }
    }

    struct Case
    {
        QString path;
        QString include;
        bool isAllowed;
    };
    const QList<Case> cases = {
        {QStringLiteral("models/domain/user.cpp"), QStringLiteral("base/error.h"), true},
        {QStringLiteral("models/base/error.cpp"), QStringLiteral("domain/user.h"), false},
        {QStringLiteral("models/wire/a.cpp"), QStringLiteral("rapidjson/writer.h"), true},
        {QStringLiteral("models/domain/a.cpp"), QStringLiteral("rapidjson/writer.h"), false},
        {QStringLiteral("models/domain/a.cpp"), QStringLiteral("QString"), true},
        {QStringLiteral("models/domain/a.cpp"), QStringLiteral("QColor"), false},
        {QStringLiteral("models/items/a.cpp"), QStringLiteral("QColor"), true},
        {QStringLiteral("models/items/a.cpp"), QStringLiteral("QLabel"), false},
        {QStringLiteral("models/items/a.cpp"), QStringLiteral("QtWidgets/QLabel"), false},
        {QStringLiteral("models/ports/a.cpp"), QStringLiteral("items/usersmodel.h"), false},
        {QStringLiteral("ui/people/a.cpp"), QStringLiteral("items/usersmodel.h"), true},
        {QStringLiteral("ui/people/a.cpp"), QStringLiteral("shell/window.h"), true},
        {QStringLiteral("ui/people/a.cpp"), QStringLiteral("sync/engine.h"), false},
        {QStringLiteral("ui/people/a.cpp"), QStringLiteral("../../app/sync/engine.h"), false},
        {QStringLiteral("ui/people/a.cpp"), QStringLiteral("embeddedserver.h"), false},
        {QStringLiteral("ui/people/a.cpp"), QStringLiteral("QNetworkReply"), false},
        {QStringLiteral("ui/people/a.cpp"), QStringLiteral("QSqlQuery"), false},
        {QStringLiteral("app/store/a.cpp"), QStringLiteral("QSqlQuery"), true},
        {QStringLiteral("app/store/a.cpp"), QStringLiteral("sodium.h"), true},
        {QStringLiteral("app/store/a.cpp"), QStringLiteral("shell/window.h"), false},
        {QStringLiteral("app/store/a.cpp"), QStringLiteral("embeddedserver.h"), false},
        {QStringLiteral("app/store/a.cpp"), QStringLiteral("QWidget"), false},
        {QStringLiteral("app/store/a.cpp"), QStringLiteral("application.h"), false},
        {QStringLiteral("app/session/a.cpp"), QStringLiteral("qt6keychain/keychain.h"), true},
        {QStringLiteral("app/store/a.cpp"), QStringLiteral("qt6keychain/keychain.h"), false},
        {QStringLiteral("app/agent/main.cpp"), QStringLiteral("sync/engine.h"), true},
        {QStringLiteral("app/agent/main.cpp"), QStringLiteral("QPixmap"), false},
        {QStringLiteral("app/agent/main.cpp"), QStringLiteral("embeddedserver.h"), false},
        {QStringLiteral("app/application.cpp"), QStringLiteral("embeddedserver.h"), true},
        {QStringLiteral("app/application.cpp"), QStringLiteral("http/a.h"), false},
        {QStringLiteral("app/application.cpp"), QStringLiteral("shell/window.h"), true},
        {QStringLiteral("embedded-server/services/a.cpp"), QStringLiteral("domain/user.h"), true},
        {QStringLiteral("embedded-server/services/a.cpp"), QStringLiteral("ports/store.h"), false},
        {QStringLiteral("embedded-server/services/a.cpp"), QStringLiteral("QImage"), false},
        {QStringLiteral("embedded-server/services/a.cpp"), QStringLiteral("QHttpServer"), false},
        {QStringLiteral("embedded-server/http/a.cpp"), QStringLiteral("QHttpServer"), true},
        {QStringLiteral("embedded-server/services/a.cpp"), QStringLiteral("support/waitfor.h"),
         false},
        {QStringLiteral("tests/unit/a.cpp"), QStringLiteral("shell/window.h"), true},
        {QStringLiteral("models/base/a.cpp"), QStringLiteral("vector"), true},
    };
    const Layers layers(root.path(), qtHeaders);
    for (const Case &tried : cases) {
        const SourceFile file(tried.path, QStringLiteral("#include \"") % tried.include % u"\"\n");
        if (layers.check(file).isEmpty() != tried.isAllowed) {
            wrong->append(tried.path % u" including " % tried.include %
                          (tried.isAllowed ? QStringLiteral(" is refused")
                                           : QStringLiteral(" is let through")));
        }
    }
}

} // namespace

QStringList selfTest(const QString &qtHeaders)
{
    QStringList wrong;
    tryIdioms(&wrong);
    trySql(&wrong);
    tryMigrations(&wrong);
    tryFrame(&wrong);
    tryLayers(qtHeaders, &wrong);
    return wrong;
}

} // namespace EvalTrack::Lint
