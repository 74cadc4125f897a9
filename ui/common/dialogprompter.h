// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/prompter.h"

namespace EvalTrack {

/// Asks with message boxes that block only their window.
class DialogPrompter final : public Prompter
{
public:
    void ask(QWidget *parent, const Confirmation &question, const Answer &answer) override;
    void askText(QWidget *parent, const TextQuestion &question, const TextAnswer &answer) override;
    void askDate(QWidget *parent, const DateQuestion &question, const DateAnswer &answer) override;
    void askSaveFile(QWidget *parent, const FileQuestion &question,
                     const FileAnswer &answer) override;
    void askOpenFile(QWidget *parent, const FileQuestion &question,
                     const FileAnswer &answer) override;
    void askFolder(QWidget *parent, const FolderQuestion &question,
                   const FileAnswer &answer) override;
    void inform(QWidget *parent, const QString &title, const QString &text) override;
    void showError(QWidget *parent, const Error &error) override;
};

} // namespace EvalTrack
