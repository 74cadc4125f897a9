// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/windowbench.h"

#include "base/deliver.h"
#include "client/figures.h"
#include "client/samplepeople.h"
#include "client/timedapplication.h"
#include "common/dialogprompter.h"
#include "common/searchfield.h"
#include "common/tableview.h"
#include "common/theme.h"
#include "shell/language.h"
#include "shell/mainwindow.h"
#include "support/nobackups.h"
#include "support/waitfor.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QKeyEvent>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace EvalTrack::Bench {

namespace {

using namespace std::chrono_literals;

/// The server was chosen before the measurement began.
class ChosenServer final : public ServerConnection
{
public:
    [[nodiscard]] bool isChosen() const override { return true; }
    [[nodiscard]] bool isThisComputer() const override { return false; }
    [[nodiscard]] QUrl url() const override { return {}; }
    QFuture<Result<void>> useThisComputer() override { return refused<void>(); }
    [[nodiscard]] bool needsFirstAdministrator() const override { return false; }
    QFuture<Result<void>> createFirstAdministrator(const QString & /*name*/,
                                                   const QString & /*email*/,
                                                   const QString & /*password*/) override
    {
        return refused<void>();
    }
    QFuture<Result<ServerCheck>> check(const QUrl & /*url*/) override
    {
        return refused<ServerCheck>();
    }
    QFuture<Result<void>> useServer(const ServerCheck & /*checked*/) override
    {
        return refused<void>();
    }
    void forget() override {}

private:
    template <typename T>
    [[nodiscard]] static QFuture<Result<T>> refused()
    {
        return readyFuture<Result<T>>(failure(ErrorCode::Internal));
    }
};

void press(QWidget &widget, const QString &typed)
{
    QKeyEvent down(QEvent::KeyPress, 0, Qt::NoModifier, typed);
    QApplication::sendEvent(&widget, &down);
    QKeyEvent up(QEvent::KeyRelease, 0, Qt::NoModifier, typed);
    QApplication::sendEvent(&widget, &up);
}

/// Knows whether a table was painted, and with people in it: what a figure calls "painted"
/// happened.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(TableView &table)
        : m_table(table)
    {
        table.viewport()->installEventFilter(this);
    }

    void forget() { m_isPainted = false; }
    [[nodiscard]] bool isPainted() const { return m_isPainted; }
    [[nodiscard]] bool isPaintedWithPeople() const { return m_hasShownPeople; }

    bool eventFilter(QObject * /*watched*/, QEvent *event) override
    {
        const bool isPaint = event->type() == QEvent::Paint;
        m_isPainted = m_isPainted || isPaint;
        m_hasShownPeople = m_hasShownPeople || (isPaint && m_table.model()->rowCount() > 0);
        return false;
    }

private:
    TableView &m_table;
    bool m_isPainted = false;
    bool m_hasShownPeople = false;
};

/// Each key until the list shows what it found.
[[nodiscard]] bool measureKeys(SearchField &search, TableView &table)
{
    PaintWatch painted(table);
    Samples keys;
    QString before;
    for (int round = 0; round < 3; ++round) {
        for (const QString &typed : sampleKeystrokes()) {
            keys.add(timed([&] {
                if (typed.size() == before.size() + 1) {
                    press(search, typed.right(1));
                } else {
                    search.setText(typed);
                }
                table.viewport()->repaint();
            }));
            if (!painted.isPainted()) {
                return failed(u"a key that was typed painted nothing"_qs);
            }
            painted.forget();
            before = typed;
            QCoreApplication::processEvents();
        }
    }
    Figures::below(u"a key in the search field until the list is painted, 99th percentile"_qs,
                   keys.percentile(99), 16ms);
    Figures::duration(u"a key in the search field until the list is painted, median"_qs,
                      keys.median());
    return true;
}

void measureScrolling(TableView &table)
{
    Samples pages;
    QScrollBar &bar = *table.verticalScrollBar();
    const int step = std::max(1, bar.maximum() / 500);
    for (int value = 0; value < bar.maximum(); value += step) {
        pages.add(timed([&] {
            bar.setValue(value);
            table.viewport()->repaint();
        }));
    }
    Figures::below(u"a turn of the wheel until the list is painted, 99th percentile"_qs,
                   pages.percentile(99), 16ms);
}

/// Sees when a screen has painted what it is opened for: rows, where it has a table that gets any.
class ScreenWatch final : public QObject
{
public:
    explicit ScreenWatch(const MainWindow &window)
        : m_window(window)
    {
        qApp->installEventFilter(this);
    }

    void forget()
    {
        m_firstPaint.reset();
        m_rows.reset();
    }
    [[nodiscard]] const std::optional<Clock::time_point> &firstPaint() const
    {
        return m_firstPaint;
    }
    [[nodiscard]] const std::optional<Clock::time_point> &rows() const { return m_rows; }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget = qobject_cast<const QWidget *>(watched);
        const Page *page = m_window.currentPage();
        if (event->type() != QEvent::Paint || widget == nullptr || page == nullptr ||
            !page->isAncestorOf(widget)) {
            return false;
        }
        if (!m_firstPaint) {
            m_firstPaint = Clock::now();
        }
        const auto *table = qobject_cast<const QAbstractItemView *>(widget->parentWidget());
        if (!m_rows && table != nullptr && table->model() != nullptr &&
            table->model()->rowCount() > 0) {
            m_rows = Clock::now();
        }
        return false;
    }

