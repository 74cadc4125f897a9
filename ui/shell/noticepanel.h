// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class Clock;
class NoticeBoard;
class TextLabel;
struct Notice;

/// The board of notices, over the right edge of `over`, and the bell that opens it: Enter opens
/// what a notice is of, Delete takes it off, Escape closes. It asks; the window does.
class NoticePanel final : public QFrame
{
    Q_OBJECT
public:
    NoticePanel(NoticeBoard &board, const Clock &clock, QWidget *over);

    /// With the number of what is unread; for the status line, which takes it over.
    [[nodiscard]] QPushButton *bell() const { return m_bell; }
    /// Whether the desktop is told of them while the window is behind others.
    [[nodiscard]] QCheckBox *desktopChoice() const { return m_desktop; }
    void open();
    void close();

Q_SIGNALS:
    void openRequested(const Notice &notice);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void place();
    void openCurrent();
    void retranslate();

    NoticeBoard &m_board;
    const Clock &m_clock;
    QWidget *m_over;
    QPushButton *m_bell;
    TextLabel *m_title;
    QPushButton *m_close;
    QListWidget *m_list;
    TextLabel *m_nothing;
    QPushButton *m_allRead;
    QPushButton *m_clearAll;
    QCheckBox *m_desktop;
    QWidget *m_before = nullptr; ///< What had the keyboard.
};

} // namespace EvalTrack
