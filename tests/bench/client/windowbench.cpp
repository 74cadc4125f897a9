// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/windowbench.h"

#include "base/deliver.h"
#include "client/figures.h"
#include "client/samplepeople.h"
#include "common/dialogprompter.h"
#include "common/searchfield.h"
#include "common/tableview.h"
#include "common/theme.h"
#include "shell/language.h"
#include "shell/mainwindow.h"
#include "support/waitfor.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>

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

/// Each key until the list shows what it found.
void measureKeys(SearchField &search, TableView &table)
{
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
            before = typed;
            QCoreApplication::processEvents();
        }
    }
    Figures::below(u"a key in the search field until the list is painted, 99th percentile"_qs,
                   keys.percentile(99), 16ms);
    Figures::duration(u"a key in the search field until the list is painted, median"_qs,
                      keys.median());
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

} // namespace

bool measureWindow(BenchClient &client, int people)
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_qs), QSettings::IniFormat);
    ChosenServer connection;
    DialogPrompter prompter;
    Theme theme(*qApp);
    Language language;
    ClientEngine &engine = client.engine();
    Desk desk{connection,        engine.session(),     engine.sync(),        engine.people(),
              engine.events(),   engine.attendances(), engine.evaluations(), engine.dashboard(),
              engine.commands(), engine.tray(),        engine.captures(),    engine.accounts(),
              client.clock()};

    const Clock::time_point start = Clock::now();
    if (!client.resume()) {
        return false;
    }
    MainWindow window(desk, prompter, settings, theme, language, PageRegistry::standard());
    window.resize(1400, 900);
    window.openPage(PageIds::People);
    window.show();
    auto *table = window.findChild<TableView *>(u"peopleTable"_qs);
    auto *search = window.findChild<SearchField *>();
    if (table == nullptr || search == nullptr) {
        return failed(u"the window has no list of people"_qs);
    }
    const bool isFull =
        Test::waitFor([&] { return table->model()->rowCount() > 0 && table->isVisible(); }, 60s);
    table->viewport()->repaint();
    const Clock::duration usable = Clock::now() - start;
    if (!isFull || engine.people().people()->size() < people) {
        return failed(u"the list of people stays empty"_qs);
    }
    Figures::below(u"taking up the session until everybody is painted in a window"_qs, usable, 1s);
    Figures::megabytesBelow(u"resident memory with the window"_qs, residentMegabytes(), 150);
    Figures::megabytes(u"resident memory at its highest"_qs, peakMegabytes());

    measureKeys(*search, *table);
    search->clear();
    measureScrolling(*table);
    Figures::megabytesBelow(u"resident memory after searching and scrolling"_qs,
                            residentMegabytes(), 150);
    return true;
}

} // namespace EvalTrack::Bench
