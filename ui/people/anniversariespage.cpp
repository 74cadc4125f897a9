// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/anniversariespage.h"

#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/statuschip.h"
#include "common/tableview.h"
#include "items/anniversarytablemodel.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QToolButton>

namespace EvalTrack {

namespace {

constexpr int DaysAhead = 30;

} // namespace

AnniversariesPage::AnniversariesPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new AnniversaryTableModel(this))
    , m_frame(new ListFrame(this))
    , m_back(m_frame->addBack(u"peopleButton"_qs))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_frame->addToolStretch();
    m_table->setObjectName(u"anniversariesTable"_qs);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths({140, 280, 200, 90, 220}, {AnniversaryTableModel::Department},
                       {AnniversaryTableModel::Occasion});
    m_table->setFixedColumns({AnniversaryTableModel::Name});
    m_table->setItemDelegateForColumn(
        AnniversaryTableModel::Occasion,
        new ChipDelegate(
            [](const QModelIndex &index) {
                return index.data(RawRole).toInt() == static_cast<int>(AnniversaryKind::Birthday)
                           ? Tone::Accent
                           : Tone::Success;
            },
            m_table));
    m_table->setEmptyState(m_empty);
    m_table->horizontalHeader()->setSortIndicator(AnniversaryTableModel::Day, Qt::AscendingOrder);
    m_table->keepState(context.settings, u"anniversaries"_qs);
    m_frame->setList(m_table);

    connect(&desk().people, &PeopleStore::peopleChanged, this, &AnniversariesPage::takePeople);
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT navigate(PageIds::People, {}); });
    connect(m_table, &TableView::opened, this, [this](const QModelIndex &index) {
        Q_EMIT navigate(
            PageIds::People,
            PageArgument::make(u"person"_qs, toText(m_model->at(index.row()).person.value())));
    });
    retranslateUi();
}

void AnniversariesPage::activate(const QString & /*argument*/)
{
    takePeople(); // The day may be another one by now.
}

void AnniversariesPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void AnniversariesPage::takePeople()
{
    const QDate today = Formats::toLocal(desk().clock.now()).date();
    m_model->setPeople(*desk().people.people(), today, DaysAhead);
    m_frame->setCount(tr("until %1").arg(Formats::date(today.addDays(DaysAhead))));
}

void AnniversariesPage::retranslateUi()
{
    m_frame->setTitle(tr("Birthdays and anniversaries"));
    m_back->setText(tr("People"));
    m_table->setAccessibleName(tr("Birthdays and anniversaries"));
    m_model->setHeaders({tr("Day"), tr("Name"), tr("Occasion"), tr("Years"), tr("Department")});
    m_model->setWords({tr("Birthday"), tr("Work anniversary")});
    m_empty->setState(Icon::Calendar, tr("Nothing in the next 30 days"),
                      tr("Dates of birth and of hiring are written in the profiles of people."));
    takePeople();
}

} // namespace EvalTrack
