// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/employee.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>

#include <optional>

namespace EvalTrack {

/// Everybody, in memory, packed so that 100,000 people fit in some 40 MB and a search over all of
/// them takes a few milliseconds. Immutable once shared (std::shared_ptr<const PeopleSnapshot>), so
/// every thread may read it. An index is valid for one snapshot only; what identifies a person
/// across snapshots is the UUID.
class PeopleSnapshot
{
public:
    /// Text columns that can be read without unpacking the whole person.
    enum class Text {
        Name,
        FirstName,
        LastName,
        Email,
        NationalId,
        BadgeCode,
        Phone,
        JobTitle,
        Department,
        PinHash, ///< At stations only.
        Notes    ///< No search finds them.
    };
    static constexpr int TextCount = 11;

    class Packed;

    void reserve(qsizetype people);
    /// Adds somebody, or replaces who has the same UUID.
    void put(const Employee &employee);
    /// The same for each of them, in their order.
    void put(const Packed &people);
    void remove(UserUuid uuid);

    [[nodiscard]] qsizetype size() const { return m_records.size(); }
    [[nodiscard]] Employee at(qsizetype index) const;
    [[nodiscard]] QString text(qsizetype index, Text column) const;
    /// The same in UTF-8, where it lies: good as long as the snapshot.
    [[nodiscard]] QByteArrayView utf8(qsizetype index, Text column) const
    {
        return packedText(m_records.at(index), column);
    }
    [[nodiscard]] UserUuid uuidAt(qsizetype index) const { return m_records.at(index).uuid; }
    [[nodiscard]] UserId idAt(qsizetype index) const { return UserId(m_records.at(index).id); }
    [[nodiscard]] qint64 revisionAt(qsizetype index) const { return m_records.at(index).revision; }
    [[nodiscard]] bool isActive(qsizetype index) const { return m_records.at(index).isActive; }
    [[nodiscard]] DepartmentId departmentAt(qsizetype index) const
    {
        return DepartmentId(m_records.at(index).departmentId);
    }
    /// Julian day, 0 when nobody said.
    [[nodiscard]] qint32 hireDayAt(qsizetype index) const { return m_records.at(index).hireDay; }
    [[nodiscard]] qint32 contractDayAt(qsizetype index) const
    {
        return m_records.at(index).contractDay;
    }
    [[nodiscard]] qint32 leftDayAt(qsizetype index) const { return m_records.at(index).leftDay; }
    [[nodiscard]] UserId managerAt(qsizetype index) const
    {
        return UserId(m_records.at(index).managerId);
    }
    [[nodiscard]] std::optional<QDate> birthDateAt(qsizetype index) const;
    [[nodiscard]] std::optional<QDate> hireDateAt(qsizetype index) const;
    /// Whether two people, of this and another snapshot, are equal in everything; unpacks nothing.
    [[nodiscard]] bool isSame(qsizetype index, const PeopleSnapshot &other,
                              qsizetype otherIndex) const;

    /// Who was put or removed since `older`; everybody else has the same index and the same values
    /// in both. Nullopt when this one was not copied from `older`, or too much happened since.
    [[nodiscard]] std::optional<QSet<UserUuid>> changedSince(const PeopleSnapshot &older) const;

    /// -1 when there is nobody.
    [[nodiscard]] qsizetype indexOf(UserUuid uuid) const;
    [[nodiscard]] qsizetype indexOf(UserId id) const;
    /// Who a scanned code belongs to: badge code first, then national id, as the server matches
    /// (contract section 6).
    [[nodiscard]] std::optional<Employee> byCode(const QString &code) const;

    /// The indexes of all people whose name, national id, e-mail, job, department or badge contain
    /// every word of `query`, in the snapshot's order; everybody for an empty query. Case and
    /// accents do not matter.
    [[nodiscard]] QList<qint32> search(QStringView query) const;
    /// Those of `among`, which are indexes of this snapshot, in their order.
    [[nodiscard]] QList<qint32> search(QStringView query, const QList<qint32> &among) const;

private:
    struct Record
    {
        UserUuid uuid;
        qint64 id = 0;
        qint64 revision = 0;
        qint64 departmentId = 0;
        qint64 managerId = 0;
        qint64 createdAt = 0;
        qint64 updatedAt = 0;
        qint32 birthDay = 0; ///< Julian day, 0 when absent.
        qint32 hireDay = 0;
        qint32 contractDay = 0;
        qint32 leftDay = 0;
        quint32 textStart = 0;
        quint32 foldedStart = 0;
        quint16 lengths[TextCount] = {};
        quint16 foldedLength = 0;
        quint16 absent = 0; ///< Bit per text column: absent, not empty.
        bool isActive = true;
    };

    /// One put or removal. Stamps are unique in the program, so a copy that went another way is
    /// told apart.
    struct Change
    {
        quint64 stamp = 0;
        UserUuid uuid;
    };

    void put(const Record &record);
    void noteChange(UserUuid uuid);
    void noteCodes(qsizetype index);
    [[nodiscard]] QByteArrayView packedText(const Record &record, Text column) const;
    /// Its texts go to the end of `texts` and `folded`.
    [[nodiscard]] static Record pack(const Employee &employee, QByteArray &texts,
                                     QByteArray &folded);
    [[nodiscard]] bool matches(qsizetype index, const QList<QByteArray> &words) const;

    QList<Record> m_records;
    QByteArray m_texts;  ///< UTF-8, column after column, person after person; replaced text stays
                         ///< until the next load.
    QByteArray m_folded; ///< What a search looks through.
    QHash<UserUuid, qint32> m_byUuid;
    QHash<qint64, qint32> m_byId;
    /// Hashes of column and code; the next free number where two are equal. An entry that is out of
    /// date does no harm: what it leads to is compared.
    QHash<quint64, qint32> m_byCode;
    QList<Change> m_changes; ///< The latest ones, oldest first.
    quint64 m_stamp = 0;     ///< Of the last change.
};

/// People on their way into a snapshot: the part of put() that needs nobody else, so that another
/// thread can do it.
class PeopleSnapshot::Packed
{
public:
    void add(const Employee &employee) { m_records.append(pack(employee, m_texts, m_folded)); }

private:
    friend class PeopleSnapshot;

    QList<Record> m_records;
    QByteArray m_texts;
    QByteArray m_folded;
};

} // namespace EvalTrack
