// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/icons.h"
#include "ports/desk.h"

#include <QSet>
#include <QTimer>

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
/// another change, captures under review, sending that is stuck, a session that ended, and events
/// one is registered for. It follows the ports; what is settled goes by itself. Between starts
/// only the keys of what was read are kept (ids, no names): what still stands is found again.
/// UI thread.
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
    void retranslate() { refresh(); }

Q_SIGNALS:
    void changed();
    void arrived(const QString &title);

private:
    void refresh();
    void readRegistrations();
    void takeRegistrations(const QList<AttendanceRow> &rows);
    [[nodiscard]] QList<Notice> present() const;
    [[nodiscard]] QList<Notice> ofTray() const;
    [[nodiscard]] QList<Notice> ofSession() const;
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
    QTimer m_readLater;
    bool m_isFirst = true;
};

} // namespace EvalTrack
