// SPDX-License-Identifier: GPL-3.0-or-later
#include "departments/departmentspages.h"
#include "items/jobtablemodel.h"
#include "support/screentest.h"

#include <QLineEdit>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class JobsPageTest : public ScreenTest
{
protected:
    /// Three people are "Vendedor", one of them inactive.
    void start()
    {
        prepare(Role::HumanResources);
        for (const int person : {5, 12, 17}) {
            fake->company.people[person].jobTitle = u"Vendedor"_qs;
        }
        fake->company.people[27].jobTitle = u"Vendedora"_qs;
        fake->company.people[12].isActive = false;
        fake->announce();
        open(departmentsPages(), PageIds::Jobs);
    }
    void openJob(const QString &title)
    {
        const int row = rowWith(u"jobsTable"_qs, JobTableModel::Title, title);
        ASSERT_GE(row, 0);
        clickRow(u"jobsTable"_qs, row);
    }
    int with(const QString &title)
    {
        return static_cast<int>(std::ranges::count_if(
            fake->company.people, [&](const Employee &who) { return who.jobTitle == title; }));
    }
};

} // namespace

TEST_F(JobsPageTest, CountsWhoHasEachTitle)
{
    start();

    const int row = rowWith(u"jobsTable"_qs, JobTableModel::Title, u"Vendedor"_qs);
    ASSERT_GE(row, 0);
    const auto *model = find<QTableView>(u"jobsTable"_qs)->model();
    EXPECT_EQ(model->index(row, JobTableModel::People).data().toString(), u"3"_qs);

    clickHead(u"jobsTable"_qs, JobTableModel::People);
    clickHead(u"jobsTable"_qs, JobTableModel::People);
    EXPECT_EQ(model->index(0, JobTableModel::Title).data().toString(), u"Vendedor"_qs);

    type(u"searchLineEdit"_qs, u"tecnico"_qs);
    EXPECT_EQ(rows(u"jobsTable"_qs), 2);
}

TEST_F(JobsPageTest, ShowsBeforehandWhoIsChangedAndWhatItBecomes)
{
    start();
    openJob(u"Vendedor"_qs);

    EXPECT_EQ(rows(u"jobPeopleTable"_qs), 3);
    EXPECT_FALSE(isShown(u"renamePreviewLabel"_qs));
    EXPECT_FALSE(find<QAbstractButton>(u"renameButton"_qs)->isEnabled());

    type(u"jobTitleLineEdit"_qs, u"Vendedora"_qs);
    EXPECT_EQ(text(u"renamePreviewLabel"_qs),
              u"1 person(s) have this job already; afterwards it is one. These 3 person(s) get "
              u"“Vendedora”:"_qs);
    EXPECT_EQ(text(u"renameButton"_qs), u"&Rename for 3 person(s)"_qs);
    EXPECT_TRUE(fake->commands.submitted.isEmpty());
}

TEST_F(JobsPageTest, RenamesForEverybodyAndTakesItBack)
{
    start();
    openJob(u"Vendedor"_qs);
    type(u"jobTitleLineEdit"_qs, u"Asesor comercial"_qs);
    QTest::keyClick(find<>(u"jobTitleLineEdit"_qs), Qt::Key_Return);
    settle();

    EXPECT_EQ(fake->commands.submitted.size(), 3);
    const auto *command = lastCommand<UpdateEmployee>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->before.jobTitle, u"Vendedor"_qs);
    EXPECT_EQ(with(u"Asesor comercial"_qs), 3);
    EXPECT_EQ(text(u"panelTitleLabel"_qs), u"Asesor comercial"_qs);
    EXPECT_TRUE(
        toaster.said.last().startsWith(u"3 person(s) have the job “Asesor comercial” now."_qs))
        << toaster.said.last().toStdString();
    EXPECT_FALSE(page->hasUnsavedInput());

    // Somebody got another job meanwhile.
    fake->company.people[5].jobTitle = u"Gerente"_qs;
    fake->announce();
    toaster.undo();
    settle();

    EXPECT_EQ(with(u"Vendedor"_qs), 2);
    EXPECT_EQ(with(u"Gerente"_qs), 1);
}

TEST_F(JobsPageTest, SaysWhenNotEverybodyWasChanged)
{
    start();
    openJob(u"Vendedor"_qs);
    type(u"jobTitleLineEdit"_qs, u"Asesor"_qs);
    fake->failNext({ErrorCode::StorageFull, {}, {}});
    click(u"renameButton"_qs);

    EXPECT_EQ(with(u"Asesor"_qs), 2);
    EXPECT_EQ(with(u"Vendedor"_qs), 1);
    EXPECT_TRUE(isShown(u"jobPanel"_qs));
    EXPECT_FALSE(find<>(u"jobPanel"_qs)->findChildren<QWidget *>(u"bannerLabel"_qs).isEmpty());
    EXPECT_EQ(rows(u"jobPeopleTable"_qs), 1) << "who is left";
}

TEST_F(JobsPageTest, OpensAPersonByKeyboard)
{
    start();
    openJob(u"Vendedor"_qs);
    auto *table = find<QTableView>(u"jobPeopleTable"_qs);
    table->setFocus();
    table->selectRow(0);
    const QUuid person = table->model()->index(0, 0).data(UuidRole).toUuid();
    QTest::keyClick(table, Qt::Key_Return);
    settle();

    EXPECT_EQ(wentTo, PageIds::People);
    EXPECT_EQ(PageArgument::value(wentWith, u"person"_qs), toText(person));
}

} // namespace EvalTrack::Test
