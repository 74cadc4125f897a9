// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/enginebench.h"

#include "client/figures.h"
#include "client/plaininsert.h"
#include "session/filesecretstore.h"
#include "support/waitfor.h"
#include "sync/clientengine.h"

#include <cstdio>

namespace EvalTrack::Bench {

namespace {

using namespace std::chrono_literals;
using Test::valueOf;
using Test::waitFor;

bool failed(const QString &what)
{
    std::fputs(qPrintable(QString(what + u'\n')), stderr);
    return false;
}

/// An engine over the folder, with the account that all parts use.
struct Client
{
    explicit Client(const EngineBench &bench)
        : engine(bench.folder, clock,
                 std::make_unique<FileSecretStore>(QString(bench.folder + u"/secrets"_qs)))
    {
        engine.setServer({bench.url, u"bench"_qs, {}});
    }
    ~Client() { engine.shutDown(); }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    [[nodiscard]] Result<SignedInPerson> signIn()
    {
        return valueOf(engine.session().signIn(u"hr@empresa.com"_qs, Redacted(u"hr123456"_qs)),
                       60s);
    }
    [[nodiscard]] Result<SignedInPerson> resume()
    {
        return valueOf(engine.session().resume(), 60s);
    }
    [[nodiscard]] bool waitForPeople(int wanted)
    {
        return waitFor([&] { return engine.people().people()->size() >= wanted; }, 300s);
    }

    SystemClock clock;
    ClientEngine engine;
};

/// The active event that is nearest to now: where people would be at the door.
std::optional<Event> eventAtTheDoor(Client &client)
{
    const auto distance = [now = client.clock.now()](const Event &event) {
        return std::chrono::abs(event.date - now);
    };
    std::optional<Event> nearest;
    const auto events = client.engine.events().events();
    for (const EventSummary &summary : *events) {
        if (summary.event.isActive && (!nearest || distance(summary.event) < distance(*nearest))) {
            nearest = summary.event;
        }
    }
    return nearest;
}

} // namespace

bool EngineBench::firstCopy() const
{
    Client client(*this);
    const Clock::time_point start = Clock::now();
    if (const auto person = client.signIn(); !person) {
        return failed(u"signing in failed: "_qs + person.error().detail);
    }
    Figures::duration(u"signing in for the first time"_qs, Clock::now() - start);
    if (!client.waitForPeople(people)) {
        return failed(u"the first copy did not come"_qs);
    }
    Figures::duration(u"until everybody is here"_qs, Clock::now() - start);
    const bool isDone = waitFor(
        [&] {
            return client.engine.sync().activity() == SyncActivity::Idle &&
                   client.engine.sync().lastSync();
        },
        300s);
    if (!isDone) {
        return failed(u"the first copy did not end"_qs);
    }
    Figures::duration(u"until everything is here"_qs, Clock::now() - start);
    Figures::megabytes(u"resident memory at its highest"_qs, peakMegabytes());
    return true;
}

bool EngineBench::open() const
{
    const double before = residentMegabytes();
    Client client(*this);
    const Clock::time_point start = Clock::now();
    if (const auto person = client.resume(); !person) {
        return failed(u"taking up the session failed: "_qs + person.error().detail);
    }
    if (!client.waitForPeople(people)) {
        return failed(u"people did not come out of the store"_qs);
    }
    Figures::below(u"taking up the session until everybody can be searched"_qs,
                   Clock::now() - start, 1s);
    Figures::megabytes(u"resident memory, before / after"_qs, before);
    Figures::megabytesBelow(u"resident memory"_qs, residentMegabytes(), 150);
    return true;
}

bool EngineBench::capture(int captures) const
{
    Client client(*this);
    if (const auto person = client.resume(); !person) {
        return failed(u"taking up the session failed: "_qs + person.error().detail);
    }
    const auto event = client.waitForPeople(people) ? eventAtTheDoor(client) : std::nullopt;
    if (!event) {
        return failed(u"there is no event to capture at"_qs);
    }
    const auto everybody = client.engine.people().people();
    PlainInsert plain(folder);
    if (!plain.isOpen()) {
        return failed(u"the plain SQLite file cannot be made"_qs);
    }

    // Both in turn, so that a change of the disk's speed meets both.
    Samples recorded;
    Samples inserted;
    for (int number = 0; number < captures; ++number) {
        const auto index = number * (everybody->size() / captures);
        const QString badge = everybody->text(index, PeopleSnapshot::Text::BadgeCode);
        const Clock::time_point start = Clock::now();
        auto future = client.engine.captures().record(event->uuid, badge, CaptureMethod::Badge);
        while (!future.isFinished()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        recorded.add(Clock::now() - start);
        if (future.resultCount() == 0 || !future.result()) {
            return failed(u"a capture was not recorded"_qs);
        }
        inserted.add(timed([&] { plain.insert(badge.toUtf8()); }));
    }
    Figures::below(u"a capture until it is durable, 99th percentile"_qs, recorded.percentile(99),
                   5ms);
    Figures::duration(u"a capture until it is durable, median"_qs, recorded.median());
    Figures::duration(u"a plain synchronous insert, 99th percentile"_qs, inserted.percentile(99));
    Figures::duration(u"a plain synchronous insert, median"_qs, inserted.median());
    Figures::ratio(u"capture / plain insert, medians"_qs, recorded.median() / inserted.median());
    Figures::plain(u"captures that wait"_qs, QString::number(client.engine.sync().waitingCount()));
    return true;
}

bool EngineBench::drain(int captures) const
{
    Client client(*this);
    if (const auto person = client.resume(); !person) {
        return failed(u"taking up the session failed: "_qs + person.error().detail);
    }
    const bool areWaiting = waitFor([&] { return client.engine.sync().waitingCount() > 0; }, 60s);
    const int waiting = client.engine.sync().waitingCount();
    if (!areWaiting || waiting > captures) {
        return failed(u"nothing waits to be sent"_qs);
    }
    const Clock::time_point start = Clock::now();
    client.engine.sync().syncNow();
    if (!waitFor([&] { return client.engine.sync().waitingCount() == 0; }, 120s)) {
        return failed(u"%1 captures still wait"_qs.arg(client.engine.sync().waitingCount()));
    }
    Figures::below(u"%1 captures until the server has them all"_qs.arg(waiting),
                   Clock::now() - start, 10s);
    return true;
}

} // namespace EvalTrack::Bench
