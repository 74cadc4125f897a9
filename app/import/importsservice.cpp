// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/importsservice.h"

#include "base/deliver.h"
#include "domain/importplanner.h"
#include "domain/validation.h"
#include "import/csvreader.h"
#include "import/importlines.h"
#include "import/textdecoder.h"
#include "import/xlsxreader.h"
#include "net/erroranswer.h"
#include "net/pagedanswer.h"
#include "session/promise.h"
#include "wire/entitycodec.h"
#include "wire/importcodec.h"
#include "wire/keys.h"
#include "wire/names.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QPromise>
#include <QTimeZone>
#include <QtConcurrent>

namespace EvalTrack {

namespace {

using namespace std::chrono_literals;

/// As long a job keeps the store before it lets others have it.
constexpr auto TurnWithTheStore = 20ms;
/// An import of 200,000 lines is carried out in less; a lost answer is asked for again.
constexpr auto LongestCarryingOut = 10min;
constexpr int RecordsPerPage = 100;
constexpr int AccountsPerPage = 500;

QString zoneOfComputer()
{
    return QString::fromLatin1(QTimeZone::systemTimeZoneId());
}

Imports::SheetResult readFile(const QString &name, const SheetOptions &options,
                              const std::function<bool()> &isCancelled)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::unexpected(SheetFlaw::Unreadable);
    }
    if (file.size() > ImportLimits::FileSize) {
        return std::unexpected(SheetFlaw::TooLarge);
    }
    const QByteArray begin = file.peek(8);
    if (XlsxReader::isWorkbook(begin)) {
        return XlsxReader::read(name, options.sheet, isCancelled);
    }
    // Compound files: workbooks of before 2007, and newer ones under a password.
    if (begin.startsWith("\xD0\xCF\x11\xE0")) {
        return std::unexpected(SheetFlaw::OldWorkbook);
    }
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError) {
        return std::unexpected(SheetFlaw::Unreadable);
    }
    if (begin.startsWith("%PDF")) {
        return std::unexpected(SheetFlaw::NotATable);
    }
    const auto decoded = TextDecoder::decode(bytes, options.encoding);
    if (!decoded) {
        return std::unexpected(SheetFlaw::NotATable);
    }
    SheetFile found;
    found.encoding = decoded->encoding;
    found.isEncodingMixed = decoded->isMixed;
    found.separator = options.separator.value_or(CsvReader::separatorOf(decoded->text));
    auto sheet = CsvReader::read(decoded->text, found.separator, isCancelled);
    if (!sheet) {
        return std::unexpected(sheet.error());
    }
    found.sheet = std::make_shared<const ImportSheet>(std::move(*sheet));
    return found;
}

/// What a dry run is held against.
struct Known
{
    std::shared_ptr<const PeopleSnapshot> people;
    QList<Department> departments;
    QList<EventSummary> events;
};

Result<Known> knownIn(LocalStore &store)
{
    Known known;
    known.people = store.reader().people();
    auto departments = store.entities().departments();
    if (!departments) {
        return std::unexpected(departments.error());
    }
    known.departments = *std::move(departments);
    auto events = store.reader().eventSummaries();
    if (!events) {
        return std::unexpected(events.error());
    }
    known.events = *std::move(events);
    return known;
}

} // namespace

struct ImportsService::DryRun
{
    std::shared_ptr<const ImportSheet> sheet;
    Setting setting;
    std::shared_ptr<QPromise<Result<PlanPtr>>> promise = startedPromise<Result<PlanPtr>>();
    std::shared_ptr<ImportPlanner> planner = {};
    QList<EventUuid> events = {};
    qsizetype next = 0;
    QList<User> accounts = {};
};

struct ImportsService::AccountsRead
{
    AccountsDone done;
    std::function<bool()> isCancelled;
    QList<User> accounts = {};
    QString cursor = {};
};

struct ImportsService::Sending
{
    PlanPtr plan;
    QList<qsizetype> rows;
    qsizetype next = 0;
    qint64 id = 0;
    std::shared_ptr<QPromise<Result<ImportOutcome>>> promise =
        startedPromise<Result<ImportOutcome>>();
    /// The body that is sent next, if it is being put together already.
    std::optional<QFuture<QByteArray>> prepared = {};

