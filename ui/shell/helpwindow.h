// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QListWidget;
class QPushButton;
class QTextBrowser;
QT_END_NAMESPACE

namespace EvalTrack {

class SearchField;
class TextLabel;

/// Shift+F1: a short text for each page that the person may open, in the language of the program,
/// found by any word in it. A window of its own that may stay open beside the work; it deletes
/// itself when it is closed.
class HelpWindow final : public QDialog
{
    Q_OBJECT
public:
    HelpWindow(const QList<PageEntry> &pages, QWidget *window);

    void showTopic(const QString &pageId);

    /// The text of a page as Markdown; empty when there is none. `language` is "en" or "es".
    [[nodiscard]] static QString textOf(const QString &pageId, const QString &language);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void showCurrent();
    void retranslate();
    [[nodiscard]] static QString language();

    QList<PageEntry> m_pages;
    SearchField *m_search;
    QListWidget *m_topics;
    TextLabel *m_nothing;
    QTextBrowser *m_text;
    QPushButton *m_close;
};

} // namespace EvalTrack
