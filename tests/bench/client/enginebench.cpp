// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/enginebench.h"

#include "base/deliver.h"
#include "client/benchclient.h"
#include "client/figures.h"
#include "client/importbench.h"
#include "client/plaininsert.h"
#include "client/reportbench.h"
#include "client/windowbench.h"
#include "support/waitfor.h"

#include <QFile>

#include <algorithm>

namespace EvalTrack::Bench {

using namespace std::chrono_literals;
using Test::waitFor;

namespace {

constexpr int Waiting = 10'000; // before captures are measured one by one
constexpr int Measured = 1'000;
constexpr int FirstCaptures = 10'000;

} // namespace

bool EngineBench::firstCopy() const
{
    BenchClient client(url, folder);
    const Clock::time_point start = Clock::now();
    if (!client.signIn()) {
        return false;
    }
    Figures::duration(u"signing in for the first time"_qs, Clock::now() - start);
    if (!client.waitForPeople(people)) {
        return false;
    }
    Figures::duration(u"until everybody is here"_qs, Clock::now() - start);
    const bool isDone = waitFor(
        [&] {
            return client.engine().sync().activity() == SyncActivity::Idle &&
                   client.engine().sync().lastSync();
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
    BenchClient client(url, folder);
    const Clock::time_point start = Clock::now();
    if (!client.resume() || !client.waitForPeople(people)) {
        return false;
    }
    Figures::duration(u"taking up the session until everybody can be searched"_qs,
                      Clock::now() - start);
    Figures::megabytes(u"resident memory before"_qs, before);
    Figures::megabytes(u"resident memory then"_qs, residentMegabytes());
    return true;
}

bool EngineBench::window() const
{
    BenchClient client(url, folder);
    return measureWindow(client, people);
}

bool EngineBench::screens() const
{
    BenchClient client(url, folder);
    return measureScreens(client, people);
}

bool EngineBench::reports() const
{
    BenchClient client(url, folder);
    return client.resume() && client.waitForPeople(people) && measureReports(client);
}

bool EngineBench::password() const
{
    BenchClient client(url, folder);
    return measureEntry(client, people, Entry::Password);
}

bool EngineBench::capture(int captures) const
{
    BenchClient client(url, folder);
    if (!client.resume()) {
        return false;
    }
    const auto event = client.waitForPeople(people) ? client.eventAtTheDoor() : std::nullopt;
    if (!event) {
        return failed(u"there is no event to capture at"_qs);
    }
    const auto everybody = client.engine().people().people();
    PlainInsert plain(folder);
    if (!plain.isOpen()) {
        return failed(u"the plain SQLite file cannot be made"_qs);
    }

    // Both in turn, so that a change of the disk's speed meets both.
    Samples recorded;
    Samples inserted;
    const auto badgeOf = [&](int number) {
        return everybody->text(number * (everybody->size() / captures),
                               PeopleSnapshot::Text::BadgeCode);
    };
    const auto recordAll = [&](int first, int last) {
        QList<QFuture<Result<RecordedCapture>>> futures;
        for (int number = first; number < last; ++number) {
            futures.append(client.engine().captures().record(
                event->uuid, badgeOf(number), CaptureMethod::Badge, Direction::Arriving));
        }
        return std::ranges::all_of(
            futures, [](const auto &future) { return Test::valueOf(future, 300s).has_value(); });
    };
    const int last = Waiting + Measured;
    if (captures < last || !recordAll(0, Waiting)) {
        return failed(u"a capture was not recorded"_qs);
    }
    for (int number = Waiting; number < last; ++number) {
        const QString badge = badgeOf(number);
        const Clock::time_point start = Clock::now();
        const auto future = client.engine().captures().record(
            event->uuid, badge, CaptureMethod::Badge, Direction::Arriving);
        // As the capture screen hears of it: by an event in the UI thread.
        bool isRecorded = false;
        QEventLoop loop;
        deliver(future, &loop, [&](const Result<RecordedCapture> &result) {
            isRecorded = result.has_value();
            loop.quit();
        });
        loop.exec();
        recorded.add(Clock::now() - start);
        if (!isRecorded) {
            return failed(u"a capture was not recorded"_qs);
        }
        inserted.add(timed([&] { plain.insert(badge.toUtf8()); }));
    }
    Figures::below(u"a capture until it is durable, 99th percentile"_qs, recorded.percentile(99),
                   5ms);
    Figures::below(u"a capture until it is durable, median"_qs, recorded.median(), 2ms);
    Figures::duration(u"a plain synchronous insert, 99th percentile"_qs, inserted.percentile(99));
    Figures::duration(u"a plain synchronous insert, median"_qs, inserted.median());
    Figures::ratio(u"capture / plain insert, medians"_qs, recorded.median() / inserted.median());

    if (!recordAll(last, captures)) {
        return failed(u"a capture was not recorded"_qs);
    }
    return waitFor([&] { return client.engine().sync().waitingCount() == captures; }, 60s) ||
           failed(u"%1 captures wait instead of %2"_qs.arg(client.engine().sync().waitingCount())
                      .arg(captures));
}

bool EngineBench::drain(int captures) const
{
    BenchClient client(url, folder);
    if (!client.resume()) {
        return false;
    }
    const bool areWaiting = waitFor([&] { return client.engine().sync().waitingCount() > 0; }, 60s);
    const int waiting = client.engine().sync().waitingCount();
    if (!areWaiting || waiting > captures) {
        return failed(u"nothing waits to be sent"_qs);
    }
    const Clock::time_point start = Clock::now();
    client.engine().sync().syncNow();
    const auto unsent = [&] {
        return client.engine().sync().waitingCount();
    };
    const auto isDownTo = [&](int left) {
        return waitFor([&] { return unsent() <= left; }, 300s);
    };
    if (!isDownTo(std::max(0, waiting - FirstCaptures))) {
        return failed(u"%1 captures still wait"_qs.arg(unsent()));
    }
    Figures::below(u"the first %1 captures until the server has them"_qs.arg(waiting - unsent()),
                   Clock::now() - start, 10s);
    if (!isDownTo(0)) {
        return failed(u"%1 captures still wait"_qs.arg(unsent()));
    }
    const Clock::duration duration = Clock::now() - start;
    note(u"drained"_qs, duration);
    Figures::below(u"%1 captures until the server has them all"_qs.arg(waiting), duration, 30s);
    // Some badges are of people who left: the server has those captures too.
    Figures::plain(u"of them for somebody to decide"_qs,
                   QString::number(client.engine().sync().attentionCount()));
    return true;
}

bool EngineBench::imports() const
{
    BenchClient client(url, folder);
    Clock::duration taken{};
    const bool isDone =
        client.resume() && client.waitForPeople(people) && measureImport(client, people, taken);
    note(u"imported"_qs, taken);
    return isDone;
}

Clock::duration EngineBench::drained() const
{
    return noted(u"drained"_qs);
}

Clock::duration EngineBench::imported() const
{
    return noted(u"imported"_qs);
}

// One process measures, another one compares.
void EngineBench::note(const QString &what, Clock::duration taken) const
{
    QFile file(folder + u'/' + what);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QByteArray::number(static_cast<qint64>(taken.count())));
    }
}

Clock::duration EngineBench::noted(const QString &what) const
{
    QFile file(folder + u'/' + what);
    return file.open(QIODevice::ReadOnly) ? Clock::duration(file.readAll().toLongLong())
                                          : Clock::duration::zero();
}

} // namespace EvalTrack::Bench
