// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outboxtable.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr QByteArrayView Commands("commands");
constexpr QByteArrayView CommandOutcomes("commands.outcome");
constexpr QByteArrayView Journal("journal");
// At the beginning of a row that says what it holds; one of before begins with the length of its
// reason, which is never that long.
constexpr quint32 JournalMark = 0xFFFFFFFE;

QVariant sinceEpoch(Timestamp time)
{
    return static_cast<qint64>(time.time_since_epoch().count());
}

Timestamp timeOf(const QVariant &value)
{
    return Timestamp(std::chrono::milliseconds(value.toLongLong()));
}

} // namespace

OutboxTable::OutboxTable(StoreDatabase &database, const Sealer &sealer)
    : m_database(database)
    , m_sealer(sealer)
{
    m_database.listenToRollBack(this, [this] {
        // Unreadable now: what is known stays, and the next change of the file says so again.
        static_cast<void>(read());
    });
}

OutboxTable::~OutboxTable()
{
    m_database.forgetListener(this);
}

Result<void> OutboxTable::load()
{
    auto ok = m_database.check("PRAGMA integrity_check(commands)");
    ok = ok ? m_database.run(
                  "UPDATE commands SET state = ? WHERE state = ?",
                  {static_cast<int>(OutboxState::Queued), static_cast<int>(OutboxState::Sent)})
            : ok;
    return ok ? read() : ok;
}

Result<void> OutboxTable::read()
{
    QList<StoredCommand> commands;
    auto ok = m_database.select(
        "SELECT uuid, state, created_at, attempts, base_revision, acknowledged_revision, "
        "acknowledged_at, sealed, outcome FROM commands ORDER BY seq",
        {}, [this, &commands](const QSqlQuery &row) -> Result<void> {
            auto stored = read(row);
            if (!stored) {
                return std::unexpected(stored.error());
            }
            commands.append(std::move(*stored));
            return {};
        });
    if (ok) {
        m_commands = std::move(commands);
        // Where that cannot be read it is kept, and nobody is kept from working.
        static_cast<void>(readGivenUp());
    }
    return ok;
}

Result<void> OutboxTable::readGivenUp()
{
    QList<GivenUp> givenUp;
    auto ok = m_database.select("SELECT uuid, at, sealed FROM journal ORDER BY at", {},
                                [this, &givenUp](const QSqlQuery &row) {
                                    if (auto given = readGivenUp(row)) {
                                        givenUp.append(std::move(*given));
                                    }
                                });
    if (ok) {
        m_givenUp = std::move(givenUp);
    }
    return ok;
}

// One that cannot be read keeps nobody from working: it is kept and counted.
std::optional<GivenUp> OutboxTable::readGivenUp(const QSqlQuery &row) const
{
    GivenUp given;
    given.uuid = QUuid::fromRfc4122(row.value(0).toByteArray());
    given.at = timeOf(row.value(1));
    const auto plain = m_sealer.open(Journal, given.uuid, row.value(2).toByteArray());
    if (!plain) {
        return std::nullopt;
    }
    QDataStream in(*plain);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 mark = 0;
    in >> mark;
    QByteArray what;
    qint64 createdAt = given.at.time_since_epoch().count();
    qint64 baseRevision = 0;
    QUuid person;
    if (mark == JournalMark) {
        in >> given.reason >> what >> createdAt >> baseRevision >> person;
    } else {
        in.device()->seek(0);
        in >> given.reason >> what;
    }
    if (in.status() != QDataStream::Ok) {
        return std::nullopt;
    }
    if (auto command = StoreCodec::decode<Command>(what)) {
        StoredCommand stored;
        stored.pending = {CommandUuid(given.uuid), *std::move(command),
                          Timestamp(std::chrono::milliseconds(createdAt))};
        stored.baseRevision = baseRevision;
        given.command = std::move(stored);
        return given;
    }
    if (auto capture = StoreCodec::decode<Capture>(what)) {
        given.capture = StoredCapture{*std::move(capture), {}, OutboxState::Queued, 0, {}};
        if (!person.isNull()) {
            given.capture->person = UserUuid(person);
        }
        return given;
    }
    return std::nullopt;
}

