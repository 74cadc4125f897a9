// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/listframe.h"

#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/filterbar.h"
#include "common/icons.h"
#include "common/page.h"
#include "common/personpicker.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/totalsbar.h"
#include "common/viewsbutton.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>

namespace EvalTrack {

ListFrame::ListFrame(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextStyle::Title, this))
    , m_count(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
    , m_selection(new TextLabel(TextStyle::Body, TextLabel::Ink::Accent, this))
    , m_head(new QHBoxLayout)
    , m_deeds(new QHBoxLayout)
    , m_tools(new QHBoxLayout)
    , m_banner(new Banner(this))
    , m_content(new QHBoxLayout)
    , m_listColumn(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Three, Space::Two, Space::Three, Space::Two);
    layout->setSpacing(Space::OneAndHalf);

    QHBoxLayout *head = m_head;
    head->setSpacing(Space::OneAndHalf);
    m_title->setObjectName(u"pageTitleLabel"_qs);
    m_title->setElided(); // That of a person's list has the person's name.
    m_count->setObjectName(u"countLabel"_qs);
    head->addWidget(m_title, 0, Qt::AlignBaseline);
    head->addWidget(m_count, 0, Qt::AlignBaseline);
    m_selection->setObjectName(u"selectionTotalsLabel"_qs);
    head->addWidget(m_selection, 0, Qt::AlignBaseline);
    head->addStretch(1);
    m_deeds->setSpacing(Space::One);
    head->addLayout(m_deeds);
    layout->addLayout(head);

    m_tools->setSpacing(Space::One);
    layout->addLayout(m_tools);
    layout->addWidget(m_banner);
    m_content->setSpacing(Space::Two);
    m_listColumn->setSpacing(Space::Half);
    m_content->addLayout(m_listColumn, 1);
    layout->addLayout(m_content, 1);
}

void ListFrame::setScrolledWhole()
{
    layout()->setContentsMargins(Space::Three, Space::Two, Space::OneAndHalf, 0);
    m_deeds->setContentsMargins(0, 0, Space::OneAndHalf, 0);
    auto *rows = static_cast<QVBoxLayout *>(layout());
    const int at = rows->indexOf(m_banner);
    rows->removeWidget(m_banner);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, Space::OneAndHalf, 0);
    row->addWidget(m_banner);
    rows->insertLayout(at, row);
}

void ListFrame::setTitle(const QString &title)
{
    m_title->setText(title);
}

void ListFrame::setCount(const QString &count)
{
    m_count->setText(count);
}

QString ListFrame::count() const
{
    return m_count->text();
}

QPushButton *ListFrame::addDeed(const QString &objectName, const QString &kind)
{
    auto *button = new QPushButton(this);
    button->setObjectName(objectName);
    if (!kind.isEmpty()) {
        button->setProperty("kind", kind);
    }
    m_deeds->addWidget(button);
    return button;
}

QToolButton *ListFrame::addBack(const QString &objectName)
{
    auto *back = new QToolButton(this);
    back->setObjectName(objectName);
    back->setIcon(Icons::get(Icon::Back));
    back->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_tools->insertWidget(0, back);
    return back;
}

void ListFrame::addTool(QWidget *tool, int stretch)
{
    m_tools->addWidget(tool, stretch);
}

void ListFrame::addToolStretch()
{
    m_tools->addStretch(1);
}

void ListFrame::setList(QWidget *list)
{
    m_listColumn->insertWidget(0, list, 1);
    auto *table = qobject_cast<TableView *>(list);
    table = table == nullptr ? list->findChild<TableView *>() : table;
    if (table != nullptr) {
        m_listColumn->insertWidget(0, table->filterBar());
        m_listColumn->insertWidget(m_listColumn->indexOf(list) + 1, new TotalsBar(*table, this));
        connect(&table->figures(), &TableFigures::selectionChanged, this, [this, table] {
            m_selection->setText(table->figures().selectionText());
            if (m_edit != nullptr) {
                m_edit->setVisible(!m_selection->text().isEmpty());
            }
        });
    }
}

void ListFrame::addTableTools(TableView &table, const PageContext &context, const QString &key)
{
    const ViewsButton::List list{[this, &table] {
                                     TableState state = table.state();
                                     state.tools = toolStates();
                                     return state;
                                 },
                                 [this, &table](const TableState &state) {
                                     setToolStates(state.tools);
                                     table.setState(state);
                                 }};
    m_views = new ViewsButton(list, context, key, this);
    m_columns = new QToolButton(this);
    m_columns->setObjectName(u"columnsButton"_qs);
    m_columns->setIcon(Icons::get(Icon::Columns));
    m_columns->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_columns, &QToolButton::clicked, this, [this, &table] {
        table.columnMenu()->popup(
            m_columns->mapToGlobal(QPoint(0, m_columns->height() + Space::Half)));
    });
    // Before the deeds of the page; the row below has no room to spare.
    m_deeds->insertWidget(0, m_views);
    m_deeds->insertWidget(1, m_columns);
    retranslateUi();
}

