// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/undoactions.h"

#include "common/icons.h"
#include "common/toaster.h"
#include "shell/undohistory.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>

namespace EvalTrack {

namespace {

bool isTouched(const QLineEdit &field)
{
    return !field.isReadOnly() && (field.isUndoAvailable() || field.isRedoAvailable());
}

bool isTouched(const QPlainTextEdit &field)
{
    const QTextDocument *text = field.document();
    return !field.isReadOnly() && (text->isUndoAvailable() || text->isRedoAvailable());
}

} // namespace

UndoActions::UndoActions(UndoHistory &history, Toaster &toaster, QMenu &menu, QWidget &window)
    : QObject(&window)
    , m_history(history)
    , m_toaster(toaster)
    , m_window(window)
    , m_undo(menu.addAction(Icons::get(Icon::Undo, IconTone::Muted), QString()))
    , m_redo(menu.addAction(Icons::get(Icon::Redo, IconTone::Muted), QString()))
{
    m_undo->setObjectName(u"undoAction"_qs);
    m_redo->setObjectName(u"redoAction"_qs);
    m_undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    m_redo->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    connect(m_undo, &QAction::triggered, &m_history, &UndoHistory::undo);
    connect(m_redo, &QAction::triggered, &m_history, &UndoHistory::redo);
    connect(&m_history, &UndoHistory::changed, this, &UndoActions::retranslate);
    connect(&m_history, &UndoHistory::done, this, &UndoActions::tell);
    connect(&m_history, &UndoHistory::refused, this,
            [this](const QString &why) { m_toaster.toast(why, Tone::Warning); });
    QCoreApplication::instance()->installEventFilter(this);
    retranslate();
}

void UndoActions::retranslate()
{
    const QString undo = m_history.undoTitle();
    const QString redo = m_history.redoTitle();
    m_undo->setEnabled(m_history.canUndo());
    m_redo->setEnabled(m_history.canRedo());
    // An ampersand in a name is no key of the menu.
    const auto plain = [](QString text) {
        return text.replace(u'&', u"&&"_qs);
    };
    m_undo->setText(undo.isEmpty() ? tr("Undo") : tr("Undo: %1").arg(plain(undo)));
    m_redo->setText(redo.isEmpty() ? tr("Redo") : tr("Redo: %1").arg(plain(redo)));
}

bool UndoActions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride) {
        return QObject::eventFilter(watched, event);
    }
    const auto *key = static_cast<QKeyEvent *>(event);
    const QKeySequence pressed(key->keyCombination());
    if (!m_undo->shortcuts().contains(pressed) && !m_redo->shortcuts().contains(pressed)) {
        return QObject::eventFilter(watched, event);
    }
    const auto *line = qobject_cast<QLineEdit *>(watched);
    const auto *text = qobject_cast<QPlainTextEdit *>(watched);
    const auto *field = line ? static_cast<const QWidget *>(line) : text;
    if (field == nullptr || field->window() != &m_window) {
        return QObject::eventFilter(watched, event);
    }
    // Accepted, the key goes to the field; ignored, to the window.
    event->setAccepted(line ? isTouched(*line) : isTouched(*text));
    return true;
}

void UndoActions::tell(const QString &title, const QString &left, bool wasUndo)
{
    const QString what = wasUndo ? tr("Undone: %1.").arg(title) : tr("Done again: %1.").arg(title);
    const QString text = left.isEmpty() ? what : QString(what % u' ' % left);
    if (wasUndo) {
        m_toaster.toastWithAction(text, tr("Redo"), [this] { m_history.redo(); });
    } else {
        m_toaster.toastWithAction(text, tr("Undo"), [this] { m_history.undo(); });
    }
}

} // namespace EvalTrack
