// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"

#include <QStyledItemDelegate>
#include <QWidget>

#include <functional>

namespace EvalTrack {

/// A word in a soft coloured pill: "Confirmed", "Pending". The word says it; colour only helps.
class StatusChip final : public QWidget
{
    Q_OBJECT
public:
    explicit StatusChip(QWidget *parent = nullptr);
    StatusChip(const QString &text, Tone tone, QWidget *parent = nullptr);

    void setStatus(const QString &text, Tone tone);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    /// The same look for delegates: draws the chip left-aligned and vertically centred in `area`.
    static void paintChip(QPainter &painter, const QRect &area, const QString &text, Tone tone,
                          const QPalette &palette, bool isOnSelection = false);
    [[nodiscard]] static int chipWidth(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Neutral;
};

/// Draws a column of a table as chips; `toneOf` judges the index.
class ChipDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using ToneOf = std::function<Tone(const QModelIndex &index)>;
    explicit ChipDelegate(ToneOf toneOf, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    ToneOf m_toneOf;
};

} // namespace EvalTrack
