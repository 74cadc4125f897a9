// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyimport.h"

#include "legacy/recordmapping.h"
#include "storage/database.h"

#include <algorithm>
#include <limits>

namespace EvalTrack::Server {

namespace {

constexpr int RowsAtOnce = 5'000;

std::pair<qint64, qint64> pairOf(const LegacyRow &row)
{
    // Both tables begin with event and employee.
    return {row.at(AttendanceColumn::EventId).toLongLong(),
            row.at(AttendanceColumn::EmployeeId).toLongLong()};
}

} // namespace

LegacyImport::LegacyImport(Database &database, LegacyDatabases &v1, LegacyOptions options,
                           LegacyProgress &progress)
    : m_database(database)
    , m_v1(v1)
    , m_options(std::move(options))
    , m_progress(progress)
    , m_store(database)
    , m_reading{m_options.zone, v1.snapshotAt(), m_options.olderZone, m_options.olderZoneUntil}
    , m_clock(m_options.zone)
{}

Result<LegacyImport::Summary> LegacyImport::run()
{
    const auto hasTables = m_store.hasTables();
    if (!hasTables) {
        return std::unexpected(hasTables.error());
    }
    if (!*hasTables) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("The database is older than this program: run "
                                      "evaltrack-server migrate first"));
    }
    const auto locked = m_store.lock();
    if (!locked) {
        return std::unexpected(locked.error());
    }
    if (!*locked) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("Another import-v1 is running on this database"));
    }
    for (const LegacySource source : LegacySources) {
        const auto count = m_store.count(source);
        if (!count) {
            return std::unexpected(count.error());
        }
        m_isNew.insert(source, *count == 0);
    }
    auto done = importPeople();
    if (done) {
        done = importEvents();
    }
    if (done) {
        done = importRecords<AttendanceContent>(LegacySource::Attendance, mapAttendance);
    }
    if (done) {
        done = importRecords<EvaluationContent>(LegacySource::Evaluation, mapEvaluation);
    }
    if (!done) {
        return std::unexpected(done.error());
    }
    return std::move(m_summary);
}

Result<LegacyKnownRows> LegacyImport::knownRows(LegacySource source, qint64 after, qint64 upTo)
{
    return m_isNew.value(source) ? Result<LegacyKnownRows>(LegacyKnownRows())
                                 : m_store.rows(source, after, upTo);
}

void LegacyImport::note(const LegacyFindings &findings)
{
    for (const LegacyFinding &each : findings) {
        ++m_summary.rules[each.rule];
    }
    if (m_options.isDryRun) {
        m_summary.findings += findings;
    }
}

void LegacyImport::noteWaiting(const LegacyWaiting &waiting)
{
    ++tally(waiting.row.source).waiting;
    if (m_options.isDryRun) {
        m_summary.tray.append({nameOf(waiting.row.source), waiting.row.id, idOf(waiting.reason),
                               jsonOf(waiting.row)});
    }
}

// Pieces --------------------------------------------------------------------------------------

template <typename Content>
void LegacyImport::place(const LegacyRow &row, const Content &content,
                         const LegacyFindings &findings, const LegacyKnownRows &known,
                         Piece<Content> &piece)
{
    LegacyWork<Content> work{row, content, fingerprintOf(canonical(content.fields())), {}};
    note(findings);
    const auto before = known.constFind(row.id);
    if (before != known.constEnd()) {
        if (before->state == "PLACED" && before->fingerprint == work.fingerprint) {
            ++tally(row.source).unchanged;
            return;
        }
        work.known = *before;
        piece.known.append(row.id);
        if (before->state == "TRAY" || before->state == "GONE") {
            piece.cleared.append(row.id);
        }
    }
    ++tally(row.source).written;
    piece.works.append(work);
    piece.findings += findings;
}

template <typename Content>
void LegacyImport::wait(const LegacyRow &row, LegacyRule reason, const LegacyFindings &findings,
                        const LegacyKnownRows &known, Piece<Content> &piece)
{
    const LegacyWaiting waiting{row, reason, waitingFingerprint(row, reason)};
    note(findings);
    noteWaiting(waiting);
    const auto before = known.constFind(row.id);
    if (before != known.constEnd()) {
        if (before->state == "TRAY" && before->fingerprint == waiting.fingerprint) {
            return;
        }
        piece.known.append(row.id);
    }
    piece.waiting.append(waiting);
    piece.findings += findings;
}

template <typename Content>
Result<void> LegacyImport::carryOut(LegacySource source, Piece<Content> &piece)
{
    if (const auto goesOn = m_progress.goOn(); !goesOn) {
        return goesOn;
    }
    if (m_options.isDryRun) {
        return {};
    }
    if (piece.works.isEmpty() && piece.waiting.isEmpty() && piece.merged.isEmpty() &&
        piece.gone.isEmpty()) {
        return {};
    }
    QList<LegacyWaiting> refusals; // Made anew when the transaction is.
    const auto done = m_database.inTransaction([&]() -> Result<void> {
        refusals.clear();
        return write(source, piece, refusals);
    });
    if (!done) {
        return done;
    }
    for (const LegacyWaiting &each : std::as_const(refusals)) {
        --tally(source).written;
        noteWaiting(each);
        note({{source, each.row.id, each.reason, {}, {}, {}}});
    }
    return {};
}

