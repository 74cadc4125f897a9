// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ids.h"
#include "ports/stores.h"

#include <QLineEdit>

#include <optional>

QT_BEGIN_NAMESPACE
class QStandardItemModel;
QT_END_NAMESPACE

namespace EvalTrack {

/// A field that finds a person while typing, by name, national id, e-mail, job or department. What
/// is typed and not chosen is nobody.
class PersonPicker final : public QLineEdit
{
    Q_OBJECT
public:
    explicit PersonPicker(PeopleStore &people, QWidget *parent = nullptr);

    void setPerson(std::optional<UserUuid> person);
    [[nodiscard]] std::optional<UserUuid> person() const { return m_person; }
    /// Whether there is text that names nobody.
    [[nodiscard]] bool isUnresolved() const;

Q_SIGNALS:
    void personChanged(std::optional<EvalTrack::UserUuid> person);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void suggest(const QString &text);
    void choose(std::optional<UserUuid> person);

    PeopleStore &m_people;
    QStandardItemModel *m_suggestions;
    std::optional<UserUuid> m_person;
};

} // namespace EvalTrack
