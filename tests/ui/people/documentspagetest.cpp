// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/documenttablemodel.h"
#include "people/peoplepages.h"
#include "people/personphoto.h"
#include "people/photoscaler.h"
#include "support/screentest.h"

#include <QBuffer>
#include <QComboBox>
#include <QImage>
#include <QImageReader>
#include <QLineEdit>
#include <QTest>

namespace EvalTrack::Test {

namespace {

/// The third person of the company has four documents.
class DocumentsPageTest : public ScreenTest
{
protected:
    void start(qsizetype person = 2)
    {
        prepare(Role::HumanResources);
        openDocuments(person);
    }
    void openDocuments(qsizetype person)
    {
        const Employee &employee = fake->company.people.at(person);
        open(peoplePages(), PageIds::Documents,
             PageArgument::make(u"person"_qs, toText(employee.uuid.value())));
    }
    void openDocument(const QString &title)
    {
        clickRow(u"documentsTable"_qs,
                 rowWith(u"documentsTable"_qs, DocumentTableModel::Title, title));
    }
    [[nodiscard]] QString cell(const QString &title, int column)
    {
        const int row = rowWith(u"documentsTable"_qs, DocumentTableModel::Title, title);
        return find<QTableView>(u"documentsTable"_qs)
            ->model()
            ->index(row, column)
            .data()
            .toString();
    }
    [[nodiscard]] QString fileWith(const QString &name, const QByteArray &content)
    {
        const QString path = folder.filePath(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        return path;
    }
    void chooseFile(const QString &path)
    {
        prompter.answerNextFile(path);
        click(u"newDocumentButton"_qs);
        ASSERT_TRUE(waitFor([&] { return page->hasUnsavedInput(); }));
    }
};

/// Photos beside a profile.
class PersonPhotoTest : public ScreenTest
{
protected:
    void start()
    {
        prepare(Role::HumanResources);
        open(peoplePages(), PageIds::People,
             PageArgument::make(u"person"_qs, toText(fake->company.people.at(2).uuid.value())));
    }
    [[nodiscard]] QString picture(const QString &name, QSize size, QColor colour)
    {
        QImage image(size, QImage::Format_ARGB32);
        image.fill(colour);
        EXPECT_TRUE(image.save(folder.filePath(name)));
        return folder.filePath(name);
    }
    [[nodiscard]] PhotoDisc *disc() { return find<PhotoDisc>(u"photoDisc"_qs); }
};

} // namespace

TEST_F(DocumentsPageTest, SaysWhatExpires)
{
    start();

    ASSERT_EQ(rows(u"documentsTable"_qs), 4);
    EXPECT_EQ(text(u"countLabel"_qs), u"4 document(s)"_qs);
    EXPECT_EQ(cell(u"Contrato de trabajo"_qs, DocumentTableModel::Validity),
              u"Expires in 12 day(s)"_qs);
    EXPECT_EQ(cell(u"Cédula de identidad"_qs, DocumentTableModel::Validity), u"Expired"_qs);
    EXPECT_EQ(cell(u"Primeros auxilios"_qs, DocumentTableModel::Validity), u"Valid"_qs);
    EXPECT_EQ(cell(u"Notas de la entrevista"_qs, DocumentTableModel::Validity), u"No end date"_qs);
    EXPECT_EQ(cell(u"Notas de la entrevista"_qs, DocumentTableModel::Size), u"2.2 kB"_qs);
    EXPECT_EQ(cell(u"Contrato de trabajo"_qs, DocumentTableModel::Kind), u"Contract"_qs);
}

TEST_F(DocumentsPageTest, AddsAFileByKeyboard)
{
    start();
    chooseFile(fileWith(u"carta_de_trabajo.pdf"_qs, "%PDF-1.7"));

    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"titleLineEdit"_qs);
    EXPECT_EQ(find<QLineEdit>(u"titleLineEdit"_qs)->text(), u"carta de trabajo"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
    type(u"titleLineEdit"_qs, u"Carta"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    ASSERT_EQ(QApplication::focusWidget()->objectName(), u"validUntilLineEdit"_qs);
    type(u"validUntilLineEdit"_qs, u"2031-05-20"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
    settle();

    ASSERT_EQ(fake->documents.added.size(), 1);
    const NewDocument &added = fake->documents.added.first();
    EXPECT_EQ(added.title, u"Carta"_qs);
    EXPECT_EQ(added.kind, DocumentKind::Identity);
    EXPECT_EQ(added.fileName, u"carta_de_trabajo.pdf"_qs);
    EXPECT_EQ(added.mediaType, "application/pdf");
    EXPECT_EQ(added.validUntil, QDate(2031, 5, 20));
    EXPECT_EQ(added.content, "%PDF-1.7");
    EXPECT_EQ(rows(u"documentsTable"_qs), 5);
    EXPECT_FALSE(page->hasUnsavedInput());
}

TEST_F(DocumentsPageTest, OfflineItSaysWhyAndKeepsFileAndWords)
{
    start();
    chooseFile(fileWith(u"acta.pdf"_qs, "%PDF-1.7 acta"));
    type(u"titleLineEdit"_qs, u"Acta"_qs);
    fake->setOnline(false);
    settle();

    click(u"saveButton"_qs);
    EXPECT_TRUE(fake->documents.added.isEmpty());
    EXPECT_EQ(find<QLineEdit>(u"titleLineEdit"_qs)->text(), u"Acta"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());

    fake->setOnline(true);
    settle();
    click(u"saveButton"_qs);
    ASSERT_EQ(fake->documents.added.size(), 1);
    EXPECT_EQ(fake->documents.added.first().content, "%PDF-1.7 acta");
}

TEST_F(DocumentsPageTest, SendingAgainIsTheSameDocument)
{
    start();
    chooseFile(fileWith(u"acta.pdf"_qs, "%PDF-1.7"));
    fake->failNext({ErrorCode::Timeout, {}, {}});
    click(u"saveButton"_qs);
    click(u"saveButton"_qs);
    chooseFile(fileWith(u"otra.pdf"_qs, "%PDF-1.7"));
    click(u"saveButton"_qs);

    ASSERT_EQ(fake->documents.sent.size(), 3);
    EXPECT_EQ(fake->documents.sent.at(0).uuid, fake->documents.sent.at(1).uuid);
    EXPECT_NE(fake->documents.sent.at(0).uuid, fake->documents.sent.at(2).uuid);
    EXPECT_EQ(fake->documents.added.size(), 2);
}

TEST_F(DocumentsPageTest, RefusesWhatIsTooLargeBeforeItIsSent)
{
    start();
    prompter.answerNextFile(fileWith(u"video.pdf"_qs, QByteArray(DocumentSizeMax + 1, 'x')));
    click(u"newDocumentButton"_qs);

    ASSERT_TRUE(waitFor([&] { return isShown(u"bannerLabel"_qs); }));
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"8.0 MB"_qs))
        << text(u"bannerLabel"_qs).toStdString();
    EXPECT_FALSE(isShown(u"titleLineEdit"_qs));
}

TEST_F(DocumentsPageTest, SaysThatTheServerDoesNotTakeAFile)
{
    start();
    chooseFile(fileWith(u"factura.pdf"_qs, "PK"));
    fake->failNext({ErrorCode::Validation,
                    {},
                    {{u"mediaType"_qs, u"mediaType must be what the content is"_qs}}});
    click(u"saveButton"_qs);

    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"does not take this file"_qs));
    EXPECT_TRUE(page->hasUnsavedInput());
}

