// SPDX-License-Identifier: GPL-3.0-or-later
#include "tray/conflictgrid.h"

#include "common/formats.h"
#include "common/textlabel.h"
#include "common/wording.h"
#include "wire/isotime.h"
#include "wire/names.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QPushButton>
#include <QRadioButton>

namespace EvalTrack {

namespace {

constexpr qsizetype LongValue = 120;

QRadioButton *choiceButton(const QString &value, QWidget *parent)
{
    QString shown = value;
    if (shown.size() > LongValue) {
        shown = QString(shown.left(LongValue) % u"…");
    }
    // An ampersand in a person's text is no mnemonic.
    shown.replace(u'&', u"&&"_qs);
    auto *button = new QRadioButton(shown, parent);
    button->setToolTip(value);
    return button;
}

} // namespace

ConflictGrid::ConflictGrid(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

void ConflictGrid::setConflicts(const QList<FieldConflict> &conflicts)
{
    if (conflicts == m_conflicts && m_grid != nullptr) {
        return;
    }
    m_conflicts = conflicts;
    m_choices.clear();
    build();
    Q_EMIT decided();
}

void ConflictGrid::build()
{
    if (m_grid != nullptr) {
        m_grid->hide();
        m_grid->deleteLater();
    }
    m_groups.clear();
    m_grid = new QWidget(this);
    layout()->addWidget(m_grid);
    auto *rows = new QVBoxLayout(m_grid);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(Space::One);

    auto *all = new QHBoxLayout;
    auto *mine = new QPushButton(tr("All &mine"), m_grid);
    mine->setObjectName(u"allMineButton"_qs);
    auto *theirs = new QPushButton(tr("All &theirs"), m_grid);
    theirs->setObjectName(u"allTheirsButton"_qs);
    all->addWidget(mine);
    all->addWidget(theirs);
    all->addStretch(1);
    rows->addLayout(all);
    connect(mine, &QPushButton::clicked, this, [this] { chooseAll(OutboxTray::Side::Mine); });
    connect(theirs, &QPushButton::clicked, this, [this] { chooseAll(OutboxTray::Side::Theirs); });

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(Space::OneAndHalf);
    grid->setVerticalSpacing(Space::Half);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto &[column, text] : {std::pair(0, tr("Mine")), std::pair(1, tr("Theirs"))}) {
        auto *head = new TextLabel(TextStyle::Strong, TextLabel::Ink::Muted, m_grid);
        head->setText(text);
        grid->addWidget(head, row, column);
    }
    for (const FieldConflict &conflict : std::as_const(m_conflicts)) {
        auto *name = new TextLabel(TextStyle::Strong, m_grid);
        name->setText(Wording::field(conflict.field));
        grid->addWidget(name, ++row, 0, 1, 2);
        auto *before = new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, m_grid);
        before->setText(tr("Before: %1").arg(readable(conflict.base)));
        before->setWordWrap(true);
        grid->addWidget(before, ++row, 0, 1, 2);
        auto *group = new QButtonGroup(m_grid);
        ++row;
        for (const auto side : {OutboxTray::Side::Mine, OutboxTray::Side::Theirs}) {
            const bool isMine = side == OutboxTray::Side::Mine;
            auto *button = choiceButton(readable(isMine ? conflict.mine : conflict.theirs), m_grid);
            button->setObjectName(
                QString(conflict.field % (isMine ? u"Mine" : u"Theirs") % u"RadioButton"));
            button->setAccessibleName((isMine ? tr("%1, mine: %2") : tr("%1, theirs: %2"))
                                          .arg(Wording::field(conflict.field),
                                               readable(isMine ? conflict.mine : conflict.theirs)));
            group->addButton(button, static_cast<int>(side));
            grid->addWidget(button, row, isMine ? 0 : 1, Qt::AlignTop);
        }
        if (m_choices.contains(conflict.field)) {
            group->button(static_cast<int>(m_choices.value(conflict.field)))->setChecked(true);
        }
        connect(group, &QButtonGroup::idToggled, this,
                [this, field = conflict.field](int side, bool isChosen) {
                    if (isChosen) {
                        m_choices.insert(field, static_cast<OutboxTray::Side>(side));
                        Q_EMIT decided();
                    }
                });
        m_groups.append(group);
    }
    rows->addLayout(grid);
    m_grid->show();
}

void ConflictGrid::chooseAll(OutboxTray::Side side)
{
    for (QButtonGroup *group : std::as_const(m_groups)) {
        group->button(static_cast<int>(side))->setChecked(true);
    }
}

bool ConflictGrid::isDecided() const
{
    return !m_conflicts.isEmpty() && m_choices.size() == m_conflicts.size();
}

QHash<QString, OutboxTray::Side> ConflictGrid::choices() const
{
    return m_choices;
}

QString ConflictGrid::readable(const QString &value)
{
    if (value.isEmpty() || value == u"null") {
        return tr("(empty)");
    }
    if (value == u"true" || value == u"false") {
        return value == u"true" ? tr("Yes") : tr("No");
    }
    if (const auto status = Wire::fromName<AttendanceStatus>(value)) {
        return Wording::attendance(*status);
    }
    if (const auto status = Wire::fromName<EvaluationStatus>(value)) {
        return Wording::evaluation(*status);
    }
    if (const auto registration = Wire::fromName<Registration>(value)) {
        return Wording::registration(*registration);
    }
    if (value.size() > 10 && value.at(4) == u'-' && value.contains(u'T')) {
        if (const auto time = Wire::fromIso(value)) {
            return Formats::dateTime(*time);
        }
    }
    const QDate date = QDate::fromString(value, Qt::ISODate);
    return date.isValid() && value.size() == 10 ? Formats::date(date) : value;
}

void ConflictGrid::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_grid != nullptr) {
        build();
    }
}

} // namespace EvalTrack
