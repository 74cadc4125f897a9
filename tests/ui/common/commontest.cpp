// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/chartpanel.h"
#include "common/emptystate.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/icons.h"
#include "common/page.h"
#include "common/textlabel.h"
#include "common/theme.h"
#include "shell/language.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QSet>
#include <QTableWidget>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

const Timestamp Noon = Formats::fromLocal(QDateTime(QDate(2026, 11, 22), QTime(12, 0)));

// Contrast as the Web Content Accessibility Guidelines 2.1 reckon it.
double luminance(const QColor &colour)
{
    const auto part = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) +
           0.0722 * part(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

class FormatsTest : public testing::Test
{
protected:
    FormatsTest() { language.setChoice(Language::Choice::English); }

    Theme theme{*qApp}; // Brings the translations.
    Language language;
};

} // namespace

TEST_F(FormatsTest, QuietTextIsQuietOverAListToo)
{
    QTableWidget table;
    const TextLabel beside(TextStyle::Body, TextLabel::Ink::Muted);
    const TextLabel over(TextStyle::Body, TextLabel::Ink::Muted, table.viewport());

    const auto inkOf = [](const TextLabel &label) {
        return label.palette().color(label.foregroundRole());
    };
    EXPECT_EQ(inkOf(over), inkOf(beside));
    EXPECT_NE(inkOf(over), table.palette().color(QPalette::Text));
}

TEST_F(FormatsTest, TellsAgesInWords)
{
    EXPECT_EQ(Formats::age(Noon - 5s, Noon), u"just now"_qs);
    EXPECT_EQ(Formats::age(Noon - 1min, Noon), u"1 minute ago"_qs);
    EXPECT_EQ(Formats::age(Noon - 3min, Noon), u"3 minutes ago"_qs);
    EXPECT_EQ(Formats::age(Noon - 2h, Noon), u"2 hours ago"_qs);
    EXPECT_EQ(Formats::age(Noon - 50h, Noon), u"2 days ago"_qs);
    EXPECT_EQ(Formats::age(Noon + 10s, Noon), u"just now"_qs);
}

TEST_F(FormatsTest, SpeaksSpanish)
{
    language.setChoice(Language::Choice::Spanish);

    EXPECT_EQ(Formats::age(Noon - 3min, Noon), u"hace 3 minutos"_qs);
    EXPECT_EQ(Formats::date(Noon), u"22 nov 2026"_qs);
    EXPECT_EQ(Formats::time(Noon - 3h), u"09:00"_qs) << "below 15:30";
    EXPECT_EQ(Formats::month(u"2025-11"_qs), u"nov 2025"_qs) << "not a day";
    EXPECT_EQ(Formats::percent(0.874), u"87\u00A0%"_qs);
    EXPECT_EQ(Formats::decimal(7.86), u"7,9"_qs);
}

TEST_F(FormatsTest, WritesDurationsAndDays)
{
    EXPECT_EQ(Formats::duration(45min), u"45 min"_qs);
    EXPECT_EQ(Formats::duration(60min), u"1 h"_qs);
    EXPECT_EQ(Formats::duration(90min), u"1 h 30 min"_qs);
    EXPECT_TRUE(Formats::relativeDateTime(Noon + 2h, Noon).startsWith(u"Today"_qs));
    EXPECT_TRUE(Formats::relativeDateTime(Noon + 20h, Noon).startsWith(u"Tomorrow"_qs));
    EXPECT_TRUE(Formats::relativeDateTime(Noon - 24h, Noon).startsWith(u"Yesterday"_qs));
}

TEST(IconsTest, HasAPictureForEveryName)
{
    const Theme theme(*qApp);
    for (int icon = 0; icon <= static_cast<int>(Icon::Warning); ++icon) {
        const QString file = Icons::fileOf(static_cast<Icon>(icon));
        EXPECT_TRUE(QFile::exists(file)) << qPrintable(file);
        const QImage image = Icons::pixmap(static_cast<Icon>(icon), 24).toImage();
        bool isDrawn = false;
        for (int y = 0; y < image.height() && !isDrawn; ++y) {
            for (int x = 0; x < image.width() && !isDrawn; ++x) {
                isDrawn = qAlpha(image.pixel(x, y)) > 0;
            }
        }
        EXPECT_TRUE(isDrawn) << qPrintable(file);
    }
}

