// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/banner.h"
#include "imports/importspages.h"
#include "imports/importwords.h"
#include "items/importtablemodel.h"
#include "shell/language.h"
#include "support/screentest.h"

#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>
#include <QUrl>

namespace EvalTrack::Test {

namespace {

class ImportsPageTest : public ScreenTest
{
protected:
    void start(Role role = Role::Admin)
    {
        prepare(role);
        open(importsPages(), PageIds::Imports);
    }
    /// What the next file is read as.
    void holdBefore(const QStringList &headings, const QList<QStringList> &rows)
    {
        auto sheet = std::make_shared<ImportSheet>();
        sheet->headings = headings;
        int line = 1;
        for (const QStringList &each : rows) {
            SheetRow row{++line, {}};
            for (const QString &cell : each) {
                row.cells.append(cell.isEmpty() ? SheetCell() : SheetCell(cell));
            }
            sheet->rows.append(row);
        }
        fake->imports.sheet.sheet = sheet;
        fake->imports.sheet.encoding = u"UTF-8"_qs;
        fake->imports.sheet.separator = u',';
    }
    void chooseFile()
    {
        prompter.answerNextFile(u"/tmp/people.csv"_qs);
        click(u"chooseFileButton"_qs);
    }
    QTableView *table() { return find<QTableView>(u"importTable"_qs); }
    ImportTableModel *model() { return static_cast<ImportTableModel *>(table()->model()); }
    /// Writes into the current cell as a person does.
    void overwrite(int row, int column, const QString &text)
    {
        table()->setCurrentIndex(model()->index(row, column));
        QTest::keyClick(table(), Qt::Key_F2);
        auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        ASSERT_NE(editor, nullptr);
        editor->selectAll();
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        ASSERT_TRUE(waitFor([&] { return model()->index(row, column).data().toString() == text; }));
    }
    [[nodiscard]] const Employee &somebody() { return fake->company.people.at(10); }
};

} // namespace

TEST_F(ImportsPageTest, EachHeadingOfOursIsKnownAgainInBothLanguages)
{
    Language language;
    for (const Language::Choice choice : {Language::Choice::English, Language::Choice::Spanish}) {
        language.setChoice(choice);
        for (const ImportKind kind :
             {ImportKind::People, ImportKind::Departments, ImportKind::Events,
              ImportKind::Attendances, ImportKind::Accounts}) {
            const QStringList headings = ImportWords::exported(kind).headings;
            const QList<ImportField> fields = fieldsOf(kind);
            const ImportMapping mapping = proposedMapping(kind, headings);
            for (qsizetype i = 0; i < fields.size(); ++i) {
                EXPECT_EQ(mapping.at(i), fields.at(i)) << headings.at(i).toStdString();
            }
        }
    }
}

TEST_F(ImportsPageTest, ShowsWhatWouldChangeAndCarriesItOut)
{
    start();
    const QString id = *somebody().nationalId;
    holdBefore({u"Cédula"_qs, u"Nombre"_qs, u"Apellido"_qs, u"Teléfono"_qs},
               {{id, {}, {}, u"+58 212 5550000"_qs},
                {u"V-777"_qs, u"Ana"_qs, u"Muñoz"_qs, {}},
                {*fake->company.people.at(11).nationalId, {}, {}, {}}});
    chooseFile();
    EXPECT_EQ(fake->imports.askedFile, u"/tmp/people.csv"_qs);
    ASSERT_TRUE(waitFor([&] { return model()->plan() != nullptr; }));
    ASSERT_EQ(model()->rowCount(), 3);
    EXPECT_EQ(model()->index(0, ImportTableModel::Verdict).data().toString(), u"Changes"_qs);
    EXPECT_EQ(model()->index(1, ImportTableModel::Verdict).data().toString(), u"New"_qs);
    EXPECT_EQ(model()->index(2, ImportTableModel::Verdict).data().toString(), u"No change"_qs);
    EXPECT_TRUE(model()
                    ->index(0, ImportTableModel::FirstCell + 3)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(u"Changes what is there"_qs))
        << "not by looks alone";
    EXPECT_EQ(text(u"importButton"_qs), u"&Import 2 row(s)"_qs);

    click(u"importButton"_qs);
    ASSERT_EQ(fake->imports.carriedOut.size(), 1);
    EXPECT_EQ(fake->imports.carriedOut.first()->creations, 1);
    EXPECT_EQ(fake->imports.carriedOut.first()->changes, 1);
    EXPECT_EQ(model()->rowCount(), 0) << "the next file";
    EXPECT_EQ(QApplication::focusWidget(), find<QPushButton>(u"chooseFileButton"_qs));
    EXPECT_FALSE(page->hasUnsavedInput());

    // It may have been taken back by whoever comes here again.
    const auto *banner = page->findChild<Banner *>();
    ASSERT_TRUE(banner->isVisible());
    page->activate({});
    EXPECT_FALSE(banner->isVisible());
}

TEST_F(ImportsPageTest, WhatIsWrongIsCorrectedInTheGridByKeyboard)
{
    start();
    holdBefore({u"Cédula"_qs, u"Nombre"_qs, u"Correo"_qs, u"Fecha de nacimiento"_qs},
               {{u"V-771"_qs, u"Ana"_qs, u"prueba.ana@empresa.com"_qs, u"31/02/1990"_qs},
                {u"V-772"_qs, u"Luis"_qs, u"prueba.luis @empresa,com"_qs, u"15/03/1991"_qs},
                {u"V-772"_qs, u"Eva"_qs, u"prueba.eva@empresa.com"_qs, {}}});
    chooseFile();
    ASSERT_TRUE(waitFor([&] { return model()->plan() != nullptr; }));
    EXPECT_EQ(model()->plan()->wrong, 3);
    EXPECT_FALSE(find<QAbstractButton>(u"importButton"_qs)->isEnabled()) << "all or nothing";

    QTest::keyClick(table(), Qt::Key_F8);
    settle();
    EXPECT_EQ(table()->currentIndex().row(), 0);
    EXPECT_EQ(table()->currentIndex().column(), ImportTableModel::FirstCell + 3);
    EXPECT_TRUE(text(u"issueLabel"_qs).contains(u"no such date"_qs));
    overwrite(0, ImportTableModel::FirstCell + 3, u"28/02/1990"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
    ASSERT_TRUE(waitFor([&] { return model()->plan()->wrong == 2; }));

    QTest::keyClick(table(), Qt::Key_F8);
    settle();
    EXPECT_EQ(table()->currentIndex().row(), 1);
    EXPECT_EQ(text(u"acceptButton"_qs), u"&Use “prueba.luis@empresa.com”"_qs);
    click(u"acceptButton"_qs);
    ASSERT_TRUE(waitFor([&] { return model()->plan()->wrong == 1; }));

    QTest::keyClick(table(), Qt::Key_F8);
    settle();
    EXPECT_EQ(table()->currentIndex().row(), 2);
    EXPECT_TRUE(text(u"issueLabel"_qs).contains(u"Line 3"_qs)) << "the other line is named";
    overwrite(2, ImportTableModel::FirstCell, u"V-773"_qs);
    ASSERT_TRUE(waitFor([&] { return model()->plan()->wrong == 0; }));
    ASSERT_TRUE(waitFor([&] { return find<QAbstractButton>(u"importButton"_qs)->isEnabled(); }));
    click(u"importButton"_qs);
    EXPECT_EQ(fake->imports.carriedOut.size(), 1);
}

TEST_F(ImportsPageTest, AMappingIsRememberedForTheSameHeadings)
{
    start();
    holdBefore({u"Número"_qs, u"Nombre"_qs}, {{u"V-771"_qs, u"Ana"_qs}});
    chooseFile();
    ASSERT_TRUE(waitFor([&] { return model()->plan() != nullptr; }));
    auto *box = find<QComboBox>(u"fieldComboBox0"_qs);
    EXPECT_EQ(box->currentIndex(), 0) << "nobody knows that heading";
    box->setFocus();
    while (box->currentData().toInt() != static_cast<int>(ImportField::NationalId)) {
        const int before = box->currentIndex();
        QTest::keyClick(box, Qt::Key_Down);
        ASSERT_NE(box->currentIndex(), before);
    }
    settle();
    ASSERT_TRUE(waitFor([&] { return model()->plan()->mapping.first().has_value(); }));
    page.reset();
    open(importsPages(), PageIds::Imports);
    chooseFile();
    EXPECT_EQ(find<QComboBox>(u"fieldComboBox0"_qs)->currentData().toInt(),
              static_cast<int>(ImportField::NationalId));
}

TEST_F(ImportsPageTest, AFileThatIsNoTableSaysWhatToDo)
{
    start();
    fake->imports.flaw = SheetFlaw::OldWorkbook;
    chooseFile();
    QStringList said;
    for (const QLabel *label : page->findChildren<QLabel *>()) {
        said.append(label->text());
    }
    EXPECT_TRUE(said.join(u'\n').contains(u"Save it as .xlsx"_qs))
        << said.join(u'\n').toStdString();
    EXPECT_EQ(model()->rowCount(), 0);
}

TEST_F(ImportsPageTest, WithoutANetworkItIsCheckedAndKeptButNotCarriedOut)
{
    start();
    fake->setOnline(false);
    holdBefore({u"Cédula"_qs, u"Nombre"_qs}, {{u"V-771"_qs, u"Ana"_qs}});
    chooseFile();
    ASSERT_TRUE(waitFor([&] { return model()->plan() != nullptr; }));
    settle();
    EXPECT_EQ(model()->plan()->creations, 1);
    EXPECT_FALSE(find<QAbstractButton>(u"importButton"_qs)->isEnabled());
    fake->setOnline(true);
    settle();
    EXPECT_TRUE(find<QAbstractButton>(u"importButton"_qs)->isEnabled());
    EXPECT_EQ(model()->rowCount(), 1);
}

TEST_F(ImportsPageTest, WhatTheServerRefusesIsToldAndNothingTypedIsLost)
{
    start();
    holdBefore({u"Cédula"_qs, u"Nombre"_qs}, {{u"V-771"_qs, u"Ana"_qs}});
    chooseFile();
    ASSERT_TRUE(waitFor([&] { return model()->plan() != nullptr; }));
    fake->imports.refused = {{2, {}, u"The record was changed meanwhile"_qs}};
    click(u"importButton"_qs);
    QStringList said;
    for (const QLabel *label : page->findChildren<QLabel *>()) {
        said.append(label->text());
    }
    EXPECT_TRUE(said.join(u'\n').contains(u"Line 2"_qs)) << said.join(u'\n').toStdString();
    EXPECT_EQ(model()->rowCount(), 1);
}

TEST_F(ImportsPageTest, HumanResourcesImportsNoEvents)
{
    start(Role::HumanResources);
    auto *kinds = find<QComboBox>(u"kindComboBox"_qs);
    EXPECT_EQ(kinds->findData(static_cast<int>(ImportKind::Events)), -1)
        << "making events is for administrators";
    EXPECT_GE(kinds->findData(static_cast<int>(ImportKind::People)), 0);
}

TEST_F(ImportsPageTest, OnlyAnAdministratorImportsAccountsAndPasswordsAreNotShown)
{
    start(Role::HumanResources);
    EXPECT_EQ(find<QComboBox>(u"kindComboBox"_qs)->findText(u"Accounts"_qs), -1);

    start();
    auto *kind = find<QComboBox>(u"kindComboBox"_qs);
    kind->setFocus();
    QTest::keyClicks(kind, u"Acc"_qs);
    ASSERT_EQ(kind->currentText(), u"Accounts"_qs);
    holdBefore({u"Nombre completo"_qs, u"Correo"_qs, u"Primera contraseña"_qs},
               {{u"Eva Ruiz"_qs, u"eva@empresa.com"_qs, u"una-clave-larga"_qs}});
    chooseFile();
    ASSERT_TRUE(waitFor([&] { return model()->plan() != nullptr; }));
    const QModelIndex password = model()->index(0, ImportTableModel::FirstCell + 2);
    EXPECT_FALSE(password.data().toString().contains(u"clave"_qs));
    EXPECT_FALSE(password.data(Qt::AccessibleTextRole).toString().contains(u"clave"_qs));
    EXPECT_EQ(password.data(Qt::EditRole).toString(), u"una-clave-larga"_qs);
}

TEST_F(ImportsPageTest, AFileIsDroppedOntoThePage)
{
    start();
    holdBefore({u"Cédula"_qs, u"Nombre"_qs, u"Apellido"_qs},
               {{u"V-777"_qs, u"Ana"_qs, u"Muñoz"_qs}});
    const auto drop = [this](const QList<QUrl> &urls) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        enter.setAccepted(false);
        QApplication::sendEvent(page.get(), &enter);
        if (enter.isAccepted()) {
            QDropEvent dropped(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton,
                               Qt::NoModifier);
            QApplication::sendEvent(page.get(), &dropped);
        }
        return enter.isAccepted();
    };
    EXPECT_FALSE(drop({QUrl(u"https://example.org/people.csv"_qs)}));
    EXPECT_FALSE(drop({QUrl::fromLocalFile(u"/tmp/a.csv"_qs), QUrl::fromLocalFile(u"/tmp/b"_qs)}));
    ASSERT_TRUE(drop({QUrl::fromLocalFile(u"/tmp/dropped.csv"_qs)}));
    EXPECT_EQ(fake->imports.askedFile, u"/tmp/dropped.csv"_qs);
    ASSERT_TRUE(waitFor([&] { return model()->plan() != nullptr; }));
    EXPECT_EQ(model()->rowCount(), 1);

    // What was corrected is asked for before the next file takes its place.
    overwrite(0, ImportTableModel::FirstCell + 1, u"Anais"_qs);
    ASSERT_TRUE(drop({QUrl::fromLocalFile(u"/tmp/other.csv"_qs)}));
    EXPECT_EQ(fake->imports.askedFile, u"/tmp/dropped.csv"_qs);
    EXPECT_EQ(prompter.asked.last(), u"Leave without saving?"_qs);
}

TEST_F(ImportsPageTest, AnImportIsTakenBackFromTheList)
{
    prepare(Role::Admin);
    ImportRecord record;
    record.id = 1;
    record.uuid = QUuid::createUuid();
    record.fileName = u"people.csv"_qs;
    record.appliedAt = fake->clock.now();
    record.created = 3;
    fake->imports.records = {record};
    open(importsPages(), PageIds::ImportHistory);
    ASSERT_EQ(rows(u"importHistoryTable"_qs), 1);
    clickRow(u"importHistoryTable"_qs, 0);
    prompter.answerNext(true);
    click(u"undoImportButton"_qs);
    EXPECT_TRUE(fake->imports.records.first().undoneAt);
    EXPECT_EQ(find<QTableView>(u"importHistoryTable"_qs)->model()->index(0, 6).data().toString(),
              u"Taken back"_qs);
    EXPECT_FALSE(find<QAbstractButton>(u"undoImportButton"_qs)->isEnabled());
}

} // namespace EvalTrack::Test
