// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/searchfield.h"

#include "common/icons.h"

#include <QAction>
#include <QKeyEvent>

namespace EvalTrack {

SearchField::SearchField(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(u"searchLineEdit"_qs);
    setClearButtonEnabled(true);
    addAction(Icons::get(Icon::Search, IconTone::Muted), QLineEdit::LeadingPosition);
    setMinimumWidth(240);
}

void SearchField::setResults(QWidget *results)
{
    m_results = results;
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        event->accept();
        return;
    }
    const bool leads = event->key() == Qt::Key_Down || event->key() == Qt::Key_Return ||
                       event->key() == Qt::Key_Enter;
    if (leads && m_results != nullptr) {
        m_results->setFocus(Qt::TabFocusReason);
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace EvalTrack