Result<StoredCommand> OutboxTable::read(const QSqlQuery &row) const
{
    StoredCommand stored;
    const QUuid uuid = QUuid::fromRfc4122(row.value(0).toByteArray());
    stored.pending.uuid = CommandUuid(uuid);
    stored.state = static_cast<OutboxState>(row.value(1).toInt());
    stored.pending.createdAt = timeOf(row.value(2));
    stored.attempts = row.value(3).toInt();
    stored.baseRevision = row.value(4).toLongLong();
    stored.acknowledgedRevision = row.value(5).toLongLong();
    if (!row.value(6).isNull()) {
        stored.acknowledgedAt = timeOf(row.value(6));
    }
    const auto plain = m_sealer.open(Commands, uuid, row.value(7).toByteArray());
    auto command = plain ? StoreCodec::decode<Command>(*plain) : std::unexpected(plain.error());
    if (!command) {
        return std::unexpected(command.error());
    }
    stored.pending.command = std::move(*command);
    if (!row.value(8).isNull()) {
        const auto said = m_sealer.open(CommandOutcomes, uuid, row.value(8).toByteArray());
        auto outcome =
            said ? StoreCodec::decode<StoreCodec::Outcome>(*said) : std::unexpected(said.error());
        if (!outcome) {
            return std::unexpected(outcome.error());
        }
        stored.outcome = std::move(*outcome);
    }
    const int state = row.value(1).toInt();
    const bool isAnswered =
        stored.state != OutboxState::Queued && stored.state != OutboxState::Sent;
    if (state < 0 || state > static_cast<int>(OutboxState::Conflict) ||
        (isAnswered && row.value(8).isNull())) {
        return failure(ErrorCode::StorageDamaged, QStringLiteral("a command is damaged"));
    }
    return stored;
}

OutboxTable::Salvaged OutboxTable::salvage()
{
    Salvaged salvaged;
    QSet<QUuid> seen;
    const auto take = [&](const QSqlQuery &row) {
        const QUuid uuid = QUuid::fromRfc4122(row.value(0).toByteArray());
        if (seen.contains(uuid)) {
            return;
        }
        seen.insert(uuid);
        auto stored = read(row);
        if (!stored) {
            ++salvaged.unread;
        } else if (stored->state != OutboxState::Acknowledged) {
            salvaged.commands.append(std::move(*stored));
        }
    };
    const auto ok = m_database.select(
        "SELECT uuid, state, created_at, attempts, base_revision, acknowledged_revision, "
        "acknowledged_at, sealed, outcome FROM commands NOT INDEXED ORDER BY seq",
        {}, take);
    const auto journal = m_database.select("SELECT uuid, at, sealed FROM journal ORDER BY at", {},
                                           [&](const QSqlQuery &row) {
                                               if (auto given = readGivenUp(row)) {
                                                   salvaged.givenUp.append(std::move(*given));
                                               } else {
                                                   ++salvaged.unread;
                                               }
                                           });
    salvaged.isWhole = ok.has_value() && journal.has_value() &&
                       m_database.check("PRAGMA integrity_check(commands)").has_value() &&
                       m_database.check("PRAGMA integrity_check(journal)").has_value();
    return salvaged;
}

Result<int> OutboxTable::unsettledCount()
{
    const auto count = m_database.value("SELECT count(*) FROM commands WHERE state <> ?",
                                        {static_cast<int>(OutboxState::Acknowledged)});
    return count ? Result<int>(count->toInt()) : std::unexpected(count.error());
}

const StoredCommand *OutboxTable::find(const QUuid &uuid) const
{
    const auto found = std::ranges::find_if(m_commands, [&uuid](const StoredCommand &command) {
        return command.pending.uuid.value() == uuid;
    });
    return found == m_commands.end() ? nullptr : &*found;
}

Result<void> OutboxTable::append(const StoredCommand &command)
{
    const QUuid uuid = command.pending.uuid.value();
    const QUuid subject = subjectUuidOf(command.pending.command);
    auto ok = m_database.run(
        "INSERT INTO commands (uuid, kind, entity_uuid, state, created_at, base_revision, sealed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        {uuid.toRfc4122(), static_cast<int>(kindOf(command.pending.command)), subject.toRfc4122(),
         static_cast<int>(command.state), sinceEpoch(command.pending.createdAt),
         command.baseRevision,
         m_sealer.seal(Commands, uuid, StoreCodec::encode(command.pending.command))});
    if (ok) {
        m_commands.append(command);
    }
    return ok;
}

