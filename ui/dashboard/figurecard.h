// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"

#include <QAbstractButton>

namespace EvalTrack {

/// One number with its name; a click opens the rows behind it, if it leads anywhere.
class FigureCard final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit FigureCard(QWidget *parent = nullptr);

    /// The value is on its way: a pale bar stands in its place. `spoken` says so.
    void setWaiting(const QString &title, const QString &spoken);
    void setFigure(const QString &title, const QString &value, Tone tone = Tone::Neutral);
    /// Cards in a row are as high as the one whose title needs most lines.
    void setTitleLines(int lines);
    [[nodiscard]] int linesNeeded() const;
    /// A card that leads nowhere is not a button to the keyboard either.
    void setLeads(bool leads);
    [[nodiscard]] QString value() const { return m_value; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString m_value;
    Tone m_tone = Tone::Neutral;
    bool m_leads = false;
    int m_titleLines = 1;
};

} // namespace EvalTrack
