// SPDX-License-Identifier: GPL-3.0-or-later
// Every screen in a language that is read from the right and has longer texts: what lies left lies
// right, and no button, label or tab is cut.
#include "support/messageguard.h"
#include "support/windowtest.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTabBar>

namespace EvalTrack::Test {

namespace {

class MirroredTest : public WindowTest
{
protected:
    static void settle()
    {
        for (int round = 0; round < 10; ++round) {
            QApplication::processEvents();
        }
    }
    void begin(Role role)
    {
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
        language.setChoice(Language::Choice::Pseudo);
        settle();
        start(role);
        window->resize(1366, 768);
        settle();
    }
    QString argumentOf(const QString &pageId) const
    {
        const bool isOfPerson = pageId == PageIds::Documents || pageId == PageIds::History;
        return isOfPerson ? PageArgument::make(u"person"_qs,
                                               toText(fake->company.people.at(2).uuid.value()))
                          : QString();
    }
    [[nodiscard]] QRect placeOf(const QWidget *widget) const
    {
        return {widget->mapTo(window.get(), QPoint()), widget->size()};
    }

    /// What a person reads of it is not all of what it says.
    static bool isCut(const QWidget *widget)
    {
        if (const auto *label = qobject_cast<const QLabel *>(widget)) {
            return !label->text().isEmpty() && !label->wordWrap() &&
                   label->width() < label->minimumSizeHint().width();
        }
        if (const auto *button = qobject_cast<const QPushButton *>(widget)) {
            return button->width() < button->minimumSizeHint().width();
        }
        if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
            return tabs->count() > 0 && tabs->tabRect(tabs->count() - 1).isNull();
        }
        return false;
    }
    QStringList cutOnPage() const
    {
        QStringList cut;
        for (const QWidget *each : window->currentPage()->findChildren<QWidget *>()) {
            if (each->isVisible() && isCut(each)) {
                const auto *label = qobject_cast<const QLabel *>(each);
                const auto *button = qobject_cast<const QAbstractButton *>(each);
                cut.append(window->currentPageId() % u": " % each->objectName() % u' ' %
                           (label    ? label->text()
                            : button ? button->text()
                                     : QString()));
            }
        }
        return cut;
    }

    ~MirroredTest() override
    {
        language.setChoice(Language::Choice::English);
        settle();
    }
};

} // namespace

TEST_F(MirroredTest, TheWindowLiesTheOtherWayRound)
{
    begin(Role::HumanResources);
    ASSERT_EQ(QApplication::layoutDirection(), Qt::RightToLeft);
    const auto *rail = window->findChild<QWidget *>(u"navigationRail"_qs);
    EXPECT_EQ(placeOf(rail).right(), window->rect().right());
    EXPECT_TRUE(window->windowTitle().contains(u"["_qs)) << window->windowTitle().toStdString();

    // The list lies at the right, the panel beside it at the left.
    window->openPage(PageIds::People, u"new"_qs);
    settle();
    const auto *page = window->currentPage();
    const auto *table = page->findChild<QWidget *>(u"peopleTable"_qs);
    const auto *save = page->findChild<QWidget *>(u"saveButton"_qs);
    ASSERT_TRUE(save->isVisible());
    EXPECT_LT(placeOf(save).right(), placeOf(table).left());

    language.setChoice(Language::Choice::English);
    settle();
    EXPECT_EQ(QApplication::layoutDirection(), Qt::LeftToRight);
    EXPECT_EQ(placeOf(rail).left(), 0);
}

TEST_F(MirroredTest, NothingIsCutOnAnyScreenOfAnybody)
{
    for (const Role role : {Role::Admin, Role::HumanResources, Role::Employee}) {
        window.reset();
        begin(role);
        const QStringList pages = window->pageIds();
        for (const QString &pageId : pages) {
            window->openPage(pageId, argumentOf(pageId));
            settle();
            EXPECT_EQ(cutOnPage().join(u'\n').toStdString(), "") << pageId.toStdString();
        }
    }
}

TEST_F(MirroredTest, EachTextIsPaddedAndKeepsWhatIsFilledIn)
{
    begin(Role::HumanResources);
    EXPECT_EQ(PseudoTranslator::padded(u"Save"_qs), QString(QChar(0x200F) % u"[Save ñ]"));
    EXPECT_EQ(PseudoTranslator::padded(u"%1 · %2"_qs), u"%1 · %2"_qs);
    const QString text = PseudoTranslator::padded(u"Nothing to send today"_qs);
    EXPECT_GE(text.size(), 21 * 1.4);
    window->openPage(PageIds::People);
    settle();
    const auto *count = window->currentPage()->findChild<QLabel *>(u"countLabel"_qs);
    EXPECT_FALSE(count->text().contains(u'%')) << count->text().toStdString();
}

} // namespace EvalTrack::Test
