// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/historypage.h"

#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/serverlist.h"
#include "common/tableview.h"
#include "common/wording.h"

#include <QBoxLayout>
#include <QToolButton>

namespace EvalTrack {

HistoryPage::HistoryPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new ActivityTableModel(desk().activity, this))
    , m_frame(new ListFrame(this))
    , m_list(new ServerList(*m_model, *m_frame, desk().sync, this))
    , m_back(m_frame->addBack(u"backButton"_qs))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_frame->addToolStretch();
    m_frame->addTool(m_list->refreshButton());
    m_table->setObjectName(u"historyTable"_qs);
    m_table->setSortingEnabled(false);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    // On whom is the page's title; the last column says on what of them.
    m_table->setWidths({190, 220, 260, 320}, {}, {ActivityTableModel::At});
    m_table->setEmptyState(m_empty);
    m_list->setEmptyState(*m_empty);
    m_frame->setList(m_table);

    connect(m_model, &ActivityTableModel::loaded, this, &HistoryPage::showLoaded);
    connect(m_list, &ServerList::unavailable, this, &HistoryPage::showFailure);
    connect(m_back, &QToolButton::clicked, this, [this] {
        Q_EMIT navigate(PageIds::People,
                        m_uuid.isNull() ? QString()
                                        : PageArgument::make(u"person"_qs, toText(m_uuid.value())));
    });
    retranslateUi();
}

void HistoryPage::activate(const QString &argument)
{
    const QString person = PageArgument::value(argument, u"person"_qs);
    if (!person.isEmpty()) {
        m_uuid = UserUuid(QUuid::fromString(person));
    }
    const auto people = desk().people.people();
    const qsizetype index = people->indexOf(m_uuid);
    m_name = index >= 0 ? people->at(index).name : QString();
    m_model->setPerson(index >= 0 ? people->at(index).id : UserId());
    retranslateUi();
}

void HistoryPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void HistoryPage::showLoaded()
{
    m_frame->banner()->clear();
    const auto total = m_model->total();
    m_frame->setCount(total ? tr("%n change(s)", nullptr, static_cast<int>(*total)) : QString());
    m_empty->setState(Icon::Clock, tr("Nothing to tell"),
                      m_name.isEmpty()
                          ? tr("Choose somebody in People to see the history of the profile.")
                          : tr("What is done to this profile from now on appears here."));
}

void HistoryPage::showFailure(const Error &error)
{
    if (error.code == ErrorCode::Network) {
        m_frame->banner()->showMessage(Tone::Warning,
                                       tr("The history is kept by the server, and it cannot be "
                                          "reached now."),
                                       tr("Try again"));
    } else {
        m_frame->banner()->showError(error, tr("Try again"));
    }
    m_empty->setState(Icon::CloudOff, tr("Only with a connection"),
                      tr("The history comes from the server."));
}

void HistoryPage::retranslateUi()
{
    m_frame->setTitle(m_name.isEmpty() ? tr("History") : tr("History of %1").arg(m_name));
    m_back->setText(tr("People"));
    m_list->retranslateUi();
    m_table->setAccessibleName(tr("History"));
    m_model->setHeaders({tr("When"), tr("Who"), tr("What"), tr("Fields")});
    m_model->setWords({[](const ActivityEntry &entry) {
                           return entry.actor ? entry.actor->name : tr("The server itself");
                       },
                       [](const ActivityEntry &entry) { return Wording::deed(entry.action); },
                       [](const ActivityEntry &entry) {
                           return Wording::fields(entry.fields);
                       }});
    if (m_list->isRead()) {
        showLoaded();
    }
}

} // namespace EvalTrack