void ListFrame::addBulkEdit(TableView &table, const PageContext &context,
                            const BulkEdit::MakeFields &makeFields)
{
    auto *bulk = new BulkEdit(table, context, makeFields);
    m_edit = new QPushButton(this);
    m_edit->setObjectName(u"editSelectedButton"_qs);
    m_edit->setProperty("kind", u"link"_qs);
    m_edit->hide();
    connect(m_edit, &QPushButton::clicked, bulk, &BulkEdit::edit);
    m_head->insertWidget(m_head->indexOf(m_selection) + 1, m_edit, 0, Qt::AlignVCenter);
    retranslateUi();
}

void ListFrame::openDefaultView()
{
    m_views->openDefault();
}

bool ListFrame::startsBare() const
{
    return m_views != nullptr && !m_views->hasDefault();
}

QVariantMap ListFrame::toolStates() const
{
    QVariantMap states;
    for (int i = 0; i < m_tools->count(); ++i) {
        const QWidget *tool = m_tools->itemAt(i)->widget();
        if (const auto *picker = qobject_cast<const PersonPicker *>(tool)) {
            states.insert(picker->objectName(),
                          picker->person() ? picker->person()->value() : QUuid());
        } else if (const auto *field = qobject_cast<const QLineEdit *>(tool)) {
            states.insert(field->objectName(), field->text());
        } else if (const auto *tabs = qobject_cast<const QTabBar *>(tool)) {
            states.insert(tabs->objectName(), tabs->currentIndex());
        } else if (const auto *choice = qobject_cast<const QComboBox *>(tool)) {
            const QVariant chosen = choice->currentData();
            states.insert(choice->objectName(),
                          chosen.isValid() ? chosen : QVariant(choice->currentIndex()));
        }
    }
    return states;
}

void ListFrame::setToolStates(const QVariantMap &states)
{
    for (int i = 0; i < m_tools->count(); ++i) {
        QWidget *tool = m_tools->itemAt(i)->widget();
        if (tool == nullptr || !states.contains(tool->objectName())) {
            continue;
        }
        const QVariant state = states.value(tool->objectName());
        if (auto *picker = qobject_cast<PersonPicker *>(tool)) {
            const QUuid person = state.toUuid();
            picker->setPerson(person.isNull() ? std::nullopt : std::optional(UserUuid(person)));
            Q_EMIT picker->personChanged(picker->person());
        } else if (auto *field = qobject_cast<QLineEdit *>(tool)) {
            field->setText(state.toString());
        } else if (auto *tabs = qobject_cast<QTabBar *>(tool)) {
            tabs->setCurrentIndex(state.toInt());
        } else if (auto *choice = qobject_cast<QComboBox *>(tool)) {
            const bool hasData = choice->itemData(0).isValid();
            choice->setCurrentIndex(qMax(0, hasData ? choice->findData(state) : state.toInt()));
        }
    }
}

void ListFrame::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslateUi();
    }
}

void ListFrame::retranslateUi()
{
    if (m_edit != nullptr) {
        m_edit->setText(tr("Edit selected…"));
        m_edit->setToolTip(tr("Change the selected rows together (Ctrl+E)"));
    }
    if (m_columns != nullptr) {
        m_columns->setText(tr("Columns"));
        m_columns->setToolTip(tr("Choose columns"));
    }
}

void ListFrame::addBelowList(QWidget *below)
{
    m_listColumn->addWidget(below);
}

void ListFrame::setPanel(QWidget *panel, int width)
{
    m_panel = panel;
    panel->setFixedWidth(width);
    m_content->addWidget(panel);
    panel->hide();
}

void ListFrame::setPanelOpen(bool open)
{
    if (m_panel != nullptr) {
        m_panel->setVisible(open);
    }
}

bool ListFrame::isPanelOpen() const
{
    return m_panel != nullptr && !m_panel->isHidden();
}

void ListFrame::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !isPanelOpen()) {
        QWidget::keyPressEvent(event);
        return;
    }
    event->accept();
    if (auto *panel = qobject_cast<EditorPanel *>(m_panel)) {
        Q_EMIT panel->closeRequested();
        return;
    }
    for (EditorPanel *panel : m_panel->findChildren<EditorPanel *>()) {
        if (panel->isVisible()) {
            Q_EMIT panel->closeRequested();
            return;
        }
    }
}

} // namespace EvalTrack
