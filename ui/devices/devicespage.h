// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/devicetablemodel.h"

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class DeviceForm;
class EmptyState;
class ListFrame;
class ServerList;
class TableView;

/// The administrator's list of capture stations, from the server, and the form of one.
class DevicesPage final : public Page
{
    Q_OBJECT
public:
    explicit DevicesPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void build();
    void connectAll();
    void showLoaded();
    void sayNoneYet();
    /// The row of what the panel shows, also when it has just been made.
    void selectShown();
    void showFailure(const Error &error);
    void openNew();
    void requestOpen(const QModelIndex &index);
    void leaveForm(const std::function<void()> &next);
    void closePanel();

    DeviceTableModel *m_model;
    ListFrame *m_frame;
    ServerList *m_list;
    QPushButton *m_new;
    TableView *m_table;
    EmptyState *m_empty;
    DeviceForm *m_form;
};

} // namespace EvalTrack
