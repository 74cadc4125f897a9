// SPDX-License-Identifier: GPL-3.0-or-later
#include "spoken.h"

namespace EvalTrack::Test {

namespace {

/// Of a call whose only failure is that the other side has gone: told by what it gives back.
class Ignored
{
public:
    ~Ignored() { g_clear_error(&m_error); }
    Ignored() = default;
    Q_DISABLE_COPY_MOVE(Ignored)
    operator GError **() { return &m_error; }

private:
    GError *m_error = nullptr;
};

QString taken(gchar *text)
{
    const QString result = QString::fromUtf8(text);
    g_free(text);
    return result;
}

template <typename T>
std::shared_ptr<T> owned(T *object)
{
    return object ? std::shared_ptr<T>(object, g_object_unref) : nullptr;
}

/// Of a table only so much is looked at: its cells are alike.
constexpr int MostCells = 40;

} // namespace

Spoken::Spoken(AtspiAccessible *taken)
    : m_node(owned(taken))
{}

Spoken Spoken::programOf(qint64 processId)
{
    const Spoken desktop(atspi_get_desktop(0));
    // What was said before is not what is there now.
    atspi_accessible_set_cache_mask(desktop.node(), ATSPI_CACHE_NONE);
    for (const Spoken &program : desktop.children()) {
        if (atspi_accessible_get_process_id(program.node(), Ignored()) == processId) {
            atspi_accessible_set_cache_mask(program.node(), ATSPI_CACHE_NONE);
            return program;
        }
    }
    return {};
}

QString Spoken::name() const
{
    return m_node ? taken(atspi_accessible_get_name(node(), Ignored())) : QString();
}

QString Spoken::description() const
{
    return m_node ? taken(atspi_accessible_get_description(node(), Ignored())) : QString();
}

AtspiRole Spoken::role() const
{
    return m_node ? atspi_accessible_get_role(node(), Ignored()) : ATSPI_ROLE_INVALID;
}

QString Spoken::told() const
{
    if (!m_node) {
        return u"nothing"_qs;
    }
    return taken(atspi_accessible_get_role_name(node(), Ignored())) + u" '" + name() + u'\'';
}

bool Spoken::is(AtspiStateType state) const
{
    const auto states = owned(m_node ? atspi_accessible_get_state_set(node()) : nullptr);
    return states && atspi_state_set_contains(states.get(), state);
}

QList<Spoken> Spoken::children() const
{
    QList<Spoken> all;
    const int count = m_node ? atspi_accessible_get_child_count(node(), Ignored()) : 0;
    const int wanted = role() == ATSPI_ROLE_TABLE ? qMin(count, MostCells) : count;
    for (int i = 0; i < wanted; ++i) {
        Spoken child(atspi_accessible_get_child_at_index(node(), i, Ignored()));
        if (!child.isNull()) {
            all.append(child);
        }
    }
    return all;
}

bool Spoken::walk(const std::function<bool(const Spoken &)> &visit) const
{
    const QList<Spoken> below = children();
    for (const Spoken &child : below) {
        if (child.is(ATSPI_STATE_SHOWING) && (!visit(child) || !child.walk(visit))) {
            return false;
        }
    }
    return true;
}

Spoken Spoken::find(AtspiRole role, const QString &name) const
{
    Spoken found;
    walk([&](const Spoken &each) {
        if (each.role() == role && each.name().startsWith(name)) {
            found = each;
        }
        return found.isNull();
    });
    return found;
}

bool Spoken::hasLabel() const
{
    GArray *relations = m_node ? atspi_accessible_get_relation_set(node(), Ignored()) : nullptr;
    bool isLabelled = false;
    for (guint i = 0; relations != nullptr && i < relations->len; ++i) {
        const auto relation = owned(g_array_index(relations, AtspiRelation *, i));
        isLabelled = isLabelled ||
                     atspi_relation_get_relation_type(relation.get()) == ATSPI_RELATION_LABELLED_BY;
    }
    if (relations != nullptr) {
        g_array_free(relations, TRUE);
    }
    return isLabelled;
}

bool Spoken::isOperable() const
{
    if (!m_node) {
        return false;
    }
    const auto action = owned(atspi_accessible_get_action_iface(node()));
    return is(ATSPI_STATE_FOCUSABLE) || is(ATSPI_STATE_EDITABLE) ||
           (action && atspi_action_get_n_actions(action.get(), Ignored()) > 0);
}

bool Spoken::press() const
{
    const auto action = owned(m_node ? atspi_accessible_get_action_iface(node()) : nullptr);
    return action && atspi_action_do_action(action.get(), 0, Ignored());
}

bool Spoken::setText(const QString &text) const
{
    const auto editable =
        owned(m_node ? atspi_accessible_get_editable_text_iface(node()) : nullptr);
    return editable && atspi_editable_text_set_text_contents(editable.get(),
                                                             text.toUtf8().constData(), Ignored());
}

QString Spoken::text() const
{
    const auto text = owned(m_node ? atspi_accessible_get_text_iface(node()) : nullptr);
    return text ? taken(atspi_text_get_text(text.get(), 0, -1, Ignored())) : QString();
}

bool Spoken::takeFocus() const
{
    const auto component = owned(m_node ? atspi_accessible_get_component_iface(node()) : nullptr);
    return component && atspi_component_grab_focus(component.get(), Ignored());
}

int Spoken::rows() const
{
    const auto table = owned(m_node ? atspi_accessible_get_table_iface(node()) : nullptr);
    return table ? atspi_table_get_n_rows(table.get(), Ignored()) : -1;
}

int Spoken::columns() const
{
    const auto table = owned(m_node ? atspi_accessible_get_table_iface(node()) : nullptr);
    return table ? atspi_table_get_n_columns(table.get(), Ignored()) : -1;
}

Spoken Spoken::cell(int row, int column) const
{
    const auto table = owned(m_node ? atspi_accessible_get_table_iface(node()) : nullptr);
    return table ? Spoken(atspi_table_get_accessible_at(table.get(), row, column, Ignored()))
                 : Spoken();
}

QString Spoken::headOf(int column) const
{
    const auto table = owned(m_node ? atspi_accessible_get_table_iface(node()) : nullptr);
    return table ? taken(atspi_table_get_column_description(table.get(), column, Ignored()))
                 : QString();
}

} // namespace EvalTrack::Test
