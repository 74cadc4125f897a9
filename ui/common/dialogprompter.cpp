// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialogprompter.h"

#include "common/datefield.h"
#include "common/errorpresenter.h"
#include "common/formfield.h"
#include "common/icons.h"
#include "common/textlabel.h"

#include <QBoxLayout>
#include <QDialog>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>

namespace EvalTrack {

namespace {

constexpr int QuestionWidth = 400;

struct Parts
{
    QDialog *dialog;
    QVBoxLayout *body;
    QHBoxLayout *buttons;
};

Parts makeDialog(QWidget *parent, const QString &title, const QString &text)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(title);
    dialog->setObjectName(u"promptDialog"_qs);

    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(Space::Three, Space::Three, Space::Three, Space::Three);
    layout->setSpacing(Space::One);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    auto *heading = new TextLabel(TextStyle::Subtitle, dialog);
    heading->setText(title);
    heading->setWordWrap(true);
    heading->setMinimumWidth(QuestionWidth);
    layout->addWidget(heading);
    auto *body = new QVBoxLayout;
    body->setSpacing(Space::OneAndHalf);
    layout->addLayout(body);
    if (!text.isEmpty()) {
        auto *label = new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, dialog);
        label->setText(text);
        label->setWordWrap(true);
        label->setMinimumWidth(QuestionWidth);
        label->setObjectName(u"promptTextLabel"_qs);
        body->addWidget(label);
    }
    layout->addSpacing(Space::Two);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Space::One);
    buttons->addStretch();
    layout->addLayout(buttons);
    dialog->setAccessibleName(title);
    dialog->setAccessibleDescription(text);
    return {dialog, body, buttons};
}

QPushButton *addButton(const Parts &parts, const QString &text, const QString &name,
                       const QString &kind)
{
    auto *button = new QPushButton(text, parts.dialog);
    button->setObjectName(name);
    button->setAutoDefault(false);
    if (!kind.isEmpty()) {
        button->setProperty("kind", kind);
    }
    parts.buttons->addWidget(button);
    return button;
}

QFileDialog *makeFileDialog(QWidget *parent, const FileQuestion &question,
                            const Prompter::FileAnswer &answer)
{
    auto *dialog = new QFileDialog(parent, question.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setMimeTypeFilters(question.mimeTypes);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [answer](const QString &file) { answer(file); });
    return dialog;
}

QString cancelText()
{
    return QCoreApplication::translate("Prompter", "Cancel");
}

} // namespace

void DialogPrompter::ask(QWidget *parent, const Confirmation &question, const Answer &answer)
{
    const Parts parts = makeDialog(parent, question.title, question.text);
    auto *reject = addButton(parts, question.reject.isEmpty() ? cancelText() : question.reject,
                             u"rejectButton"_qs, {});
    auto *accept = addButton(parts, question.accept, u"acceptButton"_qs,
                             question.isDestructive ? u"danger"_qs : u"primary"_qs);
    QObject::connect(reject, &QPushButton::clicked, parts.dialog, &QDialog::reject);
    QObject::connect(accept, &QPushButton::clicked, parts.dialog, &QDialog::accept);
    QObject::connect(parts.dialog, &QDialog::finished, parts.dialog,
                     [answer](int result) { answer(result == QDialog::Accepted); });
    // Return must not do what cannot be taken back.
    (question.isDestructive ? reject : accept)->setDefault(true);
    (question.isDestructive ? reject : accept)->setFocus();
    parts.dialog->open();
}

