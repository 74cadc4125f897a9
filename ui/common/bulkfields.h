// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/command.h"

#include <QCoreApplication>
#include <QHash>
#include <QPair>
#include <QUuid>
#include <QVariant>

#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace EvalTrack {

class PeopleStore;

/// A field that many rows of a list can be given at once.
struct BulkField
{
    enum class Kind {
        Text,   ///< QString
        Number, ///< int
        Choice, ///< One of `choices`.
        Person, ///< UserId as a number; found by name, e-mail or national id.
    };

    QString name;  ///< For object names.
    QString label; ///< As forms have it.
    Kind kind = Kind::Text;
    int column = -1;         ///< Of the list's model: where it is pasted.
    bool mayBeEmpty = false; ///< An invalid QVariant takes away what is there.
    QList<QPair<QString, QVariant>> choices = {};
    QStringList suggestions = {}; ///< Of texts.
    int least = 0;                ///< Of numbers.
    int most = 0;
    QString unit = {}; ///< Behind a number.
};

/// What becomes of a field of a row.
struct BulkCell
{
    QString before;
    QString after;
    QString why; ///< Why it cannot be changed; empty if it can.

    [[nodiscard]] bool isSame() const { return why.isEmpty() && before == after; }
};

/// What many rows of a list can be given at once, and what that means for each of them. A page
/// makes one when it is asked for: it knows the rows as they are at that moment. UI thread.
class BulkFields
{
public:
    using Values = QHash<QString, QVariant>; ///< By name of the field.

    BulkFields() = default;
    BulkFields(const BulkFields &) = delete;
    BulkFields &operator=(const BulkFields &) = delete;
    virtual ~BulkFields() = default;

    [[nodiscard]] virtual QList<BulkField> fields() const = 0;
    [[nodiscard]] virtual QString nameOf(const QUuid &row) const = 0;
    [[nodiscard]] virtual BulkCell look(const QUuid &row, const QString &field,
                                        const QVariant &value) const = 0;
    /// What carries it out; empty for a row that is not here any more.
    [[nodiscard]] virtual QList<Command> commands(const QUuid &row, const Values &values) const = 0;
};

/// What people write or paste, as values of fields.
class BulkText
{
    Q_DECLARE_TR_FUNCTIONS(BulkText)
public:
    /// The value that a text means, or in a sentence why it means none.
    [[nodiscard]] static std::expected<QVariant, QString>
    read(const BulkField &field, const QString &text, const PeopleStore &people);
    [[nodiscard]] static QString goneText();
};

/// Fields of a record that is changed as a whole: each is shown and set by a function, and what
/// differs afterwards is one command.
template <typename Record>
class RecordFields final : public BulkFields
{
public:
    using Find = std::function<std::optional<Record>(const QUuid &)>;
    using Show = std::function<QString(const Record &)>;
    /// Says in a sentence why the value cannot be; empty when it was set.
    using Set = std::function<QString(Record &, const QVariant &)>;
    using Commands = std::function<QList<Command>(const Record &before, const Record &after)>;

    RecordFields(Find find, Show name, Commands commands)
        : m_find(std::move(find))
        , m_name(std::move(name))
        , m_commands(std::move(commands))
    {}

    void add(const BulkField &field, Show show, Set set)
    {
        m_fields.append(field);
        m_deeds[field.name] = {std::move(show), std::move(set)};
    }

    [[nodiscard]] QList<BulkField> fields() const override { return m_fields; }
    [[nodiscard]] QString nameOf(const QUuid &row) const override
    {
        const auto record = m_find(row);
        return record ? m_name(*record) : QString();
    }
    [[nodiscard]] BulkCell look(const QUuid &row, const QString &field,
                                const QVariant &value) const override
    {
        const auto before = m_find(row);
        const auto deed = m_deeds.find(field);
        if (!before || deed == m_deeds.end()) {
            return {{}, {}, BulkText::goneText()};
        }
        Record after = *before;
        const QString why = deed->second.set(after, value);
        return {deed->second.show(*before), why.isEmpty() ? deed->second.show(after) : QString(),
                why};
    }
    [[nodiscard]] QList<Command> commands(const QUuid &row, const Values &values) const override
    {
        const auto before = m_find(row);
        if (!before) {
            return {};
        }
        Record after = *before;
        for (auto value = values.begin(); value != values.end(); ++value) {
            if (const auto deed = m_deeds.find(value.key()); deed != m_deeds.end()) {
                Record changed = after;
                if (deed->second.set(changed, value.value()).isEmpty()) {
                    after = changed;
                }
            }
        }
        return m_commands(*before, after);
    }

private:
    struct Deed
    {
        Show show;
        Set set;
    };

    Find m_find;
    Show m_name;
    Commands m_commands;
    QList<BulkField> m_fields;
    std::map<QString, Deed> m_deeds;
};

} // namespace EvalTrack
