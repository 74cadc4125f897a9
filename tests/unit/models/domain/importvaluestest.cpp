// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/importvalues.h"

#include "support/printers.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::ImportValues;

namespace {

const QDate Today(2026, 11, 29);

std::optional<QDate> dayOf(const QString &text, DayOrder order = DayOrder::DayFirst)
{
    const auto found = ImportValues::day(text, order, Today);
    return found ? std::optional(*found) : std::nullopt;
}

} // namespace

TEST(ImportValuesTest, DaysAsPeopleWriteThem)
{
    const QDate third(1990, 4, 3);
    for (const QString &text :
         {u"1990-04-03"_qs, u"1990/4/3"_qs, u"3/4/1990"_qs, u"03.04.1990"_qs, u"3-4-90"_qs,
          u"3 de abril de 1990"_qs, u"3 abr 1990"_qs, u"April 3, 1990"_qs, u"Apr 3 1990"_qs,
          u"3-ABR-90"_qs, u"1990-04-03 00:00:00"_qs, u" 1990-04-03 "_qs}) {
        EXPECT_EQ(dayOf(text), third) << text.toStdString();
    }
    EXPECT_EQ(dayOf(u"4/3/1990"_qs, DayOrder::MonthFirst), third);
    EXPECT_EQ(ImportValues::day(QDateTime(third, QTime(9, 30), Qt::UTC), DayOrder::DayFirst, Today)
                  .value_or(QDate()),
              third);
    for (const QString &text :
         {u"31/02/1990"_qs, u"1990"_qs, u"ayer"_qs, u"3/4"_qs, u"1990-13-01"_qs, u"3//1990"_qs,
          u"３/４/1990"_qs, u"33012"_qs, u"-"_qs}) {
        EXPECT_EQ(dayOf(text), std::nullopt) << text.toStdString();
    }
}

TEST(ImportValuesTest, AYearOfTwoDigitsIsNotAfterToday)
{
    EXPECT_EQ(dayOf(u"1/2/26"_qs), QDate(2026, 2, 1));
    EXPECT_EQ(dayOf(u"1/2/27"_qs), QDate(1927, 2, 1));
}

TEST(ImportValuesTest, ADayOfTheOtherOrderIsProposed)
{
    const auto found = ImportValues::day(u"12/25/1990"_qs, DayOrder::DayFirst, Today);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().proposal, u"1990-12-25"_qs);
}

TEST(ImportValuesTest, TheDaysOfAColumnTellTheirOrder)
{
    EXPECT_EQ(orderShownBy({u"1/2/2020"_qs, u"13/2/2020"_qs}), DayOrder::DayFirst);
    EXPECT_EQ(orderShownBy({u"1/2/2020"_qs, u"2/13/2020"_qs}), DayOrder::MonthFirst);
    EXPECT_EQ(orderShownBy({u"1/2/2020"_qs}), std::nullopt);
    EXPECT_EQ(orderShownBy({u"13/2/2020"_qs, u"2/13/2020"_qs}), std::nullopt);
    EXPECT_EQ(orderShownBy({u"2020-12-31"_qs}), std::nullopt);
}

TEST(ImportValuesTest, TimesAsPeopleWriteThem)
{
    for (const QString &text : {u"14:30"_qs, u"2:30 pm"_qs, u"2:30 p. m."_qs, u"14.30"_qs,
                                u"14h30"_qs, u"14:30:00"_qs, u"2026-01-01 14:30"_qs}) {
        EXPECT_EQ(ImportValues::time(text), QTime(14, 30)) << text.toStdString();
    }
    EXPECT_EQ(ImportValues::time(u"12 am"_qs), QTime(0, 0));
    EXPECT_EQ(ImportValues::time(u"9"_qs), QTime(9, 0));
    EXPECT_EQ(ImportValues::time(0.5), QTime(12, 0));
    for (const QString &text : {u"25:00"_qs, u"14:75"_qs, u"13 pm"_qs, u"soon"_qs, u""_qs}) {
        EXPECT_EQ(ImportValues::time(text), std::nullopt) << text.toStdString();
    }
}

TEST(ImportValuesTest, WordsNumbersAndDurations)
{
    EXPECT_EQ(yesOrNo(u"Sí"_qs), true);
    EXPECT_EQ(yesOrNo(u"INACTIVO"_qs), false);
    EXPECT_EQ(yesOrNo(1.0), true);
    EXPECT_EQ(yesOrNo(u"quizás"_qs), std::nullopt);
    EXPECT_EQ(wholeNumber(u"1.500"_qs), 1500);
    EXPECT_EQ(wholeNumber(u"1,500"_qs), 1500);
    EXPECT_EQ(wholeNumber(12.0), 12);
    EXPECT_EQ(wholeNumber(u"1.5"_qs), std::nullopt);
    EXPECT_EQ(minutes(u"1:30"_qs), 90);
    EXPECT_EQ(minutes(u"1 h 30 min"_qs), 90);
    EXPECT_EQ(minutes(u"2 horas"_qs), 120);
    EXPECT_EQ(minutes(90.0), 90);
    EXPECT_EQ(minutes(u"a while"_qs), std::nullopt);
}

TEST(ImportValuesTest, WhatAnAddressMayHaveMeant)
{
    EXPECT_EQ(meantEmail(u"ana @empresa,com"_qs), u"ana@empresa.com"_qs);
    EXPECT_EQ(meantEmail(u"Ana Díaz <ana@empresa.com>"_qs), u"ana@empresa.com"_qs);
    EXPECT_EQ(meantEmail(u"mailto:ana@empresa.com"_qs), u"ana@empresa.com"_qs);
    EXPECT_EQ(meantEmail(u"nobody"_qs), std::nullopt);
}

TEST(ImportValuesTest, TheNearestName)
{
    const QStringList known{u"Finanzas"_qs, u"Ventas"_qs, u"TI"_qs};
    EXPECT_EQ(nearest(u"Finansas"_qs, known), u"Finanzas"_qs);
    EXPECT_EQ(nearest(u"Laboratorio"_qs, known), std::nullopt);
}

TEST(ImportValuesTest, TextOfACellIsReadAsTheSameAgain)
{
    EXPECT_EQ(textOf(12345678.0), u"12345678"_qs) << "a national id that a sheet took for a number";
    EXPECT_EQ(textOf(0.5), u"0.5"_qs);
    EXPECT_EQ(textOf(QDateTime(QDate(2026, 1, 2), QTime(0, 0), Qt::UTC)), u"2026-01-02"_qs);
    EXPECT_EQ(textOf(SheetCell()), QString());
}
