// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/screentest.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QTest>

#include <algorithm>

namespace EvalTrack::Test {

void RecordingToaster::toast(const QString &text, Tone /*tone*/)
{
    said.append(text);
}

void RecordingToaster::toastWithAction(const QString &text, const QString & /*action*/,
                                       const std::function<void()> &triggered)
{
    said.append(text);
    undo = triggered;
}

ScreenTest::ScreenTest() = default;
ScreenTest::~ScreenTest() = default;

void ScreenTest::prepare(Role role, const std::optional<FakeCompany> &company)
{
    // Menus and lists of suggestions ask for it, and the offscreen platform has none.
    MessageGuard::expect(
        QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
    fake = company ? std::make_unique<FakeDesk>(role, *company) : std::make_unique<FakeDesk>(role);
    desk = std::make_unique<Desk>(fake->desk());
}

void ScreenTest::open(const QList<PageEntry> &entries, const QString &id, const QString &argument)
{
    const auto entry = std::find_if(entries.begin(), entries.end(),
                                    [&](const PageEntry &each) { return each.id == id; });
    ASSERT_NE(entry, entries.end());
    page.reset(
        entry->make(PageContext{*desk, prompter, toaster, settings, cameras, sounds}, nullptr));
    QObject::connect(page.get(), &Page::navigate, page.get(),
                     [this](const QString &to, const QString &with) {
                         wentTo = to;
                         wentWith = with;
                     });
    page->resize(1180, 720);
    page->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(page.get()));
    QApplication::setActiveWindow(page.get());
    page->activate(argument);
    page->focusFirst();
    settle();
}

void ScreenTest::settle()
{
    for (int i = 0; i < 5; ++i) {
        QApplication::processEvents();
    }
}

bool ScreenTest::isShown(const QString &name)
{
    const QList<QWidget *> all = page->findChildren<QWidget *>(name);
    return std::any_of(all.begin(), all.end(), [](QWidget *each) { return each->isVisible(); });
}

void ScreenTest::type(const QString &name, const QString &text)
{
    auto *field = find<>(name);
    ASSERT_NE(field, nullptr);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Delete);
    // Not every letter of a Spanish name is on QTest's keyboard.
    for (const QChar letter : text) {
        QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
        QApplication::sendEvent(field, &press);
    }
    settle();
}

void ScreenTest::click(const QString &name)
{
    auto *button = find<QAbstractButton>(name);
    ASSERT_NE(button, nullptr);
    ASSERT_TRUE(button->isEnabled()) << name.toStdString() << " is disabled";
    QTest::mouseClick(button, Qt::LeftButton);
    settle();
}

void ScreenTest::clickRow(const QString &table, int row, int column,
                          Qt::KeyboardModifiers modifiers)
{
    auto *view = find<QTableView>(table);
    ASSERT_NE(view, nullptr);
    while (view->isColumnHidden(column)) {
        ++column;
    }
    const QModelIndex index = view->model()->index(row, column);
    ASSERT_TRUE(index.isValid());
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers,
                      view->visualRect(index).center());
    settle();
}

void ScreenTest::clickHead(const QString &table, int column)
{
    const QHeaderView *head = find<QTableView>(table)->horizontalHeader();
    const int middle = head->sectionViewportPosition(column) + head->sectionSize(column) / 2;
    QTest::mouseClick(head->viewport(), Qt::LeftButton, Qt::NoModifier,
                      QPoint(middle, head->height() / 2));
    settle();
}

void ScreenTest::toggleColumn(const QString &table, int column)
{
    auto *view = find<TableView>(table);
    const QString title = view->model()->headerData(column, Qt::Horizontal).toString();
    const QList<QAction *> actions = view->columnMenu()->actions();
    const auto action = std::ranges::find(actions, title, &QAction::text);
    ASSERT_NE(action, actions.end()) << title.toStdString();
    (*action)->trigger();
    settle();
}

bool ScreenTest::isColumnShown(const QString &table, int column)
{
    return !find<QTableView>(table)->isColumnHidden(column);
}

int ScreenTest::rowWith(const QString &table, int column, const QString &text)
{
    const auto *model = find<QTableView>(table)->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, column).data().toString() == text) {
            return row;
        }
    }
    return -1;
}

int ScreenTest::rows(const QString &table)
{
    return find<QTableView>(table)->model()->rowCount();
}

QString ScreenTest::text(const QString &name)
{
    return find<>(name)->property("text").toString();
}

QString ScreenTest::errorAt(const QString &editor)
{
    return find<>(editor)->accessibleDescription();
}

} // namespace EvalTrack::Test
