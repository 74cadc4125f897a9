// SPDX-License-Identifier: GPL-3.0-or-later
#include "departments/departmentspages.h"
#include "items/departmenttablemodel.h"
#include "support/screentest.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class DepartmentsPageTest : public ScreenTest
{
protected:
    /// Logística and Ventas are under Operaciones.
    void start(const QString &argument = {}, bool isOnline = true)
    {
        prepare(Role::HumanResources);
        fake->setOnline(isOnline);
        named(u"Ventas"_qs).parentId = named(u"Operaciones"_qs).id;
        named(u"Logística"_qs).parentId = named(u"Operaciones"_qs).id;
        fake->announce();
        open(departmentsPages(), PageIds::Departments, argument);
    }
    Department &named(const QString &name)
    {
        const auto found = std::ranges::find(fake->company.departments, name, &Department::name);
        EXPECT_NE(found, fake->company.departments.end()) << name.toStdString();
        return *found;
    }
    void openDepartment(const QString &name)
    {
        const int row = rowWith(u"departmentsTable"_qs, DepartmentTableModel::Name, name);
        ASSERT_GE(row, 0) << name.toStdString();
        clickRow(u"departmentsTable"_qs, row);
    }
    QStringList shown(int column = DepartmentTableModel::Name)
    {
        const auto *model = find<QTableView>(u"departmentsTable"_qs)->model();
        QStringList texts;
        for (int row = 0; row < model->rowCount(); ++row) {
            texts.append(model->index(row, column).data().toString());
        }
        return texts;
    }
    int peopleOf(const QString &department)
    {
        return static_cast<int>(
            std::ranges::count_if(fake->company.people, [&](const Employee &who) {
                return who.department == department;
            }));
    }
    int activeOf(const QString &department)
    {
        return static_cast<int>(
            std::ranges::count_if(fake->company.people, [&](const Employee &who) {
                return who.isActive && who.department == department;
            }));
    }
    void choose(const QString &box, const QString &text)
    {
        auto *combo = find<QComboBox>(box);
        const int index = combo->findText(text);
        ASSERT_GE(index, 0) << text.toStdString();
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        for (int i = 0; i < index; ++i) {
            QTest::keyClick(combo, Qt::Key_Down);
        }
        settle();
        ASSERT_EQ(combo->currentText(), text);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        settle();
    }
};

} // namespace

TEST_F(DepartmentsPageTest, ShowsTheTreeWithWhoIsInIt)
{
    start();
    const int own = activeOf(u"Operaciones"_qs);
    const int inAll = own + activeOf(u"Logística"_qs) + activeOf(u"Ventas"_qs);
    const auto gone = std::ranges::find_if(fake->company.people, [](const Employee &who) {
        return who.isActive && who.department == u"Operaciones"_qs;
    });
    ASSERT_NE(gone, fake->company.people.end());
    gone->isActive = false;
    fake->announce();
    settle();

    EXPECT_EQ(shown(), (QStringList{u"Finanzas"_qs, u"Operaciones"_qs, u"Logística"_qs,
                                    u"Ventas"_qs, u"Talento Humano"_qs, u"Tecnología"_qs}));
    const auto *model = find<QTableView>(u"departmentsTable"_qs)->model();
    EXPECT_EQ(model->index(1, 0).data(DepthRole).toInt(), 0);
    EXPECT_EQ(model->index(2, 0).data(DepthRole).toInt(), 1);
    EXPECT_EQ(model->index(2, 0).data(Qt::AccessibleTextRole).toString(),
              u"Operaciones › Logística"_qs);
    EXPECT_EQ(shown(DepartmentTableModel::People).at(1).toInt(), own - 1) << "who left is not in";
    EXPECT_EQ(shown(DepartmentTableModel::InAll).at(1).toInt(), inAll - 1);
    EXPECT_EQ(text(u"countLabel"_qs), u"6 department(s)"_qs);
}

TEST_F(DepartmentsPageTest, IndentsWhatIsBelow)
{
    start();
    auto *table = find<QTableView>(u"departmentsTable"_qs);
    const QImage picture = table->viewport()->grab().toImage();
    const auto firstInk = [&](int row) {
        const QRect cell = table->visualRect(table->model()->index(row, 0));
        const QRgb paper = picture.pixel(cell.left() + 2, cell.center().y());
        for (int x = cell.left() + 2; x < cell.right(); ++x) {
            for (int y = cell.top() + 6; y < cell.bottom() - 6; ++y) {
                if (picture.pixel(x, y) != paper) {
                    return x;
                }
            }
        }
        return -1;
    };

    EXPECT_GE(firstInk(2), firstInk(1) + Space::Two);
}

