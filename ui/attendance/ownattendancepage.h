// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/countedevents.h"
#include "common/page.h"
#include "items/attendancetablemodel.h"
#include "items/eventtablemodel.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class CertificatesButton;
class EmptyState;
class EventChoice;
class ListFrame;
class TableView;
class TextLabel;

/// An employee's own attendances: register for an event, confirm while it is in progress.
class OwnAttendancePage final : public Page
{
    Q_OBJECT
public:
    explicit OwnAttendancePage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void load();
    void show(RowsAre kind);
    void updateDeeds();
    [[nodiscard]] std::optional<AttendanceRow> chosen() const;
    /// What can be confirmed now: the chosen row, else the only one that is in progress.
    [[nodiscard]] std::optional<AttendanceRow> confirmable() const;
    [[nodiscard]] std::optional<Event> eventOf(const AttendanceRow &row) const;
    [[nodiscard]] EventPhase phaseOfRow(const AttendanceRow &row) const;
    void nameConfirmButton(const QString &event);
    void confirm();
    void registerSelf();

    AttendanceTableModel *m_model;
    ListFrame *m_frame;
    QPushButton *m_confirm;
    QComboBox *m_status;
    TextLabel *m_signUpFor;
    EventChoice *m_event;
    QPushButton *m_register;
    QPushButton *m_explain;
    CertificatesButton *m_certificate;
    TextLabel *m_why;
    TableView *m_table;
    EmptyState *m_empty;
    QList<AttendanceRow> m_rows;            ///< Before the filter.
    std::optional<CountedEvents> m_counted; ///< When a figure led here.
    quint64 m_token = 0;
    bool m_isRead = false;    ///< There is an answer, if only that there is nothing.
    bool m_hasFailed = false; ///< What the banner says is of reading.
};

} // namespace EvalTrack