Result<void> OutboxTable::update(const StoredCommand &command)
{
    const QUuid uuid = command.pending.uuid.value();
    auto ok = m_database.run(
        "UPDATE commands SET state = ?, attempts = ?, base_revision = ?, acknowledged_revision = "
        "?, acknowledged_at = ?, sealed = ?, outcome = ? WHERE uuid = ?",
        {static_cast<int>(command.state), command.attempts, command.baseRevision,
         command.acknowledgedRevision,
         command.acknowledgedAt ? sinceEpoch(*command.acknowledgedAt) : QVariant(),
         m_sealer.seal(Commands, uuid, StoreCodec::encode(command.pending.command)),
         m_sealer.seal(CommandOutcomes, uuid, StoreCodec::encode(command.outcome)),
         uuid.toRfc4122()});
    if (ok) {
        const auto mine = std::ranges::find_if(m_commands, [&uuid](const StoredCommand &stored) {
            return stored.pending.uuid.value() == uuid;
        });
        if (mine != m_commands.end()) {
            *mine = command;
        }
    }
    return ok;
}

Result<void> OutboxTable::remove(const QUuid &uuid)
{
    auto ok = m_database.run("DELETE FROM commands WHERE uuid = ?", {uuid.toRfc4122()});
    if (ok) {
        m_commands.removeIf(
            [&uuid](const StoredCommand &stored) { return stored.pending.uuid.value() == uuid; });
    }
    return ok;
}

Result<void> OutboxTable::removeAcknowledged()
{
    auto ok = m_database.run("DELETE FROM commands WHERE state = ?",
                             {static_cast<int>(OutboxState::Acknowledged)});
    if (ok) {
        m_commands.removeIf(
            [](const StoredCommand &stored) { return stored.state == OutboxState::Acknowledged; });
    }
    return ok;
}

Result<void> OutboxTable::keep(const GivenUp &given)
{
    QByteArray plain;
    QDataStream out(&plain, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    const qint64 createdAt = given.command
                                 ? given.command->pending.createdAt.time_since_epoch().count()
                                 : given.at.time_since_epoch().count();
    out << JournalMark << given.reason
        << (given.command ? StoreCodec::encode(given.command->pending.command)
                          : StoreCodec::encode(given.capture->capture))
        << createdAt << (given.command ? given.command->baseRevision : qint64(0))
        << (given.capture && given.capture->person ? given.capture->person->value() : QUuid());
    auto ok = m_database.run(
        "INSERT OR REPLACE INTO journal (uuid, at, sealed) VALUES (?, ?, ?)",
        {given.uuid.toRfc4122(), sinceEpoch(given.at), m_sealer.seal(Journal, given.uuid, plain)});
    if (ok) {
        m_givenUp.append(given);
    }
    return ok;
}

Result<void> OutboxTable::forgetGivenUp(const QUuid &uuid)
{
    auto ok = m_database.run("DELETE FROM journal WHERE uuid = ?", {uuid.toRfc4122()});
    if (ok) {
        m_givenUp.removeIf([&uuid](const GivenUp &given) { return given.uuid == uuid; });
    }
    return ok;
}

Result<int> OutboxTable::givenUpCount()
{
    const auto count = m_database.value("SELECT count(*) FROM journal", {});
    return count ? Result<int>(count->toInt()) : std::unexpected(count.error());
}

QList<PendingCommand> OutboxTable::about(const QUuid &subject) const
{
    QList<PendingCommand> found;
    for (const StoredCommand &stored : m_commands) {
        if (subjectUuidOf(stored.pending.command) == subject) {
            found.append(stored.pending);
        }
    }
    return found;
}

QSet<QUuid> OutboxTable::subjects(CommandSubject kind) const
{
    QSet<QUuid> found;
    for (const StoredCommand &stored : m_commands) {
        if (subjectOf(stored.pending.command) == kind) {
            found.insert(subjectUuidOf(stored.pending.command));
        }
    }
    return found;
}

QSet<QUuid> OutboxTable::eventsToCreate() const
{
    QSet<QUuid> events;
    for (const StoredCommand &stored : m_commands) {
        if (const auto *create = std::get_if<CreateEvent>(&stored.pending.command)) {
            events.insert(create->after.uuid.value());
        }
    }
    return events;
}

bool OutboxTable::isWaiting(const QUuid &subject) const
{
    return std::ranges::any_of(m_commands, [&subject](const StoredCommand &stored) {
        return stored.state != OutboxState::Acknowledged &&
               subjectUuidOf(stored.pending.command) == subject;
    });
}

} // namespace EvalTrack
