// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialogprompter.h"

#include <gtest/gtest.h>

#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class DialogPrompterTest : public testing::Test
{
protected:
    DialogPrompterTest()
    {
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
    }
    QDialog *dialog() { return window.findChild<QDialog *>(u"promptDialog"_qs); }

    QWidget window;
    DialogPrompter prompter;
};

} // namespace

TEST_F(DialogPrompterTest, CallsBackWithTheAnswer)
{
    int accepted = -1;
    prompter.ask(&window, {u"Deactivate?"_qs, u"Ana"_qs, u"Deactivate"_qs, {}, true},
                 [&accepted](bool answer) { accepted = answer ? 1 : 0; });
    EXPECT_EQ(accepted, -1);

    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"acceptButton"_qs), Qt::LeftButton);

    EXPECT_EQ(accepted, 1);
}

TEST_F(DialogPrompterTest, DoesNothingDestructiveOnReturn)
{
    int accepted = -1;
    prompter.ask(&window, {u"Deactivate?"_qs, u"Ana"_qs, u"Deactivate"_qs, {}, true},
                 [&accepted](bool answer) { accepted = answer ? 1 : 0; });

    QTest::keyClick(dialog(), Qt::Key_Return);

    EXPECT_EQ(accepted, 0);
}

TEST_F(DialogPrompterTest, TakesEscapeAsNo)
{
    int accepted = -1;
    prompter.ask(&window, {u"Sign out?"_qs, {}, u"Sign out"_qs, {}, false},
                 [&accepted](bool answer) { accepted = answer ? 1 : 0; });

    QTest::keyClick(dialog(), Qt::Key_Escape);

    EXPECT_EQ(accepted, 0);
}

TEST_F(DialogPrompterTest, AsksForADayThatIsNoneTooEarly)
{
    QList<QDate> said;
    const QDate today(2026, 11, 30);
    const DateQuestion question{u"Deactivate Ana?"_qs, {},    u"Left on"_qs,
                                u"Deactivate"_qs,      today, QDate(2026, 1, 15)};
    const auto ask = [&] {
        prompter.askDate(&window, question, [&said](const QDate &date) { said.append(date); });
        return dialog()->findChild<QLineEdit *>(u"promptDateLineEdit"_qs);
    };
    const auto typed = [&](QLineEdit *field, const QString &text) {
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    };
    QLineEdit *field = ask();
    typed(field, u"2026-01-14"_qs);
    EXPECT_TRUE(said.isEmpty());
    EXPECT_TRUE(field->accessibleDescription().startsWith(u"No earlier than"_qs));
    typed(field, u"soon"_qs);
    EXPECT_TRUE(said.isEmpty());
    typed(field, u"2026-01-15"_qs);
    EXPECT_EQ(said, QList<QDate>{QDate(2026, 1, 15)});
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    QTest::keyClick(ask(), Qt::Key_Return);
    EXPECT_EQ(said.value(1), today) << "what was suggested";
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    typed(ask(), {});
    EXPECT_EQ(said.size(), 3);
    EXPECT_FALSE(said.value(2).isValid());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    QTest::keyClick(ask(), Qt::Key_Escape);
    EXPECT_EQ(said.size(), 3);
}

TEST_F(DialogPrompterTest, WantsTheWordsItAsksFor)
{
    std::optional<QString> reason;
    prompter.askText(&window, {u"Discard?"_qs, {}, u"Reason"_qs, u"Discard"_qs, true},
                     [&reason](const std::optional<QString> &text) { reason = text; });
    auto *accept = dialog()->findChild<QPushButton *>(u"acceptButton"_qs);
    EXPECT_FALSE(accept->isEnabled());

    QTest::keyClicks(dialog()->findChild<QPlainTextEdit *>(u"promptTextEdit"_qs), u" twice "_qs);
    QTest::mouseClick(accept, Qt::LeftButton);

    ASSERT_TRUE(reason);
    EXPECT_EQ(*reason, u"twice"_qs);
}

TEST_F(DialogPrompterTest, KeepsStillWhenTheParentDies)
{
    bool isCalled = false;
    auto *parent = new QWidget;
    prompter.ask(parent, {u"Sign out?"_qs, {}, u"Sign out"_qs, {}, false},
                 [&isCalled](bool) { isCalled = true; });

    delete parent;

    EXPECT_FALSE(isCalled);
}

TEST_F(DialogPrompterTest, AsksBeforeInputIsLost)
{
    bool isDiscarded = false;
    prompter.askToDiscard(&window, [&isDiscarded] { isDiscarded = true; });

    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"acceptButton"_qs), Qt::LeftButton);

    EXPECT_TRUE(isDiscarded);
}

} // namespace EvalTrack::Test
