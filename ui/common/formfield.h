// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace EvalTrack {

/// A label above an editor and, below it, what is wrong with the value. The label is the editor's
/// buddy and accessible name; the error is its accessible description. A field that cannot stay
/// empty has a star at its label, and says so to a screen reader.
class FormField final : public QWidget
{
    Q_OBJECT
public:
    FormField(const QString &label, QWidget *editor, QWidget *parent = nullptr);

    void setLabel(const QString &label);
    /// Marks it; that it is filled in is a rule of FormBinder.
    void setRequired(bool required);
    [[nodiscard]] bool isRequired() const { return m_isRequired; }
    /// A hint shown while there is no error.
    void setHint(const QString &hint);
    /// Empty takes the error away.
    void setError(const QString &text);
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] QWidget *editor() const { return m_editor; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void showBelow();
    void showLabel();

    QLabel *m_label;
    QWidget *m_editor;
    QLabel *m_below;
    QString m_text;
    bool m_isRequired = false;
    QString m_hint;
    QString m_error;
};

} // namespace EvalTrack
