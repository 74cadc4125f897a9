// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backupspage.h"

#include "backups/backupwords.h"
#include "base/deliver.h"
#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/statuschip.h"
#include "common/tablemenus.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"

#include <QBoxLayout>
#include <QDir>
#include <QGridLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

namespace EvalTrack {

BackupsPage::BackupsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new BackupTableModel(this))
    , m_frame(new ListFrame(this))
    , m_back(m_frame->addBack(u"backButton"_qs))
    , m_backUp(m_frame->addDeed(u"backUpNowButton"_qs, u"primary"_qs))
    , m_restore(new QPushButton(m_frame))
    , m_place(new QFrame(m_frame))
    , m_folderTitle(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_place))
    , m_folder(new TextLabel(TextStyle::Strong, m_place))
    , m_choose(new QPushButton(m_place))
    , m_nextTitle(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_place))
    , m_next(new TextLabel(TextStyle::Strong, m_place))
    , m_asideTitle(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_place))
    , m_aside(new TextLabel(TextStyle::Strong, m_place))
    , m_bringBack(new QPushButton(m_place))
    , m_advice(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_place))
    , m_bar(new QProgressBar(m_frame))
    , m_progress(new TextLabel(TextStyle::Body, m_frame))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
{
    build();
    connectAll();
    retranslateUi();
    desk().backups.refresh();
    m_frame->openDefaultView();
}

void BackupsPage::buildPlace()
{
    m_place->setProperty("kind", u"card"_qs);
    auto *grid = new QGridLayout(m_place);
    grid->setContentsMargins(Space::Two, Space::OneAndHalf, Space::Two, Space::OneAndHalf);
    grid->setHorizontalSpacing(Space::Two);
    grid->setVerticalSpacing(Space::One);
    grid->setColumnStretch(1, 1);
    m_folder->setObjectName(u"backupFolderLabel"_qs);
    m_folder->setElided();
    m_choose->setObjectName(u"chooseFolderButton"_qs);
    m_next->setObjectName(u"nextBackupLabel"_qs);
    m_aside->setObjectName(u"setAsideLabel"_qs);
    m_aside->setWordWrap(true);
    m_bringBack->setObjectName(u"bringBackButton"_qs);
    m_advice->setObjectName(u"backupAdviceLabel"_qs);
    m_advice->setWordWrap(true);
    grid->addWidget(m_folderTitle, 0, 0);
    grid->addWidget(m_folder, 0, 1);
    grid->addWidget(m_choose, 0, 2);
    grid->addWidget(m_nextTitle, 1, 0);
    grid->addWidget(m_next, 1, 1);
    grid->addWidget(m_asideTitle, 2, 0);
    grid->addWidget(m_aside, 2, 1);
    grid->addWidget(m_bringBack, 2, 2);
    grid->addWidget(m_advice, 3, 0, 1, 3);
}

void BackupsPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_restore->setObjectName(u"restoreButton"_qs);
    m_frame->addTool(m_restore);
    m_frame->addToolStretch();
    m_frame->addTableTools(*m_table, context(), listKey(u"backups"_qs));

    auto *content = new QWidget(m_frame);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(Space::OneAndHalf);
    buildPlace();
    rows->addWidget(m_place);
    m_bar->setObjectName(u"backupProgressBar"_qs);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 0); // Nobody knows how much there is to do before it is done.
    m_progress->setObjectName(u"backupProgressLabel"_qs);
    rows->addWidget(m_bar);
    rows->addWidget(m_progress);

    m_table->setObjectName(u"backupsTable"_qs);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths({300, 160, 240, 160}, {BackupTableModel::Version, BackupTableModel::Size},
                       {BackupTableModel::State});
    m_table->setItemDelegateForColumn(
        BackupTableModel::State,
        new ChipDelegate(
            [](const QModelIndex &index) {
                return BackupWords::toneOf(
                    static_cast<BackupTableModel::Standing>(index.data(RawRole).toInt()));
            },
            m_table));
    m_table->setEmptyState(m_empty);
    m_table->keepState(context().settings, listKey(u"backups"_qs));
    rows->addWidget(m_table, 1);
    m_frame->setList(content);
}

void BackupsPage::connectAll()
{
    connect(&desk().backups, &LocalBackups::changed, this, &BackupsPage::showState);
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT navigate(PageIds::Status, {}); });
    connect(m_backUp, &QPushButton::clicked, this, &BackupsPage::backUpNow);
    connect(m_empty, &EmptyState::actionTriggered, this, &BackupsPage::backUpNow);
    connect(m_choose, &QPushButton::clicked, this, &BackupsPage::chooseFolder);
    connect(m_restore, &QPushButton::clicked, this, &BackupsPage::askToRestore);
    connect(m_table, &TableView::opened, this, &BackupsPage::askToRestore);
    connect(m_bringBack, &QPushButton::clicked, this, &BackupsPage::askToBringBack);
    connect(m_table, &TableView::rowMenuRequested, this,
            [this](QMenu *menu) { TableMenus::addButtons(*menu, {m_restore}); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &BackupsPage::showDeeds);
    connect(m_frame->banner(), &Banner::actionTriggered, this, [this] {
        if (const auto deed = m_bannerDeed) {
            deed();
        }
    });
}

