// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/bulkplan.h"

#include <QDialog>
#include <QTimer>

#include <memory>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;
class FormField;
class PersonPicker;
class TableView;
class TextLabel;
struct PageContext;

/// Changes many rows at once: a field and a value, or what was pasted; below it what each row has
/// and will have, and what cannot be changed and why. Nothing is changed before the person agrees
/// to that list. Closes itself when it is done; what could not be recorded stays told.
class BulkEditDialog final : public QDialog
{
    Q_OBJECT
public:
    /// For these rows of a list, one field at a time.
    BulkEditDialog(const PageContext &context, std::unique_ptr<BulkFields> fields,
                   const QList<QUuid> &rows, QWidget *parent);
    /// For what was pasted.
    BulkEditDialog(const PageContext &context, std::unique_ptr<BulkFields> fields,
                   const QList<BulkRow> &pasted, QWidget *parent);

    void reject() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    BulkEditDialog(const PageContext &context, std::unique_ptr<BulkFields> fields,
                   qsizetype rowCount, bool isPasted, QWidget *parent);
    void buildChoice();
    void chooseField(int index);
    void look();
    void showCounts();
    void carryOut();
    void finish(int changed, const std::optional<Error> &error);
    [[nodiscard]] const BulkField &field() const;
    /// What is chosen; nothing while nothing is.
    [[nodiscard]] std::optional<std::expected<QVariant, QString>> value() const;

    const PageContext &m_context;
    std::unique_ptr<BulkFields> m_fields;
    QList<BulkField> m_known;
    QList<QUuid> m_rows;
    BulkPlan *m_plan;
    Banner *m_banner;
    QComboBox *m_field = nullptr;
    QStackedWidget *m_editors = nullptr;
    FormField *m_valueField = nullptr;
    QLineEdit *m_text = nullptr;
    QSpinBox *m_number = nullptr;
    QComboBox *m_choice = nullptr;
    PersonPicker *m_person = nullptr;
    QCheckBox *m_nothing = nullptr;
    TextLabel *m_summary;
    TableView *m_preview;
    QPushButton *m_cancel;
    QPushButton *m_change;
    QTimer m_later;
    bool m_isNumberSet = false; ///< A number is always something: only what was typed counts.
};

} // namespace EvalTrack
