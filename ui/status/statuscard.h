// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/icons.h"
#include "status/statuswords.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class StatusChip;
class TextLabel;

/// One thing of the status page: what it is, a verdict in a word, what is known of it, and where
/// that leads. It judges nothing.
class StatusCard final : public QFrame
{
    Q_OBJECT
public:
    explicit StatusCard(Icon icon, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setWords(const StatusWords &words);
    /// Nothing is known yet; `spoken` is what a screen reader says instead.
    void setWaiting(const QString &spoken);
    /// There can be a way to where something is done; its room is kept while there is none.
    void setLeads();
    /// Without a name there is none now.
    void setLink(const QString &text);

Q_SIGNALS:
    void linkTriggered();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void drawIcon();
    void keepRoom();
    void speak(const QString &text);

    Icon m_kind;
    bool m_isWaiting = true;
    QLabel *m_icon;
    TextLabel *m_title;
    StatusChip *m_chip;
    TextLabel *m_fact;
    TextLabel *m_detail;
    QPushButton *m_link;
};

} // namespace EvalTrack