template <typename Content>
Result<void> LegacyImport::write(LegacySource source, const Piece<Content> &piece,
                                 QList<LegacyWaiting> &refusals)
{
    auto done = m_store.clearFindings(source, piece.known);
    if (done) {
        done = m_store.clearTray(source, piece.cleared);
    }
    if (!done) {
        return done;
    }
    LegacyFindings findings = piece.findings;
    if (!piece.works.isEmpty()) {
        const auto refused = m_store.write(piece.works);
        if (!refused) {
            return std::unexpected(refused.error());
        }
        for (const LegacyRefusal &each : *refused) {
            const auto work = std::ranges::find_if(
                piece.works, [&each](const auto &one) { return one.row.id == each.row; });
            refusals.append({work->row, each.reason, waitingFingerprint(work->row, each.reason)});
            findings.append({source, each.row, each.reason, {}, {}, {}});
        }
    }
    if (done = m_store.putMerged(piece.merged); !done) {
        return done;
    }
    if (done = m_store.putWaiting(piece.waiting + refusals); !done) {
        return done;
    }
    if (done = m_store.putGone(source, piece.gone); !done) {
        return done;
    }
    return m_store.putFindings(findings);
}

Result<void> LegacyImport::importEvents()
{
    const auto questions = m_v1.questions();
    if (!questions) {
        return std::unexpected(questions.error());
    }
    const auto total = m_v1.count(LegacySource::Event);
    if (!total) {
        return std::unexpected(total.error());
    }
    const LegacySource source = LegacySource::Event;
    m_progress.begin(source, *total);
    QHash<qint64, LegacyIndex::PlacedEvent> placed;
    qint64 last = 0;
    while (true) {
        const auto rows = m_v1.page(source, last, RowsAtOnce);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        const qint64 end = rows->isEmpty() ? std::numeric_limits<qint64>::max() : rows->last().id;
        auto known = knownRows(source, last, end);
        if (!known) {
            return std::unexpected(known.error());
        }
        Piece<EventContent> piece;
        LegacyKnownRows unseen = *known;
        for (const LegacyRow &row : *rows) {
            unseen.remove(row.id);
            ++tally(source).read;
            const auto mapped =
                mapEvent(row, m_index, questions->value(row.id), m_reading, m_clock);
            if (mapped.content) {
                place(row, *mapped.content, mapped.findings, *known, piece);
                const auto before = known->constFind(row.id);
                const bool isHere = before != known->constEnd() && before->target;
                placed.insert(row.id, {isHere ? *before->target : --m_madeUp, mapped.content->date,
                                       mapped.content->questions});
            } else {
                wait(row, mapped.reason, mapped.findings, *known, piece);
                m_index.waitingEvents.insert(row.id);
            }
        }
        unseen.removeIf([](const auto &each) { return each.value().state == "GONE"; });
        piece.gone = unseen;
        tally(source).gone += unseen.size();
        if (const auto done = carryOut(source, piece); !done) {
            return done;
        }
        m_progress.advance(rows->size());
        if (rows->isEmpty()) {
            break;
        }
        last = end;
    }
    if (!m_options.isDryRun) {
        const auto targets = m_store.targets(source);
        if (!targets) {
            return std::unexpected(targets.error());
        }
        for (auto each = placed.begin(); each != placed.end();) {
            const auto target = targets->constFind(each.key());
            if (target == targets->constEnd()) {
                m_index.waitingEvents.insert(each.key());
                each = placed.erase(each);
            } else {
                each->id = *target;
                ++each;
            }
        }
    }
    m_index.events = placed;
    m_progress.end();
    return {};
}

template <typename Content>
Result<void> LegacyImport::importRecords(LegacySource source, Mapping<Content> map)
{
    const auto total = m_v1.count(source);
    const auto twins = m_v1.twins(source);
    if (!total || !twins) {
        return std::unexpected(total ? twins.error() : total.error());
    }
    m_progress.begin(source, *total);
    QList<LegacyRow> aside;
    qint64 last = 0;
    while (true) {
        const auto rows = m_v1.page(source, last, RowsAtOnce);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        const qint64 end = rows->isEmpty() ? std::numeric_limits<qint64>::max() : rows->last().id;
        auto known = knownRows(source, last, end);
        if (!known) {
            return std::unexpected(known.error());
        }
        Piece<Content> piece;
        LegacyKnownRows unseen = *known;
        for (const LegacyRow &row : *rows) {
            unseen.remove(row.id);
            ++tally(source).read;
            if (!twins->isEmpty() && twins->contains(pairOf(row))) {
                aside.append(row);
                continue;
            }
            const auto mapped = map(row, m_index, m_reading, m_clock);
            if (mapped.content) {
                place(row, *mapped.content, mapped.findings, *known, piece);
                if (source == LegacySource::Attendance) {
                    m_index.attended.insert(pairOf(row));
                }
            } else {
                wait(row, mapped.reason, mapped.findings, *known, piece);
            }
        }
        unseen.removeIf([](const auto &each) { return each.value().state == "GONE"; });
        piece.gone = unseen;
        tally(source).gone += unseen.size();
        if (const auto done = carryOut(source, piece); !done) {
            return done;
        }
        m_progress.advance(rows->size());
        if (rows->isEmpty()) {
            break;
        }
        last = end;
    }
    const auto done = importTwins<Content>(source, std::move(aside), map);
    m_progress.end();
    return done;
}

