// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/helpwindow.h"

#include "base/foldedtext.h"
#include "common/searchfield.h"
#include "common/textlabel.h"
#include "common/tokens.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QTextBrowser>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int TopicsWidth = 264;
constexpr QSize HelpSize(820, 560);

} // namespace

HelpWindow::HelpWindow(const QList<PageEntry> &pages, QWidget *window)
    : QDialog(window)
    , m_pages(pages)
    , m_search(new SearchField(this))
    , m_topics(new QListWidget(this))
    , m_nothing(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
    , m_text(new QTextBrowser(this))
    , m_close(new QPushButton(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"helpWindow"_qs);
    m_search->setObjectName(u"helpSearchLineEdit"_qs);
    m_topics->setObjectName(u"helpTopicsList"_qs);
    m_nothing->setObjectName(u"noHelpLabel"_qs);
    m_text->setObjectName(u"helpTextBrowser"_qs);
    m_close->setObjectName(u"closeHelpButton"_qs);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Two, Space::Two, Space::Two, Space::Two);
    layout->setSpacing(Space::Two);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(Space::Two);
    auto *left = new QVBoxLayout;
    left->setSpacing(Space::One);
    left->addWidget(m_search);
    left->addWidget(m_topics, 1);
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignTop);
    left->addWidget(m_nothing, 1);
    m_search->setFixedWidth(TopicsWidth);
    m_topics->setFixedWidth(TopicsWidth);
    m_topics->setWordWrap(true); // A title in two lines can be read; half of one cannot.
    m_topics->setTextElideMode(Qt::ElideNone);
    m_topics->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setFixedWidth(TopicsWidth);
    columns->addLayout(left);
    m_text->document()->setDocumentMargin(Space::Two);
    columns->addWidget(m_text, 1);
    layout->addLayout(columns, 1);
    m_close->setAutoDefault(false);
    layout->addWidget(m_close, 0, Qt::AlignRight);
    resize(HelpSize);

    m_search->setResults(m_topics);
    connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::fill);
    connect(m_topics, &QListWidget::currentItemChanged, this, &HelpWindow::showCurrent);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    retranslate();
    m_search->setFocus();
}

QString HelpWindow::language()
{
    return tr("en", "folder of the help texts in this language");
}

QString HelpWindow::textOf(const QString &pageId, const QString &language)
{
    QFile file(u":/help/%1/%2.md"_qs.arg(language, pageId));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void HelpWindow::showTopic(const QString &pageId)
{
    m_search->clear();
    for (int row = 0; row < m_topics->count(); ++row) {
        if (m_topics->item(row)->data(Qt::UserRole).toString() == pageId) {
            m_topics->setCurrentRow(row);
        }
    }
}

void HelpWindow::fill()
{
    const QStringList words = foldedForSearch(m_search->text()).split(u' ', Qt::SkipEmptyParts);
    const QString current = m_topics->currentItem()
                                ? m_topics->currentItem()->data(Qt::UserRole).toString()
                                : QString();
    m_topics->clear();
    for (const PageEntry &page : std::as_const(m_pages)) {
        const QString text = textOf(page.id, language());
        const QString searched = foldedForSearch(QString(page.title() % u'\n' % text));
        const bool isFound = std::ranges::all_of(
            words, [&searched](const QString &word) { return searched.contains(word); });
        if (text.isEmpty() || !isFound) {
            continue;
        }
        auto *item =
            new QListWidgetItem(Icons::get(page.icon, IconTone::Muted), page.title(), m_topics);
        item->setData(Qt::UserRole, page.id);
        if (page.id == current) {
            m_topics->setCurrentItem(item);
        }
    }
    if (m_topics->currentItem() == nullptr && m_topics->count() > 0) {
        m_topics->setCurrentRow(0);
    }
    m_topics->setVisible(m_topics->count() > 0);
    m_nothing->setVisible(m_topics->count() == 0);
    showCurrent();
}

void HelpWindow::showCurrent()
{
    const QListWidgetItem *item = m_topics->currentItem();
    m_text->setMarkdown(item ? textOf(item->data(Qt::UserRole).toString(), language()) : QString());
}

void HelpWindow::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void HelpWindow::retranslate()
{
    setWindowTitle(tr("Help"));
    m_search->setPlaceholderText(tr("Search the help"));
    m_search->setAccessibleName(tr("Search the help"));
    m_topics->setAccessibleName(tr("Pages"));
    m_text->setAccessibleName(tr("Help"));
    m_nothing->setText(tr("No page says that. Try another word."));
    m_close->setText(tr("Close"));
    fill();
}

} // namespace EvalTrack
