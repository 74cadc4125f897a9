// SPDX-License-Identifier: GPL-3.0-or-later
#include "activity/activitypage.h"

#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/serverlist.h"
#include "common/spokenrole.h"
#include "common/tableview.h"
#include "common/wording.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateEdit>
#include <QSignalBlocker>
#include <QToolButton>

namespace EvalTrack {

namespace {

constexpr int DaysOfAWeek = 7;
constexpr int DaysOfAMonth = 30;

QString whoOf(const ActivityEntry &entry)
{
    return entry.actor ? entry.actor->name : ActivityPage::tr("The server itself");
}

QString onOf(const ActivityEntry &entry)
{
    // What somebody does to the own record is told by who did it.
    const bool isOwn = entry.person && entry.actor && entry.person->id == entry.actor->id;
    const QString person = entry.person && !isOwn ? entry.person->name : QString();
    if (entry.captures) {
        return ActivityPage::tr("%n capture(s)", nullptr, *entry.captures);
    }
    return entry.title.isEmpty() || person.isEmpty() ? entry.title + person
                                                     : QString(entry.title % u" · " % person);
}

} // namespace

ActivityPage::ActivityPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new ActivityTableModel(desk().activity, this))
    , m_frame(new ListFrame(this))
    , m_list(new ServerList(*m_model, *m_frame, desk().sync, this))
    , m_period(new QComboBox(m_frame))
    , m_day(new QDateEdit(m_frame))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
{
    build();
    connectAll();
    retranslateUi();
    ask();
    m_frame->openDefaultView();
}

void ActivityPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);

    m_period->setObjectName(u"periodComboBox"_qs);
    for (int i = 0; i <= static_cast<int>(Period::OneDay); ++i) {
        m_period->addItem(QString());
    }
    m_day->setObjectName(u"dayDateEdit"_qs);
    m_day->setCalendarPopup(true);
    m_day->setDate(Formats::toLocal(desk().clock.now()).date());
    m_day->setMaximumDate(m_day->date());
    m_day->hide();
    m_frame->addTool(m_period);
    m_frame->addTool(m_day);
    m_frame->addToolStretch();
    m_frame->addTool(m_list->refreshButton());
    m_frame->addTableTools(*m_table, context(), listKey(u"activity"_qs));

    m_table->setObjectName(u"activityTable"_qs);
    m_table->setSortingEnabled(false);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths({190, 240, 300, 360}, {ActivityTableModel::Who}, {ActivityTableModel::At});
    m_table->setEmptyState(m_empty);
    m_list->setEmptyState(*m_empty);
    m_table->keepState(context().settings, listKey(u"activity"_qs));
    m_frame->setList(m_table);
}

void ActivityPage::connectAll()
{
    connect(m_model, &PagedTable::loaded, this, &ActivityPage::showLoaded);
    connect(m_list, &ServerList::unavailable, this, &ActivityPage::showUnavailable);
    connect(m_period, &QComboBox::currentIndexChanged, this, [this](int period) {
        m_day->setVisible(static_cast<Period>(period) == Period::OneDay);
        ask();
    });
    connect(m_day, &QDateEdit::dateChanged, this, &ActivityPage::ask);
    connect(m_table, &TableView::opened, this, &ActivityPage::openRecord);
    connect(m_empty, &EmptyState::actionTriggered, this,
            [this] { m_period->setCurrentIndex(static_cast<int>(Period::Always)); });
}

void ActivityPage::activate(const QString &argument)
{
    const QDate today = Formats::toLocal(desk().clock.now()).date();
    m_day->setMaximumDate(today);
    const QDate day = QDate::fromString(PageArgument::value(argument, u"day"_qs), Qt::ISODate);
    if (!day.isValid()) {
        m_model->reload();
        return;
    }
    {
        // One question for both.
        const QSignalBlocker periodIsSet(m_period);
        const QSignalBlocker dayIsSet(m_day);
        m_day->setDate(day);
        m_period->setCurrentIndex(static_cast<int>(Period::OneDay));
        m_day->show();
    }
    ask();
}

void ActivityPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void ActivityPage::ask()
{
    m_model->setFilter(filter());
}