TEST(FeedbackSoundsTest, EachIsASmallFileOfItsOwn)
{
    const Theme theme(*qApp);
    QSet<QByteArray> different;
    const QStringList names = {u"recorded"_qs, u"look"_qs, u"failed"_qs};
    for (const QString &name : names) {
        QFile file(u":/sounds/%1.wav"_qs.arg(name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(name);
        const QByteArray bytes = file.readAll();
        EXPECT_TRUE(bytes.startsWith("RIFF") && bytes.mid(8).startsWith("WAVE"));
        EXPECT_LT(bytes.size(), 20'000);
        different.insert(bytes);
    }
    EXPECT_EQ(different.size(), names.size());
}

TEST(ThemeTest, ReadsWellInEveryTheme)
{
    for (const Colours *colours : {&lightColours(), &darkColours(), &highContrastColours()}) {
        for (const QColor &paper : {colours->surface, colours->window}) {
            EXPECT_GE(contrast(colours->text, paper), 7.0);
            EXPECT_GE(contrast(colours->textMuted, paper), 4.5);
            EXPECT_GE(contrast(colours->accent, paper), 4.5);
        }
        EXPECT_GE(contrast(colours->textFaint, colours->surface), 4.5) << "placeholders";
        EXPECT_GE(contrast(colours->textFaint, colours->raised), 3.0) << "what is off";
        EXPECT_GE(contrast(colours->textFaint, colours->neutralSoft), 3.0) << "what is off";
        EXPECT_GE(contrast(colours->borderStrong, colours->surface), 3.0) << "frames of fields";
        EXPECT_GE(contrast(colours->onAccent, colours->accent), 4.5);
        EXPECT_GE(contrast(colours->text, colours->selection), 4.5);
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Info, Tone::Success,
                                Tone::Warning, Tone::Danger}) {
            EXPECT_GE(contrast(colours->of(tone), colours->softOf(tone)), 4.5)
                << static_cast<int>(tone);
        }
    }
}

TEST(ThemeTest, HighContrastIsBlackAndWhiteThroughout)
{
    const Colours &colours = highContrastColours();
    for (const QColor &paper : {colours.window, colours.surface, colours.raised, colours.rail,
                                colours.selection, colours.neutralSoft}) {
        EXPECT_GE(contrast(colours.text, paper), 10.0);
        EXPECT_GE(contrast(colours.textMuted, paper), 7.0);
        EXPECT_GE(contrast(colours.accent, paper), 7.0);
    }
    EXPECT_GE(contrast(colours.border, colours.window), 7.0) << "lines are seen";
    for (const Tone tone :
         {Tone::Neutral, Tone::Accent, Tone::Info, Tone::Success, Tone::Warning, Tone::Danger}) {
        EXPECT_GE(contrast(colours.of(tone), colours.softOf(tone)), 7.0) << static_cast<int>(tone);
    }

    Theme theme(*qApp);
    for (const auto &[choice, wanted] :
         {std::pair(Theme::Choice::HighContrast, &highContrastColours()),
          std::pair(Theme::Choice::Dark, &darkColours()),
          std::pair(Theme::Choice::Light, &lightColours())}) {
        theme.setChoice(choice);
        EXPECT_EQ(&coloursOf(QApplication::palette()), wanted);
        EXPECT_TRUE(qApp->styleSheet().contains(wanted->accent.name()));
        EXPECT_EQ(Theme::fromName(Theme::name(choice)), choice);
    }
}

TEST(ThemeTest, FillsEveryNameOfTheStyleSheet)
{
    const Theme theme(*qApp);

    EXPECT_FALSE(qApp->styleSheet().isEmpty());
    EXPECT_FALSE(qApp->styleSheet().contains(u"@{"_qs));
    EXPECT_FALSE(qApp->styleSheet().contains(u": ;"_qs));
}

TEST(ThemeTest, FollowsTheSystemWhileTheProgramRuns)
{
    bool isNight = false;
    Theme theme(*qApp, [&isNight] { return QPalette(isNight ? Qt::black : Qt::white); });
    QWidget window;
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    int changes = 0;
    QObject::connect(&theme, &Theme::changed, &theme, [&changes] { ++changes; });
    const auto tellWindows = [&window] {
        QEvent told(QEvent::ThemeChange);
        QApplication::sendEvent(window.windowHandle(), &told);
        QApplication::sendEvent(&window, &told);
    };

    isNight = true;
    tellWindows();
    EXPECT_TRUE(waitFor([&window] { return isDark(window.palette()); }));
    EXPECT_EQ(changes, 1);

    isNight = false;
    tellWindows();
    EXPECT_TRUE(waitFor([&window] { return !isDark(window.palette()); }));
}

TEST(ThemeTest, AChosenThemeStaysWhateverTheSystemDoes)
{
    bool isNight = false;
    Theme theme(*qApp, [&isNight] { return QPalette(isNight ? Qt::black : Qt::white); });
    theme.setChoice(Theme::Choice::Light);
    isNight = true;
    QWidget window;
    QEvent told(QEvent::ThemeChange);
    QApplication::sendEvent(&window, &told);
    QApplication::processEvents();
    EXPECT_FALSE(theme.isDark());

    theme.setChoice(Theme::Choice::System);
    EXPECT_TRUE(theme.isDark());
}

TEST(ThemeTest, IsNotMisledByItsOwnColours)
{
    Theme theme(*qApp);
    theme.setChoice(Theme::Choice::Light);
    theme.setChoice(Theme::Choice::System);
    const bool isSystemDark = theme.isDark();

    theme.setChoice(Theme::Choice::Dark);
    EXPECT_EQ(Theme(*qApp).isDark(), isSystemDark) << "the next start of a test or a window";
    theme.setChoice(Theme::Choice::Light);
    theme.setChoice(Theme::Choice::Dark);
    theme.setChoice(Theme::Choice::System);
    EXPECT_EQ(theme.isDark(), isSystemDark);
    theme.setChoice(Theme::Choice::Light);
}

TEST(ErrorPresenterTest, HasWordsAndANextStepForEveryCode)
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        const ErrorWords words = ErrorPresenter::words({static_cast<ErrorCode>(code), {}, {}});
        EXPECT_FALSE(words.title.isEmpty()) << code;
        EXPECT_FALSE(words.text.isEmpty()) << code;
        if (static_cast<ErrorCode>(code) != ErrorCode::Cancelled) {
            EXPECT_FALSE(words.nextStep.isEmpty()) << code;
        }
    }
}

