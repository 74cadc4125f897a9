// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tour.h"

#include "shell/desktopui.h"
#include "shell/firsttour.h"
#include "support/fakedesk.h"
#include "support/messageguard.h"
#include "support/scriptedprompter.h"
#include "support/stalldetector.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QImage>
#include <QSettings>
#include <QTemporaryDir>

namespace EvalTrack::Test {

namespace {

class TourTest : public testing::TestWithParam<Role>
{};

// The folder named by EVALTRACK_PICTURES keeps the pictures for looking at.
QString folderFor(const QTemporaryDir &temporary, const QString &name)
{
    const QString kept = qEnvironmentVariable("EVALTRACK_PICTURES");
    return (kept.isEmpty() ? temporary.path() : kept) + u'/' + name;
}

// As the server does with an address that somebody has.
void refuseNewPeople(FakeDesk &fake)
{
    for (OutboxItem &item : fake.tray.waiting) {
        if (item.command == CommandKind::CreateEmployee ||
            item.command == CommandKind::ConfirmOwnAttendance) {
            item.state = OutboxState::Rejected;
            item.reason = Error{ErrorCode::Conflict, {}, {{u"email"_qs, u"en uso"_qs}}};
        }
    }
}

} // namespace

TEST_P(TourTest, WritesAPictureOfEveryPage)
{
    // Menus and filters are popups.
    MessageGuard::expect(
        QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_qs), QSettings::IniFormat);
    FakeDesk fake(GetParam());
    Desk desk = fake.desk();
    ScriptedPrompter prompter;
    DesktopUi ui(desk, prompter, settings);
    ui.language().setChoice(
        Language::fromName(qEnvironmentVariable("EVALTRACK_LANGUAGE", u"es"_qs)));
    ui.theme().setChoice(Theme::fromName(qEnvironmentVariable("EVALTRACK_THEME", u"light"_qs)));
    ui.show();
    ASSERT_NE(ui.mainWindow(), nullptr);
    const QString pictures = folderFor(folder, u"role%1"_qs.arg(static_cast<int>(GetParam())));
    Tour::Options options;
    options.scale = qEnvironmentVariable("EVALTRACK_SCALE", u"1"_qs).toDouble();
    if (qEnvironmentVariableIsEmpty("EVALTRACK_PICTURES")) {
        options.rest = std::chrono::milliseconds(40); // Nobody looks at a half-drawn one.
    }
    options.network = [&fake](TourNetwork state) {
        const bool isUp = state != TourNetwork::Down;
        if (isUp && !fake.isOnline()) {
            refuseNewPeople(fake);
        }
        fake.setOnline(isUp);
        fake.failAlways(state == TourNetwork::Broken
                            ? std::optional(Error{ErrorCode::Internal, {}, {}})
                            : std::nullopt);
        fake.setSlow(state == TourNetwork::Slow);
        while (state != TourNetwork::Slow && fake.heldAnswers() > 0) {
            fake.releaseAnswers();
        }
    };
    Tour tour(ui, desk, pictures, options);
    int written = -1;
    QObject::connect(&tour, &Tour::finished, &tour, [&written](int count) { written = count; });
    QObject::connect(&tour, &Tour::stepReached, &tour, &StallDetector::at);

    tour.start();
    ASSERT_TRUE(waitFor([&written] { return written >= 0; }, std::chrono::minutes(9)));

    const QStringList files = QDir(pictures).entryList({u"*.png"_qs}, QDir::Files, QDir::Name);
    EXPECT_EQ(files.size(), written);
    EXPECT_GE(written, ui.mainWindow()->pageIds().size());
    QStringList steps{u"offline-dashboard"_qs, u"tray-waiting"_qs,   u"tray-refused"_qs,
                      u"dialog-give-up"_qs,    u"dialog-unsaved"_qs, u"notices-refused"_qs,
                      u"notices"_qs,           u"help"_qs,           u"account-menu"_qs,
                      u"welcome-1"_qs,         u"welcome-5"_qs,      u"waiting-evaluations"_qs,
                      u"waiting-attendance"_qs};
    for (const QString &page : ui.mainWindow()->pageIds()) {
        if (page != PageIds::Capture && page != PageIds::Tray) {
            steps.append(u"offline-"_qs % page);
        }
    }
    if (GetParam() != Role::Employee) {
        steps += {u"waiting-reports"_qs, u"waiting-history"_qs,    u"failed-documents"_qs,
                  u"empty-people"_qs,    u"empty-events"_qs,       u"list-filter"_qs,
                  u"list-row-menu"_qs,   u"documents-somebody"_qs, u"history-changed"_qs};
    }
    if (ui.mainWindow()->pageIds().contains(PageIds::ImportHistory)) {
        steps += {u"import-rows"_qs, u"import-no-table"_qs, u"import-history-done"_qs,
                  u"dialog-take-back"_qs, u"import-history-undone"_qs};
    }
    for (const QString &step : std::as_const(steps)) {
        EXPECT_EQ(files.filter(step % u".png").size(), 1) << step.toStdString();
    }
    EXPECT_TRUE(fake.isOnline());
    EXPECT_FALSE(ui.mainWindow()->findChild<FirstTour *>()->isRunning());
    for (const QString &file : files) {
        EXPECT_EQ(QImage(pictures + u'/' + file).size(), QSize(1366, 768) * options.scale);
    }
}

INSTANTIATE_TEST_SUITE_P(Roles, TourTest,
                         testing::Values(Role::Admin, Role::HumanResources, Role::Employee));

} // namespace EvalTrack::Test
