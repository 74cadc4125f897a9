// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/personpicker.h"

#include "items/itemtablemodel.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStandardItemModel>

namespace EvalTrack {

namespace {

constexpr int SuggestionsMax = 12;
// What goes into the field; the list shows the department beside it.
constexpr int NameRole = DepthRole + 1;

} // namespace

PersonPicker::PersonPicker(PeopleStore &people, QWidget *parent)
    : QLineEdit(parent)
    , m_people(people)
    , m_suggestions(new QStandardItemModel(this))
{
    setObjectName(u"personLineEdit"_qs);
    setClearButtonEnabled(true);
    auto *completer = new QCompleter(m_suggestions, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer->setCompletionRole(NameRole);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(SuggestionsMax);
    setCompleter(completer);
    connect(this, &QLineEdit::textEdited, this, &PersonPicker::suggest);
    connect(completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) { choose(UserUuid(index.data(UuidRole).toUuid())); });
}

void PersonPicker::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // Return takes the marked or first suggestion, so that nobody has to reach for the arrows.
    if (isReturn && isUnresolved() && m_suggestions->rowCount() > 0) {
        const QModelIndex marked = completer()->popup()->currentIndex();
        const QVariant person = completer()->popup()->isVisible() && marked.isValid()
                                    ? marked.data(UuidRole)
                                    : m_suggestions->item(0)->data(UuidRole);
        completer()->popup()->hide();
        choose(UserUuid(person.toUuid()));
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void PersonPicker::setPerson(std::optional<UserUuid> person)
{
    const auto people = m_people.people();
    const qsizetype index = person ? people->indexOf(*person) : -1;
    m_person = index >= 0 ? person : std::nullopt;
    setText(index >= 0 ? people->text(index, PeopleSnapshot::Text::Name) : QString());
    setCursorPosition(0);
}

bool PersonPicker::isUnresolved() const
{
    return !m_person && !text().trimmed().isEmpty();
}

void PersonPicker::suggest(const QString &text)
{
    const bool hadPerson = m_person.has_value();
    m_person.reset();
    m_suggestions->clear();
    if (!text.trimmed().isEmpty()) {
        const auto people = m_people.people();
        const QList<qint32> found = people->search(text);
        for (const qint32 index : found.mid(0, SuggestionsMax)) {
            const QString name = people->text(index, PeopleSnapshot::Text::Name);
            const QString department = people->text(index, PeopleSnapshot::Text::Department);
            auto *item = new QStandardItem(
                department.isEmpty() ? name : QString(name % u" · " % department));
            item->setData(name, NameRole);
            item->setData(people->uuidAt(index).value(), UuidRole);
            m_suggestions->appendRow(item);
        }
    }
    if (hadPerson) {
        Q_EMIT personChanged(std::nullopt);
    }
}

void PersonPicker::choose(std::optional<UserUuid> person)
{
    setPerson(person);
    Q_EMIT personChanged(m_person);
}

} // namespace EvalTrack
