// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

#include <QTimer>

#include <optional>

QT_BEGIN_NAMESPACE
class QProgressBar;
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;
class EmptyState;
class QrView;
class TextLabel;

/// The code that an event shows on a large screen for people to check themselves in: another one
/// every 15 s, from half an hour before the event until its end. It needs the server once, for the
/// event's key; after that it goes on without a network.
class CheckInCodePage final : public Page
{
    Q_OBJECT
public:
    enum class Use {
        Desk, ///< A page among others.
        Door, ///< Of a capture station, whose window is as it is.
    };
    explicit CheckInCodePage(const PageContext &context, QWidget *parent = nullptr,
                             Use use = Use::Desk);

    /// event=<uuid>
    void activate(const QString &argument) override;
    void focusFirst() override;

protected:
    void retranslateUi() override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void load();
    void tick();
    void showCode();
    /// Instead of a code.
    void showNone(const QString &title, const QString &text);
    void toggleFullScreen();
    [[nodiscard]] std::optional<EventSummary> summary() const;

    const Use m_use;
    QToolButton *m_back;
    TextLabel *m_title;
    QToolButton *m_fullScreen;
    Banner *m_banner;
    QrView *m_code;
    EmptyState *m_none;
    TextLabel *m_how;
    QProgressBar *m_left;
    TextLabel *m_count;
    EventUuid m_event;
    std::optional<CheckInScreen> m_screen;
    quint64 m_token = 0;
    QTimer m_clockwork;
};

} // namespace EvalTrack