TEST_F(DocumentsPageTest, ChangesWhatIsKnownOfADocument)
{
    start();
    openDocument(u"Contrato de trabajo"_qs);
    EXPECT_FALSE(find<QAbstractButton>(u"saveButton"_qs)->isEnabled());

    type(u"validUntilLineEdit"_qs, {});
    click(u"saveButton"_qs);

    EXPECT_EQ(fake->documents.list.first().validUntil, std::nullopt);
    EXPECT_EQ(fake->documents.list.first().title, u"Contrato de trabajo"_qs);
    EXPECT_EQ(cell(u"Contrato de trabajo"_qs, DocumentTableModel::Validity), u"No end date"_qs);

    type(u"validUntilLineEdit"_qs, u"soon"_qs);
    click(u"saveButton"_qs);
    EXPECT_FALSE(errorAt(u"validUntilLineEdit"_qs).isEmpty());
}

TEST_F(DocumentsPageTest, RemovesAfterAsking)
{
    start();
    openDocument(u"Primeros auxilios"_qs);
    click(u"removeDocumentButton"_qs);
    EXPECT_EQ(prompter.asked.last(), u"Remove “Primeros auxilios”?"_qs);
    EXPECT_EQ(fake->documents.list.size(), 4);

    prompter.answerNext(true);
    click(u"removeDocumentButton"_qs);
    EXPECT_EQ(fake->documents.list.size(), 3);
    EXPECT_EQ(rows(u"documentsTable"_qs), 3);
    EXPECT_FALSE(isShown(u"titleLineEdit"_qs));
}

TEST_F(DocumentsPageTest, SavesACopy)
{
    start();
    openDocument(u"Notas de la entrevista"_qs);
    const QString target = folder.filePath(u"copia.txt"_qs);
    prompter.answerNextFile(target);
    click(u"saveCopyButton"_qs);
    ASSERT_TRUE(waitFor([&] { return !toaster.said.isEmpty(); }));

    EXPECT_EQ(prompter.filesAsked.last().suggestedName, u"entrevista.txt"_qs);
    QFile file(target);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), "bytes of entrevista.txt");
}

