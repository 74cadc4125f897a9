// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/viewsbutton.h"

#include "base/deliver.h"
#include "common/icons.h"
#include "common/prompter.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "wire/names.h"

#include <QActionGroup>
#include <QEvent>
#include <QLocale>
#include <QMenu>
#include <QSettings>

#include <algorithm>

namespace EvalTrack {

namespace {

/// As a menu shows it: an & is no key there.
QString escaped(QString name)
{
    return name.replace(u'&', u"&&"_qs);
}

QString words(const QList<Role> &roles)
{
    if (roles.size() == static_cast<qsizetype>(PersonRoles.size())) {
        return ViewsButton::tr("everybody");
    }
    QStringList all;
    for (const Role role : roles) {
        all.append(Wording::role(role));
    }
    return QLocale().createSeparatedList(all);
}

} // namespace

ViewsButton::ViewsButton(const List &list, const PageContext &context, const QString &key,
                         QWidget *parent)
    : QToolButton(parent)
    , m_list(list)
    , m_context(context)
    , m_name(key.section(u'/', -1))
    , m_key(u"views/"_qs + key)
    , m_menu(new QMenu(this))
    , m_views(context.settings.value(m_key).toMap())
{
    setObjectName(u"viewsButton"_qs);
    setIcon(Icons::get(Icon::Star));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    m_menu->setObjectName(u"viewsMenu"_qs);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        fill();
        m_context.desk.views.refresh();
    });
    connect(&context.desk.views, &SharedViews::changed, this, [this] {
        if (m_menu->isVisible()) {
            fill();
        }
    });
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
    return m_context.settings.value(m_key + u"Default"_qs).toString();
}

