// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/formbinder.h"

#include "common/errorpresenter.h"
#include "common/formfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDoubleSpinBox>
#include <QFocusEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTextEdit>

#include <algorithm>

namespace EvalTrack {

FormBinder::FormBinder(QObject *parent)
    : QObject(parent)
{
    if (parent != nullptr) {
        // A dying form takes the keyboard from its editors, which would ask checks of a page that
        // is half gone. QWidget says destroyed() before it deletes its children.
        connect(parent, &QObject::destroyed, this, [this] {
            for (const Entry &entry : std::as_const(m_entries)) {
                entry.field->editor()->removeEventFilter(this);
                entry.field->editor()->disconnect(this);
            }
            m_entries.clear();
        });
    }
}

void FormBinder::add(const QString &name, FormField *field, const Check &check)
{
    QWidget *editor = field->editor();
    m_entries.append({name, field, check, valueOf(editor)});
    connectEditor(editor);
    editor->installEventFilter(this);
}

bool FormBinder::validate()
{
    FormField *firstBad = nullptr;
    for (Entry &entry : m_entries) {
        if (!check(entry) && firstBad == nullptr) {
            firstBad = entry.field;
        }
    }
    if (firstBad != nullptr) {
        firstBad->editor()->setFocus(Qt::OtherFocusReason);
    }
    return firstBad == nullptr;
}

QList<FieldError> FormBinder::showErrors(const Error &error)
{
    QList<FieldError> homeless;
    FormField *first = nullptr;
    for (const FieldError &fieldError : error.fieldErrors) {
        const auto entry = std::ranges::find(m_entries, fieldError.field, &Entry::name);
        if (entry == m_entries.end()) {
            homeless.append(fieldError);
            continue;
        }
        entry->field->setError(ErrorPresenter::fieldText(fieldError));
        if (first == nullptr) {
            first = entry->field;
        }
    }
    if (first != nullptr) {
        first->editor()->setFocus(Qt::OtherFocusReason);
    }
    return homeless;
}

void FormBinder::clearErrors()
{
    for (const Entry &entry : std::as_const(m_entries)) {
        entry.field->setError({});
    }
}

void FormBinder::markClean()
{
    for (Entry &entry : m_entries) {
        entry.cleanValue = valueOf(entry.field->editor());
    }
    noteComplete();
    if (m_isDirty) {
        m_isDirty = false;
        Q_EMIT dirtyChanged(false);
    }
}

bool FormBinder::isComplete() const
{
    return std::ranges::none_of(m_entries, [](const Entry &entry) {
        return entry.field->isRequired() &&
               valueOf(entry.field->editor()).toString().trimmed().isEmpty();
    });
}

QString FormBinder::missingText() const
{
    return isComplete() ? QString() : tr("Fill in the fields with a star (*) first.");
}

void FormBinder::noteComplete()
{
    if (const bool isNow = isComplete(); isNow != m_wasComplete) {
        m_wasComplete = isNow;
        Q_EMIT completeChanged(isNow);
    }
}

void FormBinder::noteChange()
{
    const bool isDirty = std::ranges::any_of(m_entries, [](const Entry &entry) {
        return valueOf(entry.field->editor()) != entry.cleanValue;
    });
    if (isDirty != m_isDirty) {
        m_isDirty = isDirty;
        Q_EMIT dirtyChanged(isDirty);
    }
    noteComplete();
    Q_EMIT edited();
}

bool FormBinder::eventFilter(QObject *watched, QEvent *event)
{
    // A window that is left or closed is no reason to complain of what is still being typed; when
    // it closes, the page with the checks may be half gone.
    if (event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason) {
        const auto entry = std::ranges::find_if(
            m_entries, [watched](const Entry &e) { return e.field->editor() == watched; });
        // An empty field that nobody typed into is not an error yet.
        if (entry != m_entries.end() && valueOf(entry->field->editor()) != entry->cleanValue) {
            check(*entry);
        }
    }
    return QObject::eventFilter(watched, event);
}

void FormBinder::connectEditor(QWidget *editor)
{
    // Whoever corrects a field should see the complaint go at once.
    const auto changed = [this, editor] {
        const auto entry = std::ranges::find_if(
            m_entries, [editor](const Entry &e) { return e.field->editor() == editor; });
        if (entry != m_entries.end() && !entry->field->error().isEmpty()) {
            check(*entry);
        }
        noteChange();
    };
    if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        connect(line, &QLineEdit::textChanged, this, changed);
    } else if (auto *plain = qobject_cast<QPlainTextEdit *>(editor)) {
        connect(plain, &QPlainTextEdit::textChanged, this, changed);
    } else if (auto *rich = qobject_cast<QTextEdit *>(editor)) {
        connect(rich, &QTextEdit::textChanged, this, changed);
    } else if (auto *combo = qobject_cast<QComboBox *>(editor)) {
        connect(combo, &QComboBox::currentIndexChanged, this, changed);
        connect(combo, &QComboBox::editTextChanged, this, changed);
    } else if (auto *spin = qobject_cast<QSpinBox *>(editor)) {
        connect(spin, &QSpinBox::valueChanged, this, changed);
    } else if (auto *real = qobject_cast<QDoubleSpinBox *>(editor)) {
        connect(real, &QDoubleSpinBox::valueChanged, this, changed);
    } else if (auto *date = qobject_cast<QDateTimeEdit *>(editor)) {
        connect(date, &QDateTimeEdit::dateTimeChanged, this, changed);
    } else if (auto *box = qobject_cast<QCheckBox *>(editor)) {
        connect(box, &QCheckBox::toggled, this, changed);
    }
}

QVariant FormBinder::valueOf(const QWidget *editor)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(editor)) {
        return line->text();
    }
    if (const auto *plain = qobject_cast<const QPlainTextEdit *>(editor)) {
        return plain->toPlainText();
    }
    if (const auto *rich = qobject_cast<const QTextEdit *>(editor)) {
        return rich->toPlainText();
    }
    if (const auto *combo = qobject_cast<const QComboBox *>(editor)) {
        return combo->isEditable() ? QVariant(combo->currentText())
                                   : QVariant(combo->currentIndex());
    }
    if (const auto *spin = qobject_cast<const QSpinBox *>(editor)) {
        return spin->value();
    }
    if (const auto *real = qobject_cast<const QDoubleSpinBox *>(editor)) {
        return real->value();
    }
    if (const auto *date = qobject_cast<const QDateTimeEdit *>(editor)) {
        return date->dateTime();
    }
    if (const auto *box = qobject_cast<const QCheckBox *>(editor)) {
        return box->isChecked();
    }
    return editor->property("value");
}

bool FormBinder::check(Entry &entry)
{
    const QString complaint = entry.check ? entry.check() : QString();
    entry.field->setError(complaint);
    return complaint.isEmpty();
}

} // namespace EvalTrack
