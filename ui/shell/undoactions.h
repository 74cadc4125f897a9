// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
class QWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class Toaster;
class UndoHistory;

/// Undo and redo in the menu and by key, named by what they are of, and what is said when they are
/// done or cannot be. Their keys are a text field's own while somebody types into it; one that
/// nobody touched lets them pass, so that a search field with the cursor is not in the way.
class UndoActions final : public QObject
{
    Q_OBJECT
public:
    UndoActions(UndoHistory &history, Toaster &toaster, QMenu &menu, QWidget &window);

    [[nodiscard]] QAction *undo() const { return m_undo; }
    [[nodiscard]] QAction *redo() const { return m_redo; }
    void retranslate();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell(const QString &title, const QString &left, bool wasUndo);

    UndoHistory &m_history;
    Toaster &m_toaster;
    QWidget &m_window;
    QAction *m_undo;
    QAction *m_redo;
};

} // namespace EvalTrack
