// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QTcpServer>
#include <QUrl>

#include <functional>

class QTcpSocket;

namespace EvalTrack::Test {

/// A small EvalTrack in memory behind a real socket: sign-in, the change feed, captures, and the
/// mutations that clients send, with revisions, If-Match and Idempotency-Key, so that a sync test
/// reads "change here, change there, break this, sync, compare". What is to go wrong is said
/// before: faults are used up in order, each by the first request whose path begins as it says.
/// Lives in the thread that made it.
class FakeServer final : public QObject
{
    Q_OBJECT
public:
    enum class Break {
        LoseAnswer,   ///< Carried out, but the connection breaks before the answer.
        LoseRequest,  ///< Not carried out; the connection breaks.
        Portal,       ///< A captive portal answers 200 with a page of its own.
        Status,       ///< Answered with `status`, not carried out.
        Unauthorized, ///< The access token is refused once.
        Hang,         ///< Carried out, and never answered.
        CutShort,     ///< Carried out; the connection breaks in the middle of the answer.
        Repeat,       ///< The network brings it twice; answered once.
        Delay         ///< The connection breaks, and the request arrives with deliverLate().
    };
    struct Fault
    {
        QByteArray pathStart;
        Break how = Break::LoseAnswer;
        int status = 500;
        QByteArray body = {};
        QByteArray headers = {}; ///< Lines, each ended by CRLF.
    };
    struct Request
    {
        QByteArray verb;
        QByteArray path; ///< Without the query.
        QByteArray query;
        QHash<QByteArray, QByteArray> headers; ///< Names in lower case.
        QByteArray body;

        [[nodiscard]] QJsonObject json() const;
    };

    explicit FakeServer(QObject *parent = nullptr);
    ~FakeServer() override;

    [[nodiscard]] QUrl url() const;
    /// Cuts the network: connections break and new ones are refused. The port stays.
    void setOnline(bool isOnline);
    void breakNext(const Fault &fault) { m_faults.append(fault); }
    /// Faults that nothing has met yet are off.
    void mend() { m_faults.clear(); }
    /// What the network held back arrives, in the order in which it was sent; nobody hears the
    /// answers.
    void deliverLate();

    // The records, in the form of the change feed. put() makes a new revision.
    QJsonObject put(const QByteArray &entity, QJsonObject data);
    void remove(const QByteArray &entity, const QString &uuid);
    [[nodiscard]] QJsonObject record(const QByteArray &entity, const QString &uuid) const;
    /// A change of role: every client has to start over.
    void startEpoch();
    /// Cursors given out so far answer 410.
    void forgetCursors();
    void changePassword(const QString &password);
    /// What its clock says; FakeClock's start unless said otherwise.
    void setTime(const QString &iso) { m_now = iso; }
    /// Refresh tokens given out so far are refused.
    void revokeSessions();

    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }
    [[nodiscard]] int count(const QByteArray &verb, const QByteArray &pathStart) const;
    /// Captures by their UUID, as first received; how often each arrived is no matter of the
    /// ledger.
    [[nodiscard]] const QHash<QString, QJsonObject> &ledger() const { return m_ledger; }
    /// The keys of ledger() in the order in which they came.
    [[nodiscard]] const QStringList &arrivals() const { return m_arrivals; }
    /// What POST /sync/captures says of a code; "accepted" unless said otherwise.
    void setOutcome(const QString &code, const QString &outcome)
    {
        m_outcomes.insert(code, outcome);
    }

    // What the records refer to.
    static const QString UserUuid;
    static const QString Email;
    static const QString Password;

private:
    struct Answer
    {
        int status = 200;
        QByteArray body = {};
        QByteArray headers = {};
        bool isOurs = true;
    };
    struct Logged
    {
        QByteArray entity;
        QString uuid;
        bool isDelete = false;
    };

    void accept();
    void read(QTcpSocket *socket);
    void handle(QTcpSocket *socket, const Request &request);
    [[nodiscard]] static QByteArray headOf(const Answer &answer);
    void write(QTcpSocket *socket, const Answer &answer);
    [[nodiscard]] Answer route(const Request &request);
    [[nodiscard]] Answer mutate(const Request &request);
    [[nodiscard]] Answer create(const QByteArray &entity, const Request &request);
    [[nodiscard]] Answer change(const QByteArray &entity, qint64 id, const Request &request);
    [[nodiscard]] Answer changes(const Request &request);
    [[nodiscard]] Answer history(const QString &since, const QString &until);
    [[nodiscard]] Answer oldestEvent();
    [[nodiscard]] QJsonObject upsert(const QByteArray &entity, const QJsonObject &data) const;
    [[nodiscard]] Answer captures(const Request &request);
    [[nodiscard]] Answer tokens(int status);

    QTcpServer m_server;
    quint16 m_port = 0;
    QList<QTcpSocket *> m_sockets;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    QList<Fault> m_faults;
    QList<Request> m_requests;
    QList<Request> m_late;
    QStringList m_arrivals;
    QHash<QByteArray, QHash<QString, QJsonObject>> m_records;
    QList<Logged> m_log;
    QHash<QByteArray, Answer> m_idempotent;
    QHash<QString, QJsonObject> m_ledger;
    QHash<QString, QString> m_outcomes;
    QString m_now;
    QString m_password;
    QString m_refreshToken;
    QString m_accessToken;
    int m_tokenNumber = 0;
    int m_epoch = 1;
    int m_cursorEra = 1;
    qint64 m_nextId = 1000;
};

} // namespace EvalTrack::Test
