// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/attendancepages.h"
#include "attendance/certificatepaper.h"
#include "attendance/certificatesbutton.h"
#include "items/attendancetablemodel.h"
#include "support/screentest.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>

namespace EvalTrack::Test {

namespace {

/// The words of each page of a PDF, by poppler.
QStringList pagesOf(const QString &file)
{
    QProcess poppler;
    poppler.start(QStringLiteral("pdftotext"),
                  {QStringLiteral("-layout"), file, QStringLiteral("-")});
    EXPECT_TRUE(poppler.waitForFinished()) << "pdftotext (poppler-utils) is needed";
    QStringList pages = QString::fromUtf8(poppler.readAllStandardOutput()).split(u'\f');
    pages.removeLast();
    for (QString &page : pages) {
        // Fonts write two letters as one.
        page = page.normalized(QString::NormalizationForm_KC).simplified();
    }
    return pages;
}

Certificate someCertificate()
{
    Certificate certificate;
    certificate.organisation = u"Constructora Ávila, C. A."_qs;
    certificate.person = u"Ana Karina Ibáñez Mora"_qs;
    certificate.nationalId = u"V-10.662.285"_qs;
    certificate.event = u"Taller de seguridad"_qs;
    certificate.place = u"Sala 2"_qs;
    certificate.begin = Timestamp(std::chrono::milliseconds(1'796'101'200'000)); // 1 Dec, 05:00 UTC
    certificate.zone = u"America/Lima"_qs;
    certificate.duration = std::chrono::minutes(150);
    certificate.issued = certificate.begin;
    return certificate;
}

class CertificatesTest : public ScreenTest
{
protected:
    [[nodiscard]] QString file() const { return folder.filePath(u"constancia.pdf"_qs); }
    void start()
    {
        prepare(Role::HumanResources);
        open(attendancePages(), PageIds::Attendance);
    }
    void show(AttendanceStatus status)
    {
        auto *combo = find<QComboBox>(u"statusComboBox"_qs);
        combo->setCurrentIndex(combo->findData(static_cast<int>(status)));
        settle();
    }
    QList<QAction *> offers() { return find<QMenu>(u"certificatesMenu"_qs)->actions(); }
    void expectWritten()
    {
        ASSERT_TRUE(waitFor([this] { return !toaster.said.isEmpty() || isShown(u"banner"_qs); }));
    }
    [[nodiscard]] QString cell(int row, int column)
    {
        return find<QTableView>(u"attendanceTable"_qs)
            ->model()
            ->index(row, column)
            .data()
            .toString();
    }
};

} // namespace

TEST_F(CertificatesTest, SaysWhoAttendedWhatAndWhenByTheClocksOfThePlace)
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    ASSERT_TRUE(CertificatePaper::writePdf({someCertificate()}, file()));
    const QString paper = pagesOf(file()).value(0);
    QLocale::setDefault(before);

    for (const QString &said :
         {u"Constructora Ávila, C. A."_qs, u"Certificate of attendance"_qs,
          u"Ana Karina Ibáñez Mora"_qs, u"National ID V-10.662.285"_qs, u"Taller de seguridad"_qs,
          u"December 1, 2026"_qs, u"12:00 AM"_qs, u"2 h 30 min"_qs, u"Sala 2"_qs}) {
        EXPECT_TRUE(paper.contains(said)) << qPrintable(said + u" is not in "_qs + paper);
    }
}

TEST_F(CertificatesTest, WhatIsNotKnownIsNotSaid)
{
    Certificate bare = someCertificate();
    bare.organisation.clear();
    bare.nationalId.clear();
    bare.place.clear();
    bare.duration = {};
    ASSERT_TRUE(CertificatePaper::writePdf({bare, someCertificate()}, file()));
    const QStringList pages = pagesOf(file());

    ASSERT_EQ(pages.size(), 2);
    EXPECT_FALSE(pages.at(0).contains(u"National ID"_qs));
    EXPECT_FALSE(pages.at(0).contains(u"Duration"_qs));
    EXPECT_TRUE(pages.at(0).contains(bare.person));
}

TEST_F(CertificatesTest, LongWordsAreWhole)
{
    Certificate certificate = someCertificate();
    certificate.organisation =
        u"Fundación para la formación y el desarrollo de las personas que trabajan en la "
        "construcción de obras públicas"_qs;
    certificate.person = u"María de los Ángeles Fernández-Villaverde Etxeberria de la Santísima "
                         "Trinidad Rodríguez"_qs;
    certificate.event =
        u"Prevención de riesgos laborales en alturas, trabajo en espacios confinados y manejo de "
        "sustancias peligrosas: módulo introductorio obligatorio para el personal de obra y las "
        "empresas contratistas"_qs;
    ASSERT_TRUE(CertificatePaper::writePdf({certificate}, file()));

    const QString paper = pagesOf(file()).value(0);
    for (const QString &text : {certificate.organisation, certificate.person, certificate.event}) {
        EXPECT_TRUE(paper.contains(text)) << qPrintable(text + u" is not in "_qs + paper);
    }
    EXPECT_TRUE(paper.contains(u"Sala 2"_qs));
}

