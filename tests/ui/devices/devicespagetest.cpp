// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/devicespages.h"
#include "items/devicetablemodel.h"
#include "support/screentest.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSpinBox>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class DevicesPageTest : public ScreenTest
{
protected:
    void start(bool isOnline = true)
    {
        prepare(Role::Admin);
        fake->setOnline(isOnline);
        open(devicesPages(), PageIds::Devices);
    }
    void openDevice(const QString &name)
    {
        const int row = rowWith(u"devicesTable"_qs, DeviceTableModel::Name, name);
        ASSERT_GE(row, 0);
        clickRow(u"devicesTable"_qs, row);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        settle();
    }
};

} // namespace

TEST_F(DevicesPageTest, ListsStationsWithTheirState)
{
    start();

    ASSERT_EQ(rows(u"devicesTable"_qs), 3);
    const auto *model = find<QTableView>(u"devicesTable"_qs)->model();
    EXPECT_EQ(model->index(0, DeviceTableModel::State).data().toString(), u"At work"_qs);
    EXPECT_EQ(model->index(1, DeviceTableModel::State).data().toString(),
              u"Waiting for its code"_qs);
    EXPECT_EQ(model->index(1, DeviceTableModel::LastSeen).data().toString(), u"Never"_qs);
    EXPECT_EQ(model->index(2, DeviceTableModel::State).data().toString(), u"Switched off"_qs);
}

TEST_F(DevicesPageTest, TheCodeComesWithTheAddressToType)
{
    start();
    fake->connection.thisComputer = false;
    fake->connection.address = QUrl(u"https://evaltrack.empresa.com"_qs);
    key(Qt::Key_N, Qt::ControlModifier);
    type(u"nameLineEdit"_qs, u"Puerta este"_qs);
    type(u"exitPinLineEdit"_qs, u"1357"_qs);
    key(Qt::Key_Return);
    EXPECT_TRUE(text(u"enrolmentStepsLabel"_qs).contains(u"https://evaltrack.empresa.com"_qs));

    fake->connection.thisComputer = true;
    key(Qt::Key_N, Qt::ControlModifier);
    type(u"nameLineEdit"_qs, u"Puerta oeste"_qs);
    type(u"exitPinLineEdit"_qs, u"1357"_qs);
    key(Qt::Key_Return);
    EXPECT_TRUE(text(u"enrolmentStepsLabel"_qs).contains(u"no other computer can reach"_qs));
}

TEST_F(DevicesPageTest, MakesAStationByKeyboardAndShowsItsCodeOnce)
{
    start();
    key(Qt::Key_N, Qt::ControlModifier);
    type(u"nameLineEdit"_qs, u"Puerta este"_qs);
    type(u"siteLineEdit"_qs, u"Almacén"_qs);
    find<QSpinBox>(u"doubleTapSpinBox"_qs)->setValue(30);
    type(u"exitPinLineEdit"_qs, u"1357"_qs);

    key(Qt::Key_Return);

    ASSERT_EQ(fake->devices.list.size(), 4);
    EXPECT_EQ(fake->devices.list.last().name, u"Puerta este"_qs);
    EXPECT_EQ(fake->devices.list.last().doubleTap, std::chrono::seconds(30));
    EXPECT_EQ(fake->devices.pins.value(4), u"1357"_qs);
    EXPECT_EQ(rows(u"devicesTable"_qs), 4);
    const auto *table = find<QTableView>(u"devicesTable"_qs);
    ASSERT_EQ(table->selectionModel()->selectedRows().size(), 1);
    EXPECT_EQ(table->selectionModel()->selectedRows().first().row(),
              rowWith(u"devicesTable"_qs, DeviceTableModel::Name, u"Puerta este"_qs));
    EXPECT_EQ(text(u"enrolmentCodeLabel"_qs), u"7H3KP-0QWXZ"_qs);
    EXPECT_TRUE(find<QLineEdit>(u"exitPinLineEdit"_qs)->text().isEmpty());

    ASSERT_EQ(QApplication::focusWidget()->objectName(), u"copyCodeButton"_qs);
    key(Qt::Key_Space);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), u"7H3KP-0QWXZ"_qs);

    openDevice(u"Puerta norte"_qs);
    EXPECT_FALSE(isShown(u"enrolmentCodeLabel"_qs));
    openDevice(u"Puerta este"_qs);
    EXPECT_FALSE(isShown(u"enrolmentCodeLabel"_qs)) << "it is told once";
}

