// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/storescene.h"

namespace EvalTrack::Fault {

using namespace std::chrono_literals;

namespace {

constexpr int All = -1;
/// The log is written back often, so that a cut meets that too.
constexpr auto EarlyCheckpoint = "PRAGMA wal_autocheckpoint = 12";

/// What the sync engine reads of it in the first seconds.
bool isReadable(LocalStore &store)
{
    return store.captures().queued(1'000, {}, {}) && store.captures().counts() &&
           store.news(~StoreParts());
}

} // namespace

StoreScene::StoreScene()
    : m_key(Sealer::makeKey())
    , m_me{UserId(2), UserUuid(makeUuidV7()), QStringLiteral("Puerta"), {}, Role::HumanResources}
    , m_event(makeUuidV7())
{}

QString StoreScene::path() const
{
    return m_folder.filePath(QStringLiteral("store.sqlite"));
}

bool StoreScene::open()
{
    auto store = LocalStore::open(m_folder.path(), m_key, m_me, m_clock);
    m_whyNot = store ? QString() : store.error().detail;
    m_store = store ? std::move(*store) : nullptr;
    if (m_store) {
        static_cast<void>(m_store->database().value(EarlyCheckpoint));
    }
    return isOpen();
}

bool StoreScene::openAnyhow()
{
    m_store.reset();
    auto opened = StoreRescue::open(m_folder.path(), m_key, m_me, m_clock);
    if (opened && !isReadable(*opened->store)) {
        // Found by the sync engine only; StoreHost does the same then.
        opened->store.reset();
        opened =
            StoreRescue::open(m_folder.path(), m_key, m_me, m_clock, StoreRescue::Belief::Damaged);
    }
    m_whyNot = opened ? QString() : opened.error().detail;
    m_damage = opened ? opened->damage : std::nullopt;
    m_store = opened ? std::move(opened->store) : nullptr;
    return isOpen();
}

void StoreScene::makeOld()
{
    close();
    makeOld(path());
}

void StoreScene::makeOld(const QString &path)
{
    const auto database = StoreDatabase::openDamaged(path);
    if (!database) {
        qFatal("the store cannot be made old");
    }
    for (const char *step :
         {"DROP INDEX attendances_left", "ALTER TABLE attendances DROP COLUMN left_at",
          "ALTER TABLE captures DROP COLUMN is_leaving", "DROP TABLE unreadable",
          "PRAGMA user_version = 1"}) {
        if (!(*database)->run(step)) {
            qFatal("the store cannot be made old");
        }
    }
}

bool StoreScene::record()
{
    m_clock.advance(1s);
    const QString code = QStringLiteral("E-%1").arg(++m_codes);
    const auto recorded =
        m_store->ledger().record(m_event, code, CaptureMethod::Badge, Direction::Arriving);
    if (!recorded) {
        return false;
    }
    ++m_told;
    m_captures[recorded->uuid.value()].code = code;
    // All that was written before is on the disk with it.
    m_durablePeople += std::exchange(m_people, {});
    return true;
}

void StoreScene::send()
{
    const auto queued = m_store->captures().queued(5, {}, {});
    if (!queued) {
        return;
    }
    static_cast<void>(m_store->database().inTransaction([&]() -> Result<void> {
        for (const StoredCapture &stored : *queued) {
            auto ok =
                m_store->captures().setState(stored.capture.uuid.value(), OutboxState::Sent, 1, {});
            if (!ok) {
                return ok;
            }
        }
        return {};
    }));
}

void StoreScene::settle()
{
    const auto sent = m_store->captures().inState(OutboxState::Sent, 3);
    if (!sent) {
        return;
    }
    for (const StoredCapture &stored : *sent) {
        if (const auto told = m_captures.find(stored.capture.uuid.value());
            told != m_captures.end()) {
            told->second.mayBeGone = true;
        }
        m_lastGone = std::max(m_lastGone, stored.capture.deviceSequence);
    }
    static_cast<void>(m_store->database().inTransaction([&]() -> Result<void> {
        for (const StoredCapture &stored : *sent) {
            auto ok = m_store->captures().setState(stored.capture.uuid.value(),
                                                   OutboxState::Acknowledged, 1, {});
            if (!ok) {
                return ok;
            }
        }
        return m_store->captures().removeSettled(m_clock.now() + 1s);
    }));
}

void StoreScene::takePeople()
{
    QList<Employee> page;
    for (int i = 0; i < 3; ++i) {
        Employee person;
        person.id = UserId(1'000 + ++m_codes);
        person.uuid = UserUuid(makeUuidV7());
        person.name = QStringLiteral("Persona %1").arg(m_codes);
        person.revision = 1;
        page.append(person);
    }
    const auto taken = m_store->database().inLightTransaction([&]() -> Result<void> {
        for (const Employee &person : page) {
            if (auto ok = m_store->take(person); !ok) {
                return ok;
            }
        }
        return {};
    });
    if (taken) {
        m_people += page;
    }
}

void StoreScene::step(Random &random)
{
    switch (random.below(10)) {
    case 0:
        send();
        break;
    case 1:
        settle();
        break;
    case 2:
    case 3:
        takePeople();
        break;
    case 4:
        if (random.onceIn(3)) {
            close();
            open();
        }
        break;
    default:
        record();
    }
}

std::optional<QList<StoredCapture>> StoreScene::capturesInStore()
{
    QList<StoredCapture> all;
    for (const OutboxState state :
         {OutboxState::Queued, OutboxState::Sent, OutboxState::Acknowledged, OutboxState::Rejected,
          OutboxState::Conflict, OutboxState::Review}) {
        const auto found = m_store->captures().inState(state, All);
        if (!found) {
            m_whyNot = found.error().detail;
            return std::nullopt;
        }
        all += *found;
    }
    std::ranges::sort(all, {},
                      [](const StoredCapture &stored) { return stored.capture.deviceSequence; });
    return all;
}

void StoreScene::judge(Verdict &verdict)
{
    const auto damaged = [&verdict](const QString &what) {
        ++verdict.damaged;
        verdict.remarks.append(what);
    };
    const auto check = m_store->database().value("PRAGMA integrity_check(1)");
    if (!check || check->toString() != u"ok") {
        damaged(QStringLiteral("SQLite finds the store damaged: ") +
                (check ? check->toString() : check.error().detail));
    }
    const auto stored = capturesInStore();
    if (!stored) {
        damaged(QStringLiteral("a capture cannot be read: ") + m_whyNot);
        return;
    }
    QHash<QUuid, int> times;
    qint64 before = 0;
    for (const StoredCapture &each : *stored) {
        const QUuid uuid = each.capture.uuid.value();
        verdict.doubled += ++times[uuid] == 2 ? 1 : 0;
        const qint64 sequence = each.capture.deviceSequence;
        if (sequence != before + 1 && before + 1 > m_lastGone) {
            ++verdict.disordered;
            verdict.remarks.append(
                QStringLiteral("after capture %1 comes %2").arg(before).arg(sequence));
        }
        before = sequence;
        const auto known = m_captures.find(uuid);
        if (known != m_captures.end() && known->second.code != each.capture.code) {
            damaged(QStringLiteral("a capture is another now: ") + known->second.code);
        }
    }
    for (const auto &[uuid, known] : m_captures) {
        if (!known.mayBeGone && !times.contains(uuid)) {
            ++verdict.lost;
            verdict.remarks.append(QStringLiteral("lost: ") + known.code);
        }
    }
    for (const Employee &person : std::as_const(m_durablePeople)) {
        const auto found = m_store->reader().person(person.uuid);
        if (!found || !*found || (*found)->name != person.name) {
            damaged(QStringLiteral("a person is gone or another: ") + person.name);
        }
    }
    // What need not be durable was so, or was not.
    m_people.clear();
    // It goes on where it was, with the next number.
    if (!record()) {
        damaged(QStringLiteral("nothing can be recorded any more"));
        return;
    }
    const auto last = capturesInStore();
    const qint64 expected = std::max(before, m_lastGone) + 1;
    if (!last || last->isEmpty() || last->last().capture.deviceSequence != expected) {
        ++verdict.disordered;
        verdict.remarks.append(QStringLiteral("the next capture is not number %1").arg(expected));
    }
}

int StoreScene::judgeRescued(Verdict &verdict)
{
    const auto stored = capturesInStore();
    if (!stored) {
        ++verdict.damaged;
        verdict.remarks.append(QStringLiteral("a capture cannot be read: ") + m_whyNot);
        return 0;
    }
    QSet<QUuid> there;
    for (const StoredCapture &each : *stored) {
        const QUuid uuid = each.capture.uuid.value();
        verdict.doubled += there.contains(uuid) ? 1 : 0;
        there.insert(uuid);
        const auto known = m_captures.find(uuid);
        if (known == m_captures.end() || known->second.code != each.capture.code) {
            ++verdict.damaged;
            verdict.remarks.append(QStringLiteral("a capture that nobody made"));
        }
    }
    const bool isUnreadTold = m_damage && m_damage->unread > 0;
    for (const auto &[uuid, known] : m_captures) {
        if (!known.mayBeGone && !there.contains(uuid) && !isUnreadTold) {
            ++verdict.lost;
            verdict.remarks.append(QStringLiteral("lost without a word: ") + known.code);
        }
    }
    // In a new store the feed brings them again.
    const auto people = m_store->reader().people();
    for (const Employee &person : std::as_const(m_durablePeople)) {
        const qsizetype index = people->indexOf(person.uuid);
        const bool isRight =
            index >= 0 && people->text(index, PeopleSnapshot::Text::Name) == person.name;
        if (!isRight && (index >= 0 || !m_damage)) {
            ++verdict.damaged;
            verdict.remarks.append(QStringLiteral("a person is gone or another: ") + person.name);
        }
    }
    if (m_damage) {
        m_people.clear();
        m_durablePeople.clear();
    }
    if (!record()) {
        ++verdict.stuck;
        verdict.remarks.append(QStringLiteral("nothing can be recorded any more"));
    }
    return static_cast<int>(there.size());
}

} // namespace EvalTrack::Fault
