// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

#include <QDialog>

namespace EvalTrack {

/// F1: every key of the program on one sheet, by what it is good for. Keys are written as this
/// system writes them. A window of its own that may stay open beside the work; it deletes itself
/// when it is closed.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT
public:
    /// `pages` are those the role may open, in the order of the navigation.
    ShortcutSheet(const QList<PageEntry> &pages, Role role, QWidget *window);

protected:
    /// In another language it is another sheet.
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        QList<QKeySequence> keys; ///< One after the other is as good.
        QString what;
    };
    struct Section
    {
        QString title;
        QList<Line> lines;
    };

    [[nodiscard]] static QList<Section> sectionsFor(const QList<PageEntry> &pages, Role role);
    [[nodiscard]] QWidget *sectionWidget(const Section &section);
};

} // namespace EvalTrack