TEST_F(DocumentsPageTest, AnEmployeeReadsAndChangesNothing)
{
    prepare(Role::Employee);
    const UserUuid self = fake->signedIn().uuid;
    const auto own = std::find_if(fake->company.people.begin(), fake->company.people.end(),
                                  [&](const Employee &each) { return each.uuid == self; });
    ASSERT_NE(own, fake->company.people.end());
    for (PersonDocument &document : fake->documents.list) {
        document.userId = own->id;
    }
    open(peoplePages(), PageIds::Documents);

    ASSERT_EQ(rows(u"documentsTable"_qs), 4);
    EXPECT_FALSE(isShown(u"newDocumentButton"_qs));
    openDocument(u"Contrato de trabajo"_qs);
    EXPECT_TRUE(find<QLineEdit>(u"titleLineEdit"_qs)->isReadOnly());
    EXPECT_FALSE(find<QComboBox>(u"kindComboBox"_qs)->isEnabled());
    EXPECT_FALSE(isShown(u"removeDocumentButton"_qs));
    EXPECT_FALSE(isShown(u"saveButton"_qs));
    EXPECT_TRUE(isShown(u"saveCopyButton"_qs));

    click(u"backButton"_qs);
    EXPECT_EQ(wentTo, PageIds::Profile);
}

TEST_F(DocumentsPageTest, ComesBackWithTheConnection)
{
    prepare(Role::HumanResources);
    fake->setOnline(false);
    openDocuments(2);
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"kept by the server"_qs));
    EXPECT_EQ(rows(u"documentsTable"_qs), 0);

    fake->setOnline(true);
    settle();
    EXPECT_EQ(rows(u"documentsTable"_qs), 4);
    EXPECT_FALSE(isShown(u"bannerLabel"_qs));
}

TEST_F(DocumentsPageTest, TheProfileLeadsToIt)
{
    prepare(Role::HumanResources);
    const QString person =
        PageArgument::make(u"person"_qs, toText(fake->company.people.at(2).uuid.value()));
    open(peoplePages(), PageIds::People, person);
    click(u"showDocumentsButton"_qs);
    EXPECT_EQ(wentTo, PageIds::Documents);
    EXPECT_EQ(wentWith, person);
}

TEST_F(PersonPhotoTest, SendsASmallJpegAndShowsIt)
{
    start();
    EXPECT_TRUE(disc()->picture().isNull());
    EXPECT_EQ(disc()->initials().size(), 2);

    prompter.answerNextFile(picture(u"grande.png"_qs, {1600, 1200}, Qt::red));
    click(u"choosePhotoButton"_qs);
    ASSERT_TRUE(waitFor([&] { return !fake->documents.added.isEmpty(); }));
    settle();

    const NewDocument &photo = fake->documents.added.first();
    EXPECT_EQ(photo.kind, DocumentKind::Photo);
    EXPECT_EQ(photo.mediaType, "image/jpeg");
    QImage sent;
    ASSERT_TRUE(sent.loadFromData(photo.content, "JPEG"));
    EXPECT_EQ(sent.size(), QSize(512, 384));
    EXPECT_GT(qRed(sent.pixel(256, 192)), 240);
    EXPECT_FALSE(disc()->picture().isNull());
}

TEST_F(PersonPhotoTest, AnotherPersonHasAnotherOrNone)
{
    start();
    prompter.answerNextFile(picture(u"foto.png"_qs, {64, 64}, Qt::blue));
    click(u"choosePhotoButton"_qs);
    ASSERT_TRUE(waitFor([&] { return !disc()->picture().isNull(); }));

    page->activate(
        PageArgument::make(u"person"_qs, toText(fake->company.people.at(3).uuid.value())));
    settle();
    EXPECT_TRUE(disc()->picture().isNull());
    page->activate(
        PageArgument::make(u"person"_qs, toText(fake->company.people.at(2).uuid.value())));
    settle();
    EXPECT_FALSE(disc()->picture().isNull());

    // Nobody's face stands beside another name because the server cannot be asked.
    fake->setOnline(false);
    page->activate(
        PageArgument::make(u"person"_qs, toText(fake->company.people.at(4).uuid.value())));
    settle();
    EXPECT_TRUE(disc()->picture().isNull());
}

TEST_F(PersonPhotoTest, SaysThatAFileIsNoPicture)
{
    start();
    QFile file(folder.filePath(u"nota.jpg"_qs));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("no picture");
    file.close();
    prompter.answerNextFile(file.fileName());
    click(u"choosePhotoButton"_qs);
    ASSERT_TRUE(waitFor([&] { return prompter.asked.size() == 2; }));
    EXPECT_EQ(prompter.asked.last(), u"This picture cannot be read"_qs);
    EXPECT_TRUE(fake->documents.added.isEmpty());
}

TEST_F(PersonPhotoTest, OfflineItIsOff)
{
    start();
    EXPECT_TRUE(find<QAbstractButton>(u"choosePhotoButton"_qs)->isEnabled());
    fake->setOnline(false);
    settle();
    EXPECT_FALSE(find<QAbstractButton>(u"choosePhotoButton"_qs)->isEnabled());
}

TEST_F(PersonPhotoTest, WhatShowsThroughIsWhite)
{
    const auto small = PhotoScaler::fromFile(picture(u"hueco.png"_qs, {20, 10}, Qt::transparent));
    ASSERT_TRUE(small);
    QImage image;
    ASSERT_TRUE(image.loadFromData(*small, "JPEG"));
    EXPECT_EQ(image.size(), QSize(20, 10));
    EXPECT_GT(qGray(image.pixel(10, 5)), 250);
}

} // namespace EvalTrack::Test
