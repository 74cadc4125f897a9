// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QObject>
#include <QVariant>

#include <functional>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class FormField;

/// Keeps the fields of a form together: validates each one when it is left and all before saving,
/// puts the server's field errors where they belong, and knows whether anything was changed since
/// the form was filled. It reads and writes no domain object: the form does that. Understands
/// QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateTimeEdit and
/// QCheckBox; other editors take part by calling noteChange().
class FormBinder final : public QObject
{
    Q_OBJECT
public:
    /// A translated text when the value is not acceptable, else empty.
    using Check = std::function<QString()>;

    explicit FormBinder(QObject *parent = nullptr);

    /// `name` as on the wire, so that the server's answer finds the field.
    void add(const QString &name, FormField *field, const Check &check = {});

    /// Validates all fields; the first bad one gets the focus.
    [[nodiscard]] bool validate();
    /// Shows the field errors at their fields and focuses the first; what has no field here is
    /// returned, for a banner.
    QList<FieldError> showErrors(const Error &error);
    void clearErrors();

    /// Whether each required field has something in it. What it is, validate() judges.
    [[nodiscard]] bool isComplete() const;
    /// For the tool tip of a button that waits for isComplete(); empty when it does not wait.
    [[nodiscard]] QString missingText() const;

    /// Takes the present values as unchanged: after filling and after saving.
    void markClean();
    [[nodiscard]] bool isDirty() const { return m_isDirty; }

public Q_SLOTS:
    /// An editor's value may have changed.
    void noteChange();

Q_SIGNALS:
    void dirtyChanged(bool isDirty);
    void completeChanged(bool isComplete);
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Entry
    {
        QString name;
        FormField *field = nullptr;
        Check check;
        QVariant cleanValue;
    };

    void connectEditor(QWidget *editor);
    [[nodiscard]] static QVariant valueOf(const QWidget *editor);
    bool check(Entry &entry);
    void noteComplete();

    QList<Entry> m_entries;
    bool m_isDirty = false;
    bool m_wasComplete = true; ///< As it was told last.
};

} // namespace EvalTrack
