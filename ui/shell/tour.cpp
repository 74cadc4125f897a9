// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tour.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/chartpanel.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/page.h"
#include "common/tableview.h"
#include "devices/codecard.h"
#include "items/evaluationtablemodel.h"
#include "reports/reportwords.h"
#include "shell/commandpalette.h"
#include "shell/desktopui.h"
#include "shell/importtour.h"
#include "shell/offlinetour.h"
#include "shell/statetour.h"
#include "start/administratorpage.h"
#include "start/enrolpage.h"
#include "start/signinpage.h"
#include "start/startpage.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>

#include <algorithm>

namespace EvalTrack {

namespace {

using namespace std::chrono_literals;
constexpr auto MostPatience = 8s;

} // namespace

Tour::Tour(DesktopUi &ui, Desk &desk, QString folder, Options options, QObject *parent)
    : QObject(parent)
    , m_ui(ui)
    , m_desk(desk)
    , m_folder(std::move(folder))
    , m_options(options)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(m_options.rest);
    connect(&m_quiet, &QTimer::timeout, this, &Tour::restIsNear);
}

Tour::Tour(DesktopUi &ui, Desk &desk, QString folder, QObject *parent)
    : Tour(ui, desk, std::move(folder), Options{}, parent)
{}

Tour::~Tour() = default;

void Tour::start()
{
    QDir().mkpath(m_folder);
    m_steps.clear();
    m_at = -1;
    m_written = 0;
    if (window() != nullptr) {
        window()->resize(m_options.size);
        // A notice about this computer's keychain is not what the pictures are about.
        if (auto *notice = window()->findChild<Banner *>(u"sessionBanner"_qs)) {
            notice->clear();
        }
        plan();
    }
    qApp->installEventFilter(this);
    next();
}

bool Tour::eventFilter(QObject *watched, QEvent *event)
{
    if (m_quiet.isActive() && watched->isWidgetType() &&
        (event->type() == QEvent::Paint || event->type() == QEvent::LayoutRequest)) {
        m_quiet.start();
    }
    return QObject::eventFilter(watched, event);
}

void Tour::plan()
{
    auto *states = new StateTour(m_ui, m_desk, m_options.network, this);
    planBeforeSignIn();
    if (m_options.network) {
        m_steps.append(states->awaited());
    }
    for (const QString &pageId : window()->pageIds()) {
        planPage(pageId);
    }
    m_steps.append(states->found());
    if (m_options.network) {
        m_steps.append(states->failed());
        auto *offline = new OfflineTour(m_ui, m_desk, m_options.network, this);
        m_steps.append(offline->steps(eventArgument(/*past=*/false)));
    }
}

void Tour::planBeforeSignIn()
{
    const auto alone = [this](const QString &name, auto makePage) {
        m_steps.append({name,
                        [this, makePage] {
                            auto *page = makePage();
                            m_standIn.reset(page);
                            page->resize(m_options.size);
                            page->show();
                            if constexpr (requires { page->activate(); }) {
                                page->activate();
                            }
                        },
                        [this] {
                            m_standIn.reset();
                        }});
    };
    alone(u"start"_qs, [this] { return new StartPage(m_desk.connection); });
    alone(u"first-administrator"_qs, [this] { return new AdministratorPage(m_desk.connection); });
    alone(u"sign-in"_qs, [this] { return new SignInPage(m_desk.session, m_desk.connection); });
    alone(u"enrol"_qs, [this] { return new EnrolPage(m_desk.station, m_desk.connection); });
}

