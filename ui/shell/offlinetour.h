// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/desk.h"
#include "shell/tourstep.h"

#include <QList>
#include <QObject>
#include <QSet>

#include <functional>
#include <optional>

namespace EvalTrack {

class DesktopUi;

/// The part of the tour that cuts the network: screens without it, captures and edits made
/// meanwhile, what became of them when it is back, and the dialogs. The records are real; in the
/// end those that were refused are given up and the one that was changed is changed back.
class OfflineTour final : public QObject
{
    Q_OBJECT
public:
    using Network = std::function<void(TourNetwork state)>;

    OfflineTour(DesktopUi &ui, Desk &desk, Network network, QObject *parent = nullptr);

    /// `event` is the argument that opens an event's page.
    [[nodiscard]] QList<TourStep> steps(const QString &event);

private:
    void open(const QString &pageId, const QString &argument = {});
    void scan(const QString &code);
    void captureSomebodyNew(const QString &event);
    void makeEdits();
    void openRefused();
    void typeIntoAForm();
    void putBack();
    [[nodiscard]] bool hasPage(const QString &pageId) const;
    [[nodiscard]] std::optional<Employee> subject() const;
    [[nodiscard]] QList<OutboxItem> made() const;
    [[nodiscard]] bool isAnyRefused() const;

    DesktopUi &m_ui;
    Desk &m_desk;
    Network m_network;
    QSet<QUuid> m_before; ///< What waited already is none of the tour's business.
    qsizetype m_edits = 0;
    std::optional<Employee> m_changed;
};

} // namespace EvalTrack
