// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedprompter.h"

namespace EvalTrack::Test {

void ScriptedPrompter::ask(QWidget * /*parent*/, const Confirmation &question, const Answer &answer)
{
    asked.append(question.title);
    textsAsked.append(question.text);
    answer(m_answers.isEmpty() ? false : m_answers.takeFirst());
}

void ScriptedPrompter::askText(QWidget * /*parent*/, const TextQuestion &question,
                               const TextAnswer &answer)
{
    asked.append(question.title);
    textsAsked.append(question.text);
    answer(m_texts.isEmpty() ? std::nullopt : m_texts.takeFirst());
}

void ScriptedPrompter::askDate(QWidget * /*parent*/, const DateQuestion &question,
                               const DateAnswer &answer)
{
    asked.append(question.title);
    textsAsked.append(question.text);
    datesAsked.append(question);
    if (!m_dates.isEmpty()) {
        answer(m_dates.takeFirst());
    }
}

void ScriptedPrompter::askSaveFile(QWidget * /*parent*/, const FileQuestion &question,
                                   const FileAnswer &answer)
{
    asked.append(question.title);
    filesAsked.append(question);
    if (!m_files.isEmpty()) {
        answer(m_files.takeFirst());
    }
}

void ScriptedPrompter::askOpenFile(QWidget *parent, const FileQuestion &question,
                                   const FileAnswer &answer)
{
    askSaveFile(parent, question, answer);
}

void ScriptedPrompter::askFolder(QWidget * /*parent*/, const FolderQuestion &question,
                                 const FileAnswer &answer)
{
    foldersAsked.append(question);
    if (!m_files.isEmpty()) {
        answer(m_files.takeFirst());
    }
}

void ScriptedPrompter::inform(QWidget * /*parent*/, const QString &title, const QString & /*text*/)
{
    asked.append(title);
}

void ScriptedPrompter::showError(QWidget * /*parent*/, const Error &error)
{
    errors.append(error);
}

} // namespace EvalTrack::Test
