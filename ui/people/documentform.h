// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class DateField;
class EditorPanel;
class FormBinder;
class FormField;
class StatusChip;
class TextLabel;

/// One document of a person: what it is, its title, until when it holds; a copy of its file, and
/// taking it away. The server keeps it, so without a network it says so and keeps what was typed
/// and the file that was chosen.
class DocumentForm final : public QWidget
{
    Q_OBJECT
public:
    explicit DocumentForm(const PageContext &context, QWidget *parent = nullptr);

    /// For HR; others read.
    void setEditable(bool editable);
    void openNew(UserId person, const QString &fileName, const QByteArray &content);
    void open(const PersonDocument &document);
    [[nodiscard]] const PersonDocument &document() const { return m_document; }
    [[nodiscard]] bool isNew() const { return m_isNew; }
    [[nodiscard]] bool isDirty() const;
    void save();
    void saveCopy();

Q_SIGNALS:
    void saved(const EvalTrack::PersonDocument &document);
    void removed(const EvalTrack::PersonDocument &document);
    /// The server's record is newer than the one shown.
    void isStale();
    void closeRequested();
    void dirtyChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void fill();
    void add();
    void change();
    void remove();
    void fetchInto(const QString &file);
    void takeFailure(const Error &error);
    void setBusy(bool busy);
    void refresh();
    void retranslate();
    [[nodiscard]] DocumentKind chosenKind() const;

    const PageContext m_context;
    PersonDocument m_document;
    QByteArray m_content; ///< Of a new one.
    bool m_isNew = false;
    bool m_isBusy = false;
    bool m_isEditable = true;
    EditorPanel *m_panel;
    StatusChip *m_chip;
    FormBinder *m_binder;
    QLineEdit *m_title;
    QComboBox *m_kind;
    DateField *m_validUntil;
    FormField *m_titleField;
    FormField *m_kindField;
    FormField *m_validUntilField;
    TextLabel *m_facts;
    QPushButton *m_save;
    QPushButton *m_cancel;
    QPushButton *m_copy;
    QPushButton *m_remove;
};

} // namespace EvalTrack
