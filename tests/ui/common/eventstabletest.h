// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/filterbar.h"
#include "common/listframe.h"
#include "common/tableview.h"
#include "items/eventtablemodel.h"
#include "support/fakedesk.h"
#include "support/screentest.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QMenu>
#include <QTest>

#include <memory>
#include <stdexcept>

namespace EvalTrack::Test {

/// A list of events above which everything of a table stands, worked by key and mouse.
class EventsTableTest : public testing::Test
{
protected:
    static EventSummary event(const QString &title, const QString &type, QDate day, int registered)
    {
        EventSummary row;
        row.event.uuid = EventUuid(makeUuidV7());
        row.event.title = title;
        row.event.type = type.isEmpty() ? std::nullopt : std::optional(type);
        row.event.date =
            Timestamp(std::chrono::milliseconds(QDateTime(day, QTime(12, 0)).toMSecsSinceEpoch()));
        row.registered = registered;
        return row;
    }

    EventsTableTest()
    {
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
        model.setHeaders({u"Title"_qs, u"Date"_qs, u"Type"_qs, u"Place"_qs, u"Duration"_qs,
                          u"Registered"_qs, u"Came"_qs, u"Status"_qs});
        model.setWords({u"off"_qs, u"ahead"_qs, u"now"_qs, u"over"_qs, u"%1 of %2"_qs, u"%1"_qs});
        model.setRows({event(u"Fire drill"_qs, u"Safety"_qs, QDate(2026, 3, 1), 12),
                       event(u"Excel"_qs, u"Course"_qs, QDate(2026, 3, 2), 5),
                       event(u"Word"_qs, u"Course"_qs, QDate(2026, 4, 2), 5),
                       event(u"Picnic"_qs, {}, QDate(2026, 5, 2), 80)});
        make();
    }

    /// As a start of the program makes it.
    void make()
    {
        frame = std::make_unique<ListFrame>();
        table = new TableView(frame.get());
        table->setModel(&model);
        table->setWidths({200, 140, 100, 90, 90, 110, 90, 90}, {});
        table->sortByColumn(EventTableModel::Title, Qt::AscendingOrder);
        frame->setList(table);
        table->keepState(settings, u"events"_qs, {EventTableModel::Location});
        search = new QLineEdit(frame.get());
        search->setObjectName(u"searchLineEdit"_qs);
        frame->addTool(search);
        frame->addTableTools(*table, context, u"ana/events"_qs);
        frame->resize(1180, 720);
        frame->show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(frame.get()));
        QApplication::setActiveWindow(frame.get());
        table->setFocus();
    }

    void again()
    {
        frame.reset();
        model.setFilters({});
        model.setSortKeys({});
        make();
    }

    [[nodiscard]] QStringList titles() const
    {
        QStringList texts;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            texts.append(table->model()->index(row, 0).data().toString());
        }
        return texts;
    }

    template <typename Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        auto *widget = frame->findChild<Widget *>(name);
        if (widget == nullptr) {
            throw std::runtime_error(name.toStdString());
        }
        return widget;
    }

    /// Alt+Down with the keyboard on a column.
    void openFilter(int column)
    {
        table->setFocus();
        table->setCurrentIndex(model.index(0, column));
        QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
        ASSERT_NE(popup(), nullptr);
    }

    [[nodiscard]] QWidget *popup() const
    {
        QWidget *open = QApplication::activePopupWidget();
        return open != nullptr && open->objectName() == u"columnFilterPopup" ? open : nullptr;
    }

    void clickHead(int column, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QHeaderView *head = table->horizontalHeader();
        const QPoint at(head->sectionViewportPosition(column) + head->sectionSize(column) / 2,
                        head->height() / 2);
        QTest::mouseClick(head->viewport(), Qt::LeftButton, with, at);
    }

    /// What a menu offers, by object name; it is triggered as Return does.
    void trigger(const QString &menuName, const QString &action)
    {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        ASSERT_NE(menu, nullptr);
        ASSERT_EQ(menu->objectName(), menuName);
        for (QAction *each : menu->actions()) {
            if (each->objectName() == action) {
                menu->setActiveAction(each);
                QTest::keyClick(menu, Qt::Key_Return);
                return;
            }
        }
        FAIL() << qPrintable(action);
    }

    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_qs), QSettings::IniFormat};
    ScriptedPrompter prompter;
    RecordingToaster toaster;
    FakeDesk fake{Role::Admin};
    Desk desk = fake.desk();
    PageContext context{desk, prompter, toaster, settings};
    SystemClock clock;
    EventTableModel model{clock};
    std::unique_ptr<ListFrame> frame;
    TableView *table = nullptr;
    QLineEdit *search = nullptr;
};

} // namespace EvalTrack::Test
