// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tour.h"

#include "shell/desktopui.h"
#include "support/fakedesk.h"
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
    options.network = [&fake](bool isUp) {
        if (isUp) {
            refuseNewPeople(fake);
        }
        fake.setOnline(isUp);
    };
    Tour tour(ui, desk, pictures, options);
    int written = -1;
    QObject::connect(&tour, &Tour::finished, &tour, [&written](int count) { written = count; });
    QObject::connect(&tour, &Tour::stepReached, &tour, &StallDetector::at);

    tour.start();
    ASSERT_TRUE(waitFor([&written] { return written >= 0; }, std::chrono::minutes(2)));

    const QStringList files = QDir(pictures).entryList({u"*.png"_qs}, QDir::Files, QDir::Name);
    EXPECT_EQ(files.size(), written);
    EXPECT_GE(written, ui.mainWindow()->pageIds().size());
    for (const QString &step : {u"offline-dashboard"_qs, u"tray-waiting"_qs, u"tray-refused"_qs,
                                u"dialog-give-up"_qs, u"dialog-unsaved"_qs}) {
        EXPECT_EQ(files.filter(step % u".png").size(), 1) << step.toStdString();
    }
    EXPECT_TRUE(fake.isOnline());
    for (const QString &file : files) {
        EXPECT_EQ(QImage(pictures + u'/' + file).size(), QSize(1366, 768) * options.scale);
    }
}

INSTANTIATE_TEST_SUITE_P(Roles, TourTest,
                         testing::Values(Role::Admin, Role::HumanResources, Role::Employee));

} // namespace EvalTrack::Test
