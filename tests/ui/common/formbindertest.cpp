// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/formbinder.h"

#include "common/formfield.h"

#include <gtest/gtest.h>

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class FormBinderTest : public testing::Test
{
protected:
    FormBinderTest()
    {
        auto *layout = new QVBoxLayout(&form);
        layout->addWidget(&nameField);
        layout->addWidget(&mailField);
        layout->addWidget(other);
        binder.add(u"name"_qs, &nameField,
                   [this] { return name->text().isEmpty() ? u"needed"_qs : QString(); });
        binder.add(u"email"_qs, &mailField);
        form.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&form));
        form.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&form));
    }

    QWidget form;
    QLineEdit *name = new QLineEdit;
    QLineEdit *mail = new QLineEdit;
    QLineEdit *other = new QLineEdit;
    FormField nameField{u"Name"_qs, name, &form};
    FormField mailField{u"E-mail"_qs, mail, &form};
    FormBinder binder;
};

} // namespace

TEST_F(FormBinderTest, PutsTheFocusOnTheFirstBadField)
{
    other->setFocus();

    EXPECT_FALSE(binder.validate());

    EXPECT_TRUE(name->hasFocus());
    EXPECT_EQ(nameField.error(), u"needed"_qs);
    EXPECT_EQ(name->accessibleDescription(), u"needed"_qs);
}

TEST_F(FormBinderTest, TakesTheComplaintAwayWhileItIsCorrected)
{
    EXPECT_FALSE(binder.validate());

    QTest::keyClicks(name, u"A"_qs);

    EXPECT_TRUE(nameField.error().isEmpty());
}

TEST_F(FormBinderTest, ComplainsWhenAChangedFieldIsLeft)
{
    name->setText(u"Ana"_qs);
    binder.markClean();
    name->setFocus();
    name->clear();
    EXPECT_TRUE(nameField.error().isEmpty());

    mail->setFocus();

    EXPECT_EQ(nameField.error(), u"needed"_qs);
}

TEST_F(FormBinderTest, KnowsWhetherAnythingWasChanged)
{
    QList<bool> changes;
    QObject::connect(&binder, &FormBinder::dirtyChanged, &form,
                     [&changes](bool isDirty) { changes.append(isDirty); });

    QTest::keyClicks(mail, u"x"_qs);
    QTest::keyClick(mail, Qt::Key_Backspace);
    QTest::keyClicks(mail, u"y"_qs);
    binder.markClean();

    EXPECT_EQ(changes, (QList<bool>{true, false, true, false}));
}

TEST_F(FormBinderTest, ShowsTheServersErrorsAtTheirFields)
{
    const Error error{
        ErrorCode::Validation,
        {},
        {{u"email"_qs, u"El email ya está registrado"_qs}, {u"elsewhere"_qs, u"bad"_qs}}};

    const QList<FieldError> homeless = binder.showErrors(error);

    EXPECT_EQ(mailField.error(), u"This value is in use already."_qs);
    EXPECT_TRUE(mail->hasFocus());
    ASSERT_EQ(homeless.size(), 1);
    EXPECT_EQ(homeless.first().field, u"elsewhere"_qs);
}

TEST_F(FormBinderTest, IsCompleteOnceEachRequiredFieldHasSomethingInIt)
{
    int told = 0;
    QObject::connect(&binder, &FormBinder::completeChanged, &form, [&told] { ++told; });
    EXPECT_TRUE(binder.isComplete()) << "nothing is required yet";
    nameField.setRequired(true);
    EXPECT_FALSE(binder.isComplete());
    EXPECT_FALSE(binder.missingText().isEmpty());

    name->setFocus();
    QTest::keyClicks(name, u"  "_qs);
    EXPECT_FALSE(binder.isComplete()) << "blanks are nothing";
    told = 0;
    QTest::keyClicks(name, u"An"_qs);
    EXPECT_TRUE(binder.isComplete());
    EXPECT_TRUE(binder.missingText().isEmpty());
    EXPECT_EQ(told, 1);
    name->clear();
    EXPECT_EQ(told, 2);
}

TEST_F(FormBinderTest, ARequiredFieldHasAStarAndSaysSo)
{
    const auto *label = nameField.findChild<QLabel *>();
    ASSERT_EQ(label->text(), u"Name"_qs);
    nameField.setRequired(true);
    EXPECT_EQ(label->text(), u"Name *"_qs);
    EXPECT_EQ(name->accessibleName(), u"Name"_qs);
    EXPECT_EQ(name->accessibleDescription(), u"Required"_qs);
    EXPECT_FALSE(binder.validate());
    EXPECT_EQ(name->accessibleDescription(), u"needed"_qs);
    nameField.setRequired(false);
    EXPECT_EQ(label->text(), u"Name"_qs);
}

} // namespace EvalTrack::Test