TEST_F(DevicesPageTest, RefusesAPinThatIsNoneAtItsField)
{
    start();
    click(u"newDeviceButton"_qs);
    type(u"nameLineEdit"_qs, u"Puerta este"_qs);
    for (const auto &[pin, said] : {std::pair(u"12"_qs, u"At least 4 character(s)."_qs),
                                    std::pair(u"12ab"_qs, u"Only digits, please."_qs)}) {
        type(u"exitPinLineEdit"_qs, pin);
        click(u"saveButton"_qs);

        EXPECT_EQ(errorAt(u"exitPinLineEdit"_qs), said);
        EXPECT_EQ(QApplication::focusWidget()->objectName(), u"exitPinLineEdit"_qs);
    }
    EXPECT_EQ(fake->devices.list.size(), 3);
}

TEST_F(DevicesPageTest, SwitchesAStationOffAfterAQuestionAndOnAgain)
{
    start();
    openDevice(u"Puerta norte"_qs);

    prompter.answerNext(false);
    click(u"toggleRevokedButton"_qs);
    EXPECT_EQ(fake->devices.list.at(0).state, DeviceState::Enrolled);

    prompter.answerNext(true);
    click(u"toggleRevokedButton"_qs);
    EXPECT_EQ(fake->devices.list.at(0).state, DeviceState::Revoked);
    EXPECT_FALSE(find<QAbstractButton>(u"newCodeButton"_qs)->isEnabled());

    click(u"toggleRevokedButton"_qs);
    EXPECT_EQ(fake->devices.list.at(0).state, DeviceState::Waiting);
    EXPECT_EQ(prompter.asked.size(), 2) << "letting in again asks nothing";
}

TEST_F(DevicesPageTest, ANewCodeForAStationAtWorkIsAskedFor)
{
    start();
    openDevice(u"Puerta norte"_qs);

    click(u"newCodeButton"_qs);
    EXPECT_EQ(fake->devices.codesMade, 0) << "nobody said yes";
    prompter.answerNext(true);
    click(u"newCodeButton"_qs);
    EXPECT_EQ(fake->devices.codesMade, 1);
    EXPECT_EQ(text(u"enrolmentCodeLabel"_qs), u"7H3KP-0QWXZ"_qs);

    openDevice(u"Puerta sur"_qs);
    click(u"newCodeButton"_qs);
    EXPECT_EQ(fake->devices.codesMade, 2) << "nothing ends with this one";
}

TEST_F(DevicesPageTest, KeepsWhatWasTypedWithoutANetwork)
{
    start();
    openDevice(u"Puerta norte"_qs);
    type(u"siteLineEdit"_qs, u"Otra sede"_qs);
    fake->setOnline(false);

    click(u"saveButton"_qs);

    EXPECT_EQ(fake->devices.list.at(0).site, u"Sede central"_qs);
    EXPECT_EQ(find<QLineEdit>(u"siteLineEdit"_qs)->text(), u"Otra sede"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
    fake->setOnline(true);
    click(u"saveButton"_qs);
    EXPECT_EQ(fake->devices.list.at(0).site, u"Otra sede"_qs);
}

TEST_F(DevicesPageTest, TheCodeIsSeenWhole)
{
    start();
    page->resize(1180, 700);
    openDevice(u"Puerta sur"_qs);
    click(u"newCodeButton"_qs);
    auto *code = find<>(u"enrolmentCodeLabel"_qs);

    EXPECT_GE(code->width(), code->sizeHint().width());
    EXPECT_TRUE(code->visibleRegion().boundingRect().height() >= code->height())
        << "without scrolling";
    if (const QString pictures = qEnvironmentVariable("EVALTRACK_PICTURES"); !pictures.isEmpty()) {
        EXPECT_TRUE(page->grab().save(pictures + u"/devices-code.png"_qs));
    }
}

TEST_F(DevicesPageTest, AStationAsksForPinsWhenItIsToldTo)
{
    start();
    clickRow(u"devicesTable"_qs, 0);
    auto *box = find<QCheckBox>(u"asksPinCheckBox"_qs);
    ASSERT_FALSE(box->isChecked());
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    click(u"saveButton"_qs);
    EXPECT_TRUE(fake->devices.list.first().asksPin);
}

TEST_F(DevicesPageTest, ItsColumnsAreKeptBetweenStarts)
{
    start();
    ASSERT_TRUE(isColumnShown(u"devicesTable"_qs, DeviceTableModel::Site));
    toggleColumn(u"devicesTable"_qs, DeviceTableModel::Site);

    open(devicesPages(), PageIds::Devices);

    EXPECT_FALSE(isColumnShown(u"devicesTable"_qs, DeviceTableModel::Site));
    EXPECT_TRUE(isColumnShown(u"devicesTable"_qs, DeviceTableModel::LastSeen));
}

} // namespace EvalTrack::Test
