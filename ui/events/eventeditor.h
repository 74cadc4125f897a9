// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "domain/event.h"
#include "domain/localday.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QDateTimeEdit;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE

namespace EvalTrack {

class EditorPanel;
class FormBinder;
class FormField;
class QuestionsEditor;

/// The form of an event, new or known. Saves by a command and says saved(); leaving it with unsaved
/// input is the page's matter.
class EventEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit EventEditor(const PageContext &context, QWidget *parent = nullptr);

    /// An event of tomorrow morning with the four standard questions.
    void openNew();
    void open(const Event &event);
    [[nodiscard]] bool isDirty() const;
    void save();
    void focusFirst();

Q_SIGNALS:
    void saved(EvalTrack::EventUuid event);
    void closeRequested();
    void dirtyChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void fill();
    void refresh();
    void retranslate();
    [[nodiscard]] Event event() const;
    /// What is typed as zone: nothing when the field is blank; as it is typed when it is none.
    [[nodiscard]] std::optional<QString> typedZone() const;
    [[nodiscard]] WallTime typedTime() const;
    [[nodiscard]] QString zoneComplaint() const;
    [[nodiscard]] QString timeComplaint() const;
    void noteZone();
    [[nodiscard]] static QStringList standardQuestions();
    [[nodiscard]] static QStringList usualTypes();

    const PageContext m_context;
    EditorPanel *m_panel;
    FormBinder *m_binder;
    QLineEdit *m_title;
    QComboBox *m_type;
    QDateTimeEdit *m_date; ///< Shows the clock of the event's zone; reckons in none itself.
    QSpinBox *m_duration;
    QComboBox *m_zone;
    QLineEdit *m_location;
    QSpinBox *m_seats;
    QComboBox *m_registration;
    QPlainTextEdit *m_description;
    QuestionsEditor *m_questions;
    QPushButton *m_save;
    QPushButton *m_cancel;
    QList<std::pair<QString, FormField *>> m_fields;
    Event m_event;
    WallTime m_shown; ///< When m_event begins, as the form was filled with it.
    bool m_isNew = false;
    bool m_isSaving = false;
};

} // namespace EvalTrack
