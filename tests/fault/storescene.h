// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fault/random.h"
#include "fault/verdict.h"
#include "store/storerescue.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>

#include <map>
#include <memory>

namespace EvalTrack::Fault {

/// One local store as a capture station uses it, in this process, and what it said about what it
/// holds: each step may fail by an error, and only what was called done counts. Knows how to judge
/// what is found in the file afterwards.
class StoreScene
{
public:
    StoreScene();

    /// Whether it is open now.
    bool open();
    /// As the program opens it: a damaged one is made anew.
    bool openAnyhow();
    [[nodiscard]] const std::optional<StoreDamage> &damage() const { return m_damage; }
    void close() { m_store.reset(); }
    [[nodiscard]] bool isOpen() const { return m_store != nullptr; }
    [[nodiscard]] QString whyNot() const { return m_whyNot; }
    [[nodiscard]] QString path() const;
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// Somebody at the door; whether the store said "recorded".
    bool record();
    /// What the sync engine does: captures on their way, acknowledged, and gone.
    void send();
    void settle();
    /// A page of the change feed, which need not be durable by itself.
    void takePeople();
    /// One of all that, by chance.
    void step(Random &random);

    /// The open store against what was said, in `verdict`.
    void judge(Verdict &verdict);
    /// As judge(), after damage: what is missing has to be called unread. How many are there.
    int judgeRescued(Verdict &verdict);
    /// Makes the closed file one of the version before.
    void makeOld();
    static void makeOld(const QString &path);
    [[nodiscard]] int told() const { return m_told; }

private:
    [[nodiscard]] std::optional<QList<StoredCapture>> capturesInStore();

    struct Known
    {
        QString code;
        bool mayBeGone = false; ///< Its removal was asked for.
    };

    QTemporaryDir m_folder;
    Redacted<QByteArray> m_key;
    Test::FakeClock m_clock;
    SignedInPerson m_me;
    EventUuid m_event;
    std::unique_ptr<LocalStore> m_store;
    QString m_whyNot;
    std::optional<StoreDamage> m_damage;
    int m_told = 0;
    int m_codes = 0;
    std::map<QUuid, Known> m_captures; ///< Told "recorded".
    qint64 m_lastGone = 0;             ///< Sequences up to here may be gone.
    QList<Employee> m_people;          ///< Taken in, and still to be made durable.
    QList<Employee> m_durablePeople;
};

} // namespace EvalTrack::Fault
