// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QButtonGroup;
QT_END_NAMESPACE

namespace EvalTrack {

/// A score from 1 to 10 as ten buttons: one click, a digit key (0 is 10) or the arrow keys.
class ScoreBar final : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(int value READ score)
public:
    explicit ScoreBar(QWidget *parent = nullptr);

    /// 0 when none is chosen.
    void setScore(int score);
    [[nodiscard]] int score() const { return m_score; }
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void scoreChanged(int score);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void retranslate();
    void markCurrent();

    QButtonGroup *m_buttons;
    int m_score = 0;
    bool m_isReadOnly = false;
};

} // namespace EvalTrack
