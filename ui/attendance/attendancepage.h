// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/wordsearch.h"
#include "common/countedevents.h"
#include "common/page.h"
#include "items/attendancetablemodel.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QTabBar;
QT_END_NAMESPACE

namespace EvalTrack {

class CertificatesButton;
class EditorPanel;
class EmptyState;
class EventChoice;
class FormBinder;
class FormField;
class ListFrame;
class OlderBar;
class PersonPicker;
class SearchField;
class StatusChip;
class TableView;
class TextLabel;

/// Attendance of one event or of one person: confirm and cancel, one or many at once, and keep a
/// note.
class AttendancePage final : public Page
{
    Q_OBJECT
public:
    explicit AttendancePage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;
    void focusSearch() override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    enum class By { Event, Person };

    void build();
    void connectAll();
    [[nodiscard]] By by() const;
    void setBy(By by);
    void chooseColumns();
    void load(RowsAre kind);
    /// The events that "all" stands for, newest first; what is too much is left out and said.
    [[nodiscard]] QList<EventUuid> startedEvents();
    void show(RowsAre kind);
    /// Opens it as soon as it is known of which event it is, and the list is here.
    void seek(AttendanceUuid attendance);
    [[nodiscard]] QString countText(int confirmed, int expected, int cancelled) const;
    void showWhatIsMeant();
    void updateEmpty();
    void updateDeeds();
    [[nodiscard]] QList<AttendanceRow> selected() const;
    void setStatus(AttendanceStatus status);
    void change(const QList<AttendanceRow> &rows, const QList<AttendanceStatus> &to,
                const QString &done, bool offersUndo);
    void removeSelected();
    void open(const AttendanceRow &row);
    void updatePanel();
    void saveNote();
    void leaveForm(const std::function<void()> &next);
    void closePanel();

    AttendanceTableModel *m_model;
    ListFrame *m_frame;
    QTabBar *m_tabs;
    EventChoice *m_event;
    PersonPicker *m_person;
    QComboBox *m_status;
    SearchField *m_search;
    WordSearch m_words; ///< What is searched for.
    QPushButton *m_capture;
    QPushButton *m_confirm;
    QPushButton *m_cancel;
    QPushButton *m_remove;
    CertificatesButton *m_certificates;
    TextLabel *m_selection;
    TableView *m_table;
    OlderBar *m_older = nullptr;
    EmptyState *m_empty;
    EditorPanel *m_panel;
    StatusChip *m_chip;
    TextLabel *m_facts;
    QPlainTextEdit *m_note;
    FormField *m_noteField;
    FormBinder *m_binder;
    QPushButton *m_save;
    QPushButton *m_explain;
    QList<AttendanceRow> m_rows; ///< Of the event or person, before filters.
    AttendanceRow m_current;
    QString m_department;                   ///< Only of this department, when a chart led here.
    std::optional<CountedEvents> m_counted; ///< When a figure or chart led here.
    std::optional<AttendanceUuid> m_sought; ///< Nobody knows yet of which event.
    std::optional<AttendanceUuid> m_toOpen; ///< In the list that comes next.
    qsizetype m_leftOut = 0;                ///< Older events that are not shown with all others.
    quint64 m_token = 0;
    quint64 m_shownToken = 0; ///< Of the answer that is shown.
};

} // namespace EvalTrack
