// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/messageguard.h"

#include <QMutex>
#include <QStringList>

#include <cstdio>

namespace EvalTrack::Test {

namespace {

QMutex mutex;
QStringList unexpected;
QList<QRegularExpression> expected;

void receive(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QString line =
        QString::fromLatin1(context.category ? context.category : "default") + u": "_qs + message;
    std::fprintf(stderr, "%s\n", qPrintable(line));
    if (type == QtFatalMsg) {
        std::abort();
    }
    if (type != QtWarningMsg && type != QtCriticalMsg) {
        return;
    }
    // The offscreen platform cannot do this, and says so once a window; it is no fault of ours.
    if (message.contains(u"This plugin does not support propagateSizeHints") ||
        message.contains(u"raise()")) {
        return;
    }
    // Of a request that is given up in the moment it fails: Qt 6.4 has then two errors for it,
    // tells of the first and complains of the second.
    if (message.contains(u"QNetworkReplyImplPrivate::error: Internal problem")) {
        return;
    }
    const QMutexLocker lock(&mutex);
    for (const QRegularExpression &pattern : std::as_const(expected)) {
        if (pattern.match(message).hasMatch()) {
            return;
        }
    }
    unexpected.append(line);
}

} // namespace

void MessageGuard::install()
{
    qInstallMessageHandler(receive);
    testing::UnitTest::GetInstance()->listeners().Append(new MessageGuard);
}

void MessageGuard::expect(const QRegularExpression &pattern)
{
    const QMutexLocker lock(&mutex);
    expected.append(pattern);
}

void MessageGuard::OnTestStart(const testing::TestInfo & /*info*/)
{
    const QMutexLocker lock(&mutex);
    unexpected.clear();
    expected.clear();
}

void MessageGuard::OnTestEnd(const testing::TestInfo & /*info*/)
{
    QStringList lines;
    {
        const QMutexLocker lock(&mutex);
        lines.swap(unexpected);
    }
    if (!lines.isEmpty()) {
        ADD_FAILURE() << "unexpected warnings:\n" << lines.join(u'\n').toStdString();
    }
}

} // namespace EvalTrack::Test
