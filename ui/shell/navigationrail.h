// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

#include <QHash>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QButtonGroup;
class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace EvalTrack {

class TextLabel;

/// The column at the left: the program's name, one button a page, the person at the bottom. It
/// says what was asked for; the window decides whether to go there. Up and Down move between the
/// buttons, which scroll where there is not enough room for all of them.
class NavigationRail final : public QWidget
{
    Q_OBJECT
public:
    explicit NavigationRail(const QList<PageEntry> &entries, QWidget *parent = nullptr);

    void setCurrent(const QString &pageId);
    void setPerson(const QString &name, const QString &role);
    /// The button with the person's name; the window hangs the account menu on it.
    [[nodiscard]] QToolButton *accountButton() const { return m_account; }

Q_SIGNALS:
    void pageRequested(const QString &pageId);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void request(int id);
    void retranslate();
    void showPerson();

    QList<PageEntry> m_entries;
    QButtonGroup *m_group;
    QScrollArea *m_scroll;
    QList<QToolButton *> m_buttons;
    QToolButton *m_account;
    QLabel *m_picture;
    QString m_name;
    QString m_role;
    int m_asked = -1; ///< In this turn of the event loop.
};

} // namespace EvalTrack
