// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "common/tokens.h"
#include "items/backuptablemodel.h"

QT_BEGIN_NAMESPACE
class QFrame;
class QProgressBar;
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class ListFrame;
class TableView;
class TextLabel;

/// Backups of a computer that works by itself, for administrators: which there are, where they go,
/// when the next is made, and the way back to one and from it.
class BackupsPage final : public Page
{
    Q_OBJECT
public:
    explicit BackupsPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    /// What is above the list: an outcome stays until the next deed, before what failed by itself.
    struct Said
    {
        Tone tone = Tone::Info;
        QString text;
        QString action; ///< What it does is m_bannerDeed.
    };

    void build();
    void buildPlace();
    void connectAll();
    void showState();
    void showPlace();
    void showBanner();
    void showEmpty();
    void showDeeds();
    void say(Tone tone, const QString &text, const QString &action = {},
             const std::function<void()> &deed = {});
    void sayNothing();
    void backUpNow();
    void chooseFolder();
    void askToRestore();
    void restore(const LocalBackup &backup);
    void askToBringBack();
    void bringBack();
    [[nodiscard]] std::optional<LocalBackup> selected() const;
    [[nodiscard]] bool isBusy() const;

    BackupTableModel *m_model;
    ListFrame *m_frame;
    QToolButton *m_back;
    QPushButton *m_backUp;
    QPushButton *m_restore;
    QFrame *m_place;
    TextLabel *m_folderTitle;
    TextLabel *m_folder;
    QPushButton *m_choose;
    TextLabel *m_nextTitle;
    TextLabel *m_next;
    TextLabel *m_asideTitle;
    TextLabel *m_aside;
    QPushButton *m_bringBack;
    TextLabel *m_advice;
    QProgressBar *m_bar;
    TextLabel *m_progress;
    TableView *m_table;
    EmptyState *m_empty;
    std::optional<Said> m_said;
    std::function<void()> m_bannerDeed;
};

} // namespace EvalTrack
