// SPDX-License-Identifier: GPL-3.0-or-later
// In high contrast all grounds are nearly black: a coloured panel is told by the line around it,
// and arrows are as white as the text.
#include "common/banner.h"
#include "common/skeleton.h"
#include "common/statuschip.h"
#include "common/theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QRegularExpression>

namespace EvalTrack::Test {

namespace {

class ContrastTest : public testing::Test
{
protected:
    void show(Theme::Choice choice) { theme.setChoice(choice); }
    static QImage drawn(QWidget &widget)
    {
        QImage image(widget.size(), QImage::Format_ARGB32_Premultiplied);
        image.fill(widget.palette().color(QPalette::Window));
        widget.render(&image);
        return image;
    }
    static double contrast(const QColor &a, const QColor &b)
    {
        const auto luminance = [](const QColor &colour) {
            const auto part = [](double value) {
                return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
            };
            return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) +
                   0.0722 * part(colour.blueF());
        };
        const double one = luminance(a) + 0.05;
        const double other = luminance(b) + 0.05;
        return std::max(one, other) / std::min(one, other);
    }

    Theme theme{*qApp};
};

} // namespace

TEST_F(ContrastTest, ColouredPanelsHaveALineAroundThem)
{
    for (const auto choice : {Theme::Choice::Light, Theme::Choice::HighContrast}) {
        show(choice);
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Info, Tone::Success,
                                Tone::Warning, Tone::Danger}) {
            Banner banner;
            banner.showMessage(tone, u"x"_qs);
            banner.resize(200, 40);
            const QImage image = drawn(banner);
            const QColor line = image.pixelColor(100, 0);
            const QColor ground = image.pixelColor(100, 5);
            if (choice == Theme::Choice::HighContrast) {
                EXPECT_GE(contrast(line, ground), 3.0) << static_cast<int>(tone);
                EXPECT_GE(contrast(line, Qt::black), 3.0) << static_cast<int>(tone);
            } else {
                EXPECT_EQ(line, ground) << "no line where the ground is told apart";
            }
        }
    }
}

TEST_F(ContrastTest, EachPictureOfTheStyleSheetIsThereInEachTheme)
{
    for (const auto choice :
         {Theme::Choice::Light, Theme::Choice::Dark, Theme::Choice::HighContrast}) {
        show(choice);
        static const QRegularExpression picture(u"url\\(([^)]*)\\)"_qs);
        auto found = picture.globalMatch(qApp->styleSheet());
        ASSERT_TRUE(found.hasNext());
        while (found.hasNext()) {
            const QString name = found.next().captured(1);
            EXPECT_TRUE(QFile::exists(name)) << name.toStdString();
            if (choice == Theme::Choice::HighContrast) {
                QFile file(name);
                ASSERT_TRUE(file.open(QIODevice::ReadOnly));
                const QString svg = QString::fromUtf8(file.readAll());
                EXPECT_TRUE(svg.contains(u"#ffffff"_qs) || svg.contains(u"#000000"_qs))
                    << name.toStdString();
            }
        }
    }
}

} // namespace EvalTrack::Test
