// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself on a display of its own, read and worked from outside as a screen reader does
// it: no key, no mouse, and no line of ours in between.
#include "spoken.h"
#include "support/serverprogram.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QProcess>
#include <QTemporaryDir>

#include <csignal>

#include <sys/prctl.h>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

constexpr int People = 40;
// Qt 6.4 tells a tool button that stays down so.
constexpr AtspiRole NavigationRole = ATSPI_ROLE_CHECK_BOX;

/// The program, connected to a server with a demo company. One for all tests, which are steps of
/// one visit.
class ScreenReaderTest : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        server = std::make_unique<ServerProgram>(People, 6);
        folder = std::make_unique<QTemporaryDir>();
        process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedChannels);
        // A test that aborts must not leave it behind.
        process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_qs, u"xcb"_qs);
        environment.insert(u"QT_ACCESSIBILITY"_qs, u"1"_qs);
        environment.insert(u"QT_LINUX_ACCESSIBILITY_ALWAYS_ON"_qs, u"1"_qs);
        process->setProcessEnvironment(environment);
        process->start(qEnvironmentVariable("EVALTRACK_BIN") + u"/evaltrack"_qs,
                       {u"--server"_qs, server->url().toString(), u"--data"_qs,
                        folder->filePath(u"data"_qs), u"--language"_qs, u"en"_qs});
        ASSERT_TRUE(waitFor([] {
                        program = Spoken::programOf(process->processId());
                        return !program.isNull() || process->state() == QProcess::NotRunning;
                    }) &&
                    !program.isNull())
            << "the program did not come to the accessibility bus";
    }

    static void TearDownTestSuite()
    {
        program = {};
        process->terminate();
        const bool ended = waitFor([] { return process->state() == QProcess::NotRunning; });
        EXPECT_TRUE(ended && process->exitCode() == 0) << "it did not end when it was asked to";
        if (!ended) {
            process->kill();
            (void)waitFor([] { return process->state() == QProcess::NotRunning; });
        }
        process.reset();
        server.reset();
        folder.reset();
    }

    /// Waits for something on the screen.
    static Spoken wait(AtspiRole role, const QString &name)
    {
        Spoken found;
        (void)waitFor([&] {
            found = program.find(role, name);
            return !found.isNull();
        });
        return found;
    }

    static void open(const QString &page)
    {
        const Spoken entry = wait(NavigationRole, page);
        ASSERT_TRUE(entry.press()) << page.toStdString() << " is not in the navigation";
        ASSERT_FALSE(wait(ATSPI_ROLE_FRAME, page + u" — ").isNull())
            << page.toStdString() << " did not open";
        EXPECT_TRUE(waitFor([&] { return entry.is(ATSPI_STATE_CHECKED); })) << page.toStdString();
    }

    /// What a person can work with and is told nothing of.
    static QStringList nameless()
    {
        QStringList all;
        const auto visit = [&all](const Spoken &parent, const auto &itself) -> void {
            const QList<Spoken> below = parent.children();
            for (const Spoken &each : below) {
                if (!each.is(ATSPI_STATE_SHOWING)) {
                    continue;
                }
                // A reader scrolls by the lines of what it reads.
                const bool isToBeNamed = each.isOperable() && each.role() != ATSPI_ROLE_SCROLL_BAR;
                // What is chosen in a box is what Qt gives out as its name.
                const bool isNamed = each.role() == ATSPI_ROLE_COMBO_BOX
                                         ? each.hasLabel() || !each.description().isEmpty()
                                         : !each.name().trimmed().isEmpty();
                if (isToBeNamed && !isNamed) {
                    all.append(each.told() + u" in " + parent.told());
                }
                itself(each, itself);
            }
        };
        visit(program, visit);
        return all;
    }

    static inline std::unique_ptr<ServerProgram> server;
    static inline std::unique_ptr<QTemporaryDir> folder;
    static inline std::unique_ptr<QProcess> process;
    static inline Spoken program;
};

} // namespace

TEST_F(ScreenReaderTest, SignsInByTheFieldsNames)
{
    const Spoken email = wait(ATSPI_ROLE_TEXT, u"E-mail"_qs);
    const Spoken password = wait(ATSPI_ROLE_PASSWORD_TEXT, u"Password"_qs);
    EXPECT_FALSE(program.find(ATSPI_ROLE_FRAME, u"EvalTrack"_qs).isNull()) << "a window is a frame";
    EXPECT_EQ(nameless().join(u'\n').toStdString(), "");

    ASSERT_TRUE(email.setText(u"admin@empresa.com"_qs));
    EXPECT_EQ(email.text(), u"admin@empresa.com"_qs);
    ASSERT_TRUE(password.setText(u"admin123"_qs));
    EXPECT_FALSE(password.text().contains(u"admin"));
    ASSERT_TRUE(wait(ATSPI_ROLE_PUSH_BUTTON, u"Sign in"_qs).press());

    EXPECT_FALSE(wait(ATSPI_ROLE_FRAME, u"Dashboard — "_qs).isNull());
    // Who is new is shown around: each step is a dialog that says what it is about.
    EXPECT_FALSE(wait(ATSPI_ROLE_DIALOG, u"1 of 5. All screens are here"_qs).isNull());
    ASSERT_TRUE(wait(ATSPI_ROLE_PUSH_BUTTON, u"Skip the tour"_qs).press());
}