void ViewsButton::fill()
{
    // Clearing leaves both behind; one of them may be what is being chosen from.
    for (QObject *old : m_menu->children()) {
        if (qobject_cast<QMenu *>(old) != nullptr || qobject_cast<QActionGroup *>(old) != nullptr) {
            old->setObjectName({});
            old->deleteLater();
        }
    }
    m_menu->clear();
    auto *group = new QActionGroup(m_menu);
    for (const QString &name : names()) {
        const QString text = escaped(name);
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
    fillShared();
    m_menu->addSeparator();
    fillDeeds();
}

void ViewsButton::fillShared()
{
    const QList<SharedView> all = m_context.desk.views.ofList(m_name);
    if (all.isEmpty()) {
        return;
    }
    m_menu->addSection(tr("Shared"));
    for (const SharedView &each : all) {
        QAction *view =
            m_menu->addAction(tr("%1, shared with %2").arg(escaped(each.name), words(each.roles)));
        view->setObjectName(u"sharedView%1"_qs.arg(each.id.value()));
        view->setCheckable(true);
        view->setChecked(each.id == m_shared);
        connect(view, &QAction::triggered, this, [this, each] { chooseShared(each); });
    }
}

QAction *ViewsButton::addDeed(const QString &objectName, const QString &text,
                              const std::function<void(bool)> &deed, QMenu *menu)
{
    QAction *action = (menu == nullptr ? m_menu : menu)->addAction(text);
    action->setObjectName(objectName);
    connect(action, &QAction::triggered, this, deed);
    return action;
}

void ViewsButton::fillDeeds()
{
    addDeed(u"saveViewAsAction"_qs, tr("&Save what is shown as a view…"),
            [this](bool) { saveAs(); });
    const auto &person = m_context.desk.session.person();
    const bool mayShare = person && person->may(Permission::ShareViews);
    const bool isOnline = m_context.desk.sync.isOnline();
    if (const auto shared = currentShared(); shared && mayShare) {
        const QString name = escaped(shared->name);
        addDeed(u"stopSharingAction"_qs,
                isOnline ? tr("Stop s&haring “%1”").arg(name)
                         : tr("Stop s&haring “%1” (only with a connection)").arg(name),
                [this, view = *shared](bool) { withdraw(view); })
            ->setEnabled(isOnline);
    }
    if (!m_views.contains(m_current)) {
        return;
    }
    const QString current = escaped(m_current);
    addDeed(u"saveViewAction"_qs, tr("Save what is shown in “%1”").arg(current), [this](bool) {
        save(m_current);
        m_context.toaster.toast(tr("The view “%1” was saved.").arg(m_current));
    });
    addDeed(u"renameViewAction"_qs, tr("&Rename “%1”…").arg(current), [this](bool) { rename(); });
    addDeed(u"deleteViewAction"_qs, tr("&Delete “%1”").arg(current), [this](bool) { remove(); });
    QAction *atStart = addDeed(u"defaultViewAction"_qs, tr("S&tart with “%1”").arg(current),
                               [this](bool isDefault) { setDefault(isDefault); });
    atStart->setCheckable(true);
    atStart->setChecked(m_current == defaultName());
    if (!mayShare) {
        return;
    }
    QMenu *with =
        m_menu->addMenu(isOnline ? tr("S&hare “%1” with").arg(current)
                                 : tr("S&hare “%1” (only with a connection)").arg(current));
    with->setObjectName(u"shareViewMenu"_qs);
    with->setEnabled(isOnline);
    for (const Role role : PersonRoles) {
        addDeed(
            u"shareWith"_qs + QString::fromLatin1(Wire::name(role)), Wording::role(role),
            [this, role](bool) { share({role}); }, with);
    }
    with->addSeparator();
    addDeed(
        u"shareWithAll"_qs, tr("Everybody"),
        [this](bool) {
            share({PersonRoles.begin(), PersonRoles.end()});
        },
        with);
}

void ViewsButton::choose(const QString &name)
{
    m_current = name;
    m_shared = {};
    m_list.apply(TableState::fromVariant(m_views.value(name).toMap()));
}

void ViewsButton::chooseShared(const SharedView &view)
{
    m_current.clear();
    m_shared = view.id;
    m_list.apply(TableState::fromVariant(view.state.toVariantMap()));
}

std::optional<SharedView> ViewsButton::currentShared() const
{
    const QList<SharedView> all = m_context.desk.views.ofList(m_name);
    const auto found = std::ranges::find(all, m_shared, &SharedView::id);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

void ViewsButton::share(const QList<Role> &roles)
{
    SharedView view;
    view.list = m_name;
    view.name = m_current;
    view.roles = roles;
    view.state = QJsonObject::fromVariantMap(m_views.value(m_current).toMap());
    if (view.name.size() > SharedViewLimits::NameMax) {
        m_context.prompter.inform(this, tr("The name is too long to be shared"),
                                  tr("Rename the view to %1 letters at most, then share it.")
                                      .arg(SharedViewLimits::NameMax));
        return;
    }
    const QList<SharedView> all = m_context.desk.views.ofList(m_name);
    const auto taken = std::ranges::find_if(all, [&view](const SharedView &each) {
        return each.name.compare(view.name, Qt::CaseInsensitive) == 0;
    });
    if (taken == all.end()) {
        send(view);
        return;
    }
    view.revision = taken->revision;
    m_context.prompter.ask(this,
                           {tr("Replace the shared “%1”?").arg(view.name),
                            tr("A view of that name is shared already. Who has it sees this one "
                               "instead."),
                            tr("Replace"),
                            {}},
                           [this, view](bool isAccepted) {
                               if (isAccepted) {
                                   send(view);
                               }
                           });
}

void ViewsButton::send(const SharedView &view)
{
    deliver(m_context.desk.views.share(view), this, [this, view](const Result<SharedView> &shared) {
        if (shared) {
            m_context.toaster.toast(
                tr("“%1” is shared with %2 now.").arg(view.name, words(view.roles)));
            return;
        }
        const ErrorCode code = shared.error().code;
        if (code != ErrorCode::Conflict && code != ErrorCode::Stale) {
            m_context.prompter.showError(this, shared.error());
            return;
        }
        m_context.desk.views.refresh();
        m_context.prompter.inform(
            this, tr("“%1” was not shared").arg(view.name),
            tr("Somebody has shared a view of that name meanwhile, or changed it, or the list has "
               "as many shared views as it may (%1). Look at what is shared now, then share it "
               "again or stop sharing another one.")
                .arg(SharedViewLimits::PerList));
    });
}

void ViewsButton::withdraw(const SharedView &view)
{
    deliver(m_context.desk.views.withdraw(view.id), this, [this, view](const Result<void> &done) {
        if (!done && done.error().code != ErrorCode::NotFound) {
            m_context.prompter.showError(this, done.error());
            return;
        }
        m_shared = {};
        SharedView again = view;
        again.revision = 0;
        m_context.toaster.toastWithAction(tr("“%1” is shared no longer.").arg(view.name),
                                          tr("Undo"), [this, again] { send(again); });
    });
}

void ViewsButton::save(const QString &name)
{
    m_views.insert(name, m_list.state().toVariant());
    m_current = name;
    m_shared = {};
    store();
}

void ViewsButton::saveAs()
{
    m_context.prompter.askText(
        this,
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
            m_context.prompter.ask(this,
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
    m_context.prompter.askText(
        this, {tr("Rename “%1”").arg(m_current), {}, tr("New name"), tr("Rename")},
        [this, before = m_current](const std::optional<QString> &text) {
            const QString name = text.value_or(QString()).trimmed();
            if (name.isEmpty() || name == before || !m_views.contains(before)) {
                return;
            }
            if (m_views.contains(name)) {
                m_context.prompter.inform(
                    this, tr("“%1” is taken").arg(name),
                    tr("There is a view of that name already. Choose another one, or "
                       "delete that view first."));
                return;
            }
            m_views.insert(name, m_views.take(before));
            m_current = name;
            if (defaultName() == before) {
                m_context.settings.setValue(m_key + u"Default"_qs, name);
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
    m_context.toaster.toastWithAction(tr("The view “%1” was deleted.").arg(name), tr("Undo"),
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
        m_context.settings.setValue(m_key + u"Default"_qs, m_current);
    } else if (defaultName() == m_current) {
        m_context.settings.remove(m_key + u"Default"_qs);
    }
}

void ViewsButton::store()
{
    m_context.settings.setValue(m_key, m_views);
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