void DialogPrompter::askText(QWidget *parent, const TextQuestion &question,
                             const TextAnswer &answer)
{
    const Parts parts = makeDialog(parent, question.title, question.text);
    QWidget *edit = nullptr;
    std::function<QString()> text;
    auto *reject = addButton(parts, cancelText(), u"rejectButton"_qs, {});
    auto *accept = addButton(parts, question.accept, u"acceptButton"_qs, u"primary"_qs);
    const auto follow = [accept, isRequired = question.isRequired](const QString &typed) {
        accept->setEnabled(!isRequired || !typed.trimmed().isEmpty());
    };
    if (question.isSecret) {
        auto *line = new QLineEdit(parts.dialog);
        line->setEchoMode(QLineEdit::Password);
        QObject::connect(line, &QLineEdit::textChanged, accept, follow);
        text = [line] {
            return line->text();
        };
        edit = line;
    } else {
        auto *area = new QPlainTextEdit(parts.dialog);
        area->setTabChangesFocus(true);
        area->setPlainText(question.initial);
        area->selectAll();
        area->setFixedHeight(88);
        QObject::connect(area, &QPlainTextEdit::textChanged, accept,
                         [area, follow] { follow(area->toPlainText()); });
        text = [area] {
            return area->toPlainText().trimmed();
        };
        edit = area;
    }
    edit->setObjectName(u"promptTextEdit"_qs);
    parts.body->addWidget(new FormField(question.label, edit, parts.dialog));
    QWidget::setTabOrder(edit, reject);
    QWidget::setTabOrder(reject, accept);
    accept->setDefault(true);
    follow(question.initial);
    QObject::connect(reject, &QPushButton::clicked, parts.dialog, &QDialog::reject);
    QObject::connect(accept, &QPushButton::clicked, parts.dialog, &QDialog::accept);
    QObject::connect(parts.dialog, &QDialog::finished, edit, [answer, text](int result) {
        answer(result == QDialog::Accepted ? std::optional(text()) : std::nullopt);
    });
    edit->setFocus();
    parts.dialog->open();
}

void DialogPrompter::askDate(QWidget *parent, const DateQuestion &question,
                             const DateAnswer &answer)
{
    const Parts parts = makeDialog(parent, question.title, question.text);
    auto *edit = new DateField(parts.dialog);
    edit->setObjectName(u"promptDateLineEdit"_qs);
    edit->setPlaceholderText(DateField::example());
    edit->setDate(question.suggested);
    auto *field = new FormField(question.label, edit, parts.dialog);
    parts.body->addWidget(field);
    auto *reject = addButton(parts, cancelText(), u"rejectButton"_qs, {});
    auto *accept = addButton(parts, question.accept, u"acceptButton"_qs, u"primary"_qs);
    QWidget::setTabOrder(edit, reject);
    QWidget::setTabOrder(reject, accept);
    accept->setDefault(true);
    QObject::connect(edit, &QLineEdit::textChanged, field, [field] { field->setError({}); });
    QObject::connect(reject, &QPushButton::clicked, parts.dialog, &QDialog::reject);
    QObject::connect(accept, &QPushButton::clicked, parts.dialog,
                     [dialog = parts.dialog, edit, field, question, answer] {
                         field->setError(edit->fault(question.earliest));
                         if (!field->error().isEmpty()) {
                             edit->setFocus();
                             return;
                         }
                         dialog->accept();
                         answer(edit->date().value_or(QDate()));
                     });
    edit->setFocus();
    edit->selectAll();
    parts.dialog->open();
}

void DialogPrompter::askSaveFile(QWidget *parent, const FileQuestion &question,
                                 const FileAnswer &answer)
{
    QFileDialog *dialog = makeFileDialog(parent, question, answer);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(question.suggestedName).suffix());
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(question.suggestedName);
    dialog->open();
}

void DialogPrompter::askOpenFile(QWidget *parent, const FileQuestion &question,
                                 const FileAnswer &answer)
{
    QFileDialog *dialog = makeFileDialog(parent, question, answer);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->open();
}

void DialogPrompter::askFolder(QWidget *parent, const FolderQuestion &question,
                               const FileAnswer &answer)
{
    QFileDialog *dialog = makeFileDialog(parent, {question.title, {}, {}}, answer);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setDirectory(question.current);
    dialog->open();
}

void DialogPrompter::inform(QWidget *parent, const QString &title, const QString &text)
{
    const Parts parts = makeDialog(parent, title, text);
    auto *accept = addButton(parts, QCoreApplication::translate("Prompter", "Close"),
                             u"acceptButton"_qs, u"primary"_qs);
    accept->setDefault(true);
    QObject::connect(accept, &QPushButton::clicked, parts.dialog, &QDialog::accept);
    parts.dialog->open();
}

void DialogPrompter::showError(QWidget *parent, const Error &error)
{
    inform(parent, ErrorPresenter::words(error).title, ErrorPresenter::sentence(error));
}

} // namespace EvalTrack
