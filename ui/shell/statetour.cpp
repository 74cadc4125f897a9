// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statetour.h"

#include "common/banner.h"
#include "common/emptystate.h"
#include "common/page.h"
#include "common/tableview.h"
#include "shell/desktopui.h"
#include "shell/firsttour.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace EvalTrack {

namespace {

// What nobody is called.
const QString Nothing = u"zqxv"_qs;

// Screens that wait for the server or for the store, in the order of the navigation.
QStringList waitingPages()
{
    return {PageIds::Attendance,    PageIds::Reviews,  PageIds::Evaluations, PageIds::Reports,
            PageIds::ImportHistory, PageIds::Accounts, PageIds::Devices,     PageIds::Activity,
            PageIds::Documents,     PageIds::History,  PageIds::Explanation, PageIds::Status,
            PageIds::LegacyTray};
}

QStringList searchedPages()
{
    return {PageIds::People,   PageIds::Events,      PageIds::Attendance, PageIds::Evaluations,
            PageIds::Accounts, PageIds::Departments, PageIds::Jobs};
}

} // namespace

StateTour::StateTour(DesktopUi &ui, Desk &desk, Network network, QObject *parent)
    : QObject(parent)
    , m_ui(ui)
    , m_desk(desk)
    , m_network(std::move(network))
{}

QStringList StateTour::pagesOf(const QStringList &wanted) const
{
    const QStringList all = m_ui.mainWindow()->pageIds();
    QStringList there;
    std::ranges::copy_if(wanted, std::back_inserter(there),
                         [&all](const QString &each) { return all.contains(each); });
    return there;
}

void StateTour::add(QList<TourStep> &steps, const QString &name,
                    const std::function<void()> &prepare, const std::function<void()> &leave) const
{
    steps.append({name, prepare, leave, {}, {}});
}

bool StateTour::isAwaiting() const
{
    const QList<EmptyState *> states =
        m_ui.mainWindow()->currentPage()->findChildren<EmptyState *>();
    return std::ranges::any_of(
        states, [](const EmptyState *each) { return each->isVisible() && each->isLoading(); });
}

// Of somebody who has documents and a history, where the page is about a person.
void StateTour::open(const QString &pageId)
{
    QString argument;
    const auto people = m_desk.people.people();
    if (pageId == PageIds::Explanation) {
        argument = PageArgument::make(u"attendance"_qs, u"1"_qs);
    } else if (people->size() > 0 && m_ui.mainWindow()->pageIds().contains(PageIds::People) &&
               (pageId == PageIds::Documents || pageId == PageIds::History)) {
        argument = PageArgument::make(u"person"_qs, toText(people->uuidAt(0).value()));
    }
    m_ui.mainWindow()->openPage(pageId, argument);
}

QList<TourStep> StateTour::awaited()
{
    QList<TourStep> steps;
    add(steps, {}, [this] { m_network(TourNetwork::Slow); });
    for (const QString &pageId : pagesOf(waitingPages())) {
        add(steps, u"waiting-"_qs % pageId, [this, pageId] { open(pageId); });
        steps.last().isWanted = [this] {
            return isAwaiting();
        };
    }
    add(steps, {}, [this] { m_network(TourNetwork::Up); });
    steps.last().isReady = [this] {
        return !isAwaiting();
    };
    return steps;
}

// The same question would be answered by what is shown already.
void StateTour::ask(const QString &pageId)
{
    const auto people = m_desk.people.people();
    m_ui.mainWindow()->openPage(pageId);
    if ((pageId == PageIds::Documents || pageId == PageIds::History) && people->size() > 1) {
        m_ui.mainWindow()->openPage(
            pageId, PageArgument::make(u"person"_qs, toText(people->uuidAt(1).value())));
    } else if (pageId == PageIds::Explanation) {
        m_ui.mainWindow()->openPage(pageId, PageArgument::make(u"attendance"_qs, u"2"_qs));
    } else if (pageId == PageIds::Accounts) {
        search(u"a"_qs);
    } else if (auto *period =
                   m_ui.mainWindow()->currentPage()->findChild<QComboBox *>(u"periodComboBox"_qs);
               period != nullptr && pageId == PageIds::Activity) {
        period->setCurrentIndex(period->currentIndex() == 2 ? 1 : 2);
    } else {
        press(u"refreshButton"_qs);
    }
}

QList<TourStep> StateTour::failed()
{
    QList<TourStep> steps;
    add(steps, {}, [this] { m_network(TourNetwork::Broken); });
    for (const QString &pageId :
         pagesOf({PageIds::Accounts, PageIds::Activity, PageIds::Devices, PageIds::Documents,
                  PageIds::History, PageIds::Reviews, PageIds::ImportHistory, PageIds::Explanation,
                  PageIds::Status, PageIds::LegacyTray})) {
        add(
            steps, u"failed-"_qs % pageId, [this, pageId] { ask(pageId); }, [this] { search({}); });
        steps.last().isReady = [this] {
            const auto *banner = m_ui.mainWindow()->currentPage()->findChild<Banner *>();
            return banner != nullptr && !banner->text().isEmpty();
        };
    }
    add(steps, {}, [this] {
        m_network(TourNetwork::Up);
        m_desk.sync.syncNow();
    });
    steps.last().isReady = [this] {
        return m_desk.sync.isOnline() && !isAwaiting();
    };
    return steps;
}

