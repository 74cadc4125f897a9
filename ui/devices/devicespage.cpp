// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/devicespage.h"

#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/serverlist.h"
#include "common/statuschip.h"
#include "common/tableview.h"
#include "devices/deviceform.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>

namespace EvalTrack {

namespace {

constexpr int DevicesPanelWidth = 440;

} // namespace

DevicesPage::DevicesPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new DeviceTableModel(desk().devices, this))
    , m_frame(new ListFrame(this))
    , m_list(new ServerList(*m_model, *m_frame, desk().sync, this))
    , m_new(m_frame->addDeed(u"newDeviceButton"_qs, u"primary"_qs))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_form(new DeviceForm(context, m_frame))
{
    build();
    connectAll();
    retranslateUi();
    m_model->reload();
    m_frame->openDefaultView();
}

void DevicesPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_frame->addToolStretch();
    m_frame->addTool(m_list->refreshButton());
    m_frame->addTableTools(*m_table, context(), listKey(u"devices"_qs));
    m_table->setObjectName(u"devicesTable"_qs);
    m_table->setSortingEnabled(false);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths({260, 240, 180, 180}, {DeviceTableModel::Site, DeviceTableModel::LastSeen},
                       {DeviceTableModel::State});
    m_table->setItemDelegateForColumn(
        DeviceTableModel::State,
        new ChipDelegate(
            [](const QModelIndex &index) {
                return DeviceForm::toneOf(static_cast<DeviceState>(index.data(RawRole).toInt()));
            },
            m_table));
    m_table->setEmptyState(m_empty);
    m_list->setEmptyState(*m_empty);
    m_table->keepState(context().settings, listKey(u"devices"_qs));
    m_frame->setList(m_table);
    m_frame->setPanel(m_form, DevicesPanelWidth);
}

void DevicesPage::connectAll()
{
    connect(m_model, &DeviceTableModel::loaded, this, &DevicesPage::showLoaded);
    connect(m_list, &ServerList::unavailable, this, &DevicesPage::showFailure);
    connect(m_new, &QPushButton::clicked, this, [this] { leaveForm([this] { openNew(); }); });
    connect(m_table, &TableView::recordClicked, this, &DevicesPage::requestOpen);
    connect(m_table, &TableView::opened, this, &DevicesPage::requestOpen);
    connect(m_empty, &EmptyState::actionTriggered, m_new, &QPushButton::click);
    connect(m_form, &DeviceForm::closeRequested, this,
            [this] { leaveForm([this] { closePanel(); }); });
    connect(m_form, &DeviceForm::saved, this, [this](const Device &device) {
        m_model->put(device);
        m_model->reload(); // Its neighbours may have another time between reads now.
        showLoaded();
        Q_EMIT stateChanged();
    });
    connect(m_form, &DeviceForm::isStale, m_model, &DeviceTableModel::reload);
    connect(m_form, &DeviceForm::dirtyChanged, this, &Page::stateChanged);
    const auto *save = new QShortcut(QKeySequence::Save, this);
    connect(save, &QShortcut::activated, this, [this] {
        if (m_frame->isPanelOpen()) {
            m_form->save();
        }
    });
    const auto *create = new QShortcut(QKeySequence::New, this);
    connect(create, &QShortcut::activated, m_new, &QPushButton::click);
}

void DevicesPage::activate(const QString &argument)
{
    if (PageArgument::has(argument, u"new"_qs)) {
        leaveForm([this] { openNew(); });
        return;
    }
    m_model->reload(); // Who was seen when is a matter of minutes.
}

bool DevicesPage::hasUnsavedInput() const
{
    return m_frame->isPanelOpen() && m_form->isDirty();
}

void DevicesPage::discardInput()
{
    closePanel();
}

void DevicesPage::focusFirst()
{
    if (m_frame->isPanelOpen()) {
        return; // The form has it.
    }
    m_table->setFocus(Qt::OtherFocusReason);
}

void DevicesPage::showLoaded()
{
    if (!m_model->isLoading()) {
        m_frame->banner()->clear();
        m_new->setEnabled(true);
    }
    m_frame->setCount(
        m_model->total()
            ? tr("%n station(s)", nullptr, static_cast<int>(*m_model->total()))
                  .replace(QString::number(*m_model->total()), Formats::number(*m_model->total()))
            : QString());
    sayNoneYet();
    selectShown();
}

void DevicesPage::selectShown()
{
    const int row = m_frame->isPanelOpen() ? m_model->rowOf(m_form->device().uuid.value()) : -1;
    if (row >= 0) {
        m_table->selectRecord(row);
    }
}

void DevicesPage::sayNoneYet()
{
    m_empty->setState(Icon::Computer, tr("No capture stations yet"),
                      tr("A capture station is a computer at a door. It works without anybody "
                         "signed in, even without a network."),
                      tr("New station"));
}

void DevicesPage::showFailure(const Error &error)
{
    if (error.code == ErrorCode::Network) {
        m_frame->banner()->showMessage(
            Tone::Warning,
            m_model->rowCount() > 0
                ? tr("This list is as it was read last. Nothing can be changed without a "
                     "connection.")
                : tr("Capture stations are kept by the server, and it cannot be reached now. They "
                     "can be seen and changed when you are online again."),
            tr("Try again"));
        m_new->setEnabled(false);
    } else {
        m_frame->banner()->showError(error, tr("Try again"));
    }
    m_empty->setState(Icon::CloudOff, tr("Only with a connection"),
                      tr("The list of capture stations comes from the server."));
}

void DevicesPage::openNew()
{
    m_table->clearSelection();
    m_frame->setPanelOpen(true);
    m_form->openNew();
}

void DevicesPage::requestOpen(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    const Device device = m_model->at(index.row());
    if (m_frame->isPanelOpen() && m_form->device().id == device.id) {
        return;
    }
    leaveForm([this, device] {
        m_form->open(device);
        m_frame->setPanelOpen(true);
        selectShown();
    });
}

void DevicesPage::leaveForm(const std::function<void()> &next)
{
    if (!hasUnsavedInput()) {
        next();
        return;
    }
    context().prompter.askToDiscard(this, next);
}

void DevicesPage::closePanel()
{
    m_form->open(m_form->device());
    m_frame->setPanelOpen(false);
    m_table->setFocus(Qt::OtherFocusReason);
    Q_EMIT stateChanged();
}

void DevicesPage::retranslateUi()
{
    m_frame->setTitle(tr("Capture stations"));
    m_list->retranslateUi();
    Icons::dress(*m_new, Icon::Add, IconTone::OnAccent, tr("&New station"));
    m_table->setAccessibleName(tr("Capture stations"));
    m_model->setHeaders({tr("Name"), tr("Place"), tr("Status"), tr("Last seen")});
    m_model->setWords({DeviceForm::stateText(DeviceState::Waiting),
                       DeviceForm::stateText(DeviceState::Enrolled),
                       DeviceForm::stateText(DeviceState::Revoked), tr("Never")});
    if (m_list->isRead()) {
        sayNoneYet();
    }
}

} // namespace EvalTrack
