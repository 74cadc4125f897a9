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

#include <memory>

namespace EvalTrack::Test {

/// Keeps what was said in passing, and the last way back.
class RecordingToaster final : public Toaster
{
public:
    QStringList said;
    std::function<void()> undo;

    void toast(const QString &text, Tone tone) override;
    void toastWithAction(const QString &text, const QString &action,
                         const std::function<void()> &triggered) override;
};

/// A page in a shown window over a FakeDesk, worked with keys and clicks by object names.
class ScreenTest : public testing::Test
{
protected:
    ScreenTest();
    ~ScreenTest() override;

    void prepare(Role role) { prepare(role, std::nullopt); }
    void prepare(Role role, const std::optional<FakeCompany> &company);
    /// Opens the page with this id out of a folder's entries.
    void open(const QList<PageEntry> &entries, const QString &id, const QString &argument = {});
    /// Lets queued answers arrive.
    static void settle();

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

    bool isShown(const QString &name);
    void type(const QString &name, const QString &text);
    void click(const QString &name);
    void clickRow(const QString &table, int row, int column = 0,
                  Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void clickHead(const QString &table, int column);
    /// By the menu of the table's head: shows what is hidden, and hides what is shown.
    void toggleColumn(const QString &table, int column);
    bool isColumnShown(const QString &table, int column);
    int rowWith(const QString &table, int column, const QString &text);
    int rows(const QString &table);
    QString text(const QString &name);
    /// What is said below a field.
    QString errorAt(const QString &editor);

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
