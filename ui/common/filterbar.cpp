// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/filterbar.h"

#include "common/columnfilterpopup.h"
#include "common/formats.h"
#include "common/icons.h"
#include "common/textlabel.h"
#include "items/itemtablemodel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFrame>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int SmallestChipText = 56;
constexpr int LongestChipText = 320;
constexpr int CrossSize = 14;

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_count(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, this))
    , m_clear(new QPushButton(this))
{
    setObjectName(u"filterBar"_qs);
    m_row->setContentsMargins(0, 0, 0, Space::Half);
    m_row->setSpacing(Space::One);
    m_count->setObjectName(u"filteredCountLabel"_qs);
    m_clear->setObjectName(u"clearFiltersButton"_qs);
    m_clear->setProperty("kind", u"link"_qs);
    m_row->addWidget(m_clear);
    m_row->addStretch(1);
    m_row->addWidget(m_count);
    connect(m_clear, &QPushButton::clicked, this, &FilterBar::clearRequested);
    retranslateUi();
    hide();
}

void FilterBar::showFiltersOf(const ItemTableModel &model)
{
    QList<Chip> chips;
    for (auto each = model.filters().begin(); each != model.filters().end(); ++each) {
        const QString title = model.headerData(each.key(), Qt::Horizontal).toString();
        const QString words = ColumnFilterPopup::wordsOf(model, each.key(), each.value());
        chips.append({each.key(), model.columnName(each.key()), QString(title % u": " % words)});
    }
    if (!chips.isEmpty()) {
        m_count->setText(
            tr("%1 of %2 rows")
                .arg(Formats::number(model.rowCount()), Formats::number(model.countUnfiltered())));
    }
    if (chips != m_chips) {
        setChips(chips);
    }
}

void FilterBar::setChips(const QList<Chip> &chips)
{
    for (QWidget *frame : std::as_const(m_frames)) {
        frame->hide();
        frame->deleteLater(); // It may be what is being clicked.
    }
    m_frames.clear();
    m_words.clear();
    m_chips = chips;
    for (const Chip &chip : chips) {
        auto *frame = new QFrame(this);
        frame->setProperty("kind", u"filterChip"_qs);
        auto *layout = new QHBoxLayout(frame);
        layout->setContentsMargins(Space::Half, 0, Space::Half, 0);
        layout->setSpacing(0);
        auto *words = new QToolButton(frame);
        words->setObjectName(QString(u"filterChip" % chip.name));
        words->setToolTip(chip.text);
        words->setAccessibleName(tr("Change the filter %1").arg(chip.text));
        auto *cross = new QToolButton(frame);
        cross->setObjectName(QString(u"removeFilter" % chip.name));
        cross->setIcon(Icons::get(Icon::Close, IconTone::Muted));
        cross->setIconSize({CrossSize, CrossSize});
        cross->setToolTip(tr("Remove this filter"));
        cross->setAccessibleName(tr("Remove the filter %1").arg(chip.text));
        layout->addWidget(words);
        layout->addWidget(cross);
        m_row->insertWidget(static_cast<int>(m_frames.size()), frame);
        frame->show();
        m_frames.append(frame);
        m_words.append(words);
        connect(words, &QToolButton::clicked, this,
                [this, column = chip.column, words] { Q_EMIT editRequested(column, words); });
        connect(cross, &QToolButton::clicked, this,
                [this, column = chip.column] { Q_EMIT removeRequested(column); });
    }
    setVisible(!chips.isEmpty());
    fit();
}

QString FilterBar::sentence() const
{
    QStringList parts;
    for (const Chip &chip : m_chips) {
        parts.append(chip.text);
    }
    return parts.isEmpty() ? QString()
                           : tr("Filtered: %1. %2.").arg(parts.join(u"; "_qs), m_count->text());
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void FilterBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslateUi();
    }
}

void FilterBar::retranslateUi()
{
    m_clear->setText(tr("Clear all"));
    m_clear->setAccessibleName(tr("Clear all filters"));
}

void FilterBar::fit()
{
    if (m_words.isEmpty()) {
        return;
    }
    constexpr int ChipFrame = 52; // The cross, and what is around the words.
    const auto chips = static_cast<int>(m_words.size());
    const int room = width() - m_clear->sizeHint().width() - m_count->sizeHint().width() -
                     (chips + 2) * Space::One;
    const int each = std::clamp(room / chips - ChipFrame, SmallestChipText, LongestChipText);
    for (qsizetype i = 0; i < m_words.size(); ++i) {
        m_words.at(i)->setText(
            m_words.at(i)->fontMetrics().elidedText(m_chips.at(i).text, Qt::ElideRight, each));
    }
}

} // namespace EvalTrack
