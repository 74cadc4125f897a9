// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

QT_BEGIN_NAMESPACE
class QBoxLayout;
class QHBoxLayout;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;
class TextLabel;

/// The card beside a list: a head with title and close button, a body that scrolls, a foot with
/// buttons. Escape and the close button ask to close; the page decides.
class EditorPanel final : public QFrame
{
    Q_OBJECT
public:
    explicit EditorPanel(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    /// Between the head and the body, for chips.
    [[nodiscard]] QHBoxLayout *chips() const { return m_chips; }
    [[nodiscard]] Banner *banner() const { return m_banner; }
    /// From the right; the first one added is the rightmost. `kind` as in the style sheet.
    QPushButton *addButton(const QString &objectName, const QString &kind = {});
    /// Makes one of them the rightmost, where what is meant to be done next stands.
    void putLast(QPushButton *button);
    /// At the left edge of the foot.
    QPushButton *addLeftButton(const QString &objectName, const QString &kind = {});
    /// It is there while it has a button to show.
    void setFooterVisible(bool visible);
    void scrollToTop();
    /// Keeps the field with the keyboard in sight, also when an error appears below it.
    void showFocused();

Q_SIGNALS:
    void closeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// Return does what the button with the keyboard, else the main button, says.
    void pressDefault();
    void retranslate();
    void followButton(QPushButton *button);
    void updateFooter();

    TextLabel *m_title;
    TextLabel *m_subtitle;
    QToolButton *m_close;
    QHBoxLayout *m_chips;
    Banner *m_banner;
    QScrollArea *m_scroll;
    QVBoxLayout *m_body;
    QWidget *m_footer;
    QHBoxLayout *m_buttons;
    int m_leftButtons = 0;
    bool m_wantsFooter = true;
};

} // namespace EvalTrack
