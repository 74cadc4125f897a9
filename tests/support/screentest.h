// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "common/tableview.h"
#include "common/theme.h"
#include "common/toaster.h"
#include "support/fakedesk.h"
#include "support/messageguard.h"
#include "support/scriptedprompter.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace EvalTrack::Test {

/// Keeps what was said in passing, and the last way back.
class RecordingToaster final : public Toaster
{
public:
    QStringList said;
    std::function<void()> undo;

    void toast(const QString &text, Tone /*tone*/) override { said.append(text); }
    void toastWithAction(const QString &text, const QString & /*action*/,
                         const std::function<void()> &triggered) override
    {
        said.append(text);
        undo = triggered;
    }
};

/// A page in a shown window over a FakeDesk, worked with keys and clicks by object names.
class ScreenTest : public testing::Test
{
protected:
    void prepare(Role role) { prepare(role, std::nullopt); }
    void prepare(Role role, const std::optional<FakeCompany> &company)
    {
        // Menus and lists of suggestions ask for it, and the offscreen platform has none.
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
        fake =
            company ? std::make_unique<FakeDesk>(role, *company) : std::make_unique<FakeDesk>(role);
        desk = std::make_unique<Desk>(fake->desk());
    }

    /// Opens the page with this id out of a folder's entries.
    void open(const QList<PageEntry> &entries, const QString &id, const QString &argument = {})
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

    /// Lets queued answers arrive.
    void settle()
    {
        for (int i = 0; i < 5; ++i) {
            QApplication::processEvents();
        }
    }

    template <typename T = QWidget>
    T *find(const QString &name)
    {
        // A name may be used in a panel that is hidden; the visible one is meant.
        const QList<T *> all = page->findChildren<T *>(name);
        for (T *each : all) {
            if (each->isVisible()) {
                return each;
            }
        }
        EXPECT_FALSE(all.isEmpty()) << "no widget " << name.toStdString();
        return all.isEmpty() ? nullptr : all.first();
    }

    bool isShown(const QString &name)
    {
        const QList<QWidget *> all = page->findChildren<QWidget *>(name);
        return std::any_of(all.begin(), all.end(), [](QWidget *each) { return each->isVisible(); });
    }

    void type(const QString &name, const QString &text)
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

    void click(const QString &name)
    {
        auto *button = find<QAbstractButton>(name);
        ASSERT_NE(button, nullptr);
        ASSERT_TRUE(button->isEnabled()) << name.toStdString() << " is disabled";
        QTest::mouseClick(button, Qt::LeftButton);
        settle();
    }

    void clickRow(const QString &table, int row, int column = 0,
                  Qt::KeyboardModifiers modifiers = Qt::NoModifier)
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

    void clickHead(const QString &table, int column)
    {
        const QHeaderView *head = find<QTableView>(table)->horizontalHeader();
        const int middle = head->sectionViewportPosition(column) + head->sectionSize(column) / 2;
        QTest::mouseClick(head->viewport(), Qt::LeftButton, Qt::NoModifier,
                          QPoint(middle, head->height() / 2));
        settle();
    }

    /// By the menu of the table's head: shows what is hidden, and hides what is shown.
    void toggleColumn(const QString &table, int column)
    {
        find<TableView>(table)->columnMenu()->actions().at(column)->trigger();
        settle();
    }

    bool isColumnShown(const QString &table, int column)
    {
        return !find<QTableView>(table)->isColumnHidden(column);
    }

    int rowWith(const QString &table, int column, const QString &text)
    {
        const auto *model = find<QTableView>(table)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, column).data().toString() == text) {
                return row;
            }
        }
        return -1;
    }

    int rows(const QString &table) { return find<QTableView>(table)->model()->rowCount(); }

    QString text(const QString &name) { return find<>(name)->property("text").toString(); }
    /// What is said below a field.
    QString errorAt(const QString &editor) { return find<>(editor)->accessibleDescription(); }

    template <typename T>
    const T *lastCommand() const
    {
        return fake->commands.submitted.isEmpty()
                   ? nullptr
                   : std::get_if<T>(&fake->commands.submitted.last());
    }

    Theme theme{*qApp};
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    ScriptedPrompter prompter;
    RecordingToaster toaster;
    Cameras *cameras = nullptr; ///< Of the computer that the page is on.
    FeedbackSounds *sounds = nullptr;
    std::unique_ptr<FakeDesk> fake;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<Page> page;
    QString wentTo;
    QString wentWith;
};

} // namespace EvalTrack::Test