private:
    const MainWindow &m_window;
    std::optional<Clock::time_point> m_firstPaint;
    std::optional<Clock::time_point> m_rows;
};

/// The window of somebody who enters, with the list of people open.
class PeopleWindow
{
public:
    explicit PeopleWindow(BenchClient &client)
        : m_client(client)
    {}

    [[nodiscard]] bool open(int people, Entry entry)
    {
        const Clock::time_point start = Clock::now();
        if (!(entry == Entry::Session ? m_client.resume() : m_client.signIn())) {
            return false;
        }
        m_window = std::make_unique<MainWindow>(m_desk, m_prompter, m_settings, m_theme, m_language,
                                                PageRegistry::standard());
        m_window->resize(1400, 900);
        m_window->openPage(PageIds::People);
        m_window->show();
        m_table = m_window->findChild<TableView *>(u"peopleTable"_qs);
        m_search = m_window->findChild<SearchField *>();
        if (m_table == nullptr || m_search == nullptr) {
            return failed(u"the window has no list of people"_qs);
        }
        const PaintWatch painted(*m_table);
        const bool isFull =
            Test::waitFor([&painted] { return painted.isPaintedWithPeople(); }, 60s);
        const Clock::duration usable = Clock::now() - start;
        if (!isFull || m_client.engine().people().people()->size() < people) {
            return failed(u"the list of people stays empty"_qs);
        }
        Figures::below(entry == Entry::Session
                           ? u"taking up the session until everybody is painted in a window"_qs
                           : u"signing in by password until everybody is painted in a window"_qs,
                       usable, 1s);
        return true;
    }

    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] TableView &table() { return *m_table; }
    [[nodiscard]] SearchField &search() { return *m_search; }

private:
    BenchClient &m_client;
    QTemporaryDir m_folder;
    QSettings m_settings{m_folder.filePath(u"settings.ini"_qs), QSettings::IniFormat};
    ChosenServer m_connection;
    DialogPrompter m_prompter;
    Theme m_theme{*qApp};
    Language m_language;
    ClientEngine &m_engine = m_client.engine();
    Test::NoBackups m_backups;
    Desk m_desk{m_engine.desk(m_connection, m_backups)};
    std::unique_ptr<MainWindow> m_window;
    TableView *m_table = nullptr;
    SearchField *m_search = nullptr;
};

} // namespace

bool measureEntry(BenchClient &client, int people, Entry entry)
{
    return PeopleWindow(client).open(people, entry);
}

bool measureWindow(BenchClient &client, int people)
{
    PeopleWindow window(client);
    if (!window.open(people, Entry::Session)) {
        return false;
    }
    Figures::megabytesBelow(u"resident memory with the window"_qs, residentMegabytes(), 150);
    Figures::megabytes(u"resident memory at its highest"_qs, peakMegabytes());

    if (!measureKeys(window.search(), window.table())) {
        return false;
    }
    window.search().clear();
    measureScrolling(window.table());
    Figures::megabytesBelow(u"resident memory after searching and scrolling"_qs,
                            residentMegabytes(), 150);
    return true;
}

bool measureScreens(BenchClient &client, int people)
{
    // A screen that has not got rows by then has none to show.
    constexpr auto LongestWait = 1s;
    PeopleWindow opened(client);
    if (!opened.open(people, Entry::Session)) {
        return false;
    }
    MainWindow &window = opened.window();
    ScreenWatch watch(window);
    Clock::duration longestPause{0};
    QString pausePage;
    for (const bool isFirst : {true, false}) {
        Samples screens;
        Clock::duration slowest{0};
        QString slowestPage;
        for (const QString &id : window.pageIds()) {
            // Between two screens there is another one, so that each is come to.
            window.openPage(id == PageIds::People ? PageIds::Dashboard : PageIds::People);
            (void)Test::waitFor([] { return false; }, 100ms);
            watch.forget();
            (void)TimedApplication::takeLongest();
            Clock::time_point click;
            QMetaObject::invokeMethod(
                &window,
                [&] {
                    click = Clock::now();
                    window.openPage(id);
                },
                Qt::QueuedConnection);
            (void)Test::waitFor([&] { return watch.rows().has_value(); }, LongestWait);
            if (!watch.firstPaint()) {
                return failed(u"nothing was painted of "_qs + id);
            }
            if (const auto pause = TimedApplication::takeLongest(); pause > longestPause) {
                longestPause = pause;
                pausePage = id;
            }
            const Clock::duration took = watch.rows().value_or(*watch.firstPaint()) - click;
            screens.add(took);
            if (took > slowest) {
                slowest = took;
                slowestPage = id;
            }
        }
        Figures::below(isFirst
                           ? u"a click until a new screen has painted its first rows, the "
                             "slowest of %1 (%2)"_qs.arg(screens.count())
                                 .arg(slowestPage)
                           : u"the same of screens that were open before, the slowest (%1)"_qs.arg(
                                 slowestPage),
                       slowest, 100ms);
        Figures::duration(u"the same, median"_qs, screens.median());
    }
    Figures::below(u"the longest pause on the way (%1)"_qs.arg(pausePage), longestPause, 50ms);
    Figures::megabytesBelow(u"resident memory with every screen open"_qs, residentMegabytes(), 200);
    return true;
}

} // namespace EvalTrack::Bench
