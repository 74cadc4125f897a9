// SPDX-License-Identifier: GPL-3.0-or-later
#include "workplace.h"

#include "base/deliver.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QTableView>
#include <QTest>

namespace EvalTrack::Test {

namespace {

Result<void> notHere()
{
    return failure(ErrorCode::Unavailable, QStringLiteral("this connection is chosen already"));
}

} // namespace

QFuture<Result<void>> ChosenConnection::useThisComputer()
{
    return readyFuture(notHere());
}

QFuture<Result<void>> ChosenConnection::createFirstAdministrator(const QString & /*name*/,
                                                                 const QString & /*email*/,
                                                                 const QString & /*password*/)
{
    return readyFuture(notHere());
}

QFuture<Result<ServerCheck>> ChosenConnection::check(const QUrl & /*url*/)
{
    return readyFuture(Result<ServerCheck>(std::unexpected(notHere().error())));
}

QFuture<Result<void>> ChosenConnection::useServer(const ServerCheck & /*checked*/)
{
    return readyFuture(notHere());
}

Workplace::Workplace(const QUrl &server)
    : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
    , m_connection(server)
    , m_engine(m_folder.path(), m_clock,
               std::make_unique<FileSecretStore>(m_folder.filePath(QStringLiteral("secrets"))))
    , m_desk(m_engine.desk(m_connection, m_backups))
{
    m_engine.setServer({server, server.toString(), {}});
    m_ui = std::make_unique<DesktopUi>(m_desk, m_prompter, m_settings);
    m_ui->language().setChoice(Language::Choice::English);
    m_ui->show();
}

Workplace::~Workplace()
{
    m_ui.reset();
    m_engine.shutDown();
}

void Workplace::signIn(const QString &email, const QString &password, std::chrono::seconds patience)
{
    ASSERT_TRUE(waitFor([this] { return find(QStringLiteral("emailLineEdit")) != nullptr; }))
        << "the sign-in page did not come";
    type(QStringLiteral("emailLineEdit"), email);
    type(QStringLiteral("passwordLineEdit"), password);
    QTest::keyClick(find(QStringLiteral("passwordLineEdit")), Qt::Key_Return);
    ASSERT_TRUE(waitFor([this] { return m_ui->mainWindow() != nullptr; }))
        << "signing in did not open the window";
    ASSERT_TRUE(waitFor(
        [this] {
            return m_desk.sync.lastSync() && m_desk.sync.activity() != SyncActivity::Initial;
        },
        patience))
        << "the first copy did not come";
    QApplication::setActiveWindow(m_ui->mainWindow());
}

void Workplace::open(const QString &pageId, const QString &argument)
{
    m_ui->mainWindow()->openPage(pageId, argument);
    QApplication::setActiveWindow(m_ui->mainWindow());
    m_ui->mainWindow()->currentPage()->focusFirst();
    ASSERT_EQ(m_ui->mainWindow()->currentPageId(), pageId);
}

QWidget *Workplace::find(const QString &objectName) const
{
    QWidget *window =
        m_ui->mainWindow() ? static_cast<QWidget *>(m_ui->mainWindow()) : m_ui->startWindow();
    if (!window) {
        return nullptr;
    }
    const auto all = window->findChildren<QWidget *>(objectName);
    for (QWidget *widget : all) {
        if (widget->isVisible()) {
            return widget;
        }
    }
    return nullptr;
}

void Workplace::click(const QString &objectName)
{
    ASSERT_TRUE(waitFor([&] {
        auto *button = qobject_cast<QAbstractButton *>(find(objectName));
        return button && button->isEnabled();
    })) << objectName.toStdString();
    QTest::mouseClick(find(objectName), Qt::LeftButton);
}

void Workplace::type(const QString &objectName, const QString &text)
{
    QWidget *field = nullptr;
    ASSERT_TRUE(waitFor([&] { return (field = find(objectName)) != nullptr; }))
        << objectName.toStdString();
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    for (const QChar letter : text) {
        // Not every letter of a Spanish name is on QTest's keyboard.
        QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
        QApplication::sendEvent(field, &press);
    }
}

void Workplace::chooseItem(const QString &comboBox, const QString &startsWith)
{
    int found = -1;
    ASSERT_TRUE(waitFor([&] {
        auto *box = qobject_cast<QComboBox *>(find(comboBox));
        found = box ? box->findText(startsWith, Qt::MatchStartsWith) : -1;
        return found >= 0;
    })) << startsWith.toStdString()
        << " is not in " << comboBox.toStdString();
    auto *box = qobject_cast<QComboBox *>(find(comboBox));
    box->setCurrentIndex(found);
    Q_EMIT box->activated(found);
}

void Workplace::scan(const QString &code)
{
    QWidget *focus = QApplication::focusWidget();
    ASSERT_NE(focus, nullptr);
    QTest::keyClicks(focus, code);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
}

QModelIndex Workplace::cellWith(const QString &table, const QString &text) const
{
    auto *view = qobject_cast<QTableView *>(find(table));
    if (!view) {
        return {};
    }
    const QAbstractItemModel *model = view->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            if (!view->isColumnHidden(column) &&
                model->index(row, column).data().toString() == text) {
                return model->index(row, column);
            }
        }
    }
    return {};
}

void Workplace::clickRowWith(const QString &table, const QString &text)
{
    ASSERT_TRUE(waitFor([&] { return cellWith(table, text).isValid(); }))
        << text.toStdString() << " is not in " << table.toStdString();
    auto *view = qobject_cast<QTableView *>(find(table));
    const QModelIndex cell = cellWith(table, text);
    view->scrollTo(cell);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(cell).center());
}

QString Workplace::text(const QString &objectName) const
{
    const QWidget *widget = find(objectName);
    return widget ? widget->property("text").toString() : QString();
}

bool Workplace::hasText(const QString &objectName, const QString &part) const
{
    return text(objectName).contains(part);
}

} // namespace EvalTrack::Test
