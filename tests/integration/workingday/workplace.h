// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "ports/desk.h"
#include "session/filesecretstore.h"
#include "shell/desktopui.h"
#include "support/nobackups.h"
#include "support/scriptedprompter.h"
#include "sync/clientengine.h"

#include <QAbstractItemModel>
#include <QSettings>
#include <QTemporaryDir>
#include <QUrl>

#include <chrono>
#include <memory>

namespace EvalTrack::Test {

/// A connection that somebody chose already; the network behind the URL is the test's to cut.
class ChosenConnection final : public ServerConnection
{
    Q_OBJECT
public:
    explicit ChosenConnection(const QUrl &url)
        : m_url(url)
    {}

    [[nodiscard]] bool isChosen() const override { return true; }
    [[nodiscard]] bool isThisComputer() const override { return false; }
    [[nodiscard]] QUrl url() const override { return m_url; }
    QFuture<Result<void>> useThisComputer() override;
    [[nodiscard]] bool needsFirstAdministrator() const override { return false; }
    QFuture<Result<void>> createFirstAdministrator(const QString &name, const QString &email,
                                                   const QString &password) override;
    QFuture<Result<ServerCheck>> check(const QUrl &url) override;
    QFuture<Result<void>> useServer(const ServerCheck &checked) override;
    void forget() override {}

private:
    QUrl m_url;
};

/// One person's computer: the real engine with its store on disk and the real windows, offscreen,
/// worked with keys and clicks by object names. Waits instead of sleeping; what does not come fails
/// the test.
class Workplace
{
public:
    explicit Workplace(const QUrl &server);
    ~Workplace();

    /// Until the first copy is here, for which a large company needs more patience.
    void signIn(const QString &email, const QString &password,
                std::chrono::seconds patience = std::chrono::seconds(20));
    void open(const QString &pageId, const QString &argument = {});

    [[nodiscard]] QWidget *find(const QString &objectName) const;
    void click(const QString &objectName);
    void type(const QString &objectName, const QString &text);
    void chooseItem(const QString &comboBox, const QString &startsWith);
    /// As a scanner: the code and Enter, to whatever has the keyboard.
    void scan(const QString &code);
    /// Waits for a row whose `column` reads `text` and clicks it.
    void clickRowWith(const QString &table, const QString &text);
    [[nodiscard]] QString text(const QString &objectName) const;
    [[nodiscard]] bool hasText(const QString &objectName, const QString &part) const;

    [[nodiscard]] ClientEngine &engine() { return m_engine; }
    [[nodiscard]] Desk &desk() { return m_desk; }
    [[nodiscard]] DesktopUi &ui() { return *m_ui; }

private:
    [[nodiscard]] QModelIndex cellWith(const QString &table, const QString &text) const;

    QTemporaryDir m_folder;
    QSettings m_settings;
    SystemClock m_clock;
    ChosenConnection m_connection;
    NoBackups m_backups;
    ClientEngine m_engine;
    ScriptedPrompter m_prompter;
    Desk m_desk;
    std::unique_ptr<DesktopUi> m_ui;
};

} // namespace EvalTrack::Test
