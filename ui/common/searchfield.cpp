// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/searchfield.h"

#include "common/icons.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>

namespace EvalTrack {

SearchField::SearchField(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(u"searchLineEdit"_qs);
    setClearButtonEnabled(true);
    m_picture = addAction(Icons::get(Icon::Search, IconTone::Muted), QLineEdit::LeadingPosition);
    connect(m_picture, &QAction::triggered, this, [this] { setFocus(); });
    setMinimumWidth(240);
    retranslate();
}

void SearchField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

// Qt makes buttons of both, and a screen reader tells of buttons.
void SearchField::retranslate()
{
    m_picture->setText(tr("Search"));
    if (auto *clear = findChild<QAction *>(u"_q_qlineeditclearaction"_qs)) {
        clear->setText(tr("Clear the search"));
    }
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
