// SPDX-License-Identifier: GPL-3.0-or-later
#include "departments/jobpanel.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/errorpresenter.h"
#include "common/formbinder.h"
#include "common/formfield.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "domain/validation.h"
#include "items/jobholdermodel.h"
#include "items/jobtablemodel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>

namespace EvalTrack {

namespace {

/// What is left to be answered of one renaming, and what came of it.
struct Renaming
{
    qsizetype left = 0;
    QList<UserUuid> changed;
    std::optional<Error> error;
};

} // namespace

JobPanel::JobPanel(const PageContext &context, JobTableModel &all, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_all(all)
    , m_holders(new JobHolderModel(this))
    , m_panel(new EditorPanel(this))
    , m_binder(new FormBinder(this))
    , m_name(new QLineEdit(m_panel))
    , m_nameField(new FormField({}, m_name, m_panel))
    , m_preview(new TextLabel(TextStyle::Body, m_panel))
    , m_people(new TableView(m_panel))
    , m_rename(m_panel->addButton(u"renameButton"_qs, u"primary"_qs))
    , m_cancel(m_panel->addButton(u"cancelButton"_qs))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_panel->setObjectName(u"jobPanel"_qs);
    m_name->setObjectName(u"jobTitleLineEdit"_qs);
    m_preview->setObjectName(u"renamePreviewLabel"_qs);
    m_preview->setWordWrap(true);
    m_people->setObjectName(u"jobPeopleTable"_qs);
    m_people->setModel(m_holders);
    m_people->sortByColumn(0, Qt::AscendingOrder);
    m_people->setSelectionMode(QAbstractItemView::SingleSelection);
    m_people->setWidths({220, 160}, {JobHolderModel::Department});
    m_people->setFixedColumns({JobHolderModel::Name});
    m_panel->body()->addWidget(m_nameField);
    m_panel->body()->addWidget(m_preview);
    m_panel->body()->addWidget(m_people, 1);
    m_binder->add(u"jobTitle"_qs, m_nameField, [this] {
        const QString title = m_name->text().simplified();
        if (title.isEmpty()) {
            return ErrorPresenter::ruleText(RuleBroken::Required);
        }
        return ErrorPresenter::ruleText(checkText(title, Limits::ShortTextMax), 0,
                                        Limits::ShortTextMax);
    });
    connect(m_binder, &FormBinder::edited, this, &JobPanel::refresh);
    connect(m_binder, &FormBinder::dirtyChanged, this, [this] {
        refresh();
        Q_EMIT dirtyChanged();
    });
    connect(m_rename, &QPushButton::clicked, this, &JobPanel::rename);
    connect(m_cancel, &QPushButton::clicked, this, &JobPanel::closeRequested);
    connect(m_panel, &EditorPanel::closeRequested, this, &JobPanel::closeRequested);
    connect(m_people, &TableView::opened, this, [this](const QModelIndex &index) {
        Q_EMIT personWanted(m_holders->at(index.row()).person);
    });
    retranslate();
}

void JobPanel::open(const QString &title)
{
    m_title = title;
    m_name->setText(title);
    m_name->setCursorPosition(0);
    m_holders->show(*m_context.desk.people.people(), title);
    m_binder->clearErrors();
    m_binder->markClean();
    m_panel->banner()->clear();
    refresh();
}

void JobPanel::focusFirst()
{
    m_name->setFocus(Qt::OtherFocusReason);
}

bool JobPanel::isDirty() const
{
    return m_binder->isDirty();
}

bool JobPanel::takePeople()
{
    m_holders->show(*m_context.desk.people.people(), m_title);
    refresh();
    return m_isBusy || m_holders->rowCount() > 0;
}

void JobPanel::rename()
{
    if (!isDirty() || m_isBusy) {
        return;
    }
    m_panel->banner()->clear();
    if (!m_binder->validate()) {
        m_panel->showFocused();
        return;
    }
    const QString title = m_name->text().simplified();
    if (title == m_title) {
        open(m_title);
        return;
    }
    change(m_title, title, {}, /*offersUndo=*/true);
}

void JobPanel::change(const QString &from, const QString &to, const QList<UserUuid> &only,
                      bool offersUndo)
{
    const auto people = m_context.desk.people.people();
    QList<Employee> chosen;
    if (only.isEmpty()) {
        for (const JobHolderRow &row : m_holders->rows()) {
            chosen.append(people->at(people->indexOf(row.person)));
        }
    }
    for (const UserUuid uuid : only) {
        const qsizetype index = people->indexOf(uuid);
        // Whoever got another job meanwhile keeps it.
        if (index >= 0 && people->text(index, PeopleSnapshot::Text::JobTitle) == from) {
            chosen.append(people->at(index));
        }
    }
    if (chosen.isEmpty()) {
        return;
    }
    m_isBusy = true;
    refresh();
    const auto renaming = std::make_shared<Renaming>();
    renaming->left = chosen.size();
    const auto finish = [this, renaming, from, to, offersUndo] {
        m_isBusy = false;
        const int count = static_cast<int>(renaming->changed.size());
        if (renaming->error) {
            m_panel->banner()->showError(*renaming->error);
        } else {
            m_binder->markClean();
        }
        if (count > 0) {
            const QString done =
                QString(tr("%n person(s) have the job “%1” now.", nullptr, count).arg(to) % u' ' %
                        Wording::saved(m_context.desk.sync));
            if (offersUndo) {
                m_context.toaster.toastWithAction(
                    done, tr("Undo"), [this, from, to, changed = renaming->changed] {
                        change(to, from, changed, /*offersUndo=*/false);
                    });
            } else {
                m_context.toaster.toast(done, Tone::Success);
            }
            if (!renaming->error) {
                Q_EMIT renamed(to);
            }
        }
        refresh();
    };
    for (const Employee &before : std::as_const(chosen)) {
        Employee after = before;
        after.jobTitle = to;
        deliver(m_context.desk.commands.submit(UpdateEmployee{before, after}), this,
                [renaming, finish, uuid = before.uuid](const Result<CommandUuid> &result) {
                    if (result) {
                        renaming->changed.append(uuid);
                    } else {
                        renaming->error = result.error();
                    }
                    if (--renaming->left == 0) {
                        finish();
                    }
                });
    }
}

void JobPanel::refresh()
{
    const int count = m_holders->rowCount();
    const QString title = m_name->text().simplified();
    const bool wantsOther = isDirty() && !title.isEmpty() && title != m_title;
    m_panel->setTitle(m_title);
    m_panel->setSubtitle(tr("%n person(s) have this job", nullptr, count));
    QString preview;
    if (wantsOther) {
        preview = tr("These %n person(s) get “%1”:", nullptr, count).arg(title);
        if (const int already = m_all.peopleWith(title); already > 0) {
            preview = QString(
                tr("%n person(s) have this job already; afterwards it is one.", nullptr, already) %
                u' ' % preview);
        }
    }
    m_preview->setText(preview);
    m_preview->setVisible(wantsOther);
    m_rename->setText(wantsOther ? tr("&Rename for %n person(s)", nullptr, count) : tr("&Rename"));
    m_rename->setEnabled(isDirty() && !m_isBusy);
    m_cancel->setText(isDirty() ? tr("Cancel") : tr("Close"));
}

void JobPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void JobPanel::retranslate()
{
    m_nameField->setLabel(tr("Job"));
    m_nameField->setHint(tr("Change it here to rename it for everybody who has it."));
    m_people->setAccessibleName(tr("Who has this job"));
    m_holders->setHeaders({tr("Name"), tr("Department")});
    refresh();
}

} // namespace EvalTrack