void Tour::planPage(const QString &pageId)
{
    const bool isManager =
        m_desk.session.person() && m_desk.session.person()->may(Permission::ManageAttendance);
    // A page comes with the argument that shows most; the bare page is one press away from it.
    if (pageId != PageIds::Capture && pageId != PageIds::Explanation &&
        pageId != PageIds::CheckInCode && pageId != PageIds::Devices &&
        pageId != PageIds::LegacyMove) {
        add(pageId, pageId, {});
    }
    if (pageId == PageIds::Dashboard) {
        m_steps.append({u"dashboard-numbers"_qs,
                        [this] {
                            for (ChartPanel *panel : window()->findChildren<ChartPanel *>()) {
                                panel->setTableShown(true);
                            }
                        },
                        [this] {
                            for (ChartPanel *panel : window()->findChildren<ChartPanel *>()) {
                                panel->setTableShown(false);
                            }
                        }});
        // By whole windows, so that no card is left out; the last picture is the end.
        for (const int pages : {1, 2, 3}) {
            m_steps.append({u"dashboard-more-%1"_qs.arg(pages),
                            [this, pages] { scrollDown(pages); },
                            [this] { scrollDown(0); },
                            {},
                            [this, pages] {
                                return isScrolledBeyond(pages - 1);
                            }});
        }
        m_steps.append({u"shortcuts"_qs,
                        [this] {
                            for (QAction *action : window()->findChildren<QAction *>()) {
                                if (action->shortcut() == QKeySequence(Qt::Key_F1)) {
                                    action->trigger();
                                }
                            }
                        },
                        [this] {
                            TourStep::closeWhatIsOpen(*window());
                        }});
        for (const auto &[name, typed] :
             {std::pair(u"palette"_qs, QString()), std::pair(u"palette-found"_qs, u"re"_qs)}) {
            m_steps.append({name,
                            [this, typed = typed] {
                                auto *palette = window()->findChild<CommandPalette *>();
                                palette->openUp();
                                palette->findChild<QLineEdit *>()->setText(typed);
                            },
                            [this] {
                                window()->findChild<CommandPalette *>()->goAway();
                            }});
        }
    } else if (pageId == PageIds::People) {
        const auto people = m_desk.people.people();
        if (people->size() > 0) {
            add(u"person"_qs, pageId,
                PageArgument::make(u"person"_qs, toText(people->uuidAt(0).value())));
        }
        add(u"person-new"_qs, pageId, u"new"_qs);
        planDocuments();
    } else if (pageId == PageIds::Departments) {
        planDepartments();
    } else if (pageId == PageIds::OrgChart) {
        planOrgChart();
    } else if (pageId == PageIds::Jobs) {
        const auto people = m_desk.people.people();
        if (people->size() > 0) {
            add(u"job"_qs, pageId,
                PageArgument::make(
                    u"job"_qs, people->text(people->size() - 1, PeopleSnapshot::Text::JobTitle)));
        }
    } else if (pageId == PageIds::Events) {
        add(u"event"_qs, pageId, eventArgument(/*past=*/false));
        if (isManager) {
            m_steps.last().leave = {};
            m_steps.append({u"event-registered"_qs, [this] { showTab(u"eventTabBar"_qs, 1); },
                            [this] {
                                showTab(u"eventTabBar"_qs, 0);
                                TourStep::closeWhatIsOpen(*window());
                            }});
        }
        if (isManager && m_desk.session.person()->may(Permission::ManageEvents)) {
            add(u"event-new"_qs, pageId, u"new"_qs);
        }
    } else if (pageId == PageIds::Attendance && isManager) {
        add(u"attendance-event"_qs, pageId, eventArgument(/*past=*/true));
        m_steps.last().prepare = [this, open = m_steps.last().prepare] {
            open();
            if (auto *table = window()->currentPage()->findChild<TableView *>()) {
                table->selectRow(0);
            }
        };
        add(u"attendance-pending"_qs, pageId, u"status=PENDING"_qs);
    } else if (pageId == PageIds::Capture) {
        add(u"capture"_qs, pageId, eventArgument(/*past=*/false));
        const auto isSent = [this] {
            return m_desk.sync.waitingCount() == 0 && m_desk.sync.activity() == SyncActivity::Idle;
        };
        m_steps.append({u"capture-recorded"_qs,
                        [this] { scanSomebodyExpected(); },
                        {},
                        [this, isSent] {
                            return m_isPrepared && isSent();
                        }});
        m_steps.append({u"capture-left"_qs,
                        [this] {
                            press(u"leavingButton"_qs);
                            scanSomebodyPresent();
                        },
                        {},
                        [this, isSent] {
                            return m_isPrepared && isSent();
                        }});
        m_steps.append({u"capture-inactive"_qs,
                        [this] {
                            press(u"leavingButton"_qs);
                            scan(badgeOfSomebodyInactive());
                        },
                        {},
                        isSent});
        m_steps.append({u"capture-unknown"_qs, [this] { scan(u"EV990417"_qs); }, {}, isSent});
        add(u"check-in-code"_qs, PageIds::CheckInCode, eventArgument(/*past=*/false));
    } else if (pageId == PageIds::Attendance) {
        planExplanation();
    } else if (pageId == PageIds::Reviews) {
        m_steps.append({u"review"_qs, [this] {
                            auto *table =
                                window()->currentPage()->findChild<TableView *>(u"reviewsTable"_qs);
                            if (table != nullptr && table->model()->rowCount() > 0) {
                                table->selectRow(0);
                                Q_EMIT table->opened(table->model()->index(0, 0));
                            }
                        }});
        planExplanation();
    } else if (pageId == PageIds::Evaluations) {
        if (isManager) {
            m_steps.append({u"evaluations-older"_qs,
                            [this] {
                                const Page *page = window()->currentPage();
                                if (auto *older =
                                        page->findChild<QAbstractButton *>(u"showOlderButton"_qs)) {
                                    older->click();
                                }
                                sortEvaluations(Qt::AscendingOrder);
                            },
                            [this] { sortEvaluations(Qt::DescendingOrder); },
                            [this] {
                                return !m_desk.history.isFetching();
                            }});
        }
        planEvaluation(isManager ? u"evaluation-grade"_qs : u"evaluation-answer"_qs,
                       isManager ? EvaluationStatus::Submitted : EvaluationStatus::Pending);
    } else if (pageId == PageIds::Devices) {
        planDevices();
    } else if (pageId == PageIds::Reports) {
        planReports();
    } else if (pageId == PageIds::Imports) {
        m_steps.append((new ImportTour(m_ui, m_desk, m_folder, this))->tables());
    } else if (pageId == PageIds::ImportHistory) {
        m_steps.append((new ImportTour(m_ui, m_desk, m_folder, this))->history());
    } else if (pageId == PageIds::LegacyMove) {
        for (const int step : {0, 1, 2, 3, 4}) {
            m_steps.append({u"legacymove-%1"_qs.arg(step + 1), [this, step] {
                                window()->openPage(PageIds::LegacyMove);
                                showTab(u"stepTabBar"_qs, step);
                            }});
        }
    } else if (pageId == PageIds::LegacyTray) {
        m_steps.append({u"legacytray-row"_qs,
                        [this] {
                            auto *table = window()->currentPage()->findChild<TableView *>(
                                u"legacyTrayTable"_qs);
                            if (table != nullptr && table->model()->rowCount() > 0) {
                                table->selectRow(0);
                                Q_EMIT table->opened(table->model()->index(0, 0));
                            }
                        },
                        [this] {
                            TourStep::closeWhatIsOpen(*window());
                        }});
    } else if (pageId == PageIds::Activity) {
        add(u"activity-day"_qs, pageId,
            PageArgument::make(
                u"day"_qs,
                Formats::toLocal(m_desk.clock.now()).date().addDays(-1).toString(Qt::ISODate)));
    } else if (pageId == PageIds::Accounts) {
        add(u"account-new"_qs, pageId, {});
        m_steps.last().prepare = [this, open = m_steps.last().prepare] {
            open();
            press(u"newAccountButton"_qs);
        };
    }
}

