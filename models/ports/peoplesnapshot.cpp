// SPDX-License-Identifier: GPL-3.0-or-later
#include "ports/peoplesnapshot.h"

#include "base/foldedtext.h"

#include <QStringBuilder>
#include <QStringConverter>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <iterator>
#include <limits>
#include <string_view>
#include <tuple>

namespace EvalTrack {

namespace {

// More is not worth following one by one.
constexpr qsizetype ChangesKept = 4'096;

constexpr qsizetype TextBytesMax = std::numeric_limits<quint16>::max();

/// In the order in which a code is looked for in them.
constexpr std::array CodeColumns{PeopleSnapshot::Text::BadgeCode, PeopleSnapshot::Text::NationalId};

quint64 codeKey(PeopleSnapshot::Text column, QByteArrayView code)
{
    return qHashBits(code.data(), static_cast<size_t>(code.size()), static_cast<size_t>(column));
}

qint32 julianDay(const std::optional<QDate> &date)
{
    return date && date->isValid() ? static_cast<qint32>(date->toJulianDay()) : 0;
}

std::optional<QDate> dateOf(qint32 julianDay)
{
    return julianDay != 0 ? std::optional(QDate::fromJulianDay(julianDay)) : std::nullopt;
}

/// How many bytes came to it.
quint16 appendUtf8(QByteArray &bytes, QStringView text)
{
    QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    const qsizetype start = bytes.size();
    bytes.resize(start + encoder.requiredSpace(text.size()));
    const char *end = encoder.appendToBuffer(bytes.data() + start, text);
    const qsizetype size = qMin<qsizetype>(end - bytes.constData() - start, TextBytesMax);
    bytes.truncate(start + size);
    return static_cast<quint16>(size);
}

/// None for an empty query.
QList<QByteArray> wordsOf(QStringView query)
{
    QList<QByteArray> words = foldedForSearch(query).toUtf8().split(' ');
    words.removeIf([](const QByteArray &word) { return word.isEmpty(); });
    // Of two words, the longer one is the rarer.
    std::stable_sort(words.begin(), words.end(),
                     [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); });
    return words;
}

} // namespace

void PeopleSnapshot::reserve(qsizetype people)
{
    m_records.reserve(people);
    m_byUuid.reserve(people);
    m_byId.reserve(people);
    m_byCode.reserve(people * 2);
    m_texts.reserve(people * 120);
    m_folded.reserve(people * 110);
}

PeopleSnapshot::Record PeopleSnapshot::pack(const Employee &employee, QByteArray &texts,
                                            QByteArray &folded)
{
    Record record;
    record.uuid = employee.uuid;
    record.id = employee.id.value();
    record.revision = employee.revision;
    record.departmentId = employee.departmentId ? employee.departmentId->value() : 0;
    record.managerId = employee.managerId ? employee.managerId->value() : 0;
    record.createdAt = employee.createdAt.time_since_epoch().count();
    record.updatedAt = employee.updatedAt.time_since_epoch().count();
    record.birthDay = julianDay(employee.birthDate);
    record.hireDay = julianDay(employee.hireDate);
    record.contractDay = julianDay(employee.contractUntil);
    record.leftDay = julianDay(employee.leftOn);
    record.isActive = employee.isActive;

    const auto pointer = [](const std::optional<QString> &text) {
        return text ? &*text : nullptr;
    };
    const QString *const columns[TextCount] = {&employee.name,
                                               &employee.firstName,
                                               &employee.lastName,
                                               &employee.email,
                                               pointer(employee.nationalId),
                                               pointer(employee.badgeCode),
                                               pointer(employee.phone),
                                               pointer(employee.jobTitle),
                                               pointer(employee.department),
                                               pointer(employee.pinHash),
                                               pointer(employee.notes)};
    record.textStart = static_cast<quint32>(texts.size());
    for (int column = 0; column < TextCount; ++column) {
        const QString *text = columns[column];
        record.lengths[column] = text != nullptr ? appendUtf8(texts, *text) : quint16(0);
        record.absent = static_cast<quint16>(
            record.absent | ((text != nullptr ? 0U : 1U) << static_cast<unsigned>(column)));
    }

    // The separator is no character that a folded query can contain, so no word matches across two
    // columns.
    const QString searched = foldedForSearch(employee.name) % u'\n' %
                             foldedForSearch(employee.nationalId.value_or(QString())) % u'\n' %
                             foldedForSearch(employee.email) % u'\n' %
                             foldedForSearch(employee.jobTitle.value_or(QString())) % u'\n' %
                             foldedForSearch(employee.department.value_or(QString())) % u'\n' %
                             foldedForSearch(employee.badgeCode.value_or(QString()));
    record.foldedStart = static_cast<quint32>(folded.size());
    record.foldedLength = appendUtf8(folded, searched);
    return record;
}