void BackupsPage::activate(const QString & /*argument*/)
{
    desk().backups.refresh();
    showState();
}

void BackupsPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

bool BackupsPage::isBusy() const
{
    return desk().backups.state().activity != LocalBackupActivity::None;
}

std::optional<LocalBackup> BackupsPage::selected() const
{
    const QModelIndexList rows = m_table->selectedRecords();
    return rows.isEmpty() ? std::nullopt : std::optional(m_model->at(rows.first().row()));
}

void BackupsPage::showState()
{
    const LocalBackupState &state = desk().backups.state();
    m_model->setRows(state.backups);
    m_frame->setCount(state.isRead
                          ? tr("%n backup(s)", nullptr, static_cast<int>(state.backups.size()))
                          : QString());
    const QString words = BackupWords::activity(state.activity);
    m_bar->setVisible(isBusy());
    m_bar->setAccessibleName(words);
    m_progress->setVisible(isBusy());
    m_progress->setText(words);
    showPlace();
    showBanner();
    showEmpty();
    showDeeds();
}

void BackupsPage::showPlace()
{
    const LocalBackupState &state = desk().backups.state();
    m_folder->setText(QDir::toNativeSeparators(state.folder));
    const Timestamp now = desk().clock.now();
    m_next->setText(!state.nextAt ? QString()
                    : *state.nextAt <= now
                        ? tr("In a moment, by itself")
                        : tr("%1, by itself while EvalTrack is open")
                              .arg(Formats::relativeDateTime(*state.nextAt, now)));
    const bool hasAside = state.setAsideAt.has_value();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_asideTitle, m_aside, m_bringBack}) {
        widget->setVisible(hasAside);
    }
    if (hasAside) {
        m_aside->setText(tr("The data as it was before the restore of %1")
                             .arg(Formats::relativeDateTimeInside(*state.setAsideAt, now)));
    }
    m_advice->setInk(state.isOnSameDisk ? TextLabel::Ink::Warning : TextLabel::Ink::Muted);
    const QString open = tr("The files hold everybody's data and are not encrypted: keep them "
                            "where nobody else gets at them.");
    m_advice->setText(
        state.isOnSameDisk
            ? QString(tr("This folder is on the disk that the data is on, and would be lost with "
                         "it. Choose one on another disk.") %
                      u' ' % open)
            : open);
}

void BackupsPage::say(Tone tone, const QString &text, const QString &action,
                      const std::function<void()> &deed)
{
    m_said = Said{tone, text, action};
    m_bannerDeed = deed;
    showBanner();
}

void BackupsPage::sayNothing()
{
    m_said.reset();
    m_bannerDeed = {};
    showBanner();
}

void BackupsPage::showBanner()
{
    const LocalBackupState &state = desk().backups.state();
    if (m_said) {
        m_frame->banner()->showMessage(m_said->tone, m_said->text, m_said->action);
    } else if (state.lastFailure && !isBusy()) {
        m_bannerDeed = [this] {
            backUpNow();
        };
        m_frame->banner()->showMessage(
            Tone::Danger,
            QString(Formats::relativeDateTime(state.lastFailure->at, desk().clock.now()) % u": " %
                    BackupWords::notMade(state.lastFailure->error)),
            tr("Try again"));
    } else {
        m_frame->banner()->clear();
    }
}

void BackupsPage::showEmpty()
{
    const LocalBackupState &state = desk().backups.state();
    if (!desk().backups.isAvailable()) {
        m_empty->setState(Icon::Server, tr("No server on this computer"),
                          tr("Backups are made by the server that keeps the data."));
    } else if (!state.isRead) {
        m_empty->setLoading(tr("Looking into the folder"));
    } else {
        m_empty->setState(Icon::Save, tr("No backups in this folder yet"),
                          tr("The first one is made by itself within minutes, and then one every "
                             "day. Seven days, four weeks and three months are kept."),
                          isBusy() ? QString() : tr("Back up now"));
    }
}

void BackupsPage::showDeeds()
{
    const bool isFree = desk().backups.isAvailable() && !isBusy();
    const auto backup = selected();
    m_backUp->setEnabled(isFree);
    m_choose->setEnabled(isFree);
    m_bringBack->setEnabled(isFree);
    m_restore->setEnabled(isFree && backup && backup->isWhole);
}