/// Of the first person who has any, by their numbers: those who came first have most.
void Tour::planDocuments()
{
    constexpr qsizetype Asked = 12;
    add(u"documents-somebody"_qs, PageIds::Documents, {});
    m_steps.last().leave = {};
    m_steps.last().prepare = [this] {
        m_asked = 0;
    };
    m_steps.last().isReady = [this] {
        const auto people = m_desk.people.people();
        const auto *table = window()->currentPage()->findChild<TableView *>();
        const bool isFound = m_asked > 0 && table != nullptr && table->model()->rowCount() > 0;
        const qsizetype at = people->indexOf(UserId(++m_asked));
        if (isFound || m_asked > Asked) {
            return true;
        }
        if (at >= 0) {
            window()->openPage(
                PageIds::Documents,
                PageArgument::make(u"person"_qs, toText(people->uuidAt(at).value())));
        }
        return false;
    };
    m_steps.append({u"document"_qs,
                    [this] {
                        auto *table = window()->currentPage()->findChild<TableView *>();
                        if (table != nullptr && table->model()->rowCount() > 0) {
                            table->selectRow(0);
                            Q_EMIT table->opened(table->model()->index(0, 0));
                        }
                    },
                    [this] {
                        TourStep::closeWhatIsOpen(*window());
                    }});
}

