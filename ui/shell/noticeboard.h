// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/icons.h"
#include "ports/desk.h"

#include <QSet>
#include <QTimer>
#include <QVariantMap>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QSettings;
QT_END_NAMESPACE

namespace EvalTrack {

/// Something that happened and concerns this person.
struct Notice
{
    enum class Opens { Page, SignIn, Trust };

    QString key; ///< What it is of; the same as long as that stands.
    Icon icon = Icon::Info;
    IconTone tone = IconTone::Normal;
    QString title; ///< Names nobody, so that a locked screen may show it.
    QString text;
    Timestamp at;
    bool isRead = false;
    Opens opens = Opens::Page;
    QString pageId;
    QString argument;

    bool operator==(const Notice &) const = default;
};

/// What happened that concerns who is signed in: records that the server refused or that met
/// another change, captures under review, sending that is stuck, a session that ended, events one
/// is registered for, such an event that was moved, put elsewhere or called off, imports that
/// came to their end, and for administrators a backup of this computer that failed. It follows the
/// ports; what is settled goes by itself. Between starts only the keys of what was read are kept,
/// and of events their time, state and a digest of their place (ids, no names): what still stands
/// is found again; ended imports are told until the program ends, and are on the page of earlier
/// imports then. UI thread.
class NoticeBoard final : public QObject
{
    Q_OBJECT
public:
    NoticeBoard(const Desk &desk, QSettings &settings, QObject *parent);

    /// Newest first.
    [[nodiscard]] QList<Notice> notices() const;
    [[nodiscard]] int unreadCount() const;
    void markRead(const QString &key);
    void markAllRead();
    /// Takes it off the board; nothing is done about what it is of.
    void clear(const QString &key);
    void clearAll();
    /// The person registers for it: no news then.
    void expectRegistration(EventUuid event);
    /// The person changes it so.
    void expectEvent(const Event &event);
    void expectActive(EventUuid event, bool isActive);
    /// Who looks at a page while it comes about has read what it says.
    void setLookedAt(std::function<bool(const QString &pageId)> isLookedAt);
    /// It ended just now, however.
    void noteImport(const QString &fileName, const Result<ImportOutcome> &outcome);
    void retranslate() { refresh(); }

Q_SIGNALS:
    void changed();
    void arrived(const QString &title);

private:
    void refresh();
    void readRegistrations();
    void takeRegistrations(const QList<AttendanceRow> &rows);
    void compareEvents(const QList<AttendanceRow> &rows);
    [[nodiscard]] std::optional<Event> eventOf(EventUuid uuid) const;
    [[nodiscard]] QList<Notice> ofEvents() const;
    [[nodiscard]] QList<Notice> ofImports() const;
    [[nodiscard]] QList<Notice> present() const;
    [[nodiscard]] QList<Notice> ofTray() const;
    [[nodiscard]] QList<Notice> ofSession() const;
    [[nodiscard]] QList<Notice> ofBackups() const;
    void remember(QStringList &keys, const QString &key);
    void store();

    Desk m_desk;
    QSettings &m_settings;
    SignedInPerson m_person;
    QString m_group; ///< Of the settings: the account's.
    QList<Notice> m_notices;
    QHash<QString, Timestamp> m_since;
    QStringList m_read;
    QStringList m_cleared;
    QStringList m_knownEvents;
    bool m_hasKnownEvents = false;
    QList<AttendanceRow> m_registrations; ///< That are news.
    /// As it was when the person first heard of it, and as it is.
    struct Change
    {
        QString before;
        Event now;
    };
    QList<Change> m_changes;
    QVariantMap m_facts; ///< Of events one is registered for: as the person first heard of them.
    struct EndedImport
    {
        QUuid key;
        QString fileName;
        Result<ImportOutcome> outcome;
    };
    QList<EndedImport> m_imports;
    std::function<bool(const QString &pageId)> m_isLookedAt;
    QTimer m_readLater;
    bool m_isFirst = true;
};

} // namespace EvalTrack
