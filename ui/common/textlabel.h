// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"

#include <QLabel>

namespace EvalTrack {

/// A label in the type scale and the theme's colours; it keeps both when font or theme change.
/// Plain text only: what people typed is never read as markup.
class TextLabel final : public QLabel
{
    Q_OBJECT
public:
    enum class Ink { Normal, Muted, Faint, Accent, Success, Warning, Danger };

    explicit TextLabel(TextStyle style, QWidget *parent = nullptr);
    TextLabel(TextStyle style, Ink ink, QWidget *parent = nullptr);

    void setInk(Ink ink);
    void setStyleOfText(TextStyle style);
    /// One line that ends in "…" where it has no room, its whole text in the tooltip, instead of
    /// widening the window: for what people named.
    void setElided();
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void apply();
    [[nodiscard]] QString shownText() const;

    TextStyle m_style;
    Ink m_ink = Ink::Normal;
    bool m_isApplying = false;
    bool m_isElided = false;
};

} // namespace EvalTrack