    /// How many rows a request takes from `first` on.
    [[nodiscard]] qsizetype countAt(qsizetype first) const
    {
        return std::min<qsizetype>(ImportLimits::LinesPerRequest, rows.size() - first);
    }
    /// Some megabytes of JSON are no work for the UI thread.
    [[nodiscard]] QFuture<QByteArray> bodyAt(qsizetype first)
    {
        if (prepared) {
            return *std::exchange(prepared, std::nullopt);
        }
        return QtConcurrent::run([plan = plan, part = rows.mid(first, countAt(first))] {
            return ImportLines::bodyOf(*plan, part);
        });
    }
};

ImportsService::ImportsService(StoreHost &host, ApiClient &api, QObject *parent)
    : Imports(parent)
    , m_host(host)
    , m_api(api)
{}

QFuture<Imports::SheetResult> ImportsService::read(const QString &file, const SheetOptions &options)
{
    return QtConcurrent::run([file, options](QPromise<SheetResult> &promise) {
        promise.addResult(readFile(file, options, [&promise] { return promise.isCanceled(); }));
    });
}

void ImportsService::readAccounts(const std::shared_ptr<AccountsRead> &reading)
{
    ApiRequest request;
    request.path = QStringLiteral("/users");
    addPage(request, AccountsPerPage, reading->cursor);
    deliver(m_api.send(request).then(pagedOf<User>(Wire::parseUser)), this,
            [this, reading](const Result<Paged<User>> &page) {
                if (!page) {
                    reading->done(std::unexpected(page.error()));
                    return;
                }
                reading->accounts.append(page->items);
                reading->cursor = page->nextCursor;
                if (reading->cursor.isEmpty() || reading->isCancelled()) {
                    reading->done(reading->accounts);
                } else {
                    readAccounts(reading);
                }
            });
}

QFuture<Result<Imports::PlanPtr>> ImportsService::dryRun(std::shared_ptr<const ImportSheet> sheet,
                                                         const Setting &setting)
{
    const auto run = std::make_shared<DryRun>(DryRun{std::move(sheet), setting});
    if (setting.kind != ImportKind::Accounts) {
        begin(run);
        return run->promise->future();
    }
    const auto done = [this, run](const Result<QList<User>> &accounts) {
        if (!accounts) {
            settle(run->promise, Result<PlanPtr>(std::unexpected(accounts.error())));
            return;
        }
        run->accounts = *accounts;
        begin(run);
    };
    readAccounts(std::make_shared<AccountsRead>(AccountsRead{done, [run] {
                                                                 return run->promise->isCanceled();
                                                             }}));
    return run->promise->future();
}

void ImportsService::begin(const DryRunPtr &run)
{
    deliver(m_host.run(StoreHost::Priority::Bulk, knownIn), this,
            [this, run, now = m_host.clock().now()](const Result<Known> &known) {
                if (!known) {
                    settle(run->promise, Result<PlanPtr>(std::unexpected(known.error())));
                    return;
                }
                const auto prepare = [run, now, known = *known]() {
                    ImportPlanner::Setting rules{.kind = run->setting.kind,
                                                 .mapping = run->setting.mapping,
                                                 .import = run->setting.import,
                                                 .now = now,
                                                 .zone = zoneOfComputer()};
                    rules.isOrderChosen = run->setting.order.has_value();
                    const bool isMonthFirst =
                        QLocale().dateFormat(QLocale::ShortFormat).startsWith(u'M');
                    rules.order = run->setting.order.value_or(
                        isMonthFirst ? ImportValues::DayOrder::MonthFirst
                                     : ImportValues::DayOrder::DayFirst);
                    run->planner = std::make_shared<ImportPlanner>(rules);
                    run->planner->knowPeople(
                        known.people->size(),
                        [people = known.people](qsizetype index) { return people->at(index); });
                    for (const Department &each : known.departments) {
                        run->planner->know(each);
                    }
                    for (const User &each : std::as_const(run->accounts)) {
                        run->planner->know(each);
                    }
                    for (const EventSummary &each : known.events) {
                        run->planner->know(each.event);
                    }
                    const auto named = run->planner->namedEvents(*run->sheet);
                    run->events = QList<EventUuid>(named.begin(), named.end());
                    return true;
                };
                deliver(QtConcurrent::run(prepare), this,
                        [this, run](bool /*isDone*/) { readAttendances(run); });
            });
}