TEST(ErrorPresenterTest, NeverShowsTheTechnicalDetail)
{
    const Error error{ErrorCode::Internal, u"relation \"users\" does not exist"_qs, {}};

    EXPECT_FALSE(ErrorPresenter::sentence(error).contains(u"users"_qs));
}

TEST(PageArgumentTest, CarriesAnyValue)
{
    const QString argument = PageArgument::make(u"name"_qs, u"a=b&c d%ñ"_qs);

    EXPECT_EQ(PageArgument::value(argument, u"name"_qs), u"a=b&c d%ñ"_qs);
    EXPECT_TRUE(PageArgument::has(u"new"_qs, u"new"_qs));
    EXPECT_FALSE(PageArgument::has(argument, u"new"_qs));
}

TEST(EmptyStateTest, KeepsItsWordsWhereThereIsLittleRoom)
{
    EmptyState empty;
    empty.setState(Icon::CloudOff, u"Only with a connection"_qs,
                   u"What went wrong is kept by the server."_qs);
    empty.resize(600, 60);
    empty.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&empty));
    const auto labels = empty.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible() && !label->text().isEmpty()) {
            const QRect place(label->mapTo(&empty, QPoint(0, 0)), label->size());
            EXPECT_TRUE(empty.rect().contains(place)) << label->text().toStdString();
            EXPECT_GE(label->height(), label->fontMetrics().height());
        }
    }
    const auto hasPicture = [&labels] {
        return std::ranges::any_of(labels, [](const QLabel *each) {
            return each->isVisible() && !each->pixmap(Qt::ReturnByValue).isNull();
        });
    };
    EXPECT_FALSE(hasPicture());

    empty.resize(600, 300);
    QApplication::processEvents();
    EXPECT_TRUE(hasPicture());
}

TEST(ChartPanelTest, ActivatesTheRowThatIsClicked)
{
    ChartPanel panel(ChartKind::HorizontalBars, ValueFormat::Percent);
    panel.setTexts(u"Rate"_qs, u"Department"_qs, u"Rate"_qs);
    panel.setPoints({{u"a"_qs, u"Sales"_qs, 0.5, 3}, {u"b"_qs, u"Finance"_qs, 0.75, 4}});
    QString key;
    qint64 id = 0;
    QObject::connect(&panel, &ChartPanel::pointActivated, &panel,
                     [&key, &id](const QString &pointKey, qint64 pointId) {
                         key = pointKey;
                         id = pointId;
                     });

    panel.setTableShown(true);
    auto *table = panel.findChild<QTableWidget *>(u"chartTable"_qs);
    ASSERT_NE(table, nullptr);
    Q_EMIT table->cellActivated(1, 0);

    EXPECT_EQ(key, u"b"_qs);
    EXPECT_EQ(id, 4);
}

TEST(ChartPanelTest, OpensItsRowsByKeyboard)
{
    ChartPanel panel(ChartKind::Bars, ValueFormat::Count);
    panel.setTexts(u"Rate"_qs, u"Department"_qs, u"Rate"_qs);
    panel.setPoints({{u"a"_qs, u"Sales"_qs, 5, 3}, {u"b"_qs, u"Finance"_qs, 7, 4}});
    QStringList opened;
    QObject::connect(&panel, &ChartPanel::pointActivated, &panel,
                     [&opened](const QString &key) { opened.append(key); });
    panel.show();
    QApplication::setActiveWindow(&panel);
    ASSERT_TRUE(QTest::qWaitForWindowActive(&panel));

    QTest::keyClick(&panel, Qt::Key_Tab);
    auto *toggle = QApplication::focusWidget();
    ASSERT_NE(toggle, nullptr);
    ASSERT_EQ(toggle->objectName(), u"chartTableButton"_qs);
    QTest::keyClick(toggle, Qt::Key_Space);
    ASSERT_EQ(QApplication::focusWidget()->objectName(), u"chartTable"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);

    EXPECT_EQ(opened, (QStringList{u"a"_qs, u"b"_qs}));
}

} // namespace EvalTrack::Test
