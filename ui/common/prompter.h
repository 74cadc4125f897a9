// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace EvalTrack {

/// A question with two answers. The accepting button names the deed ("Deactivate"), never "Yes".
struct Confirmation
{
    QString title;
    QString text;
    QString accept;
    QString reject; ///< "Cancel" when empty.
    bool isDestructive = false;
};

/// A question answered in words.
struct TextQuestion
{
    QString title;
    QString text;
    QString label;
    QString accept;
    bool isRequired = true;
    bool isSecret = false; ///< One line, and nobody sees it.
    QString initial = {};  ///< What stands there already.
};

/// A question answered with a day.
struct DateQuestion
{
    QString title;
    QString text;
    QString label;
    QString accept;
    QDate suggested;
    std::optional<QDate> earliest; ///< No day before it can be said.
};

/// Which file to read or write.
struct FileQuestion
{
    QString title;
    QString suggestedName; ///< Of a file to be written; in the documents' folder.
    QStringList mimeTypes; ///< What is offered; the first one first.

    /// What a workbook is called among MIME types.
    static inline const QString Xlsx =
        QStringLiteral("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
};

/// Which folder to use.
struct FolderQuestion
{
    QString title;
    QString current; ///< Where the choice begins.
};

/// Where screens ask people something, so that tests can script the answers. Nothing here blocks:
/// the answer comes to the callback, and never after `parent` died. Lives in the UI thread.
class Prompter
{
public:
    Prompter() = default;
    Prompter(const Prompter &) = delete;
    Prompter &operator=(const Prompter &) = delete;
    virtual ~Prompter() = default;

    using Answer = std::function<void(bool accepted)>;
    using TextAnswer = std::function<void(const std::optional<QString> &text)>;

    virtual void ask(QWidget *parent, const Confirmation &question, const Answer &answer) = 0;
    virtual void askText(QWidget *parent, const TextQuestion &question,
                         const TextAnswer &answer) = 0;
    using DateAnswer = std::function<void(const QDate &date)>;
    /// Called only when the question was accepted; the date is invalid where the field was emptied.
    virtual void askDate(QWidget *parent, const DateQuestion &question,
                         const DateAnswer &answer) = 0;
    using FileAnswer = std::function<void(const QString &file)>;
    /// Called only when a file was chosen. An existing one was agreed to be replaced.
    virtual void askSaveFile(QWidget *parent, const FileQuestion &question,
                             const FileAnswer &answer) = 0;
    virtual void askOpenFile(QWidget *parent, const FileQuestion &question,
                             const FileAnswer &answer) = 0;
    /// Called only when a folder was chosen.
    virtual void askFolder(QWidget *parent, const FolderQuestion &question,
                           const FileAnswer &answer) = 0;
    virtual void inform(QWidget *parent, const QString &title, const QString &text) = 0;
    virtual void showError(QWidget *parent, const Error &error) = 0;

    /// "Leave without saving?"; calls back only when the person discards what was entered.
    void askToDiscard(QWidget *parent, const std::function<void()> &discarded);
};

} // namespace EvalTrack
