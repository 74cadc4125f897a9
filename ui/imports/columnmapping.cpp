// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/columnmapping.h"

#include "common/elidingcombobox.h"
#include "common/spokenrole.h"
#include "common/textlabel.h"
#include "imports/importwords.h"

#include <QGridLayout>
#include <QSignalBlocker>

namespace EvalTrack {

ColumnMapping::ColumnMapping(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Space::One);
    m_grid->setVerticalSpacing(Space::Half);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
}

void ColumnMapping::setColumns(ImportKind kind, const QStringList &headings,
                               const ImportMapping &mapping)
{
    m_kind = kind;
    m_headings = headings;
    m_fields.clear();
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int column = 0; column < headings.size(); ++column) {
        auto *heading = new TextLabel(TextStyle::Body, this);
        heading->setText(headings.at(column));
        heading->setMinimumWidth(Space::Six);
        heading->setWordWrap(true);
        heading->setToolTip(headings.at(column));
        heading->setTextInteractionFlags(Qt::NoTextInteraction);
        auto *field = new ElidingComboBox(this);
        field->setObjectName(u"fieldComboBox%1"_qs.arg(column));
        field->addItem(QString(), -1);
        for (const ImportField each : fieldsOf(kind)) {
            field->addItem(QString(), static_cast<int>(each));
        }
        const auto mapped = mapping.value(column);
        field->setCurrentIndex(mapped ? std::max(0, field->findData(static_cast<int>(*mapped)))
                                      : 0);
        heading->setBuddy(field);
        connect(field, &QComboBox::activated, this, [this, column] { choose(column); });
        m_grid->addWidget(heading, column, 0);
        m_grid->addWidget(field, column, 1);
        m_fields.append(field);
    }
    retranslateUi();
}

// A field is said by one column: whichever said it before no longer does.
void ColumnMapping::choose(int column)
{
    const int chosen = m_fields.at(column)->currentData().toInt();
    for (int other = 0; chosen >= 0 && other < m_fields.size(); ++other) {
        if (other != column && m_fields.at(other)->currentData().toInt() == chosen) {
            m_fields.at(other)->setCurrentIndex(0);
        }
    }
    Q_EMIT mappingChanged();
}

ImportMapping ColumnMapping::mapping() const
{
    ImportMapping mapping;
    for (const QComboBox *field : m_fields) {
        const int value = field->currentData().toInt();
        mapping.append(value < 0 ? std::nullopt : std::optional(static_cast<ImportField>(value)));
    }
    return mapping;
}

void ColumnMapping::retranslateUi()
{
    for (int column = 0; column < m_fields.size(); ++column) {
        QComboBox *field = m_fields.at(column);
        field->setItemText(0, tr("— left out —"));
        for (int i = 1; i < field->count(); ++i) {
            field->setItemText(
                i, ImportWords::field(static_cast<ImportField>(field->itemData(i).toInt())));
        }
        const QString heading = m_headings.at(column);
        setSpokenName(*field, heading.isEmpty() ? tr("What column %1 says").arg(column + 1)
                                                : tr("What column “%1” says").arg(heading));
    }
}

} // namespace EvalTrack
