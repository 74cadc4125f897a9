// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "common/tablestate.h"

#include <QToolButton>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace EvalTrack {

/// Ways to look at a list, by name: filters, sorting, columns and what the fields above the table
/// say. Somebody's own are kept in the settings of this computer, and one of them may be what the
/// list starts with; those that are shared with a role are the server's.
class ViewsButton final : public QToolButton
{
    Q_OBJECT
public:
    struct List
    {
        std::function<TableState()> state;
        std::function<void(const TableState &)> apply;
    };

    /// `key` names the list after whose views they are: "ana@empresa.com/people". What the context
    /// refers to outlives it.
    ViewsButton(const List &list, const PageContext &context, const QString &key, QWidget *parent);

    /// Shows the view that the list starts with, if there is one.
    void openDefault();
    [[nodiscard]] bool hasDefault() const { return m_views.contains(defaultName()); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void fillShared();
    void fillDeeds();
    QAction *addDeed(const QString &objectName, const QString &text,
                     const std::function<void(bool)> &deed, QMenu *menu = nullptr);
    void choose(const QString &name);
    void chooseShared(const SharedView &view);
    void share(const QList<Role> &roles);
    void send(const SharedView &view);
    void withdraw(const SharedView &view);
    [[nodiscard]] std::optional<SharedView> currentShared() const;
    void save(const QString &name);
    void saveAs();
    void rename();
    void remove();
    void setDefault(bool isDefault);
    void retranslateUi();
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] QString defaultName() const;
    void store();

    List m_list;
    PageContext m_context;
    QString m_name; ///< Of the list, as shared views name it.
    QString m_key;
    QMenu *m_menu;
    QVariantMap m_views;   ///< By name.
    QString m_current;     ///< The last one of them that was chosen or saved.
    SharedViewId m_shared; ///< The shared one, when that was chosen instead.
};

} // namespace EvalTrack