void PeopleSnapshot::noteCodes(qsizetype index)
{
    for (const Text column : CodeColumns) {
        const QByteArrayView code = packedText(m_records.at(index), column);
        if (code.isEmpty()) {
            continue;
        }
        quint64 key = codeKey(column, code);
        auto taken = m_byCode.constFind(key);
        while (taken != m_byCode.constEnd() && *taken != index) {
            taken = m_byCode.constFind(++key);
        }
        m_byCode.insert(key, static_cast<qint32>(index));
    }
}

void PeopleSnapshot::noteChange(UserUuid uuid)
{
    static std::atomic<quint64> lastStamp = 0;
    m_stamp = ++lastStamp;
    if (m_changes.size() >= 2 * ChangesKept) {
        m_changes.remove(0, ChangesKept);
    }
    m_changes.append({m_stamp, uuid});
}

std::optional<QSet<UserUuid>> PeopleSnapshot::changedSince(const PeopleSnapshot &older) const
{
    if (older.m_stamp == m_stamp) {
        return QSet<UserUuid>();
    }
    const auto last =
        std::lower_bound(m_changes.begin(), m_changes.end(), older.m_stamp,
                         [](const Change &change, quint64 stamp) { return change.stamp < stamp; });
    if (last == m_changes.end() || last->stamp != older.m_stamp) {
        return std::nullopt;
    }
    QSet<UserUuid> changed;
    std::for_each(std::next(last), m_changes.end(),
                  [&changed](const Change &change) { changed.insert(change.uuid); });
    return changed;
}

void PeopleSnapshot::put(const Employee &employee)
{
    put(pack(employee, m_texts, m_folded));
}

void PeopleSnapshot::put(const Packed &people)
{
    const auto texts = static_cast<quint32>(m_texts.size());
    const auto folded = static_cast<quint32>(m_folded.size());
    m_texts.append(people.m_texts);
    m_folded.append(people.m_folded);
    for (Record record : people.m_records) {
        record.textStart += texts;
        record.foldedStart += folded;
        put(record);
    }
}

void PeopleSnapshot::put(const Record &record)
{
    noteChange(record.uuid);
    const qsizetype existing = indexOf(record.uuid);
    const qsizetype index = existing < 0 ? m_records.size() : existing;
    if (existing < 0) {
        m_byUuid.insert(record.uuid, static_cast<qint32>(index));
        m_records.append(record);
    } else {
        m_byId.remove(m_records.at(existing).id);
        m_records[existing] = record;
    }
    if (record.id != 0) {
        m_byId.insert(record.id, static_cast<qint32>(index));
    }
    noteCodes(index);
}

void PeopleSnapshot::remove(UserUuid uuid)
{
    const qsizetype index = indexOf(uuid);
    if (index < 0) {
        return;
    }
    noteChange(uuid);
    m_byUuid.remove(uuid);
    m_byId.remove(m_records.at(index).id);
    const qsizetype last = m_records.size() - 1;
    if (index != last) {
        noteChange(m_records.at(last).uuid); // Takes the place of who goes.
        m_records[index] = m_records.at(last);
        m_byUuid.insert(m_records.at(index).uuid, static_cast<qint32>(index));
        m_byId.insert(m_records.at(index).id, static_cast<qint32>(index));
        noteCodes(index);
    }
    m_records.removeLast();
}

QByteArrayView PeopleSnapshot::packedText(const Record &record, Text column) const
{
    qsizetype start = record.textStart;
    for (int before = 0; before < static_cast<int>(column); ++before) {
        start += record.lengths[before];
    }
    return QByteArrayView(m_texts).sliced(start, record.lengths[static_cast<int>(column)]);
}

std::optional<QDate> PeopleSnapshot::birthDateAt(qsizetype index) const
{
    return dateOf(m_records.at(index).birthDay);
}

std::optional<QDate> PeopleSnapshot::hireDateAt(qsizetype index) const
{
    return dateOf(m_records.at(index).hireDay);
}

QString PeopleSnapshot::text(qsizetype index, Text column) const
{
    return QString::fromUtf8(packedText(m_records.at(index), column));
}