QList<TourStep> StateTour::found()
{
    QList<TourStep> steps;
    for (const QString &pageId : pagesOf(searchedPages())) {
        // Two turns of the event loop, as for whoever goes there and types.
        add(steps, {}, [this, pageId] { m_ui.mainWindow()->openPage(pageId); });
        add(
            steps, u"empty-"_qs % pageId, [this] { search(Nothing); }, [this] { search({}); });
        steps.last().isWanted = [this] {
            const auto *field =
                m_ui.mainWindow()->currentPage()->findChild<QLineEdit *>(u"searchLineEdit"_qs);
            return field != nullptr && field->isVisible();
        };
    }
    addOverList(steps);
    addBackups(steps);
    const auto closeAll = [this] {
        TourStep::closeWhatIsOpen(*m_ui.mainWindow());
    };
    add(
        steps, u"help"_qs,
        [this] {
            m_ui.mainWindow()->openPage(PageIds::Dashboard);
            trigger(u"helpAction"_qs);
        },
        closeAll);
    add(
        steps, u"notices"_qs, [this] { press(u"bellButton"_qs); },
        [this] { press(u"closeNoticesButton"_qs); });
    add(
        steps, u"account-menu"_qs,
        [this] {
            auto *account = m_ui.mainWindow()->findChild<QToolButton *>(u"accountButton"_qs);
            account->menu()->popup(
                account->mapToGlobal(QPoint(0, -account->menu()->sizeHint().height())));
        },
        closeAll);
    addWelcome(steps);
    return steps;
}

// One is made, and the question before it is restored; nothing is restored.
void StateTour::addBackups(QList<TourStep> &steps)
{
    if (pagesOf({PageIds::Backups}).isEmpty()) {
        return;
    }
    add(steps, {}, [this] { m_ui.mainWindow()->openPage(PageIds::Backups); });
    add(steps, u"backups-made"_qs, [this] { press(u"backUpNowButton"_qs); });
    steps.last().isReady = [this] {
        const LocalBackupState &state = m_desk.backups.state();
        return state.activity == LocalBackupActivity::None && !state.backups.isEmpty();
    };
    add(
        steps, u"backups-restore"_qs,
        [this] {
            auto *table =
                m_ui.mainWindow()->currentPage()->findChild<TableView *>(u"backupsTable"_qs);
            if (table != nullptr && table->model()->rowCount() > 0) {
                table->selectRow(0);
                press(u"restoreButton"_qs);
            }
        },
        [this] { TourStep::closeWhatIsOpen(*m_ui.mainWindow()); });
}

// What opens over a list: of the first that there is.
void StateTour::addOverList(QList<TourStep> &steps)
{
    const QStringList lists = pagesOf({PageIds::People, PageIds::Evaluations, PageIds::Attendance});
    if (lists.isEmpty()) {
        return;
    }
    const auto closeAll = [this] {
        TourStep::closeWhatIsOpen(*m_ui.mainWindow());
    };
    const auto table = [this] {
        return m_ui.mainWindow()->currentPage()->findChild<TableView *>();
    };
    // Somebody's own list has no column of people.
    const auto visibleColumn = [table](int place) {
        const QHeaderView *head = table()->horizontalHeader();
        for (int visual = 0; visual < head->count(); ++visual) {
            const int column = head->logicalIndex(visual);
            if (!head->isSectionHidden(column) && place-- == 0) {
                return column;
            }
        }
        return 0;
    };
    const QString page = lists.first();
    add(
        steps, u"list-columns"_qs,
        [this, page] {
            m_ui.mainWindow()->openPage(page);
            press(u"columnsButton"_qs);
        },
        closeAll);
    add(
        steps, u"list-views"_qs,
        [this] {
            for (QToolButton *button :
                 m_ui.mainWindow()->currentPage()->findChildren<QToolButton *>()) {
                if (button->objectName() == u"viewsButton" && button->menu() != nullptr) {
                    button->menu()->popup(button->mapToGlobal(QPoint(0, button->height())));
                }
            }
        },
        closeAll);
    add(
        steps, u"list-filter"_qs, [table, visibleColumn] { table()->openFilter(visibleColumn(1)); },
        closeAll);
    add(
        steps, u"list-row-menu"_qs,
        [table, visibleColumn] {
            table()->setCurrentIndex(table()->model()->index(2, visibleColumn(0)));
            QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), QPoint());
            QCoreApplication::sendEvent(table(), &asked);
        },
        closeAll);
}

void StateTour::addWelcome(QList<TourStep> &steps)
{
    constexpr int Stops = 5;
    for (int stop = 1; stop <= Stops; ++stop) {
        add(steps, u"welcome-%1"_qs.arg(stop), [this, stop] {
            if (stop == 1) {
                trigger(u"tourAction"_qs);
            } else {
                press(u"tourNextButton"_qs);
            }
        });
    }
    steps.last().leave = [this] {
        press(u"tourNextButton"_qs);
    };
}

void StateTour::search(const QString &text) const
{
    auto *field = m_ui.mainWindow()->currentPage()->findChild<QLineEdit *>(u"searchLineEdit"_qs);
    if (field != nullptr) {
        field->setText(text);
    }
}

void StateTour::trigger(const QString &actionName) const
{
    if (auto *action = m_ui.mainWindow()->findChild<QAction *>(actionName)) {
        action->trigger();
    }
}

void StateTour::press(const QString &buttonName) const
{
    // Of pages that were opened before, each has its own.
    for (QAbstractButton *button : m_ui.mainWindow()->findChildren<QAbstractButton *>(buttonName)) {
        if (button->isVisible()) {
            button->click();
            return;
        }
    }
}

} // namespace EvalTrack
