// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/page.h"

#include "common/serverlist.h"

#include <QEvent>
#include <QUrlQuery>

#include <utility>

namespace EvalTrack {

QString PageArgument::make(const QString &name, const QString &value)
{
    QUrlQuery query;
    query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    return query.toString(QUrl::FullyEncoded);
}

QString PageArgument::value(const QString &argument, const QString &name)
{
    return QUrlQuery(argument).queryItemValue(name, QUrl::FullyDecoded);
}

bool PageArgument::has(const QString &argument, const QString &name)
{
    return QUrlQuery(argument).hasQueryItem(name);
}

Page::Page(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{}

void Page::activate(const QString & /*argument*/) {}

void Page::askAgain()
{
    if (auto *list = findChild<ServerList *>()) {
        list->readAgain();
    }
}

void Page::focusFirst()
{
    focusNextChild();
}

QString Page::listKey(const QString &list) const
{
    const auto person = desk().session.person();
    return person ? QString(toText(person->uuid.value()) % u'/' % list) : list;
}

void Page::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslateUi();
        Q_EMIT stateChanged();
    }
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (const auto due = std::exchange(m_whenShown, nullptr)) {
        due();
    }
}

void Page::whenShown(const std::function<void()> &read)
{
    if (isVisible()) {
        read();
    } else {
        m_whenShown = read;
    }
}

} // namespace EvalTrack
