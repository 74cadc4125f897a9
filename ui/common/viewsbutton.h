// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tablestate.h"

#include <QToolButton>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QMenu;
class QSettings;
QT_END_NAMESPACE

namespace EvalTrack {

class Prompter;
class Toaster;

/// Somebody's own ways to look at a list, by name: filters, sorting, columns and what the fields
/// above the table say. One of them may be what the list starts with. Kept in the settings of this
/// computer.
class ViewsButton final : public QToolButton
{
    Q_OBJECT
public:
    struct List
    {
        std::function<TableState()> state;
        std::function<void(const TableState &)> apply;
    };

    /// `key` names the list and whose views they are. References outlive it.
    ViewsButton(const List &list, QSettings &settings, const QString &key, Prompter &prompter,
                Toaster &toaster, QWidget *parent);

    /// Shows the view that the list starts with, if there is one.
    void openDefault();
    [[nodiscard]] bool hasDefault() const { return m_views.contains(defaultName()); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void choose(const QString &name);
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
    QSettings &m_settings;
    QString m_key;
    Prompter &m_prompter;
    Toaster &m_toaster;
    QMenu *m_menu;
    QVariantMap m_views; ///< By name.
    QString m_current;   ///< The last one that was chosen or saved.
};

} // namespace EvalTrack