TEST_F(DepartmentsPageTest, FindsByNameAndHead)
{
    start();
    named(u"Finanzas"_qs).headId = UserId(5);
    fake->announce();

    type(u"searchLineEdit"_qs, u"logistica"_qs);
    EXPECT_EQ(shown(), QStringList(u"Operaciones › Logística"_qs));
    EXPECT_EQ(text(u"countLabel"_qs), u"1 of 6"_qs);

    type(u"searchLineEdit"_qs, u"ibanez"_qs);
    EXPECT_EQ(shown(), QStringList(u"Finanzas"_qs));
}

TEST_F(DepartmentsPageTest, MakesOneByKeyboardAlone)
{
    start();
    key(Qt::Key_N, Qt::ControlModifier);
    ASSERT_EQ(QApplication::focusWidget()->objectName(), u"nameLineEdit"_qs);
    type(u"nameLineEdit"_qs, u"Compras"_qs);
    choose(u"parentComboBox"_qs, u"Operaciones › Logística"_qs);
    type(u"headLineEdit"_qs, u"beatriz"_qs);
    key(Qt::Key_Return);
    key(Qt::Key_S, Qt::ControlModifier);

    const auto *command = lastCommand<CreateDepartment>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->after.name, u"Compras"_qs);
    EXPECT_EQ(command->after.parentId, named(u"Logística"_qs).id);
    EXPECT_EQ(command->after.headId, UserId(11));
    EXPECT_EQ(text(u"panelTitleLabel"_qs), u"Compras"_qs);
    EXPECT_EQ(shown().at(3), u"Compras"_qs) << "below Logística";
    EXPECT_EQ(shown(DepartmentTableModel::Head).at(3), u"Beatriz Figueroa León"_qs);
    EXPECT_FALSE(page->hasUnsavedInput());
}

TEST_F(DepartmentsPageTest, ANewOneStartsBelowTheOneThatIsChosen)
{
    start();
    openDepartment(u"Ventas"_qs);
    click(u"newDepartmentButton"_qs);

    EXPECT_EQ(find<QComboBox>(u"parentComboBox"_qs)->currentText(), u"Operaciones › Ventas"_qs);
}

TEST_F(DepartmentsPageTest, SaysAtTheFieldThatANameIsTaken)
{
    start(u"new"_qs);
    type(u"nameLineEdit"_qs, u"ventas"_qs);
    click(u"saveButton"_qs);

    EXPECT_EQ(errorAt(u"nameLineEdit"_qs), u"Another department has this name."_qs);
    EXPECT_TRUE(fake->commands.submitted.isEmpty());
}

TEST_F(DepartmentsPageTest, IsNotOfferedWhatIsBelowItself)
{
    start();
    openDepartment(u"Operaciones"_qs);
    const auto *box = find<QComboBox>(u"parentComboBox"_qs);

    EXPECT_EQ(box->findText(u"Operaciones"_qs), -1);
    EXPECT_EQ(box->findText(u"Operaciones › Ventas"_qs), -1);
    EXPECT_GE(box->findText(u"Finanzas"_qs), 0);
}

TEST_F(DepartmentsPageTest, ANewNameIsInItsPeoplesProfiles)
{
    start();
    openDepartment(u"Ventas"_qs);
    type(u"nameLineEdit"_qs, u"Comercial"_qs);
    key(Qt::Key_Return);

    const auto *command = lastCommand<UpdateDepartment>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->before.name, u"Ventas"_qs);
    EXPECT_EQ(command->after.name, u"Comercial"_qs);
    EXPECT_GT(fake->people.people()->search(u"comercial").size(), 0);
    EXPECT_EQ(rowWith(u"departmentsTable"_qs, DepartmentTableModel::Name, u"Ventas"_qs), -1);
}

