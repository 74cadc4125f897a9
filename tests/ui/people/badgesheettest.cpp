// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/badgesheet.h"

#include "common/qrcode.h"
#include "people/peoplepages.h"
#include "support/screentest.h"

#include <QFile>
#include <QImage>
#include <QProcess>

namespace EvalTrack::Test {

namespace {

/// The pages of a PDF as a printer would put them on paper, by poppler.
QList<QImage> printed(const QString &file)
{
    QTemporaryDir folder;
    QProcess poppler;
    poppler.start(QStringLiteral("pdftoppm"),
                  {QStringLiteral("-r"), QStringLiteral("200"), QStringLiteral("-png"), file,
                   folder.filePath(QStringLiteral("page"))});
    EXPECT_TRUE(poppler.waitForFinished()) << "pdftoppm (poppler-utils) is needed";
    QList<QImage> pages;
    const QStringList names =
        QDir(folder.path()).entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        pages.append(QImage(folder.filePath(name)));
    }
    return pages;
}

QString textOf(const QString &file)
{
    QProcess poppler;
    poppler.start(QStringLiteral("pdftotext"), {file, QStringLiteral("-")});
    EXPECT_TRUE(poppler.waitForFinished());
    return QString::fromUtf8(poppler.readAllStandardOutput());
}

/// The codes on a page, from the left and from the top.
QStringList codesOn(const QImage &page)
{
    QStringList codes;
    for (int place = 0; place < 10; ++place) {
        const double across = 85.6 / 210 * page.width();
        const double down = 54.0 / 297 * page.height();
        const double left = (page.width() - 2 * across) / 2;
        const double top = (page.height() - 5 * down) / 2;
        const QRectF area(left + (place % 2) * across, top + (place / 2) * down, across, down);
        if (const auto code = readQrCode(page.copy(area.toRect()))) {
            codes.append(*code);
        }
    }
    return codes;
}

QList<Employee> people(int count)
{
    QList<Employee> list;
    for (int i = 0; i < count; ++i) {
        Employee person;
        person.name = u"Persona %1"_qs.arg(i);
        person.badgeCode = u"B-%1"_qs.arg(i, 5, 10, QChar(u'0'));
        list.append(person);
    }
    return list;
}

class BadgeSheetTest : public ScreenTest
{
protected:
    [[nodiscard]] QString file() const { return folder.filePath(u"badges.pdf"_qs); }
    void listPeople()
    {
        prepare(Role::HumanResources);
        open(peoplePages(), PageIds::People);
    }
    void print()
    {
        prompter.answerNextFile(file());
        click(u"badgesButton"_qs);
        ASSERT_TRUE(waitFor([this] { return !toaster.said.isEmpty(); }));
    }
};

} // namespace

TEST_F(BadgeSheetTest, EveryBadgeIsReadByAScannerFromPaper)
{
    ASSERT_TRUE(BadgeSheet::write(file(), people(13)));

    const QList<QImage> pages = printed(file());

    ASSERT_EQ(pages.size(), 2);
    QStringList expected;
    for (const Employee &person : people(13)) {
        expected.append(*person.badgeCode);
    }
    EXPECT_EQ(codesOn(pages.at(0)) + codesOn(pages.at(1)), expected);
}

TEST_F(BadgeSheetTest, TheNationalIdStandsInForABadgeAndNobodyIsPrintedWithoutACode)
{
    QList<Employee> three = people(3);
    three[1].badgeCode.reset();
    three[1].nationalId = u"V-12345678"_qs;
    three[2].badgeCode = u"  "_qs;

    ASSERT_TRUE(BadgeSheet::write(file(), three));

    EXPECT_EQ(codesOn(printed(file()).value(0)), (QStringList{u"B-00000"_qs, u"V-12345678"_qs}));
}

TEST_F(BadgeSheetTest, ALongNameIsWholeOnTheBadge)
{
    QList<Employee> one = people(1);
    one[0].name = u"María de los Ángeles Fernández-Villaverde Etxeberria"_qs;
    one[0].jobTitle = u"Coordinadora de relaciones institucionales"_qs;
    ASSERT_TRUE(BadgeSheet::write(file(), one));
    const QString text = textOf(file()).simplified();
    for (const QString &word : one[0].name.split(QRegularExpression(u"[ -]"_qs))) {
        EXPECT_TRUE(text.contains(word)) << qPrintable(word + u" is not in "_qs + text);
    }
    EXPECT_TRUE(text.contains(*one[0].jobTitle)) << qPrintable(text);
}

TEST_F(BadgeSheetTest, AFileThatCannotBeWrittenIsAnErrorAndLeavesTheOldOne)
{
    EXPECT_FALSE(BadgeSheet::write(u"/nonexistent/badges.pdf"_qs, people(1)));
}

TEST_F(BadgeSheetTest, PrintsWhoIsListed)
{
    listPeople();
    type(u"searchLineEdit"_qs, u"nunez"_qs);
    ASSERT_EQ(rows(u"peopleTable"_qs), 1);

    print();

    EXPECT_TRUE(toaster.said.last().startsWith(u"1 badge"_qs)) << qPrintable(toaster.said.last());
    EXPECT_EQ(codesOn(printed(file()).value(0)).size(), 1);
    EXPECT_EQ(prompter.filesAsked.last().suggestedName, u"EvalTrack badges.pdf"_qs);
}

TEST_F(BadgeSheetTest, TellsWhoIsLeftOut)
{
    prepare(Role::HumanResources);
    Employee &bare = fake->company.people[2];
    bare.badgeCode.reset();
    bare.nationalId.reset();
    fake->people.reload();
    open(peoplePages(), PageIds::People);

    print();

    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(bare.name)) << qPrintable(text(u"bannerLabel"_qs));
}

} // namespace EvalTrack::Test
