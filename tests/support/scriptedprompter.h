// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/prompter.h"

#include <QList>
#include <QStringList>

namespace EvalTrack::Test {

/// Answers at once with what a test has put down, in order; a question that nobody expected is
/// answered with "no" and kept for the test to see.
class ScriptedPrompter final : public Prompter
{
public:
    void answerNext(bool accepted) { m_answers.append(accepted); }
    void answerNextText(const std::optional<QString> &text) { m_texts.append(text); }

    /// Titles of everything asked or said, in order.
    QStringList asked;
    /// What was said below them, of the questions.
    QStringList textsAsked;
    QList<Error> errors;

    void ask(QWidget *parent, const Confirmation &question, const Answer &answer) override;
    void askText(QWidget *parent, const TextQuestion &question, const TextAnswer &answer) override;
    void answerNextDate(QDate date) { m_dates.append(date); }
    QList<DateQuestion> datesAsked;
    void askDate(QWidget *parent, const DateQuestion &question, const DateAnswer &answer) override;
    /// What the next question for a file is answered with; without one nothing is chosen.
    void answerNextFile(const QString &file) { m_files.append(file); }
    QList<FileQuestion> filesAsked;
    void askSaveFile(QWidget *parent, const FileQuestion &question,
                     const FileAnswer &answer) override;
    void askOpenFile(QWidget *parent, const FileQuestion &question,
                     const FileAnswer &answer) override;
    QList<FolderQuestion> foldersAsked;
    void askFolder(QWidget *parent, const FolderQuestion &question,
                   const FileAnswer &answer) override;
    void inform(QWidget *parent, const QString &title, const QString &text) override;
    void showError(QWidget *parent, const Error &error) override;

private:
    QList<bool> m_answers;
    QList<QDate> m_dates;
    QStringList m_files;
    QList<std::optional<QString>> m_texts;
};

} // namespace EvalTrack::Test
