// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/faulttablemodel.h"

QT_BEGIN_NAMESPACE
class QGridLayout;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class ListFrame;
class ServerList;
class StatusCard;
class TableView;
class TextLabel;

/// How the server is, for administrators: what is well and what needs doing, and below it the
/// requests that failed. Without a connection the last figures stay, with their time.
class StatusPage final : public Page
{
    Q_OBJECT
public:
    explicit StatusPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusFirst() override;
    void askAgain() override;

protected:
    void retranslateUi() override;

private:
    void build();
    void buildCards();
    void connectAll();
    void askStatus();
    void showStatus();
    void showCards();
    void showUnavailable(const Error &error);
    void showTrouble();
    void showAsOf();
    void sayNothingWrong();
    void showCount();
    void copyRequestId();

    FaultTableModel *m_model;
    ListFrame *m_frame;
    ServerList *m_list;
    QGridLayout *m_cards;
    StatusCard *m_server;
    StatusCard *m_database;
    StatusCard *m_requests;
    StatusCard *m_disk;
    StatusCard *m_backup;
    StatusCard *m_captures;
    StatusCard *m_stations;
    TextLabel *m_faultsTitle;
    TextLabel *m_faultsCount;
    QPushButton *m_copy;
    TableView *m_table;
    EmptyState *m_empty;
    std::optional<SystemStatus> m_status;
    std::optional<Timestamp> m_statusOf; ///< By this computer's clock.
    std::optional<Error> m_statusError;
    std::optional<Error> m_listError;
    quint64 m_asked = 0; ///< Only the answer to the newest question counts.
};

} // namespace EvalTrack
