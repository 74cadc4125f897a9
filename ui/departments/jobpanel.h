// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EditorPanel;
class FormBinder;
class FormField;
class JobHolderModel;
class JobTableModel;
class TableView;
class TextLabel;

/// One job title: who has it, which is also who is changed when it is renamed for everybody. The
/// renaming is one edit of each profile, and can be taken back as a whole.
class JobPanel final : public QWidget
{
    Q_OBJECT
public:
    /// `all` is what titles there are; it outlives the panel.
    JobPanel(const PageContext &context, JobTableModel &all, QWidget *parent = nullptr);

    void open(const QString &title);
    [[nodiscard]] const QString &title() const { return m_title; }
    [[nodiscard]] bool isDirty() const;
    void focusFirst();
    /// The people changed. False when nobody has the job any more.
    [[nodiscard]] bool takePeople();
    void rename();

Q_SIGNALS:
    void renamed(const QString &title);
    void personWanted(EvalTrack::UserUuid person);
    void closeRequested();
    void dirtyChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    /// Of those who have `from` now: everybody, or of `only` when it is not empty.
    void change(const QString &from, const QString &to, const QList<UserUuid> &only,
                bool offersUndo);
    void refresh();
    void retranslate();

    const PageContext m_context;
    JobTableModel &m_all;
    JobHolderModel *m_holders;
    QString m_title;
    bool m_isBusy = false;
    EditorPanel *m_panel;
    FormBinder *m_binder;
    QLineEdit *m_name;
    FormField *m_nameField;
    TextLabel *m_preview;
    TableView *m_people;
    QPushButton *m_rename;
    QPushButton *m_cancel;
};

} // namespace EvalTrack
