// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakedesk.h"

namespace EvalTrack::Test {

FakeReports::FakeReports(FakeDesk &desk)
    : m_desk(desk)
{}

QFuture<Result<Report>> FakeReports::build(ReportKind kind, const ReportFilter &filter)
{
    asked = filter;
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<Report>(std::unexpected(*error)));
    }
    const FakeCompany &company = m_desk.company;
    ReportBuilder builder(kind, filter, {m_desk.clock.now(), QStringLiteral("UTC")});
    const auto personOf = [&company](UserUuid uuid) {
        const auto found = std::find_if(company.people.begin(), company.people.end(),
                                        [uuid](const Employee &each) { return each.uuid == uuid; });
        const Employee person = found == company.people.end() ? Employee() : *found;
        return ReportBuilder::Person{uuid, person.departmentId, [person] {
                                         return person;
                                     }};
    };
    for (const Event &event : company.events) {
        for (const Attendance &each : company.attendances) {
            if (each.eventUuid == event.uuid && builder.wantsAttendancesOf(event)) {
                builder.add(event, personOf(each.userUuid), each);
            }
        }
        for (const Evaluation &each : company.evaluations) {
            if (each.eventUuid == event.uuid && builder.wantsEvaluationsOf(event)) {
                builder.add(event, personOf(each.userUuid), each);
            }
        }
    }
    if (builder.wantsPeople()) {
        for (const Employee &person : company.people) {
            builder.add(person);
        }
    }
    QString name;
    for (const Department &each : company.departments) {
        name = filter.department == each.id ? each.name : name;
    }
    return m_desk.answer(Result<Report>(builder.build(name)));
}

QFuture<Result<void>> FakeReports::write(const ReportDocument &document, ReportFile format,
                                         const QString &file)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    written.append({document, format, file});
    return m_desk.answer(Result<void>());
}

} // namespace EvalTrack::Test
