// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/viewsbutton.h"

#include "common/icons.h"
#include "common/prompter.h"
#include "common/toaster.h"

#include <QActionGroup>
#include <QEvent>
#include <QMenu>
#include <QSettings>

#include <algorithm>

namespace EvalTrack {

ViewsButton::ViewsButton(const List &list, QSettings &settings, const QString &key,
                         Prompter &prompter, Toaster &toaster, QWidget *parent)
    : QToolButton(parent)
    , m_list(list)
    , m_settings(settings)
    , m_key(u"views/"_qs + key)
    , m_prompter(prompter)
    , m_toaster(toaster)
    , m_menu(new QMenu(this))
    , m_views(settings.value(m_key).toMap())
{
    setObjectName(u"viewsButton"_qs);
    setIcon(Icons::get(Icon::Star));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    m_menu->setObjectName(u"viewsMenu"_qs);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &ViewsButton::fill);
    retranslateUi();
}

void ViewsButton::openDefault()
{
    if (m_views.contains(defaultName())) {
        choose(defaultName());
    }
}

QStringList ViewsButton::names() const
{
    QStringList names = m_views.keys();
    std::sort(names.begin(), names.end(),
              [](const QString &a, const QString &b) { return a.localeAwareCompare(b) < 0; });
    return names;
}

QString ViewsButton::defaultName() const
{
    return m_settings.value(m_key + u"Default"_qs).toString();
}

void ViewsButton::fill()
{
    m_menu->clear();
    auto *group = new QActionGroup(m_menu);
    for (const QString &name : names()) {
        QString text = name;
        text.replace(u'&', u"&&"_qs);
        QAction *view =
            m_menu->addAction(name == defaultName() ? tr("%1 (at the start)").arg(text) : text);
        view->setData(name);
        view->setCheckable(true);
        view->setActionGroup(group);
        view->setChecked(name == m_current);
        connect(view, &QAction::triggered, this, [this, name] { choose(name); });
    }
    if (m_views.isEmpty()) {
        m_menu->addAction(tr("No view saved yet"))->setEnabled(false);
    }
    m_menu->addSeparator();
    const auto add = [this](const QString &name, const QString &text, auto deed) {
        QAction *action = m_menu->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, deed);
        return action;
    };
    add(u"saveViewAsAction"_qs, tr("&Save what is shown as a view…"), [this] { saveAs(); });
    if (!m_views.contains(m_current)) {
        return;
    }
    QString current = m_current;
    current.replace(u'&', u"&&"_qs);
    add(u"saveViewAction"_qs, tr("Save what is shown in “%1”").arg(current), [this] {
        save(m_current);
        m_toaster.toast(tr("The view “%1” was saved.").arg(m_current));
    });
    add(u"renameViewAction"_qs, tr("&Rename “%1”…").arg(current), [this] { rename(); });
    add(u"deleteViewAction"_qs, tr("&Delete “%1”").arg(current), [this] { remove(); });
    QAction *atStart = add(u"defaultViewAction"_qs, tr("S&tart with “%1”").arg(current),
                           [this](bool isDefault) { setDefault(isDefault); });
    atStart->setCheckable(true);
    atStart->setChecked(m_current == defaultName());
}

void ViewsButton::choose(const QString &name)
{
    m_current = name;
    m_list.apply(TableState::fromVariant(m_views.value(name).toMap()));
}

void ViewsButton::save(const QString &name)
{
    m_views.insert(name, m_list.state().toVariant());
    m_current = name;
    store();
}

void ViewsButton::saveAs()
{
    m_prompter.askText(this,
                       {tr("Save this view"),
                        tr("Filters, sorting, columns and the search are kept on this computer, "
                           "for you alone."),
                        tr("Name"), tr("Save")},
                       [this](const std::optional<QString> &text) {
                           const QString name = text.value_or(QString()).trimmed();
                           if (name.isEmpty()) {
                               return;
                           }
                           if (!m_views.contains(name)) {
                               save(name);
                               return;
                           }
                           m_prompter.ask(this,
                                          {tr("Replace “%1”?").arg(name),
                                           tr("There is a view of that name already."),
                                           tr("Replace"),
                                           {}},
                                          [this, name](bool isAccepted) {
                                              if (isAccepted) {
                                                  save(name);
                                              }
                                          });
                       });
}

void ViewsButton::rename()
{
    m_prompter.askText(
        this, {tr("Rename “%1”").arg(m_current), {}, tr("New name"), tr("Rename")},
        [this, before = m_current](const std::optional<QString> &text) {
            const QString name = text.value_or(QString()).trimmed();
            if (name.isEmpty() || name == before || !m_views.contains(before)) {
                return;
            }
            if (m_views.contains(name)) {
                m_prompter.inform(this, tr("“%1” is taken").arg(name),
                                  tr("There is a view of that name already. Choose another one, or "
                                     "delete that view first."));
                return;
            }
            m_views.insert(name, m_views.take(before));
            m_current = name;
            if (defaultName() == before) {
                m_settings.setValue(m_key + u"Default"_qs, name);
            }
            store();
        });
}

void ViewsButton::remove()
{
    const QString name = m_current;
    const QVariant view = m_views.take(name);
    const bool wasDefault = defaultName() == name;
    setDefault(false);
    m_current.clear();
    store();
    m_toaster.toastWithAction(tr("The view “%1” was deleted.").arg(name), tr("Undo"),
                              [this, name, view, wasDefault] {
                                  m_views.insert(name, view);
                                  m_current = name;
                                  if (wasDefault) {
                                      setDefault(true);
                                  }
                                  store();
                              });
}

void ViewsButton::setDefault(bool isDefault)
{
    if (isDefault) {
        m_settings.setValue(m_key + u"Default"_qs, m_current);
    } else if (defaultName() == m_current) {
        m_settings.remove(m_key + u"Default"_qs);
    }
}

void ViewsButton::store()
{
    m_settings.setValue(m_key, m_views);
}

void ViewsButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslateUi();
    }
}

void ViewsButton::retranslateUi()
{
    setText(tr("Views"));
    setToolTip(tr("Saved views of this list"));
    setAccessibleName(tr("Saved views of this list"));
}

} // namespace EvalTrack