Employee PeopleSnapshot::at(qsizetype index) const
{
    const Record &record = m_records.at(index);
    const auto required = [&](Text column) {
        return QString::fromUtf8(packedText(record, column));
    };
    const auto optional = [&](Text column) -> std::optional<QString> {
        const bool isAbsent = ((record.absent >> static_cast<unsigned>(column)) & 1U) != 0;
        return isAbsent ? std::nullopt : std::optional(required(column));
    };
    Employee employee;
    employee.id = UserId(record.id);
    employee.name = required(Text::Name);
    employee.firstName = required(Text::FirstName);
    employee.lastName = required(Text::LastName);
    employee.email = required(Text::Email);
    employee.nationalId = optional(Text::NationalId);
    employee.badgeCode = optional(Text::BadgeCode);
    employee.phone = optional(Text::Phone);
    employee.birthDate = dateOf(record.birthDay);
    employee.jobTitle = optional(Text::JobTitle);
    employee.departmentId =
        record.departmentId != 0 ? std::optional(DepartmentId(record.departmentId)) : std::nullopt;
    employee.department = optional(Text::Department);
    employee.managerId =
        record.managerId != 0 ? std::optional(UserId(record.managerId)) : std::nullopt;
    employee.hireDate = dateOf(record.hireDay);
    employee.isActive = record.isActive;
    employee.createdAt = Timestamp(std::chrono::milliseconds(record.createdAt));
    employee.updatedAt = Timestamp(std::chrono::milliseconds(record.updatedAt));
    employee.uuid = record.uuid;
    employee.revision = record.revision;
    employee.pinHash = optional(Text::PinHash);
    employee.contractUntil = dateOf(record.contractDay);
    employee.leftOn = dateOf(record.leftDay);
    employee.notes = optional(Text::Notes);
    return employee;
}

bool PeopleSnapshot::isSame(qsizetype index, const PeopleSnapshot &other,
                            qsizetype otherIndex) const
{
    const Record &a = m_records.at(index);
    const Record &b = other.m_records.at(otherIndex);
    const auto rest = [](const Record &r) {
        return std::tie(r.uuid, r.id, r.revision, r.departmentId, r.managerId, r.createdAt,
                        r.updatedAt, r.birthDay, r.hireDay, r.contractDay, r.leftDay, r.absent,
                        r.isActive);
    };
    if (rest(a) != rest(b) || !std::equal(std::begin(a.lengths), std::end(a.lengths), b.lengths)) {
        return false;
    }
    qsizetype length = 0;
    for (const quint16 each : a.lengths) {
        length += each;
    }
    return std::memcmp(m_texts.constData() + a.textStart, other.m_texts.constData() + b.textStart,
                       static_cast<size_t>(length)) == 0;
}

qsizetype PeopleSnapshot::indexOf(UserUuid uuid) const
{
    return m_byUuid.value(uuid, -1);
}

qsizetype PeopleSnapshot::indexOf(UserId id) const
{
    return m_byId.value(id.value(), -1);
}

std::optional<Employee> PeopleSnapshot::byCode(const QString &code) const
{
    const QByteArray wanted = code.trimmed().toUtf8();
    if (wanted.isEmpty()) {
        return std::nullopt;
    }
    for (const Text column : CodeColumns) {
        quint64 key = codeKey(column, wanted);
        for (auto found = m_byCode.constFind(key); found != m_byCode.constEnd();
             found = m_byCode.constFind(++key)) {
            const qsizetype index = *found;
            if (index < m_records.size() && packedText(m_records.at(index), column) == wanted) {
                return at(index);
            }
        }
    }
    return std::nullopt;
}

bool PeopleSnapshot::matches(qsizetype index, const QList<QByteArray> &words) const
{
    const Record &record = m_records.at(index);
    const std::string_view text(m_folded.constData() + record.foldedStart, record.foldedLength);
    return std::all_of(words.begin(), words.end(), [text](const QByteArray &word) {
        return text.find({word.constData(), static_cast<size_t>(word.size())}) != text.npos;
    });
}

QList<qint32> PeopleSnapshot::search(QStringView query) const
{
    const QList<QByteArray> words = wordsOf(query);
    QList<qint32> found;
    for (qsizetype index = 0; index < m_records.size(); ++index) {
        if (matches(index, words)) {
            found.append(static_cast<qint32>(index));
        }
    }
    return found;
}

QList<qint32> PeopleSnapshot::search(QStringView query, const QList<qint32> &among) const
{
    const QList<QByteArray> words = wordsOf(query);
    QList<qint32> found;
    std::copy_if(among.begin(), among.end(), std::back_inserter(found),
                 [&](qint32 index) { return matches(index, words); });
    return found;
}

} // namespace EvalTrack
