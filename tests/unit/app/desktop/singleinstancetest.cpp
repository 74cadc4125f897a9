// SPDX-License-Identifier: GPL-3.0-or-later
#include "singleinstance.h"

#include "support/printers.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QLocalSocket>
#include <QTemporaryDir>
#include <QThread>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

using Standing = SingleInstance::Standing;

/// A program that is started later, as another process would be: it blocks in a thread of its own.
Standing startedLater(const QString &folder, const QUrl &link = {})
{
    Standing standing = Standing::Unanswered;
    const std::unique_ptr<QThread> other(QThread::create([&] {
        SingleInstance instance;
        standing = instance.stand(folder, link);
    }));
    other->start();
    EXPECT_TRUE(waitFor([&] { return other->isFinished(); }));
    return standing;
}

class SingleInstanceTest : public testing::Test
{
protected:
    SingleInstanceTest()
    {
        QObject::connect(&m_first, &SingleInstance::startedAgain, &m_first,
                         [this](const QUrl &link) { m_heard.append(link); });
    }

    QTemporaryDir m_folder;
    SingleInstance m_first;
    QList<QUrl> m_heard;
};

} // namespace

TEST_F(SingleInstanceTest, ALaterOneHandsOverItsLink)
{
    ASSERT_EQ(m_first.stand(m_folder.path(), {}), Standing::First);
    const QUrl link(QStringLiteral("evaltrack://event/0198c0de-0000-7000-8000-000000000001"));

    EXPECT_EQ(startedLater(m_folder.path(), link), Standing::Later);
    EXPECT_EQ(startedLater(m_folder.path()), Standing::Later);

    EXPECT_EQ(m_heard, (QList<QUrl>{link, QUrl()}));
}

TEST_F(SingleInstanceTest, AFolderIsTheSameHoweverItIsCalledAndWhenItIsMade)
{
    const QString fresh = m_folder.filePath(QStringLiteral("made/later"));
    ASSERT_EQ(m_first.stand(fresh, {}), Standing::First);

    EXPECT_EQ(startedLater(m_folder.filePath(QStringLiteral("made/../made/later"))),
              Standing::Later);
    EXPECT_EQ(startedLater(m_folder.filePath(QStringLiteral("another"))), Standing::First);
}

TEST_F(SingleInstanceTest, WhatACrashedProgramLeftStandsInNobodysWay)
{
    const QString folder = m_folder.filePath(QStringLiteral("data"));
    QString name;
    {
        SingleInstance crashed;
        ASSERT_EQ(crashed.stand(folder, {}), Standing::First);
        name = crashed.socketName();
    }
    QFile left(name); // As a killed program leaves it: a file at which nobody listens.
    ASSERT_TRUE(left.open(QIODevice::WriteOnly));
    left.close();

    EXPECT_EQ(m_first.stand(folder, {}), Standing::First);
    EXPECT_EQ(startedLater(folder), Standing::Later);
}

TEST_F(SingleInstanceTest, NonsenseAtTheSocketIsNoLinkAndEndsNothing)
{
    ASSERT_EQ(m_first.stand(m_folder.path(), {}), Standing::First);
    QLocalSocket endless;
    endless.connectToServer(m_first.socketName());
    ASSERT_TRUE(endless.waitForConnected());
    endless.write(QByteArray(100'000, 'x'));
    EXPECT_TRUE(waitFor([&] { return endless.state() == QLocalSocket::UnconnectedState; }));
    EXPECT_TRUE(m_heard.isEmpty());

    EXPECT_EQ(startedLater(m_folder.path()), Standing::Later) << "it hears as before";
}
