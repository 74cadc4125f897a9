// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/palettemodel.h"

#include <QPointer>

QT_BEGIN_NAMESPACE
class QFrame;
class QLineEdit;
class QListView;
QT_END_NAMESPACE

namespace EvalTrack {

class TextLabel;
class WindowActions;

/// Ctrl+K: a field over the window that finds any screen, deed, event and person, and goes there by
/// Return. Up and Down choose while the cursor stays in the field; Escape, or a click beside it,
/// closes it and gives the focus back. It keeps what was chosen last in the settings, by uuid and
/// never by name. It asks for pages and triggers the window's own actions; it opens nothing itself.
/// A child of the window that covers it while it is open.
class CommandPalette final : public QWidget
{
    Q_OBJECT
public:
    /// `pages` are those the role may open.
    CommandPalette(const PageContext &context, const QList<PageEntry> &pages,
                   const WindowActions &actions, QWidget *window);

    void openUp();
    void goAway();
    void retranslate();

Q_SIGNALS:
    void pageRequested(const QString &pageId, const QString &argument);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void place();
    void search(const QString &text);
    void choose(const QModelIndex &index);
    void moveBy(int rows);
    void showCurrent();
    void fillModel();
    [[nodiscard]] bool handleKey(int key);
    [[nodiscard]] QStringList recent() const;
    void remember(const PaletteItem &item);
    [[nodiscard]] bool mayOpen(const QString &pageId) const;

    PageContext m_context;
    QList<PageEntry> m_pages;
    const WindowActions &m_actions;
    PaletteModel *m_model;
    QFrame *m_card;
    QLineEdit *m_field;
    QListView *m_list;
    TextLabel *m_nothing;
    QPointer<QWidget> m_before; ///< Had the focus.
};

} // namespace EvalTrack