void ImportsService::readAttendances(const DryRunPtr &run)
{
    if (run->promise->isCanceled()) {
        run->promise->finish();
        return;
    }
    if (run->next >= run->events.size()) {
        plan(run);
        return;
    }
    const auto turn = [run](LocalStore &store) -> Result<void> {
        QElapsedTimer timer;
        timer.start();
        while (run->next < run->events.size() && timer.elapsed() < TurnWithTheStore.count()) {
            const auto attendances = store.reader().bareAttendancesOf(run->events.at(run->next));
            if (!attendances) {
                return std::unexpected(attendances.error());
            }
            for (Attendance each : *attendances) {
                each.eventUuid = run->events.at(run->next);
                run->planner->know(each);
            }
            ++run->next;
        }
        return {};
    };
    deliver(m_host.run(StoreHost::Priority::Bulk, turn), this, [this, run](const Result<void> &ok) {
        if (!ok) {
            settle(run->promise, Result<PlanPtr>(std::unexpected(ok.error())));
            return;
        }
        readAttendances(run);
    });
}

void ImportsService::plan(const DryRunPtr &run)
{
    deliver(QtConcurrent::run([run]() -> PlanPtr {
                return std::make_shared<const ImportPlan>(run->planner->plan(*run->sheet));
            }),
            this, [run](const PlanPtr &plan) { settle(run->promise, Result<PlanPtr>(plan)); });
}

QFuture<Result<ImportOutcome>> ImportsService::carryOut(PlanPtr plan, const QUuid &import,
                                                        const QString &fileName)
{
    const auto sending = std::make_shared<Sending>();
    sending->rows = ImportLines::sent(*plan);
    sending->plan = std::move(plan);
    sending->promise->setProgressRange(0, static_cast<int>(sending->rows.size()));
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/imports");
    request.body =
        QJsonDocument(
            QJsonObject{{Wire::Key::uuid, import.toString(QUuid::WithoutBraces)},
                        {Wire::Key::kind, QString::fromLatin1(Wire::name(sending->plan->kind))},
                        {Wire::Key::fileName, fileName.left(Limits::ShortTextMax)}})
            .toJson(QJsonDocument::Compact);
    deliver(m_api.send(request), this, [this, sending](const Result<HttpAnswer> &answer) {
        const auto object = objectOf(answer);
        const auto record =
            object ? Wire::parseImportRecord(*object) : std::unexpected(object.error());
        if (!record) {
            settle(sending->promise, Result<ImportOutcome>(std::unexpected(record.error())));
            return;
        }
        sending->id = record->id;
        if (record->appliedAt) {
            sending->next = sending->rows.size(); // Its answer was lost.
        }
        sendLines(sending);
    });
    return sending->promise->future();
}

void ImportsService::sendLines(const SendingPtr &sending)
{
    if (sending->promise->isCanceled()) {
        sending->promise->finish();
        return;
    }
    if (sending->next >= sending->rows.size()) {
        finish(sending);
        return;
    }
    const auto count = sending->countAt(sending->next);
    deliver(sending->bodyAt(sending->next), this, [this, sending, count](const QByteArray &body) {
        // While these are on their way, the next ones are put together.
        sending->prepared = sending->bodyAt(sending->next + count);
        ApiRequest request;
        request.verb = QByteArrayLiteral("POST");
        request.path = u"/imports/%1/lines"_qs.arg(sending->id);
        request.body = body;
        request.timeout = 2min;
        deliver(m_api.send(request), this,
                [this, sending, count](const Result<HttpAnswer> &answer) {
                    if (!answer || !answer->isSuccess()) {
                        settle(sending->promise, Result<ImportOutcome>(std::unexpected(
                                                     answer ? errorOf(*answer) : answer.error())));
                        return;
                    }
                    sending->next += count;
                    sending->promise->setProgressValue(static_cast<int>(sending->next));
                    sendLines(sending);
                });
    });
}

