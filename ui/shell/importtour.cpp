// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/importtour.h"

#include "common/banner.h"
#include "common/page.h"
#include "common/tableview.h"
#include "ports/desk.h"
#include "shell/desktopui.h"
#include "shell/mainwindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>

namespace EvalTrack {

ImportTour::ImportTour(DesktopUi &ui, Desk &desk, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_ui(ui)
    , m_desk(desk)
    , m_folder(folder)
{}

QList<TourStep> ImportTour::tables()
{
    const QString file = fileNamed(u".csv"_qs);
    const QString noTable = fileNamed(u".xlsx"_qs);
    const auto toNext = [this] {
        press(u"nextButton"_qs);
    };
    return {{u"import-rows"_qs,
             [this, file] {
                 write(file, linesWithFaults());
                 openTable(file);
             },
             {},
             [this] {
                 return isJudged();
             }},
            {u"import-wrong"_qs, toNext},
            {u"import-proposal"_qs, toNext,
             [this, file] {
                 TourStep::closeWhatIsOpen(*m_ui.mainWindow());
                 QFile::remove(file);
             }},
            {u"import-no-table"_qs,
             [this, noTable] {
                 write(noTable, {u"%PDF-1.7"_qs});
                 openTable(noTable);
             },
             [this, noTable] {
                 TourStep::closeWhatIsOpen(*m_ui.mainWindow());
                 QFile::remove(noTable);
             },
             [this] {
                 return m_ui.mainWindow()->currentPage()->findChild<Banner *>()->isVisible();
             }}};
}

QList<TourStep> ImportTour::history()
{
    const QString file = fileNamed(u".csv"_qs);
    return {{{},
             [this, file] {
                 write(file,
                       {tr("National ID,First name,Last name,E-mail,Phone,Birth date,Department"),
                        u"V-31222401,Daniela,Oropeza,daniela.oropeza@empresa.com,,14/02/1991,"_qs,
                        u"V-31222402,Iván,Mijares,ivan.mijares@empresa.com,,02/07/1986,"_qs});
                 openTable(file);
             },
             {},
             [this] {
                 return isJudged();
             }},
            {u"import-done"_qs,
             [this] {
                 m_isCarriedOut = button(u"importButton"_qs)->isEnabled();
                 press(u"importButton"_qs);
             },
             [this, file] {
                 TourStep::closeWhatIsOpen(*m_ui.mainWindow());
                 QFile::remove(file);
             },
             [this] {
                 return !m_isCarriedOut || rows().rowCount() == 0;
             }},
            {u"import-history-done"_qs,
             [this] { m_ui.mainWindow()->openPage(PageIds::ImportHistory); },
             {},
             [this] {
                 return !m_isCarriedOut || rows().rowCount() > 0;
             }},
            {u"dialog-take-back"_qs,
             [this] {
                 m_ui.mainWindow()->currentPage()->findChild<TableView *>()->selectRow(0);
                 press(u"undoImportButton"_qs);
             },
             [] {
                 if (QWidget *dialog = QApplication::activeModalWidget()) {
                     dialog->findChild<QAbstractButton *>(u"acceptButton"_qs)->click();
                 }
             }},
            {u"import-history-undone"_qs,
             [] {},
             {},
             [this] {
                 return !button(u"undoImportButton"_qs)->isEnabled() &&
                        !m_ui.mainWindow()->currentPage()->findChild<Banner *>()->isVisible();
             }}};
}

QString ImportTour::fileNamed(const QString &suffix) const
{
    return QDir(m_folder).filePath(tr("people") + suffix);
}

void ImportTour::write(const QString &file, const QStringList &lines) const
{
    QFile table(file);
    if (table.open(QIODevice::WriteOnly)) {
        table.write(lines.join(u'\n').toUtf8());
    }
}

/// A table with one row of each kind.
QStringList ImportTour::linesWithFaults() const
{
    const auto people = m_desk.people.people();
    QStringList lines{
        tr("National ID,First name,Last name,E-mail,Phone,Birth date,Department,Notes")};
    for (qsizetype i = 0; i < 12 && i < people->size(); ++i) {
        const Employee person = people->at(i);
        lines.append(QStringList{
            person.nationalId.value_or(QString()),
            person.firstName,
            person.lastName,
            person.email,
            i % 3 == 0 ? u"+58 212 555 01%1"_qs.arg(10 + i) : person.phone.value_or(QString()),
            {},
            person.department.value_or(QString()),
            {}}.join(u','));
    }
    lines.insert(3, u"V-31222333,Mariana,Salcedo,mariana.salcedo@empresa.com,,31/02/1990,,"_qs);
    lines.insert(5, u"V-31222334,Tomás,Rivas,\"tomas.rivas @empresa,com\",,15/06/1988,,"_qs);
    lines.insert(
        6, u"V-31222335,Lucía,Bermúdez,lucia.bermudez@empresa.com,,03/11/1995,Laboratorio,"_qs);
    return lines;
}

void ImportTour::openTable(const QString &file) const
{
    m_ui.mainWindow()->openPage(PageIds::Imports, PageArgument::make(u"file"_qs, file));
}

void ImportTour::press(const QString &objectName) const
{
    if (QAbstractButton *pressed = button(objectName)) {
        pressed->click();
    }
}

QAbstractButton *ImportTour::button(const QString &objectName) const
{
    return m_ui.mainWindow()->currentPage()->findChild<QAbstractButton *>(objectName);
}

const QAbstractItemModel &ImportTour::rows() const
{
    return *m_ui.mainWindow()->currentPage()->findChild<TableView *>()->model();
}

bool ImportTour::isJudged() const
{
    return rows().rowCount() > 0 && !rows().index(0, 1).data().toString().isEmpty();
}

} // namespace EvalTrack