TEST_F(ScreenReaderTest, EveryPageIsInTheNavigationAndEveryControlHasAName)
{
    const Spoken navigation = program.find(ATSPI_ROLE_FRAME, QString());
    QStringList pages;
    navigation.walk([&pages](const Spoken &each) {
        if (each.role() == NavigationRole) {
            pages.append(each.name());
        }
        return each.role() != ATSPI_ROLE_LAYERED_PANE; // The page itself.
    });
    ASSERT_GE(pages.size(), 12) << pages.join(u", ").toStdString();
    for (const QString &page : pages) {
        SCOPED_TRACE(page.toStdString());
        ASSERT_NO_FATAL_FAILURE(open(page));
        EXPECT_EQ(nameless().join(u'\n').toStdString(), "");
    }
}

TEST_F(ScreenReaderTest, ATableIsReadCellByCell)
{
    ASSERT_NO_FATAL_FAILURE(open(u"People"_qs));
    const Spoken table = wait(ATSPI_ROLE_TABLE, u"People"_qs);
    ASSERT_FALSE(table.isNull());
    const Spoken count = wait(ATSPI_ROLE_LABEL, QString::number(table.rows()) + u" of ");
    EXPECT_EQ(count.name(), u"%1 of %2"_qs.arg(table.rows()).arg(People)) << "as many as are said";
    ASSERT_GT(table.columns(), 1);

    int emails = -1;
    for (int column = 0; column < table.columns(); ++column) {
        emails = table.headOf(column) == u"E-mail" ? column : emails;
    }
    ASSERT_GE(emails, 0);
    const Spoken first = table.cell(0, emails);
    EXPECT_EQ(first.role(), ATSPI_ROLE_TABLE_CELL);
    EXPECT_TRUE(first.name().startsWith(u"E-mail: ")) << first.told().toStdString();
    EXPECT_TRUE(first.name().contains(u"@empresa.com")) << first.told().toStdString();
    const Spoken last = table.cell(table.rows() - 1, emails);
    EXPECT_TRUE(last.name().contains(u"@empresa.com")) << last.told().toStdString();
}

TEST_F(ScreenReaderTest, TypingByDictationSearches)
{
    ASSERT_NO_FATAL_FAILURE(open(u"People"_qs));
    const Spoken search = wait(ATSPI_ROLE_TEXT, u"Search people"_qs);
    ASSERT_TRUE(search.setText(u"empleado1@"_qs));

    EXPECT_FALSE(wait(ATSPI_ROLE_LABEL, u"1 of "_qs).isNull());
    const Spoken table = wait(ATSPI_ROLE_TABLE, u"People"_qs);
    EXPECT_EQ(table.rows(), 1);
    const Spoken clear = wait(ATSPI_ROLE_PUSH_BUTTON, u"Clear the search"_qs);
    ASSERT_TRUE(clear.press());
    EXPECT_TRUE(waitFor([&] { return table.rows() > 1; }));
}

TEST_F(ScreenReaderTest, EveryFieldOfAFormHasAName)
{
    const QList<QPair<QString, QString>> forms = {{u"People"_qs, u"New person"_qs},
                                                  {u"Events"_qs, u"New event"_qs},
                                                  {u"Accounts"_qs, u"New account"_qs}};
    for (const auto &[page, button] : forms) {
        SCOPED_TRACE(button.toStdString());
        ASSERT_NO_FATAL_FAILURE(open(page));
        ASSERT_TRUE(wait(ATSPI_ROLE_PUSH_BUTTON, button).press());
        ASSERT_FALSE(wait(ATSPI_ROLE_PUSH_BUTTON, u"Create"_qs).isNull());
        EXPECT_EQ(nameless().join(u'\n').toStdString(), "");
        ASSERT_TRUE(wait(ATSPI_ROLE_PUSH_BUTTON, u"Close"_qs).press());
        ASSERT_TRUE(
            waitFor([] { return program.find(ATSPI_ROLE_PUSH_BUTTON, u"Create"_qs).isNull(); }));
    }
}

TEST_F(ScreenReaderTest, AChartIsOneAndHasItsNumbersAsATable)
{
    ASSERT_NO_FATAL_FAILURE(open(u"Dashboard"_qs));
    const Spoken chart = wait(ATSPI_ROLE_CHART, u"People by role"_qs);
    ASSERT_FALSE(chart.isNull());
    const QStringList points = chart.description().split(u", "_qs);
    ASSERT_EQ(points.size(), 3) << chart.description().toStdString();

    ASSERT_TRUE(wait(ATSPI_ROLE_CHECK_BOX, u"Show the numbers: People by role"_qs).press());

    const Spoken table = wait(ATSPI_ROLE_TABLE, u"People by role"_qs);
    ASSERT_EQ(table.rows(), points.size());
    for (int row = 0; row < table.rows(); ++row) {
        EXPECT_EQ(
            u"%1: %2"_qs.arg(table.cell(row, 0).name(), table.cell(row, 1).name()).toStdString(),
            points.at(row).toStdString());
    }
    EXPECT_EQ(nameless().join(u'\n').toStdString(), "");
    EXPECT_FALSE(wait(ATSPI_ROLE_CHECK_BOX, u"Show the chart: People by role"_qs).isNull());
}