ActivityFilter ActivityPage::filter() const
{
    const QDate today = Formats::toLocal(desk().clock.now()).date();
    const auto startOf = [](QDate day) {
        return Formats::fromLocal(day.startOfDay());
    };
    const auto lastDays = [&](int days) {
        return ActivityFilter{startOf(today.addDays(1 - days)), startOf(today.addDays(1))};
    };
    switch (static_cast<Period>(m_period->currentIndex())) {
    case Period::Always:
        break;
    case Period::Today:
        return lastDays(1);
    case Period::Week:
        return lastDays(DaysOfAWeek);
    case Period::Month:
        return lastDays(DaysOfAMonth);
    case Period::OneDay:
        return {startOf(m_day->date()), startOf(m_day->date().addDays(1))};
    }
    return {};
}

void ActivityPage::showLoaded()
{
    m_frame->banner()->clear();
    m_listOf = desk().clock.now();
    const auto total = m_model->total();
    m_frame->setCount(total ? tr("%n action(s)", nullptr, static_cast<int>(*total))
                                  .replace(QString::number(*total), Formats::number(*total))
                            : QString());
    sayNothingFound();
}

void ActivityPage::sayNothingFound()
{
    const bool isAll = m_period->currentIndex() == static_cast<int>(Period::Always);
    m_empty->setState(Icon::Clock, tr("Nothing was done"),
                      isAll ? tr("What people do in EvalTrack appears here.")
                            : tr("Nobody did anything in this time."),
                      isAll ? QString() : tr("Show all"));
}

void ActivityPage::showUnavailable(const Error &error)
{
    if (error.code == ErrorCode::Network) {
        // The list asks again by itself as soon as there is a connection, and “Refresh” at once.
        m_frame->banner()->showMessage(
            Tone::Warning,
            m_listOf && m_model->rowCount() > 0
                ? tr("This list is from %1. The server, which keeps it, cannot be reached now.")
                      .arg(Formats::relativeDateTimeInside(*m_listOf, desk().clock.now()))
                : tr("What was done is kept by the server, and it cannot be reached now."),
            tr("Try again"));
    } else {
        m_frame->banner()->showError(error, tr("Try again"));
    }
    m_empty->setState(Icon::CloudOff, tr("Only with a connection"),
                      tr("The record of what was done comes from the server."));
}

void ActivityPage::openRecord(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    const ActivityEntry &entry = m_model->at(index.row());
    const QString uuid = entry.entityUuid.toString(QUuid::WithoutBraces);
    if (entry.entity == u"event") {
        Q_EMIT navigate(PageIds::Events, PageArgument::make(u"event"_qs, uuid));
    } else if (entry.entity == u"evaluation") {
        Q_EMIT navigate(PageIds::Evaluations, PageArgument::make(u"evaluation"_qs, uuid));
    } else if (entry.entity == u"user" || entry.entity == u"employee") {
        Q_EMIT navigate(PageIds::People, PageArgument::make(u"person"_qs, uuid));
    } else if (entry.entity == u"device") {
        Q_EMIT navigate(PageIds::Devices, {});
    } else if (entry.entity == u"attendance" && entry.entityId && entry.person) {
        Q_EMIT navigate(PageIds::Explanation,
                        PageArgument::make(u"attendance"_qs, QString::number(*entry.entityId)));
    } else if (entry.entity == u"capture") {
        Q_EMIT navigate(PageIds::Reviews, {});
    } else if (entry.entity == u"legacy") {
        const bool isOfRow = entry.action == u"legacy.decide" || entry.action == u"legacy.reopen";
        Q_EMIT navigate(isOfRow ? PageIds::LegacyTray : PageIds::LegacyMove, {});
    }
}

void ActivityPage::retranslateUi()
{
    m_frame->setTitle(tr("Activity"));
    m_list->retranslateUi();
    setSpokenName(*m_period, tr("Period"));
    m_period->setItemText(static_cast<int>(Period::Always), tr("Any time"));
    m_period->setItemText(static_cast<int>(Period::Today), tr("Today"));
    m_period->setItemText(static_cast<int>(Period::Week), tr("Last 7 days"));
    m_period->setItemText(static_cast<int>(Period::Month), tr("Last 30 days"));
    m_period->setItemText(static_cast<int>(Period::OneDay), tr("One day"));
    m_day->setAccessibleName(tr("Day"));
    m_day->setDisplayFormat(Formats::dateFormat());
    m_table->setAccessibleName(tr("Activity"));
    m_model->setHeaders({tr("When"), tr("Who"), tr("What"), tr("On")});
    m_model->setWords(
        {whoOf, [](const ActivityEntry &entry) { return Wording::deed(entry.action); }, onOf});
    if (m_list->isRead()) {
        sayNothingFound();
    }
}

} // namespace EvalTrack
