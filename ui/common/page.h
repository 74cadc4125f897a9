// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/icons.h"
#include "domain/permission.h"
#include "ports/desk.h"

#include <QList>
#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QSettings;
QT_END_NAMESPACE

namespace EvalTrack {

class Cameras;
class FeedbackSounds;
class Prompter;
class Toaster;

/// What a page is made from. References outlive the page.
struct PageContext
{
    Desk &desk;
    Prompter &prompter;
    Toaster &toaster;
    QSettings &settings;
    Cameras *cameras = nullptr;       ///< Without them no screen speaks of a camera.
    FeedbackSounds *sounds = nullptr; ///< Without them those of this computer are played.
};

/// The ids that pages navigate to, and what their argument means. An argument is written by
/// PageArgument::make and read by PageArgument::value, e.g. "status=SUBMITTED".
namespace PageIds {
inline const QString Dashboard = QStringLiteral("dashboard");
inline const QString People = QStringLiteral("people"); ///< person=<uuid>, department=<id>, new
/// department=<uuid>, new
inline const QString Departments = QStringLiteral("departments");
inline const QString Jobs = QStringLiteral("jobs");           ///< job=<title>
inline const QString Documents = QStringLiteral("documents"); ///< person=<uuid>; one's own else
inline const QString History = QStringLiteral("history");     ///< person=<uuid>
inline const QString Anniversaries = QStringLiteral("anniversaries");
inline const QString OrgChart = QStringLiteral("orgchart"); ///< person=<uuid>
inline const QString Events = QStringLiteral(
    "events"); ///< event=<uuid>[&edit], eventId=<id>, month=<2026-04>, when=today|upcoming, new
/// event=<uuid>, eventId=<id>, person=<uuid>, attendance=<uuid>, status=<name>, department=<id>
inline const QString Attendance = QStringLiteral("attendance");
inline const QString Capture = QStringLiteral("capture");         ///< event=<uuid>
inline const QString CheckIn = QStringLiteral("checkin");         ///< One's own.
inline const QString CheckInCode = QStringLiteral("checkincode"); ///< event=<uuid>
inline const QString Explanation = QStringLiteral("explanation"); ///< attendance=<id>
inline const QString Reports = QStringLiteral("reports");
inline const QString Imports = QStringLiteral("imports"); ///< kind=<PEOPLE, …>, file=<path>
inline const QString ImportHistory = QStringLiteral("importhistory");
inline const QString Reviews = QStringLiteral("reviews");
inline const QString Evaluations = QStringLiteral(
    "evaluations"); ///< status=<name>, eventId=<id>, evaluation=<uuid>, score=<n>, department=<id>
inline const QString Accounts =
    QStringLiteral("accounts"); ///< role=<name>, state=active|inactive|withoutLogin, new
inline const QString Activity = QStringLiteral("activity"); ///< day=<2026-04-01>
inline const QString Devices = QStringLiteral("devices");   ///< Capture stations: new
inline const QString Status = QStringLiteral("status");     ///< How the server is.
inline const QString Backups = QStringLiteral("backups");   ///< Of this computer.
inline const QString Profile = QStringLiteral("profile");   ///< The employee's own record.
inline const QString Tray = QStringLiteral("tray");
inline const QString LegacyMove = QStringLiteral("legacymove"); ///< The move from v1.
inline const QString LegacyTray = QStringLiteral("legacytray"); ///< Rows of v1 that wait.
} // namespace PageIds

/// A page's argument: `name=value` pairs joined by '&', values percent-encoded.
class PageArgument
{
public:
    [[nodiscard]] static QString make(const QString &name, const QString &value);
    [[nodiscard]] static QString value(const QString &argument, const QString &name);
    /// For arguments that are a bare word, such as "new".
    [[nodiscard]] static bool has(const QString &argument, const QString &name);
};

/// A screen of the main window: the base of PeoplePage, EventsPage, …. It reads the ports, shows
/// and edits; it does not know the window around it and asks for another page by navigate().
/// Pages are made when they are first shown and live until sign-out. A page
/// brings its own title and margins (ListFrame does for lists).
class Page : public QWidget
{
    Q_OBJECT
public:
    explicit Page(const PageContext &context, QWidget *parent = nullptr);

    /// The page came to the front. `argument` is empty, or what navigate() carried.
    virtual void activate(const QString &argument);
    /// Whether leaving now would lose something typed. The window then asks, and calls
    /// discardInput() when the person agrees.
    [[nodiscard]] virtual bool hasUnsavedInput() const { return false; }
    virtual void discardInput() {}
    /// Before signing out: records what leaving the page records anyhow (drafts), then calls
    /// `then`; with false when it could not be recorded.
    virtual void keepDrafts(const std::function<void(bool isKept)> &then) { then(true); }
    /// F5, besides synchronising: reads again what only the server has. By itself a ServerList is.
    virtual void askAgain();
    /// Ctrl+F: puts the cursor in the page's search field, if it has one.
    virtual void focusSearch() {}
    /// Where the keyboard goes when the page opens.
    virtual void focusFirst();

Q_SIGNALS:
    void navigate(const QString &pageId, const QString &argument);
    /// Title or the question of unsaved input may have changed.
    void stateChanged();

protected:
    [[nodiscard]] const PageContext &context() const { return m_context; }
    [[nodiscard]] Desk &desk() const { return m_context.desk; }
    /// Under which a list's columns, sorting and views are kept: for each account its own.
    [[nodiscard]] QString listKey(const QString &list) const;
    /// Calls retranslateUi() when the language changed.
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    /// Calls `read` now, or while another page is in front once this one is shown: what changes
    /// meanwhile is read once, by whoever looks.
    void whenShown(const std::function<void()> &read);
    /// Sets every text again. Called by changeEvent(); call it yourself at the end of your
    /// constructor.
    virtual void retranslateUi() {}

private:
    PageContext m_context;
    std::function<void()> m_whenShown; ///< Empty when nothing is due.
};

/// Something to start with on a page, offered by its name where the page is not open: the page is
/// opened with `argument` then.
struct PageDeed
{
    QString argument;
    Permission permission = Permission::ViewOwnRecords;
    std::function<QString()> title; ///< Translated at the call.
};

/// One line of the registry: who may open a page and how it is made. Each folder of screens gives
/// its own by a function in `<folder>/<folder>pages.h`: `QList<PageEntry> peoplePages();`
struct PageEntry
{
    QString id;
    Icon icon = Icon::Info;
    Permission permission = Permission::ViewOwnRecords;
    std::function<QString()> title; ///< Translated at the call.
    std::function<Page *(const PageContext &context, QWidget *parent)> make;
    bool isInNavigation = true;
    /// Shown only to these when set; for pages that a role has permission for but no use of.
    std::function<bool(Role role)> isFor = {};
    /// The page in the navigation that it belongs to, if it is not in it: the first that a role
    /// has.
    QStringList under = {};
    QList<PageDeed> deeds = {};
    bool isOfThisComputer = false; ///< Shown only while the server is on it.
};

} // namespace EvalTrack