// A disk that fills is played by a limit on the size of a file.
TEST_F(CertificatesTest, WhatCannotBeWrittenLeavesTheOldFileAndNoHalf)
{
    EXPECT_FALSE(CertificatePaper::writePdf({someCertificate()},
                                            folder.filePath(u"gone/constancia.pdf"_qs)));
    QFile old(file());
    ASSERT_TRUE(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();

    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit little{4096, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &little);
    const auto written = CertificatePaper::writePdf({someCertificate()}, file());
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);

    EXPECT_FALSE(written);
    ASSERT_TRUE(old.open(QIODevice::ReadOnly));
    EXPECT_EQ(old.readAll(), "old");
    EXPECT_EQ(QDir(folder.path()).entryList({u"constancia*"_qs}, QDir::Files).size(), 1);
}

TEST_F(CertificatesTest, TheMenuOfARowMakesOneOfWhoCame)
{
    start();
    show(AttendanceStatus::Confirmed);
    clickRow(u"attendanceTable"_qs, 1);
    const QString name = cell(1, AttendanceTableModel::Person);
    prompter.answerNextFile(file());
    auto *table = find<QTableView>(u"attendanceTable"_qs);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Menu);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    ASSERT_NE(menu, nullptr);
    auto *action = menu->findChild<QAction *>(u"certificateAction"_qs);
    ASSERT_NE(action, nullptr);
    menu->setActiveAction(action);
    QTest::keyClick(menu, Qt::Key_Return);
    expectWritten();

    const QStringList pages = pagesOf(file());
    ASSERT_EQ(pages.size(), 1);
    EXPECT_TRUE(pages.first().contains(name));
    const auto person = std::ranges::find(fake->company.people, name, &Employee::name);
    ASSERT_NE(person, fake->company.people.end());
    EXPECT_TRUE(pages.first().contains(*person->nationalId));
    EXPECT_TRUE(prompter.filesAsked.last().suggestedName.contains(name));
    EXPECT_TRUE(toaster.said.last().startsWith(u"1 certificate"_qs));
}

TEST_F(CertificatesTest, WhoDidNotComeHasNone)
{
    start();
    show(AttendanceStatus::Pending);
    clickRow(u"attendanceTable"_qs, 0);

    EXPECT_FALSE(offers().at(0)->isEnabled());
    EXPECT_TRUE(offers().at(1)->isEnabled()) << "others of the event came";

    AttendanceRow row;
    row.attendance.status = AttendanceStatus::Confirmed;
    EXPECT_TRUE(CertificatesButton::isCertified(row));
    row.isPendingSync = true;
    EXPECT_FALSE(CertificatesButton::isCertified(row)) << "the server may refuse it yet";
}

TEST_F(CertificatesTest, EverybodyOfAnEventIsInOneFile)
{
    start();
    show(AttendanceStatus::Confirmed);
    const int came = rows(u"attendanceTable"_qs);
    ASSERT_GT(came, 1);
    show(AttendanceStatus::Pending); // What is listed does not matter.
    prompter.answerNextText(u"  Empresa   Uno "_qs);
    offers().last()->trigger();
    prompter.answerNextFile(file());
    offers().at(1)->trigger();
    expectWritten();

    const QStringList pages = pagesOf(file());
    EXPECT_EQ(pages.size(), came);
    for (const QString &each : pages) {
        EXPECT_TRUE(each.startsWith(u"Empresa Uno Certificate"_qs)) << qPrintable(each);
    }
    EXPECT_FALSE(prompter.filesAsked.last().suggestedName.contains(u'/'));

    find<QComboBox>(u"eventComboBox"_qs)->setCurrentIndex(0); // All events.
    settle();
    EXPECT_FALSE(offers().at(1)->isEnabled());
}

TEST_F(CertificatesTest, AFileThatCannotBeWrittenIsSaid)
{
    start();
    prompter.answerNextFile(folder.filePath(u"gone/constancia.pdf"_qs));
    offers().at(1)->trigger();
    expectWritten();

    EXPECT_TRUE(isShown(u"banner"_qs));
    EXPECT_TRUE(toaster.said.isEmpty());
    EXPECT_TRUE(offers().at(1)->isEnabled()) << "to be tried again";
}

TEST_F(CertificatesTest, AnEmployeeMakesTheOwnOneOfWhatIsConfirmed)
{
    prepare(Role::Employee);
    open(attendancePages(), PageIds::Attendance);
    EXPECT_FALSE(find<QAbstractButton>(u"certificatesButton"_qs)->isEnabled());
    auto *combo = find<QComboBox>(u"statusComboBox"_qs);
    combo->setCurrentIndex(combo->findData(static_cast<int>(AttendanceStatus::Confirmed)));
    settle();
    clickRow(u"ownAttendanceTable"_qs, 0);
    prompter.answerNextFile(file());
    click(u"certificatesButton"_qs);
    expectWritten();

    const Employee &self = fake->company.people.at(FakeCompany::EmployeeIndex);
    const QStringList pages = pagesOf(file());
    ASSERT_EQ(pages.size(), 1);
    EXPECT_TRUE(pages.first().contains(self.name));
    EXPECT_TRUE(pages.first().contains(*self.nationalId));
}

} // namespace EvalTrack::Test
