// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/importbench.h"

#include "client/samplepeople.h"
#include "imports/importwords.h"
#include "support/waitfor.h"

#include <QFile>
#include <QTemporaryDir>

namespace EvalTrack::Bench {

namespace {

using namespace std::chrono_literals;
using Test::valueOf;

constexpr auto Patience = 600s;

bool writeNewPeople(const QString &name, int people)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    file.write("Nombre;Apellido;C\xC3\xA9"
               "dula;Correo;Tel\xC3\xA9"
               "fono;Fecha de nacimiento;Cargo;"
               "Departamento;Fecha de ingreso\r\n");
    for (int i = 0; i < people; ++i) {
        const Employee person = samplePerson(i);
        const QByteArray number = QByteArray::number(i);
        file.write(
            QStringList{person.firstName, person.lastName, u"X-"_qs + QString::fromLatin1(number),
                        u"nuevo%1@empresa.com"_qs.arg(i), u"+58 212 %1"_qs.arg(1'000'000 + i),
                        u"%1/%2/1985"_qs.arg(1 + i % 28).arg(1 + i % 12),
                        person.jobTitle.value_or(u"Analista"_qs), u"Importados"_qs,
                        u"%1/%2/2020"_qs.arg(1 + i % 28).arg(1 + i % 12)}
                .join(u';')
                .toUtf8() +
            "\r\n");
    }
    return true;
}

struct Checked
{
    Imports::PlanPtr plan;
    QUuid import;
};

std::optional<Checked> check(BenchClient &client, const QString &file, const QString &what)
{
    Imports &imports = client.engine().imports();
    std::optional<Imports::SheetResult> sheet;
    Figures::duration(what + u": reading the file"_qs,
                      timed([&] { sheet = valueOf(imports.read(file, {}), Patience); }));
    if (!*sheet) {
        return std::nullopt;
    }
    Imports::Setting setting;
    setting.import = QUuid::createUuid();
    setting.mapping = proposedMapping(ImportKind::People, (*sheet)->sheet->headings);
    std::optional<Result<Imports::PlanPtr>> plan;
    Figures::below(
        what + u": the dry run"_qs,
        timed([&] { plan = valueOf(imports.dryRun((*sheet)->sheet, setting), Patience); }), 5s);
    return *plan ? std::optional(Checked{**plan, setting.import}) : std::nullopt;
}

} // namespace

bool measureImport(BenchClient &client, int people, Clock::duration &taken)
{
    const QTemporaryDir folder;
    Imports &imports = client.engine().imports();
    const ExportWords words = ImportWords::exported(ImportKind::People);
    ReportDocument document;
    document.headings = words.headings;
    for (const ImportField field : fieldsOf(ImportKind::People)) {
        document.formats.append(formatOf(field));
    }
    const QString everybody = folder.filePath(u"everybody.csv"_qs);
    bool isWritten = false;
    Figures::duration(
        u"exporting everybody as CSV"_qs, timed([&] {
            const auto rows = valueOf(imports.exported(ImportKind::People, words), Patience);
            document.rows = rows.value_or(QList<QList<ReportCell>>());
            isWritten =
                valueOf(client.engine().reports().write(document, ReportFile::Csv, everybody),
                        Patience)
                    .has_value();
        }));
    document.rows.clear();
    const auto same = isWritten ? check(client, everybody, u"what was exported"_qs) : std::nullopt;
    if (!same || same->plan->same < people || same->plan->wrong > 0) {
        return failed(u"what was exported does not come back as it was"_qs);
    }
    const QString file = folder.filePath(u"new.csv"_qs);
    const auto fresh =
        writeNewPeople(file, people) ? check(client, file, u"new people"_qs) : std::nullopt;
    if (!fresh || fresh->plan->creations != people) {
        return failed(u"the dry run is not as it should be"_qs);
    }
    Figures::plain(u"people to import"_qs, QString::number(people));
    Figures::megabytes(u"resident memory with both"_qs, residentMegabytes());
    std::optional<Result<ImportOutcome>> outcome;
    taken = timed([&] {
        outcome = valueOf(imports.carryOut(fresh->plan, fresh->import, u"new.csv"_qs), Patience);
    });
    if (!*outcome || (*outcome)->record.created != people) {
        return failed(u"the import was not carried out: "_qs +
                      (*outcome
                           ? u"refused"_qs
                           : toString(outcome->error().code) + u' ' + outcome->error().detail));
    }
    Figures::below(u"the import, sent and carried out"_qs, taken, 20s);
    Figures::duration(u"taking it back"_qs, timed([&] {
                          outcome = valueOf(imports.undo((*outcome)->record.id), Patience);
                      }));
    return *outcome && (*outcome)->record.leftAsIs == 0;
}

} // namespace EvalTrack::Bench
