// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/desk.h"
#include "shell/tourstep.h"

#include <QList>
#include <QObject>

#include <functional>

namespace EvalTrack {

class DesktopUi;

/// The parts of the tour that show one screen in several states: while its rows are awaited, while
/// the server fails, with nothing found; and what lies over a screen: menus, filters, help,
/// notifications, the first-use tour. It leaves every screen as it was.
class StateTour final : public QObject
{
    Q_OBJECT
public:
    using Network = std::function<void(TourNetwork state)>;

    StateTour(DesktopUi &ui, Desk &desk, Network network, QObject *parent = nullptr);

    /// To be walked first, while no page has been read.
    [[nodiscard]] QList<TourStep> awaited();
    [[nodiscard]] QList<TourStep> failed();
    /// Everything else; needs no network of its own.
    [[nodiscard]] QList<TourStep> found();

private:
    void add(QList<TourStep> &steps, const QString &name, const std::function<void()> &prepare,
             const std::function<void()> &leave = {}) const;
    void open(const QString &pageId);
    void ask(const QString &pageId);
    void search(const QString &text) const;
    void trigger(const QString &actionName) const;
    void press(const QString &buttonName) const;
    void addOverList(QList<TourStep> &steps);
    void addBackups(QList<TourStep> &steps);
    void addWelcome(QList<TourStep> &steps);
    [[nodiscard]] QStringList pagesOf(const QStringList &wanted) const;
    [[nodiscard]] bool isAwaiting() const;

    DesktopUi &m_ui;
    Desk &m_desk;
    Network m_network;
};

} // namespace EvalTrack