TEST_F(DepartmentsPageTest, AsksWhereThePeopleGoBeforeItRemoves)
{
    start();
    const int people = peopleOf(u"Operaciones"_qs);
    const int before = peopleOf(u"Finanzas"_qs);
    openDepartment(u"Operaciones"_qs);
    click(u"removeButton"_qs);

    EXPECT_TRUE(
        text(u"removalLabel"_qs)
            .startsWith(u"%1 person(s) in Operaciones move to the department"_qs.arg(people)));
    const int gone = people - activeOf(u"Operaciones"_qs);
    ASSERT_GT(gone, 0);
    EXPECT_TRUE(text(u"removalLabel"_qs).contains(u"%1 of them no longer active."_qs.arg(gone)));
    EXPECT_TRUE(
        text(u"removalLabel"_qs).contains(u"The 2 department(s) below it come to the top."_qs));
    EXPECT_FALSE(find<QAbstractButton>(u"confirmRemoveButton"_qs)->isEnabled());
    ASSERT_EQ(QApplication::focusWidget()->objectName(), u"targetComboBox"_qs);

    choose(u"targetComboBox"_qs, u"Finanzas"_qs);
    click(u"confirmRemoveButton"_qs);

    const auto *command = lastCommand<RemoveDepartment>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->moveTo, named(u"Finanzas"_qs).id);
    EXPECT_EQ(peopleOf(u"Finanzas"_qs), before + people);
    EXPECT_EQ(shown(), (QStringList{u"Finanzas"_qs, u"Logística"_qs, u"Talento Humano"_qs,
                                    u"Tecnología"_qs, u"Ventas"_qs}));
    EXPECT_FALSE(isShown(u"departmentPanel"_qs));
}

TEST_F(DepartmentsPageTest, AnEmptyOneGoesAfterASentence)
{
    start(u"new"_qs);
    type(u"nameLineEdit"_qs, u"Compras"_qs);
    click(u"saveButton"_qs);
    click(u"removeButton"_qs);
    EXPECT_TRUE(text(u"removalLabel"_qs).startsWith(u"Nobody is in Compras."_qs));
    EXPECT_FALSE(isShown(u"targetComboBox"_qs));

    click(u"keepButton"_qs);
    EXPECT_TRUE(isShown(u"nameLineEdit"_qs));
    click(u"removeButton"_qs);
    ASSERT_EQ(QApplication::focusWidget()->objectName(), u"confirmRemoveButton"_qs);
    key(Qt::Key_Space);

    const auto *command = lastCommand<RemoveDepartment>();
    ASSERT_NE(command, nullptr);
    EXPECT_FALSE(command->moveTo);
    EXPECT_EQ(rows(u"departmentsTable"_qs), 6);
}

TEST_F(DepartmentsPageTest, WithoutANetworkItWaits)
{
    start(u"new"_qs, false);
    type(u"nameLineEdit"_qs, u"Compras"_qs);
    click(u"saveButton"_qs);

    EXPECT_TRUE(text(u"departmentFactsLabel"_qs).startsWith(u"It has not reached the server"_qs));
    ASSERT_EQ(fake->tray.waiting.size(), 1);
    EXPECT_EQ(fake->tray.waiting.first().subject, u"Compras"_qs);
    openDepartment(u"Ventas"_qs);
    EXPECT_EQ(find<QComboBox>(u"parentComboBox"_qs)->findText(u"Compras"_qs), -1)
        << "nothing can be under it yet";
}

TEST_F(DepartmentsPageTest, WhatIsTypedStaysWhenTheFeedBringsNews)
{
    start();
    openDepartment(u"Ventas"_qs);
    type(u"nameLineEdit"_qs, u"Comercial"_qs);
    named(u"Ventas"_qs).headId = UserId(5);
    fake->announce();
    settle();

    EXPECT_EQ(find<QLineEdit>(u"nameLineEdit"_qs)->text(), u"Comercial"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());

    prompter.answerNext(false);
    key(Qt::Key_Escape);
    EXPECT_TRUE(isShown(u"departmentPanel"_qs));
}

TEST_F(DepartmentsPageTest, LeadsToItsPeople)
{
    start();
    openDepartment(u"Ventas"_qs);
    click(u"showPeopleButton"_qs);

    EXPECT_EQ(wentTo, PageIds::People);
    EXPECT_EQ(PageArgument::value(wentWith, u"department"_qs),
              QString::number(named(u"Ventas"_qs).id.value()));
}

} // namespace EvalTrack::Test