void Tour::planOrgChart()
{
    const auto search = [this](const QString &text) {
        window()->currentPage()->findChild<QLineEdit *>(u"searchLineEdit"_qs)->setText(text);
    };
    m_steps.append({u"orgchart-found"_qs, [search] { search(u"ana"_qs); },
                    [search] {
                        search({});
                    }});
    m_steps.append({u"orgchart-whole"_qs, [this] {
                        press(u"fitButton"_qs);
                    }});
    m_steps.append({u"orgchart-list"_qs, [this] { press(u"asListButton"_qs); },
                    [this] {
                        press(u"asListButton"_qs);
                    }});
}

void Tour::planDepartments()
{
    const QList<Department> departments = m_desk.people.departments();
    if (departments.isEmpty()) {
        return;
    }
    add(u"department"_qs, PageIds::Departments,
        PageArgument::make(u"department"_qs, toText(departments.first().uuid.value())));
    m_steps.last().leave = {};
    m_steps.append({u"department-remove"_qs, [this] { press(u"removeButton"_qs); },
                    [this] {
                        press(u"keepButton"_qs);
                        TourStep::closeWhatIsOpen(*window());
                    }});
    add(u"department-new"_qs, PageIds::Departments, u"new"_qs);
}

/// Each report, and that of days on which nothing was.
void Tour::planReports()
{
    const auto choose = [this](int report) {
        window()
            ->currentPage()
            ->findChild<QComboBox *>(u"reportComboBox"_qs)
            ->setCurrentIndex(report);
    };
    const auto isThere = [this] {
        const auto *page = window()->currentPage();
        return page->findChild<QAbstractButton *>(u"exportButton"_qs)->isEnabled();
    };
    for (int report = 1; report < static_cast<int>(ReportWords::Kinds.size()); ++report) {
        m_steps.append(
            {u"report-%1"_qs.arg(report), [choose, report] { choose(report); }, {}, isThere});
    }
    m_steps.append({u"report-chart"_qs,
                    [this, choose] {
                        choose(0);
                        press(u"viewButton"_qs);
                    },
                    [this] { press(u"viewButton"_qs); }, isThere});
    const auto setPeriod = [this](const QDate &from, const QDate &to) {
        const auto *page = window()->currentPage();
        page->findChild<QDateEdit *>(u"fromDateEdit"_qs)->setDate(from);
        page->findChild<QDateEdit *>(u"toDateEdit"_qs)->setDate(to);
    };
    m_steps.append({u"report-empty"_qs,
                    [choose, setPeriod] {
                        choose(0);
                        setPeriod(QDate(2019, 1, 1), QDate(2019, 1, 1));
                    },
                    [this, setPeriod] {
                        const QDate today = Formats::toLocal(m_desk.clock.now()).date();
                        setPeriod(QDate(today.year(), 1, 1), today);
                    },
                    [isThere] {
                        return !isThere();
                    }});
}

void Tour::planDevices()
{
    add(u"device-new"_qs, PageIds::Devices, u"new"_qs);
    m_steps.last().leave = {};
    m_steps.append({u"device-code"_qs,
                    [this] {
                        type(u"nameLineEdit"_qs, tr("Main entrance"));
                        type(u"siteLineEdit"_qs, tr("Head office"));
                        type(u"exitPinLineEdit"_qs, u"4826"_qs);
                        press(u"saveButton"_qs);
                    },
                    [this] { TourStep::closeWhatIsOpen(*window()); },
                    [this] {
                        const auto *card = window()->currentPage()->findChild<CodeCard *>();
                        return card != nullptr && !card->code().isEmpty();
                    }});
    add(PageIds::Devices, PageIds::Devices, {});
}

