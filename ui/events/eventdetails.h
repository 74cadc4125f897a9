// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/attendancetablemodel.h"

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
class QPushButton;
class QTabBar;
QT_END_NAMESPACE

namespace EvalTrack {

class EditorPanel;
class EmptyState;
class StatusChip;
class TableView;
class TextLabel;

/// An event to read: when, where, how many, who is registered; and what this person may do with it.
class EventDetails final : public QWidget
{
    Q_OBJECT
public:
    explicit EventDetails(const PageContext &context, QWidget *parent = nullptr);

    void setEvent(const EventSummary &summary);
    [[nodiscard]] EventUuid event() const { return m_summary.event.uuid; }

Q_SIGNALS:
    void closeRequested();
    void editRequested();
    void navigate(const QString &pageId, const QString &argument);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void buildAbout();
    void buildRegistered();
    void showTab(int tab);
    void connectAll();
    void refresh();
    void retranslate();
    void loadRegistered();
    void toggle();
    void setActive(EventUuid event, const QString &title, bool isActive, bool offersUndo);
    void registerSelf();
    void confirmOwn();
    [[nodiscard]] bool may(Permission permission) const;

    const PageContext m_context;
    EventSummary m_summary;
    quint64 m_token = 0;
    EditorPanel *m_panel;
    StatusChip *m_phase;
    StatusChip *m_own;
    QTabBar *m_tabs; ///< What it is about, and who is registered.
    QWidget *m_about;
    TextLabel *m_when;
    TextLabel *m_where;
    TextLabel *m_seats;
    TextLabel *m_registration;
    TextLabel *m_description;
    TextLabel *m_questionsTitle;
    TextLabel *m_questions;
    AttendanceTableModel *m_model;
    TableView *m_table;
    EmptyState *m_empty;
    QList<std::pair<QLabel *, Icon>> m_icons;
    QPushButton *m_edit;
    QPushButton *m_toggle;
    QPushButton *m_attendance;
    QPushButton *m_capture;
    QPushButton *m_register;
    QPushButton *m_confirm;
    std::optional<Attendance> m_ownAttendance;
};

} // namespace EvalTrack