void ImportsService::finish(const SendingPtr &sending)
{
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = u"/imports/%1/carry-out"_qs.arg(sending->id);
    request.timeout = LongestCarryingOut;
    deliver(m_api.send(request), this, [sending](const Result<HttpAnswer> &answer) {
        const auto object = objectOf(answer);
        settle(sending->promise, object ? Wire::parseImportOutcome(*object)
                                        : Result<ImportOutcome>(std::unexpected(object.error())));
    });
}

QFuture<Result<ImportOutcome>> ImportsService::undo(qint64 id)
{
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = u"/imports/%1/undo"_qs.arg(id);
    request.timeout = LongestCarryingOut;
    return m_api.send(request).then([](const Result<HttpAnswer> &answer) {
        const auto object = objectOf(answer);
        return object ? Wire::parseImportOutcome(*object)
                      : Result<ImportOutcome>(std::unexpected(object.error()));
    });
}

QFuture<Result<Paged<ImportRecord>>> ImportsService::page(const QString &cursor)
{
    ApiRequest request;
    request.path = QStringLiteral("/imports");
    addPage(request, RecordsPerPage, cursor);
    return m_api.send(request).then(pagedOf<ImportRecord>(Wire::parseImportRecord));
}

QFuture<Result<QList<QList<ReportCell>>>> ImportsService::exported(ImportKind kind,
                                                                   const ExportWords &words)
{
    if (kind == ImportKind::Accounts) {
        const auto promise = startedPromise<Result<QList<QList<ReportCell>>>>();
        const auto done = [promise, words](const Result<QList<User>> &accounts) {
            if (!accounts) {
                settle(promise,
                       Result<QList<QList<ReportCell>>>(std::unexpected(accounts.error())));
                return;
            }
            QList<QList<ReportCell>> rows;
            for (const User &each : *accounts) {
                rows.append(ExportCells::of(each, words));
            }
            settle(promise, Result<QList<QList<ReportCell>>>(rows));
        };
        readAccounts(std::make_shared<AccountsRead>(AccountsRead{done, [promise] {
                                                                     return promise->isCanceled();
                                                                 }}));
        return promise->future();
    }
    const auto read = [kind, words](LocalStore &store) -> Result<QList<QList<ReportCell>>> {
        const auto known = knownIn(store);
        if (!known) {
            return std::unexpected(known.error());
        }
        const PeopleSnapshot &people = *known->people;
        const auto keyOf = [&people](const std::optional<UserId> &id) {
            const qsizetype index = id ? people.indexOf(*id) : -1;
            return index < 0 ? QString() : ExportCells::keyOf(people.at(index));
        };
        const QString zone = zoneOfComputer();
        QList<QList<ReportCell>> rows;
        switch (kind) {
        case ImportKind::People:
            for (qsizetype i = 0; i < people.size(); ++i) {
                const Employee person = people.at(i);
                rows.append(ExportCells::of(person, keyOf(person.managerId), words));
            }
            break;
        case ImportKind::Departments:
            for (const Department &each : known->departments) {
                const auto parent =
                    std::ranges::find(known->departments, each.parentId,
                                      [](const Department &one) { return std::optional(one.id); });
                const bool isBelow = each.parentId && parent != known->departments.end();
                rows.append(
                    ExportCells::of(each, isBelow ? parent->name : QString(), keyOf(each.headId)));
            }
            break;
        case ImportKind::Events:
            for (const EventSummary &each : known->events) {
                rows.append(ExportCells::of(each.event, zone, words));
            }
            break;
        case ImportKind::Attendances:
            for (const EventSummary &each : known->events) {
                const auto attendances = store.reader().bareAttendancesOf(each.event.uuid);
                if (!attendances) {
                    return std::unexpected(attendances.error());
                }
                for (const Attendance &attendance : *attendances) {
                    const qsizetype index = people.indexOf(attendance.userUuid);
                    if (index >= 0) {
                        rows.append(ExportCells::of(attendance, each.event,
                                                    ExportCells::keyOf(people.at(index)), zone,
                                                    words));
                    }
                }
            }
            break;
        case ImportKind::Accounts:
            break;
        }
        return rows;
    };
    return m_host.run(StoreHost::Priority::Bulk, read);
}

} // namespace EvalTrack
