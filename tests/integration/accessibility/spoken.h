// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <atspi/atspi.h>

#include <functional>
#include <memory>
#include <optional>

namespace EvalTrack::Test {

/// Something on the screen as a screen reader is told of it, over the real accessibility bus. A
/// cheap handle; each question asks the other program anew, and what has gone answers nothing.
class Spoken
{
public:
    /// Nothing.
    Spoken() = default;
    /// Takes the reference over.
    explicit Spoken(AtspiAccessible *taken);

    /// The program with this process id, once it has announced itself.
    [[nodiscard]] static Spoken programOf(qint64 processId);

    [[nodiscard]] bool isNull() const { return !m_node; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString description() const;
    [[nodiscard]] AtspiRole role() const;
    /// For messages: "push button 'Save'".
    [[nodiscard]] QString told() const;
    [[nodiscard]] bool is(AtspiStateType state) const;
    [[nodiscard]] QList<Spoken> children() const;

    /// The first below this one that is on the screen, has the role and whose name begins so.
    [[nodiscard]] Spoken find(AtspiRole role, const QString &name) const;
    /// Calls `visit` for everything below that is on the screen, until it answers false.
    bool walk(const std::function<bool(const Spoken &)> &visit) const;
    /// Whether another widget says what it is.
    [[nodiscard]] bool hasLabel() const;
    /// Whether somebody can do something with it: it takes the keyboard, text, or has an action.
    [[nodiscard]] bool isOperable() const;

    /// Does the first of its actions: presses a button.
    [[nodiscard]] bool press() const;
    [[nodiscard]] bool setText(const QString &text) const;
    [[nodiscard]] QString text() const;
    /// Gives it the keyboard.
    [[nodiscard]] bool takeFocus() const;

    // Of a table.
    [[nodiscard]] int rows() const;
    [[nodiscard]] int columns() const;
    [[nodiscard]] Spoken cell(int row, int column) const;
    [[nodiscard]] QString headOf(int column) const;

private:
    [[nodiscard]] AtspiAccessible *node() const { return m_node.get(); }

    std::shared_ptr<AtspiAccessible> m_node;
};

} // namespace EvalTrack::Test