/// Of whoever came in last: at the event of the capture screen, or oneself.
void Tour::planExplanation()
{
    add(u"explanation"_qs, PageIds::Attendance, {});
    m_steps.last().prepare = [this] {
        m_isPrepared = false;
        const auto show = [this](const Result<QList<AttendanceRow>> &rows) {
            std::optional<Attendance> last;
            for (const AttendanceRow &row : rows.value_or(QList<AttendanceRow>())) {
                const Attendance &each = row.attendance;
                // Who has left has more to be explained than who came last.
                const auto rank = [](const Attendance &any) {
                    return std::pair(any.leftAt, any.attendedAt);
                };
                if (each.attendedAt && !each.id.isNull() && (!last || rank(each) > rank(*last))) {
                    last = each;
                }
            }
            if (last && window() != nullptr) {
                window()->openPage(
                    PageIds::Explanation,
                    PageArgument::make(u"attendance"_qs, QString::number(last->id.value())));
            }
            m_isPrepared = true;
            m_quiet.start();
        };
        const auto person = m_desk.session.person();
        const EventUuid event(
            QUuid::fromString(PageArgument::value(eventArgument(/*past=*/false), u"event"_qs)));
        deliver(person->may(Permission::ManageAttendance)
                    ? m_desk.attendances.ofEvent(event)
                    : m_desk.attendances.ofPerson(person->uuid),
                this, show);
    };
    m_steps.last().isReady = [this] {
        const auto waits = window()->currentPage()->findChildren<EmptyState *>();
        return m_isPrepared && std::ranges::none_of(waits, [](const EmptyState *each) {
                   return each->isVisible() && each->isLoading();
               });
    };
}

void Tour::planEvaluation(const QString &name, EvaluationStatus status)
{
    add(name, PageIds::Evaluations, {});
    TourStep &step = m_steps.last();
    step.prepare = [this, status] {
        m_isPrepared = false;
        EvaluationFilter filter;
        filter.status = status;
        deliver(m_desk.evaluations.find(filter), this,
                [this](const Result<QList<EvaluationRow>> &rows) {
                    if (rows && !rows->isEmpty() && window() != nullptr) {
                        window()->openPage(
                            PageIds::Evaluations,
                            PageArgument::make(u"evaluation"_qs,
                                               toText(rows->first().evaluation.uuid.value())));
                    }
                    m_isPrepared = true;
                    m_quiet.start();
                });
    };
    step.isReady = [this] {
        return m_isPrepared;
    };
}

void Tour::add(const QString &name, const QString &pageId, const QString &argument)
{
    m_steps.append({name, [this, pageId, argument] { window()->openPage(pageId, argument); },
                    [this] {
                        TourStep::closeWhatIsOpen(*window());
                    }});
}

void Tour::next()
{
    if (++m_at >= m_steps.size()) {
        qApp->removeEventFilter(this);
        Q_EMIT finished(m_written);
        return;
    }
    if (window() == nullptr) {
        // Signed out under way.
        m_at = m_steps.size();
        next();
        return;
    }
    // The keyboard's place is part of the picture.
    window()->activateWindow();
    Q_EMIT stepReached(m_steps.at(m_at).name);
    m_steps.at(m_at).prepare();
    m_since.start();
    m_quiet.start();
}

void Tour::restIsNear()
{
    const TourStep &step = m_steps.at(m_at);
    const bool isReady = !step.isReady || step.isReady();
    if (!isReady && std::chrono::milliseconds(m_since.elapsed()) < MostPatience) {
        m_quiet.start();
        return;
    }
    if (!step.name.isEmpty() && (!step.isWanted || step.isWanted())) {
        takePicture();
    }
    Q_EMIT stepReached(u"leaving "_qs + step.name);
    if (step.leave) {
        step.leave();
    }
    next();
}

