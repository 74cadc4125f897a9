// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/questionseditor.h"

#include "common/icons.h"
#include "common/tokens.h"
#include "domain/validation.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace EvalTrack {

QuestionsEditor::QuestionsEditor(QWidget *parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout)
    , m_add(new QPushButton(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Half);
    m_lines->setSpacing(Space::Half);
    layout->addLayout(m_lines);
    m_add->setObjectName(u"addQuestionButton"_qs);
    m_add->setProperty("kind", u"link"_qs);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addLine({});
        m_rows.last().text->setFocus(Qt::OtherFocusReason);
        Q_EMIT edited();
    });
    retranslate();
}

void QuestionsEditor::setQuestions(const QStringList &questions)
{
    for (const Line &line : std::as_const(m_rows)) {
        // Deleted later: a button of the row may be what called.
        line.row->hide();
        line.row->deleteLater();
    }
    m_rows.clear();
    for (const QString &question : questions) {
        addLine(question);
    }
    Q_EMIT edited();
}

QStringList QuestionsEditor::questions() const
{
    QStringList list;
    for (const Line &line : m_rows) {
        const QString text = line.text->text().simplified();
        if (!text.isEmpty()) {
            list.append(text);
        }
    }
    return list;
}

void QuestionsEditor::addLine(const QString &text)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Quarter);
    Line line{row, new QLineEdit(text, row), new QToolButton(row), new QToolButton(row)};
    line.text->setObjectName(u"questionLineEdit"_qs + QString::number(m_rows.size() + 1));
    line.text->setMaxLength(Limits::TextMax);
    line.text->setCursorPosition(0);
    line.up->setObjectName(u"moveQuestionUpButton"_qs);
    line.up->setIcon(Icons::get(Icon::ChevronUp, IconTone::Muted));
    line.remove->setObjectName(u"removeQuestionButton"_qs);
    line.remove->setIcon(Icons::get(Icon::Trash, IconTone::Muted));
    layout->addWidget(line.text, 1);
    layout->addWidget(line.up);
    layout->addWidget(line.remove);
    m_lines->addWidget(row);
    m_rows.append(line);
    connect(line.text, &QLineEdit::textChanged, this, &QuestionsEditor::edited);
    connect(line.up, &QToolButton::clicked, this, [this, row] { moveUp(row); });
    connect(line.remove, &QToolButton::clicked, this, [this, row] { removeLine(row); });
    retranslate();
}

void QuestionsEditor::removeLine(QWidget *row)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [row](const Line &line) { return line.row == row; });
    if (found == m_rows.end()) {
        return;
    }
    const auto position = found - m_rows.begin();
    row->hide();
    row->deleteLater();
    m_rows.removeAt(position);
    QWidget *next = m_rows.isEmpty() ? static_cast<QWidget *>(m_add)
                                     : m_rows.at(qMin(position, m_rows.size() - 1)).text;
    next->setFocus(Qt::OtherFocusReason);
    retranslate();
    Q_EMIT edited();
}

void QuestionsEditor::moveUp(QWidget *row)
{
    for (qsizetype i = 1; i < m_rows.size(); ++i) {
        if (m_rows.at(i).row == row) {
            const QString above = m_rows.at(i - 1).text->text();
            m_rows.at(i - 1).text->setText(m_rows.at(i).text->text());
            m_rows.at(i).text->setText(above);
            m_rows.at(i - 1).up->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

void QuestionsEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void QuestionsEditor::retranslate()
{
    Icons::dress(*m_add, Icon::Add, IconTone::Accent, tr("Add a &question"));
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Line &line = m_rows.at(i);
        line.text->setAccessibleName(tr("Question %1").arg(i + 1));
        line.text->setPlaceholderText(tr("Question %1").arg(i + 1));
        line.up->setToolTip(tr("Move up"));
        line.up->setAccessibleName(tr("Move question %1 up").arg(i + 1));
        line.up->setEnabled(i > 0);
        line.remove->setToolTip(tr("Remove"));
        line.remove->setAccessibleName(tr("Remove question %1").arg(i + 1));
    }
}

} // namespace EvalTrack