void BackupsPage::backUpNow()
{
    if (isBusy()) {
        return;
    }
    sayNothing();
    deliver(desk().backups.backUpNow(), this, [this](const Result<void> &made) {
        if (made) {
            context().toaster.toast(tr("A backup was made."), Tone::Success);
        } else if (!desk().backups.state().lastFailure) {
            // What the state tells by itself is not said twice.
            say(Tone::Danger, BackupWords::notMade(made.error()), tr("Try again"),
                [this] { backUpNow(); });
        }
        showState();
    });
}

void BackupsPage::chooseFolder()
{
    context().prompter.askFolder(
        this, {tr("Where backups go"), desk().backups.state().folder},
        [this](const QString &folder) {
            deliver(desk().backups.setFolder(folder), this, [this](const Result<void> &taken) {
                if (taken) {
                    sayNothing();
                    context().toaster.toast(
                        tr("Backups go to this folder from now on. Those in the folder of before "
                           "stay there."),
                        Tone::Success);
                } else {
                    say(Tone::Danger, BackupWords::notTaken(taken.error()),
                        tr("Choose another folder"), [this] { chooseFolder(); });
                }
            });
        });
}

void BackupsPage::askToRestore()
{
    const auto backup = selected();
    if (!backup || !m_restore->isEnabled()) {
        return;
    }
    const QString when = Formats::dateTime(backup->takenAt);
    QStringList said{
        tr("Everything goes back to what it was on %1.").arg(when),
        tr("What was entered since is set aside. You can bring it back on this page until the next "
           "restore."),
        tr("You can work while the backup is read; then there is no connection for a moment. The "
           "lists are read anew, and you may have to sign in again with the password of that "
           "time. What was not sent yet is kept and sent afterwards.")};
    if (!backup->isOurs) {
        said.insert(1, tr("This backup is of another computer: its accounts come with it."));
    }
    context().prompter.ask(
        this,
        {tr("Restore the backup of %1?").arg(when), said.join(u"\n\n"_qs), tr("Restore"), {}, true},
        [this, backup = *backup](bool accepted) {
            if (accepted) {
                restore(backup);
            }
        });
}

void BackupsPage::restore(const LocalBackup &backup)
{
    sayNothing();
    deliver(desk().backups.restore(backup), this, [this, backup](const Result<void> &restored) {
        if (restored) {
            say(Tone::Success,
                tr("The backup of %1 is in place. What was entered since is set aside and can be "
                   "brought back. If you are asked to sign in again, use the password of that "
                   "time.")
                    .arg(Formats::dateTime(backup.takenAt)),
                tr("Bring back"), [this] { askToBringBack(); });
            desk().sync.syncNow();
        } else {
            say(Tone::Danger, BackupWords::notRestored(restored.error()));
        }
        showState();
    });
}

void BackupsPage::askToBringBack()
{
    const LocalBackupState &state = desk().backups.state();
    if (!state.setAsideAt || isBusy()) {
        return;
    }
    context().prompter.ask(
        this,
        {tr("Bring back what was set aside?"),
         tr("The restore of %1 is taken back: everything is as it was before it. What was entered "
            "since the restore is set aside instead. There is no connection for a moment, and you "
            "may have to sign in again.")
             .arg(Formats::dateTime(*state.setAsideAt)),
         tr("Bring back"),
         {},
         true},
        [this](bool accepted) {
            if (accepted) {
                bringBack();
            }
        });
}

void BackupsPage::bringBack()
{
    sayNothing();
    deliver(desk().backups.bringBack(), this, [this](const Result<void> &back) {
        if (back) {
            say(Tone::Success, tr("What was set aside is back. What was there instead is set aside "
                                  "now."));
            desk().sync.syncNow();
        } else {
            say(Tone::Danger, BackupWords::notRestored(back.error()));
        }
        showState();
    });
}

void BackupsPage::retranslateUi()
{
    m_frame->setTitle(tr("Backups"));
    m_back->setText(tr("Status"));
    Icons::dress(*m_backUp, Icon::Save, IconTone::OnAccent, tr("&Back up now"));
    Icons::dress(*m_restore, Icon::Undo, IconTone::Normal, tr("&Restore…"));
    m_folderTitle->setText(tr("Folder"));
    m_choose->setText(tr("&Choose another folder…"));
    m_nextTitle->setText(tr("Next backup"));
    m_asideTitle->setText(tr("Set aside"));
    m_bringBack->setText(tr("Brin&g back…"));
    m_table->setAccessibleName(tr("Backups"));
    m_model->setHeaders({tr("When"), tr("Size"), tr("Status"), tr("Made by EvalTrack")});
    m_model->setWords(BackupWords::standings());
    // What was said is in the language of before.
    sayNothing();
    showState();
}

} // namespace EvalTrack
