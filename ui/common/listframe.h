// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/bulkedit.h"

#include <QVariantMap>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QPushButton;
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;
class TableView;
class TextLabel;
class ViewsButton;
struct PageContext;

/// How pages with a list are laid out: title and count, the main deed at the right, a row of search
/// and filters, room for a message, the list, and a panel beside it that opens when it is needed.
class ListFrame final : public QWidget
{
    Q_OBJECT
public:
    explicit ListFrame(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// Beside the title, e.g. "1,234 of 100,000".
    void setCount(const QString &count);
    [[nodiscard]] QString count() const;
    /// At the right of the title.
    QPushButton *addDeed(const QString &objectName, const QString &kind = {});
    /// First in the row below the title: the way to the page that this one belongs to.
    QToolButton *addBack(const QString &objectName);
    /// In the row below the title, from the left.
    void addTool(QWidget *tool, int stretch = 0);
    void addToolStretch();
    /// The saved views and the choice of columns of `table`, at the right of the title; their
    /// settings go by `key`. A view has what the tools are set to, too.
    void addTableTools(TableView &table, const PageContext &context, const QString &key);
    /// The rows that are selected can be edited together, and pasted onto. `makeFields` says what
    /// they can be given.
    void addBulkEdit(TableView &table, const PageContext &context,
                     const BulkEdit::MakeFields &makeFields);
    /// At the end of the page's constructor: shows the view that the list starts with.
    void openDefaultView();
    /// Whether the list has views and starts as it is, with none of them.
    [[nodiscard]] bool startsBare() const;
    /// What the tools are set to, by object name.
    [[nodiscard]] QVariantMap toolStates() const;
    void setToolStates(const QVariantMap &states);
    [[nodiscard]] Banner *banner() const { return m_banner; }

    /// The filters of a TableView, or of one in it, are shown above it.
    void setList(QWidget *list);
    /// What is shown is scrolled as a whole: it ends at the status line, not above a strip of
    /// nothing, and its scroll bar stands in the margin.
    void setScrolledWhole();
    void addBelowList(QWidget *below);
    /// Hidden until setPanelOpen().
    void setPanel(QWidget *panel, int width);
    void setPanelOpen(bool open);
    [[nodiscard]] bool isPanelOpen() const;

protected:
    void changeEvent(QEvent *event) override;
    /// Escape in the list asks the panel to close, as Escape in the panel does.
    void keyPressEvent(QKeyEvent *event) override;

private:
    void retranslateUi();

    TextLabel *m_title;
    TextLabel *m_count;
    TextLabel *m_selection;        ///< What is selected comes to.
    QPushButton *m_edit = nullptr; ///< What is selected.
    QHBoxLayout *m_head;
    QHBoxLayout *m_deeds;
    QHBoxLayout *m_tools;
    Banner *m_banner;
    QHBoxLayout *m_content;
    QVBoxLayout *m_listColumn;
    QWidget *m_panel = nullptr;
    ViewsButton *m_views = nullptr;
    QToolButton *m_columns = nullptr;
};

} // namespace EvalTrack