template <typename Content>
Result<void> LegacyImport::importTwins(LegacySource source, QList<LegacyRow> rows,
                                       Mapping<Content> map)
{
    std::ranges::stable_sort(rows, [](const LegacyRow &a, const LegacyRow &b) {
        const auto first = pairOf(a);
        const auto second = pairOf(b);
        return first != second ? first < second : a.id < b.id;
    });
    for (qsizetype begin = 0; begin < rows.size();) {
        qsizetype end = std::min<qsizetype>(begin + RowsAtOnce, rows.size());
        while (end < rows.size() && pairOf(rows.at(end)) == pairOf(rows.at(end - 1))) {
            ++end;
        }
        QList<qint64> ids;
        QHash<qint64, LegacyRow> byId;
        for (qsizetype i = begin; i < end; ++i) {
            ids.append(rows.at(i).id);
            byId.insert(rows.at(i).id, rows.at(i));
        }
        const auto known = m_isNew.value(source) ? Result<LegacyKnownRows>(LegacyKnownRows())
                                                 : m_store.rowsOf(source, ids);
        if (!known) {
            return std::unexpected(known.error());
        }
        Piece<Content> piece;
        QList<LegacyTwin<Content>> twins;
        for (qsizetype i = begin; i < end; ++i) {
            const LegacyRow &row = rows.at(i);
            auto mapped = map(row, m_index, m_reading, m_clock);
            if (mapped.content) {
                twins.append({row.id, *mapped.content, mapped.findings});
            } else {
                wait(row, mapped.reason, mapped.findings, *known, piece);
            }
            if (i + 1 == end || pairOf(rows.at(i + 1)) != pairOf(row)) {
                if (!twins.isEmpty()) {
                    settle(twins, byId, *known, piece);
                    if (source == LegacySource::Attendance) {
                        m_index.attended.insert(pairOf(row));
                    }
                }
                twins.clear();
            }
        }
        if (const auto done = carryOut(source, piece); !done) {
            return done;
        }
        begin = end;
    }
    return {};
}

void LegacyImport::settle(const QList<LegacyTwin<AttendanceContent>> &twins,
                          const QHash<qint64, LegacyRow> &rows, const LegacyKnownRows &known,
                          Piece<AttendanceContent> &piece)
{
    if (twins.size() == 1) { // The others wait.
        place(rows.value(twins.first().row), twins.first().content, twins.first().findings, known,
              piece);
        return;
    }
    // The one that is here already stays the one, whatever comes later.
    std::optional<qint64> here;
    for (const auto &twin : twins) {
        if (!here && known.value(twin.row).state == "PLACED") {
            here = twin.row;
        }
    }
    const MergedAttendance merged = mergeAttendances(twins, here);
    LegacyFindings ofKept;
    QHash<qint64, LegacyFindings> others;
    for (const LegacyFinding &each : merged.findings) {
        if (each.row == merged.row) {
            ofKept.append(each);
        } else {
            others[each.row].append(each);
        }
    }
    place(rows.value(merged.row), merged.content, ofKept, known, piece);
    for (const auto &twin : twins) {
        if (twin.row == merged.row) {
            continue;
        }
        const LegacyFindings findings = others.value(twin.row);
        note(findings);
        ++tally(LegacySource::Attendance).merged;
        const LegacyMerged each{twin.row, merged.row,
                                fingerprintOf("merged:" + QByteArray::number(merged.row) + ':' +
                                              canonical(twin.content.fields()))};
        const auto before = known.constFind(twin.row);
        if (before != known.constEnd()) {
            if (before->state == "MERGED" && before->fingerprint == each.fingerprint) {
                continue;
            }
            piece.known.append(twin.row);
            piece.cleared.append(twin.row);
        }
        piece.merged.append(each);
        piece.findings += findings;
    }
}

void LegacyImport::settle(const QList<LegacyTwin<EvaluationContent>> &twins,
                          const QHash<qint64, LegacyRow> &rows, const LegacyKnownRows &known,
                          Piece<EvaluationContent> &piece)
{
    const qint64 foremost = foremostEvaluation(twins);
    for (const auto &twin : twins) {
        if (twin.row == foremost) {
            place(rows.value(twin.row), twin.content, twin.findings, known, piece);
            continue;
        }
        LegacyFindings findings = twin.findings;
        findings.append({LegacySource::Evaluation,
                         twin.row,
                         LegacyRule::DoubledEvaluation,
                         {},
                         {},
                         QStringLiteral("evaluaciones %1").arg(foremost)});
        wait(rows.value(twin.row), LegacyRule::DoubledEvaluation, findings, known, piece);
    }
}

} // namespace EvalTrack::Server
