// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/icons.h"

#include <QAbstractButton>

namespace EvalTrack {

/// A large button with a picture, a title and a sentence: one of a few ways to go on.
class ChoiceButton final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit ChoiceButton(Icon icon, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &sentence);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] int textHeight(int width) const;

    Icon m_icon;
    QString m_sentence;
};

} // namespace EvalTrack