void Tour::takePicture()
{
    QWidget *subject = m_standIn ? m_standIn.get() : window();
    if (subject == nullptr) {
        return;
    }
    // What was said last has its room.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    const qreal ratio = m_options.scale * subject->devicePixelRatioF();
    QImage image(subject->size() * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(subject->palette().color(QPalette::Window));
    subject->render(&image);
    // Dialogs and menus are windows of their own; a person sees them on top.
    for (QWidget *over : QApplication::topLevelWidgets()) {
        const bool isPopup = over->windowType() == Qt::Popup;
        const bool isOver =
            over != subject && over->isVisible() && (qobject_cast<QDialog *>(over) || isPopup);
        if (isOver) {
            if (!isPopup) {
                QPainter painter(&image);
                painter.fillRect(QRect(QPoint(), subject->size()), QColor(0, 0, 0, 90));
            }
            const QPoint at = qobject_cast<QDialog *>(over)
                                  ? QPoint((subject->width() - over->width()) / 2,
                                           (subject->height() - over->height()) / 2)
                                  : over->pos() - subject->pos();
            over->render(&image, at);
        }
    }
    const QString file = u"%1/%2-%3.png"_qs.arg(m_folder)
                             .arg(m_written + 1, 2, 10, QChar(u'0'))
                             .arg(m_steps.at(m_at).name);
    if (image.save(file)) {
        ++m_written;
    }
}

MainWindow *Tour::window() const
{
    return m_ui.mainWindow();
}

void Tour::type(const QString &objectName, const QString &text)
{
    if (auto *field = window()->currentPage()->findChild<QLineEdit *>(objectName)) {
        field->setText(text);
    }
}

void Tour::showTab(const QString &objectName, int tab)
{
    if (auto *tabs = window()->currentPage()->findChild<QTabBar *>(objectName)) {
        tabs->setCurrentIndex(tab);
    }
}

void Tour::press(const QString &objectName)
{
    if (auto *button = window()->currentPage()->findChild<QAbstractButton *>(objectName)) {
        button->click();
    }
}

QString Tour::badgeOfSomebodyInactive() const
{
    const auto people = m_desk.people.people();
    for (qsizetype i = 0; i < people->size(); ++i) {
        const QString badge = people->text(i, PeopleSnapshot::Text::BadgeCode);
        if (!people->isActive(i) && !badge.isEmpty()) {
            return badge;
        }
    }
    return {};
}

void Tour::scan(const QString &code)
{
    auto *field = window()->findChild<QLineEdit *>(u"codeLineEdit"_qs);
    if (field == nullptr || code.isEmpty()) {
        return;
    }
    field->setText(code);
    field->setFocus();
    QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QApplication::sendEvent(field, &press);
}

void Tour::sortEvaluations(Qt::SortOrder order)
{
    if (auto *table = window()->currentPage()->findChild<TableView *>()) {
        table->sortByColumn(EvaluationTableModel::EventDate, order);
    }
}

// Who leaves has been there for a while.
void Tour::scanSomebodyPresent()
{
    scanOneOf([](const Attendance &each) { return each.attendedAt && !each.leftAt; });
}

void Tour::scanSomebodyExpected()
{
    scanOneOf([](const Attendance &each) { return each.status == AttendanceStatus::Pending; });
}

/// Of those at the event of the capture screen, who came first.
void Tour::scanOneOf(const std::function<bool(const Attendance &)> &isWanted)
{
    m_isPrepared = false;
    const EventUuid event(
        QUuid::fromString(PageArgument::value(eventArgument(/*past=*/false), u"event"_qs)));
    deliver(m_desk.attendances.ofEvent(event), this,
            [this, isWanted](const Result<QList<AttendanceRow>> &rows) {
                const auto people = m_desk.people.people();
                std::optional<Attendance> first;
                for (const AttendanceRow &row : rows.value_or(QList<AttendanceRow>())) {
                    const Attendance &each = row.attendance;
                    const qsizetype index = people->indexOf(each.userUuid);
                    if (isWanted(each) && index >= 0 && people->isActive(index) &&
                        (!first || each.attendedAt < first->attendedAt)) {
                        first = each;
                    }
                }
                if (first) {
                    scan(people->text(people->indexOf(first->userUuid),
                                      PeopleSnapshot::Text::BadgeCode));
                }
                m_isPrepared = true;
                m_quiet.start();
            });
}

void Tour::scrollDown(int pages)
{
    if (auto *area = window()->currentPage()->findChild<QScrollArea *>()) {
        QScrollBar *bar = area->verticalScrollBar();
        bar->setValue(pages * (bar->pageStep() - Space::Three));
    }
}

bool Tour::isScrolledBeyond(int pages) const
{
    const auto *area = window()->currentPage()->findChild<QScrollArea *>();
    if (area == nullptr) {
        return false;
    }
    const QScrollBar *bar = area->verticalScrollBar();
    return bar->maximum() > pages * (bar->pageStep() - Space::Three);
}

QString Tour::eventArgument(bool past) const
{
    const auto events = m_desk.events.events();
    const Timestamp now = m_desk.clock.now();
    const EventSummary *chosen = nullptr;
    for (const EventSummary &summary : *events) {
        const bool isPast = summary.event.end() < now;
        if (isPast != past || !summary.event.isActive) {
            continue;
        }
        chosen = &summary;
        if (!past) {
            break; // The next one; of those behind us the last.
        }
    }
    return chosen ? PageArgument::make(u"event"_qs, toText(chosen->event.uuid.value())) : QString();
}

} // namespace EvalTrack
