// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/desk.h"

#include <QJsonObject>

#include <functional>

namespace EvalTrack {

/// Undo and redo over all screens: stands before the CommandSink of a desk and remembers what each
/// edit changed. Going back is a new command that puts back the fields of that edit, and only those
/// that nobody changed since. It is no QUndoStack: whether a step can be taken back is known only
/// when the record has been read and the command is durable. Lives as long as its window, so that
/// signing out forgets it. UI thread.
class UndoHistory final : public CommandSink
{
    Q_OBJECT
public:
    static constexpr qsizetype MostSteps = 200;

    explicit UndoHistory(const Desk &around, QObject *parent = nullptr);

    /// The desk for the screens: their edits are noted here.
    [[nodiscard]] Desk &desk() { return m_desk; }

    QFuture<Result<CommandUuid>> submit(const Command &command) override;
    void beginTogether() override;
    void endTogether() override;

    [[nodiscard]] bool canUndo() const { return !m_undo.isEmpty(); }
    [[nodiscard]] bool canRedo() const { return !m_redo.isEmpty(); }
    /// What the next step is about, "change of Ana Muñoz"; empty when there is none.
    [[nodiscard]] QString undoTitle() const;
    [[nodiscard]] QString redoTitle() const;

    /// Takes the last step back; done() or refused() follows. Nothing while another is under way.
    void undo();
    void redo();

Q_SIGNALS:
    void changed();
    void submitting(const EvalTrack::Command &command);
    /// `left` says what stays as it is, and why; empty when all went.
    void done(const QString &title, const QString &left, bool wasUndo);
    void refused(const QString &why);

private:
    /// One command in terms of the fields that it changed.
    struct Edit
    {
        CommandKind kind = CommandKind::UpdateEmployee;
        QUuid subject;
        QUuid event; ///< Of an attendance.
        QString name;
        QJsonObject from;
        QJsonObject to;
    };
    using Step = QList<Edit>;
    struct Going; // A step on its way.

    [[nodiscard]] static Desk before(const Desk &desk, CommandSink &sink);
    [[nodiscard]] static bool canGoBack(const Edit &edit);
    [[nodiscard]] static bool isInverse(const Step &one, const Step &other);
    [[nodiscard]] static QString titleOf(const Step &step);
    [[nodiscard]] static QString whyFinal(const Edit &edit);
    [[nodiscard]] std::optional<Edit> noted(const Command &command) const;
    void add(const Edit &edit, int turn);
    void push(QList<Step> &stack, const Step &step);
    void collapse();
    void go(QList<Step> &from, bool isUndo);
    /// A little at a time: a step may be of thousands.
    void send(const std::shared_ptr<Going> &going);
    void prepare(const std::shared_ptr<Going> &going, const Edit &edit);
    void submitPrepared(const std::shared_ptr<Going> &going);
    void finish(const std::shared_ptr<Going> &going);
    [[nodiscard]] std::optional<Event> event(const QUuid &uuid) const;
    [[nodiscard]] std::optional<Employee> person(const QUuid &uuid) const;

    CommandSink &m_sink;
    Desk m_desk;
    QList<Step> m_undo;
    QList<Step> m_redo;
    int m_turn = 0;     ///< Of the event loop: what is submitted in one is one step.
    int m_lastTurn = 0; ///< Of the newest step.
    bool m_isTurnOpen = false;
    bool m_isTogether = false; ///< The turn goes on for longer than one of the event loop.
    bool m_isGoing = false;
};

} // namespace EvalTrack
