// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>
#include <QUrl>

namespace EvalTrack {

/// One program a data folder: who starts it again means the window that is open. The first one
/// listens at a local socket that only its user may use; a later one hands over what it was to open
/// and ends. What a program that crashed left behind stands in nobody's way.
/// Lives in the UI thread. Qt Network's own local sockets: the well-kept libraries for this are of
/// Qt 5 in the oldest system that EvalTrack runs on.
class SingleInstance final : public QObject
{
    Q_OBJECT
public:
    enum class Standing {
        First,     ///< Listens from now on.
        Later,     ///< The first one was told; end.
        Unanswered ///< The first one is there and takes nothing.
    };

    explicit SingleInstance(QObject *parent = nullptr);

    /// To be called once, before anything of the folder is opened; blocks for 3 s at most, in a
    /// program that shows nothing yet. `link` may be empty.
    [[nodiscard]] Standing stand(const QString &dataFolder, const QUrl &link);

    /// Where the first one listens; for tests.
    [[nodiscard]] QString socketName() const { return m_server.fullServerName(); }

Q_SIGNALS:
    /// The program was started again; `link` is empty or what it was to open. Untrusted.
    void startedAgain(const QUrl &link);

private:
    void hear();

    QLocalServer m_server;
};

} // namespace EvalTrack
