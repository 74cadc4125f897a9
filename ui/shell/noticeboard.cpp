// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/noticeboard.h"

#include "backups/backupwords.h"
#include "base/deliver.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/page.h"
#include "common/wording.h"

#include <QCryptographicHash>
#include <QSettings>

#include <algorithm>
#include <utility>

namespace EvalTrack {

namespace {

constexpr qsizetype MostKeys = 500;
constexpr auto ReadAfter = std::chrono::milliseconds(200);
const QString ReviewPrefix = u"review/"_qs;
const QString ImportPrefix = u"import/"_qs;
const QString StalledKey = u"stalled"_qs;
const QString ExpiredKey = u"expired"_qs;
const QString UntrustedKey = u"untrusted"_qs;
const QString BackupKey = u"backup"_qs;

QString eventKey(const AttendanceRow &row)
{
    return u"event/"_qs % row.attendance.eventUuid.value().toString(QUuid::WithoutBraces);
}

QString plainOf(EventUuid event)
{
    return event.value().toString(QUuid::WithoutBraces);
}

/// What of an event concerns whoever goes there, without a word of it: when, whether, where.
QString factsOf(const Event &event)
{
    const QByteArray place = event.location.value_or(QString()).trimmed().toUtf8();
    return QString::number(event.date.time_since_epoch().count()) % u'/' %
           (event.isActive ? u'1' : u'0') % u'/' %
           QString::fromLatin1(
               QCryptographicHash::hash(place, QCryptographicHash::Sha256).toHex().left(12));
}

Timestamp timeIn(const QString &facts)
{
    return Timestamp(std::chrono::milliseconds(facts.section(u'/', 0, 0).toLongLong()));
}

bool isActiveIn(const QString &facts)
{
    return facts.section(u'/', 1, 1) == u"1";
}

QString placeIn(const QString &facts)
{
    return facts.section(u'/', 2, 2);
}

// Comes and goes: read once, it is news when it comes again.
bool isPassing(const QString &key)
{
    return key == StalledKey || key == ExpiredKey || key == UntrustedKey || key == BackupKey;
}

} // namespace

NoticeBoard::NoticeBoard(const Desk &desk, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_settings(settings)
    , m_person(desk.session.person().value_or(SignedInPerson{}))
    , m_group(u"notices/"_qs % m_person.uuid.value().toString(QUuid::WithoutBraces) % u'/')
    , m_read(settings.value(m_group % u"read").toStringList())
    , m_cleared(settings.value(m_group % u"cleared").toStringList())
    , m_knownEvents(settings.value(m_group % u"events").toStringList())
    , m_hasKnownEvents(settings.contains(m_group % u"events"))
    , m_facts(settings.value(m_group % u"facts").toMap())
{
    m_readLater.setSingleShot(true);
    m_readLater.setInterval(ReadAfter);
    connect(&m_readLater, &QTimer::timeout, this, &NoticeBoard::readRegistrations);
    connect(&m_desk.attendances, &AttendanceStore::attendancesChanged, &m_readLater,
            qOverload<>(&QTimer::start));
    connect(&m_desk.events, &EventStore::eventsChanged, &m_readLater, qOverload<>(&QTimer::start));
    connect(&m_desk.tray, &OutboxTray::itemsChanged, this, &NoticeBoard::refresh);
    connect(&m_desk.sync, &SyncStatus::changed, this, &NoticeBoard::refresh);
    connect(&m_desk.session, &Session::stateChanged, this, &NoticeBoard::refresh);
    connect(&m_desk.backups, &LocalBackups::changed, this, &NoticeBoard::refresh);
    refresh();
    readRegistrations();
}

QList<Notice> NoticeBoard::notices() const
{
    return m_notices;
}

int NoticeBoard::unreadCount() const
{
    return static_cast<int>(std::ranges::count(m_notices, false, &Notice::isRead));
}

void NoticeBoard::markRead(const QString &key)
{
    remember(m_read, key);
    store();
    refresh();
}

void NoticeBoard::markAllRead()
{
    for (const Notice &notice : std::as_const(m_notices)) {
        remember(m_read, notice.key);
    }
    store();
    refresh();
}

void NoticeBoard::clear(const QString &key)
{
    remember(m_cleared, key);
    store();
    refresh();
}

void NoticeBoard::clearAll()
{
    for (const Notice &notice : std::as_const(m_notices)) {
        remember(m_cleared, notice.key);
    }
    store();
    refresh();
}

void NoticeBoard::expectRegistration(EventUuid event)
{
    AttendanceRow row;
    row.attendance.eventUuid = event;
    remember(m_knownEvents, eventKey(row));
    store();
}

void NoticeBoard::expectEvent(const Event &event)
{
    if (m_facts.contains(plainOf(event.uuid))) {
        m_facts.insert(plainOf(event.uuid), factsOf(event));
        store();
    }
}

void NoticeBoard::expectActive(EventUuid event, bool isActive)
{
    if (auto known = eventOf(event)) {
        known->isActive = isActive;
        expectEvent(*known);
    }
}

void NoticeBoard::setLookedAt(std::function<bool(const QString &pageId)> isLookedAt)
{
    m_isLookedAt = std::move(isLookedAt);
}

void NoticeBoard::noteImport(const QString &fileName, const Result<ImportOutcome> &outcome)
{
    m_imports.append({QUuid::createUuid(), fileName, outcome});
    if (m_isLookedAt && m_isLookedAt(PageIds::Imports)) {
        remember(m_read, ImportPrefix % m_imports.last().key.toString(QUuid::WithoutBraces));
    }
    refresh();
}

void NoticeBoard::remember(QStringList &keys, const QString &key)
{
    keys.removeAll(key);
    keys.append(key);
    if (keys.size() > MostKeys) {
        keys.removeFirst();
    }
}

void NoticeBoard::store()
{
    m_settings.setValue(m_group % u"read", m_read);
    m_settings.setValue(m_group % u"cleared", m_cleared);
    if (m_hasKnownEvents) {
        m_settings.setValue(m_group % u"events", m_knownEvents);
        m_settings.setValue(m_group % u"facts", m_facts);
    }
}

void NoticeBoard::readRegistrations()
{
    deliver(m_desk.attendances.ofPerson(m_person.uuid), this,
            [this](const Result<QList<AttendanceRow>> &rows) {
                if (rows) {
                    takeRegistrations(*rows);
                }
            });
}

void NoticeBoard::takeRegistrations(const QList<AttendanceRow> &rows)
{
    m_registrations.clear();
    const Timestamp now = m_desk.clock.now();
    for (const AttendanceRow &row : rows) {
        if (row.attendance.status != AttendanceStatus::Pending || row.eventDate < now) {
            continue;
        }
        const QString key = eventKey(row);
        // What stood here before anybody looked is no news.
        if (!m_hasKnownEvents || row.isPendingSync) {
            remember(m_knownEvents, key);
        } else if (!m_knownEvents.contains(key)) {
            m_registrations.append(row);
        }
    }
    compareEvents(rows);
    m_hasKnownEvents = true;
    store();
    refresh();
}

std::optional<Event> NoticeBoard::eventOf(EventUuid uuid) const
{
    const auto events = m_desk.events.events();
    const auto found = std::ranges::find_if(
        *events, [uuid](const EventSummary &each) { return each.event.uuid == uuid; });
    return found == events->end() ? std::nullopt : std::optional(found->event);
}

// Whoever was told of an event counts on it as it was told.
void NoticeBoard::compareEvents(const QList<AttendanceRow> &rows)
{
    m_changes.clear();
    QVariantMap facts;
    const Timestamp now = m_desk.clock.now();
    for (const AttendanceRow &row : rows) {
        if (row.attendance.status == AttendanceStatus::Cancelled) {
            continue;
        }
        const QString key = plainOf(row.attendance.eventUuid);
        auto event = eventOf(row.attendance.eventUuid);
        if (!event) {
            // Whoever may not see inactive events sees this one no more; or it is still to come.
            const QString known = m_facts.value(key).toString();
            if (known.isEmpty() || timeIn(known) < now) {
                continue;
            }
            if (!m_desk.sync.lastSync() || m_desk.sync.activity() == SyncActivity::Initial) {
                facts.insert(key, known);
                continue;
            }
            event.emplace();
            event->uuid = row.attendance.eventUuid;
            event->title = row.eventTitle;
            event->date = timeIn(known);
            event->zone = row.eventZone;
            event->isActive = false;
        }
        const QString present = factsOf(*event);
        const QString before = m_facts.value(key, present).toString();
        if (timeIn(before) < now && event->date < now) {
            continue;
        }
        facts.insert(key, before);
        if (before != present) {
            m_changes.append({before, *event});
        }
    }
    m_facts = facts;
}

QList<Notice> NoticeBoard::ofTray() const
{
    QList<Notice> notices;
    const QList<OutboxItem> items = m_desk.tray.items();
    for (const OutboxItem &item : items) {
        const bool isRefused = item.state == OutboxState::Rejected;
        if (!isRefused && item.state != OutboxState::Conflict) {
            continue;
        }
        Notice notice;
        notice.key = u"tray/%1/%2"_qs.arg(item.uuid.toString(QUuid::WithoutBraces))
                         .arg(static_cast<int>(item.state));
        notice.icon = isRefused ? Icon::Warning : Icon::People;
        notice.tone = isRefused ? IconTone::Danger : IconTone::Warning;
        notice.title = isRefused ? tr("The server refused a record")
                                 : tr("Somebody else changed the same record");
        notice.text = item.subject.isEmpty()
                          ? Wording::command(item)
                          : tr("%1: %2").arg(Wording::command(item), item.subject);
        if (isRefused && item.reason) {
            notice.text += u". "_qs % Wording::refusal(item);
        }
        notice.at = item.createdAt;
        notice.pageId = PageIds::Tray;
        notices.append(notice);
    }
    if (const int reviews = m_desk.sync.reviewCount(); reviews > 0) {
        Notice notice;
        notice.key = ReviewPrefix % QString::number(reviews);
        notice.icon = Icon::Eye;
        notice.tone = IconTone::Warning;
        notice.title = tr("%n capture(s) made here to review", nullptr, reviews);
        const bool mayDecide = m_person.may(Permission::ManageAttendance);
        notice.text = mayDecide ? tr("They wait for your decision in Review.")
                                : tr("The server keeps them until human resources decide.");
        notice.pageId = mayDecide ? PageIds::Reviews : PageIds::Tray;
        notices.append(notice);
    }
    return notices;
}

QList<Notice> NoticeBoard::ofSession() const
{
    QList<Notice> notices;
    if (m_desk.sync.isStalled()) {
        Notice notice;
        notice.key = StalledKey;
        notice.icon = Icon::Sync;
        notice.tone = IconTone::Warning;
        notice.title = tr("Sending is stuck");
        notice.text = tr("Nothing has been sent for a minute. What you recorded is safe on this "
                         "computer, and the connection is being made anew.");
        notice.pageId = PageIds::Tray;
        notices.append(notice);
    }
    const auto error = m_desk.sync.lastError();
    if (error && error->code == ErrorCode::UntrustedServer) {
        Notice notice;
        notice.key = UntrustedKey;
        notice.icon = Icon::Lock;
        notice.tone = IconTone::Warning;
        notice.title = tr("The server shows an unknown certificate");
        notice.text = tr("Nothing is sent to it until you have looked at it.");
        notice.opens = Notice::Opens::Trust;
        notices.append(notice);
    } else if (m_desk.session.state() == SessionState::Expired) {
        Notice notice;
        notice.key = ExpiredKey;
        notice.icon = Icon::Key;
        notice.tone = IconTone::Warning;
        notice.title = tr("Your sign-in has expired");
        notice.text = tr("What you record is sent after you sign in again.");
        notice.opens = Notice::Opens::SignIn;
        notices.append(notice);
    }
    return notices;
}

// The hourly tries of one that goes on failing are one piece of news.
QList<Notice> NoticeBoard::ofBackups() const
{
    const auto &failed = m_desk.backups.state().lastFailure;
    if (!failed || !m_person.may(Permission::ViewSystemStatus)) {
        return {};
    }
    Notice notice;
    notice.key = BackupKey;
    notice.icon = Icon::Save;
    notice.tone = IconTone::Danger;
    notice.title = tr("The backup of this computer failed");
    notice.text = BackupWords::notMade(failed->error);
    notice.at = failed->at;
    notice.pageId = PageIds::Backups;
    return {notice};
}

QList<Notice> NoticeBoard::present() const
{
    QList<Notice> notices = ofSession() + ofTray() + ofEvents() + ofImports() + ofBackups();
    for (const AttendanceRow &row : m_registrations) {
        Notice notice;
        notice.key = eventKey(row);
        notice.icon = Icon::Calendar;
        notice.tone = IconTone::Accent;
        notice.title = tr("You are registered for an event");
        notice.text = tr("%1, %2").arg(
            row.eventTitle,
            Formats::relativeDateTimeInside(row.eventDate, m_desk.clock.now(), row.eventZone));
        notice.pageId = PageIds::Events;
        notice.argument = PageArgument::make(u"event"_qs, toText(row.attendance.eventUuid.value()));
        notices.append(notice);
    }
    return notices;
}

QList<Notice> NoticeBoard::ofEvents() const
{
    QList<Notice> notices;
    const Timestamp now = m_desk.clock.now();
    for (const Change &change : m_changes) {
        const Event &event = change.now;
        const auto when = [&](Timestamp at) {
            return Formats::relativeDateTimeInside(at, now, event.zone);
        };
        Notice notice;
        notice.key = u"change/"_qs % plainOf(event.uuid) % u'/' % factsOf(event);
        notice.icon = Icon::Calendar;
        notice.tone = IconTone::Warning;
        if (!event.isActive && isActiveIn(change.before)) {
            notice.title = tr("An event you are registered for was called off");
            notice.text = event.title.isEmpty()
                              ? when(event.date)
                              : QString(tr("%1, %2").arg(event.title, when(event.date)));
        } else if (timeIn(change.before) != event.date) {
            notice.title = tr("An event you are registered for was moved");
            notice.text = tr("%1: now %2, before %3")
                              .arg(event.title, when(event.date), when(timeIn(change.before)));
        } else if (placeIn(change.before) != placeIn(factsOf(event))) {
            notice.title = tr("An event you are registered for takes place elsewhere");
            notice.text = event.location
                              ? tr("%1, %2: %3").arg(event.title, when(event.date), *event.location)
                              : tr("%1, %2").arg(event.title, when(event.date));
        } else {
            notice.title = tr("An event you are registered for takes place after all");
            notice.text = tr("%1, %2").arg(event.title, when(event.date));
        }
        notice.pageId = PageIds::Events;
        notice.argument = PageArgument::make(u"event"_qs, toText(event.uuid.value()));
        notices.append(notice);
    }
    return notices;
}

QList<Notice> NoticeBoard::ofImports() const
{
    QList<Notice> notices;
    for (const EndedImport &each : m_imports) {
        Notice notice;
        notice.key = ImportPrefix % each.key.toString(QUuid::WithoutBraces);
        notice.icon = Icon::Table;
        notice.pageId = PageIds::Imports;
        if (!each.outcome) {
            notice.tone = IconTone::Danger;
            notice.title = tr("An import has failed");
            notice.text =
                tr("%1: %2").arg(each.fileName, ErrorPresenter::words(each.outcome.error()).text);
        } else if (!each.outcome->refused.isEmpty()) {
            notice.tone = IconTone::Danger;
            notice.title = tr("The server refused an import");
            notice.text = tr("%1: nothing was imported").arg(each.fileName);
        } else {
            notice.tone = IconTone::Success;
            notice.title = tr("An import has ended");
            notice.text = tr("%1: %2 new, %3 changed")
                              .arg(each.fileName, Formats::number(each.outcome->record.created),
                                   Formats::number(each.outcome->record.changed));
            notice.pageId = PageIds::ImportHistory;
        }
        notices.append(notice);
    }
    return notices;
}

void NoticeBoard::refresh()
{
    QSet<QString> former;
    QString formerReview;
    for (const Notice &notice : std::as_const(m_notices)) {
        former.insert(notice.key);
        if (notice.isRead && notice.key.startsWith(ReviewPrefix)) {
            formerReview = notice.key;
        }
    }
    QList<Notice> all = present();
    QStringList titles;
    QHash<QString, Timestamp> since;
    for (Notice &notice : all) {
        const Timestamp firstSeen = m_isFirst && notice.at != Timestamp()
                                        ? notice.at
                                        : m_since.value(notice.key, m_desk.clock.now());
        since.insert(notice.key, firstSeen);
        notice.at = firstSeen;
        // Fewer to review than before is no news.
        if (!formerReview.isEmpty() && notice.key.startsWith(ReviewPrefix) &&
            notice.key.mid(ReviewPrefix.size()).toInt() <
                formerReview.mid(ReviewPrefix.size()).toInt()) {
            remember(m_read, notice.key);
        }
        notice.isRead = m_read.contains(notice.key);
        if (!m_isFirst && !notice.isRead && !m_since.contains(notice.key)) {
            titles.append(notice.title);
        }
    }
    const auto gone = [&since](const QString &key) {
        return isPassing(key) && !since.contains(key);
    };
    m_read.removeIf(gone);
    m_cleared.removeIf(gone);
    m_since = since;
    m_isFirst = false;
    all.removeIf([this](const Notice &notice) { return m_cleared.contains(notice.key); });
    std::ranges::stable_sort(all, std::ranges::greater(), &Notice::at);
    // Synchronising tells of itself all the time; a list that is being read stays still then.
    if (std::exchange(m_notices, all) != all) {
        Q_EMIT changed();
    }
    for (const QString &title : std::as_const(titles)) {
        Q_EMIT arrived(title);
    }
}

} // namespace EvalTrack
