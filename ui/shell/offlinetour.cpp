// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/offlinetour.h"

#include "base/deliver.h"
#include "common/page.h"
#include "items/itemtablemodel.h"
#include "items/outboxtablemodel.h"
#include "shell/desktopui.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableView>

#include <algorithm>

namespace EvalTrack {

namespace {

void pressReturn(QWidget *widget)
{
    widget->setFocus();
    QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QApplication::sendEvent(widget, &press);
}

} // namespace

OfflineTour::OfflineTour(DesktopUi &ui, Desk &desk, Network network, QObject *parent)
    : QObject(parent)
    , m_ui(ui)
    , m_desk(desk)
    , m_network(std::move(network))
{}

QList<TourStep> OfflineTour::steps(const QString &event)
{
    const auto closeAll = [this] {
        TourStep::closeWhatIsOpen(*m_ui.mainWindow());
    };
    QList<TourStep> steps;
    steps.append({u"offline-dashboard"_qs,
                  [this] {
                      const QList<OutboxItem> waiting = m_desk.tray.items();
                      for (const OutboxItem &item : waiting) {
                          m_before.insert(item.uuid);
                      }
                      m_network(TourNetwork::Down);
                      m_desk.sync.syncNow();
                      open(PageIds::Dashboard);
                  },
                  {},
                  [this] {
                      return !m_desk.sync.isOnline();
                  }});
    if (hasPage(PageIds::Capture)) {
        const auto isRecorded = [this](qsizetype captures) {
            return [this, captures] {
                return made().size() >= captures;
            };
        };
        steps.append({u"offline-capture"_qs,
                      [this, event] {
                          open(PageIds::Capture, event);
                          captureSomebodyNew(event);
                      },
                      {},
                      isRecorded(1)});
        steps.append(
            {u"offline-capture-unknown"_qs, [this] { scan(u"V-31245678"_qs); }, {}, isRecorded(2)});
    }
    for (const QString &pageId : m_ui.mainWindow()->pageIds()) {
        if (pageId != PageIds::Dashboard && pageId != PageIds::Capture && pageId != PageIds::Tray) {
            steps.append({u"offline-"_qs % pageId, [this, pageId] { open(pageId); }, {}, {}});
        }
    }
    steps.append({u"tray-waiting"_qs,
                  [this] {
                      makeEdits();
                      open(PageIds::Tray);
                  },
                  {},
                  [this] {
                      return made().size() >= m_edits;
                  }});
    steps.append({{},
                  [this] {
                      m_network(TourNetwork::Up);
                      m_desk.sync.syncNow();
                  },
                  {},
                  [this] {
                      return m_desk.sync.isOnline() && isAnyRefused();
                  }});
    steps.append({u"tray-refused"_qs, [this] { openRefused(); }, {}, {}});
    steps.append(
        {u"notices-refused"_qs,
         [this] {
             if (auto *bell = m_ui.mainWindow()->findChild<QAbstractButton *>(u"bellButton"_qs)) {
                 bell->click();
             }
         },
         [this] {
             if (auto *close =
                     m_ui.mainWindow()->findChild<QAbstractButton *>(u"closeNoticesButton"_qs)) {
                 close->click();
             }
         },
         {}});
    steps.append({u"dialog-give-up"_qs,
                  [this] {
                      const Page *page = m_ui.mainWindow()->currentPage();
                      if (auto *button = page->findChild<QAbstractButton *>(u"discardButton"_qs)) {
                          button->click();
                      }
                  },
                  closeAll,
                  {}});
    steps.append({u"dialog-unsaved"_qs, [this] { typeIntoAForm(); }, closeAll, {}});
    steps.append({{},
                  [this] { putBack(); },
                  {},
                  [this] {
                      return made().isEmpty();
                  }});
    if (hasPage(PageIds::History)) {
        steps.append(
            {u"history-changed"_qs,
             [this] {
                 open(PageIds::History,
                      PageArgument::make(u"person"_qs,
                                         m_changed ? toText(m_changed->uuid.value()) : QString()));
             },
             {},
             {}});
    }
    return steps;
}

bool OfflineTour::hasPage(const QString &pageId) const
{
    return m_ui.mainWindow()->pageIds().contains(pageId);
}

void OfflineTour::open(const QString &pageId, const QString &argument)
{
    m_ui.mainWindow()->openPage(pageId, argument);
}

void OfflineTour::scan(const QString &code)
{
    auto *field = m_ui.mainWindow()->currentPage()->findChild<QLineEdit *>(u"codeLineEdit"_qs);
    if (field != nullptr) {
        field->setText(code);
        pressReturn(field);
    }
}

// Of whom nobody has said anything at this event.
void OfflineTour::captureSomebodyNew(const QString &event)
{
    const EventUuid uuid(QUuid::fromString(PageArgument::value(event, u"event"_qs)));
    deliver(m_desk.attendances.ofEvent(uuid), this,
            [this](const Result<QList<AttendanceRow>> &rows) {
                QSet<QUuid> known;
                for (const AttendanceRow &row : rows.value_or(QList<AttendanceRow>())) {
                    known.insert(row.attendance.userUuid.value());
                }
                const auto people = m_desk.people.people();
                for (qsizetype i = 0; i < people->size(); ++i) {
                    const QString badge = people->text(i, PeopleSnapshot::Text::BadgeCode);
                    if (people->isActive(i) && !badge.isEmpty() &&
                        !known.contains(people->uuidAt(i).value())) {
                        scan(badge);
                        return;
                    }
                }
            });
}

std::optional<Employee> OfflineTour::subject() const
{
    const auto people = m_desk.people.people();
    const auto me = m_desk.session.person();
    const qsizetype index = me && me->may(Permission::EditPeople)
                                ? people->size() / 3
                                : (me ? people->indexOf(me->uuid) : -1);
    return index >= 0 && index < people->size() ? std::optional(people->at(index)) : std::nullopt;
}

void OfflineTour::makeEdits()
{
    m_edits = made().size();
    const auto me = m_desk.session.person();
    const auto person = subject();
    if (!me || !person) {
        return;
    }
    const auto submit = [this](const Command &command) {
        static_cast<void>(m_desk.commands.submit(command));
        ++m_edits;
    };
    m_changed = person;
    UpdateEmployee phone{*person, *person};
    phone.after.phone = u"+58 412-5550137"_qs;
    submit(phone);
    if (me->may(Permission::EditPeople)) {
        // The server will say that somebody has this address.
        CreateEmployee twice;
        twice.after.uuid = UserUuid(makeUuidV7());
        twice.after.firstName = u"María Fernanda"_qs;
        twice.after.lastName = u"Rojas Peña"_qs;
        twice.after.name = u"María Fernanda Rojas Peña"_qs;
        twice.after.email = person->email;
        submit(twice);
        return;
    }
    deliver(m_desk.attendances.ofPerson(me->uuid), this,
            [this, submit](const Result<QList<AttendanceRow>> &rows) {
                // Confirmed while it went on, sent too late: the server will say so.
                const auto isOver = [this](const AttendanceRow &row) {
                    return row.attendance.status == AttendanceStatus::Pending &&
                           row.eventDate < m_desk.clock.now() - std::chrono::hours(24);
                };
                const auto over = rows ? std::find_if(rows->begin(), rows->end(), isOver)
                                       : QList<AttendanceRow>::const_iterator();
                if (rows && over != rows->end()) {
                    submit(ConfirmOwnAttendance{over->attendance.uuid});
                }
            });
}

QList<OutboxItem> OfflineTour::made() const
{
    QList<OutboxItem> items = m_desk.tray.items();
    items.removeIf([this](const OutboxItem &item) { return m_before.contains(item.uuid); });
    return items;
}

bool OfflineTour::isAnyRefused() const
{
    const QList<OutboxItem> items = made();
    return std::any_of(items.begin(), items.end(),
                       [](const OutboxItem &item) { return item.state == OutboxState::Rejected; });
}

void OfflineTour::openRefused()
{
    auto *table = m_ui.mainWindow()->currentPage()->findChild<QTableView *>(u"trayTable"_qs);
    for (int row = 0; table != nullptr && row < table->model()->rowCount(); ++row) {
        const QModelIndex state = table->model()->index(row, OutboxTableModel::State);
        if (state.data(RawRole).toInt() == static_cast<int>(OutboxState::Rejected)) {
            table->setCurrentIndex(state);
            pressReturn(table);
            return;
        }
    }
}

void OfflineTour::typeIntoAForm()
{
    const auto person = subject();
    if (hasPage(PageIds::People) && person) {
        open(PageIds::People, PageArgument::make(u"person"_qs, toText(person->uuid.value())));
    } else {
        open(PageIds::Profile);
    }
    auto *field = m_ui.mainWindow()->currentPage()->findChild<QLineEdit *>(u"phoneLineEdit"_qs);
    if (field != nullptr) {
        field->setFocus();
        field->backspace();
        field->insert(field->text().endsWith(u'9') ? u"8"_qs : u"9"_qs);
    }
    open(PageIds::Dashboard);
}

void OfflineTour::putBack()
{
    const QList<OutboxItem> items = made();
    for (const OutboxItem &item : items) {
        if (item.state == OutboxState::Rejected || item.state == OutboxState::Review) {
            static_cast<void>(m_desk.tray.discard(item.uuid, u"Only shown on a tour"_qs));
        }
    }
    const auto now = subject();
    if (m_changed && now && now->uuid == m_changed->uuid) {
        UpdateEmployee back{*now, *now};
        back.after.phone = m_changed->phone;
        static_cast<void>(m_desk.commands.submit(back));
    }
}

} // namespace EvalTrack
