// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/documentform.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/datefield.h"
#include "common/editorpanel.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formbinder.h"
#include "common/formfield.h"
#include "common/icons.h"
#include "common/prompter.h"
#include "common/statuschip.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "domain/validation.h"
#include "people/documentwords.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QLineEdit>
#include <QMimeDatabase>
#include <QPushButton>
#include <QSaveFile>
#include <QtConcurrent>

namespace EvalTrack {

namespace {

constexpr std::array Kinds{DocumentKind::Contract, DocumentKind::Identity,
                           DocumentKind::Certificate, DocumentKind::Other};

Result<void> writeFile(const QString &file, const QByteArray &content)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size() ||
        !target.commit()) {
        return failure(ErrorCode::Storage, target.errorString());
    }
    return {};
}

/// What a file's name says it is, of what the server takes; empty else.
QByteArray mediaTypeOf(const QString &fileName)
{
    const QString type =
        QMimeDatabase().mimeTypeForFile(fileName, QMimeDatabase::MatchExtension).name();
    return DocumentWords::mediaTypes().contains(type) ? type.toLatin1() : QByteArray();
}

} // namespace

DocumentForm::DocumentForm(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_panel(new EditorPanel(this))
    , m_chip(new StatusChip(m_panel))
    , m_binder(new FormBinder(this))
    , m_title(new QLineEdit(m_panel))
    , m_kind(new QComboBox(m_panel))
    , m_validUntil(new DateField(m_panel))
    , m_titleField(new FormField({}, m_title, m_panel))
    , m_kindField(new FormField({}, m_kind, m_panel))
    , m_validUntilField(new FormField({}, m_validUntil, m_panel))
    , m_facts(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, m_panel))
    , m_save(m_panel->addButton(u"saveButton"_qs, u"primary"_qs))
    , m_cancel(m_panel->addButton(u"cancelButton"_qs))
    , m_copy(new QPushButton(m_panel))
    , m_remove(m_panel->addLeftButton(u"removeDocumentButton"_qs, u"quiet"_qs))
{
    build();
    connect(m_binder, &FormBinder::completeChanged, this, &DocumentForm::refresh);
    connect(m_binder, &FormBinder::dirtyChanged, this, [this] {
        refresh();
        Q_EMIT dirtyChanged();
    });
    connect(m_save, &QPushButton::clicked, this, &DocumentForm::save);
    connect(m_cancel, &QPushButton::clicked, this, &DocumentForm::closeRequested);
    connect(m_copy, &QPushButton::clicked, this, &DocumentForm::saveCopy);
    connect(m_remove, &QPushButton::clicked, this, &DocumentForm::remove);
    connect(m_panel, &EditorPanel::closeRequested, this, &DocumentForm::closeRequested);
    retranslate();
}

void DocumentForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_panel->setObjectName(u"documentPanel"_qs);
    m_panel->chips()->addWidget(m_chip);
    m_panel->chips()->addStretch(1);
    m_title->setObjectName(u"titleLineEdit"_qs);
    m_kind->setObjectName(u"kindComboBox"_qs);
    m_validUntil->setObjectName(u"validUntilLineEdit"_qs);
    m_facts->setObjectName(u"documentFactsLabel"_qs);
    m_facts->setWordWrap(true);
    for (const DocumentKind kind : Kinds) {
        m_kind->addItem({}, static_cast<int>(kind));
    }
    for (FormField *field : {m_titleField, m_kindField, m_validUntilField}) {
        m_panel->body()->addWidget(field);
    }
    m_panel->body()->addWidget(m_facts);
    m_titleField->setRequired(true);
    m_copy->setObjectName(u"saveCopyButton"_qs);
    m_panel->body()->addWidget(m_copy, 0, Qt::AlignLeft);
    m_panel->body()->addStretch(1);
    m_binder->add(u"title"_qs, m_titleField, [this] {
        return ErrorPresenter::ruleText(checkTitle(m_title->text().trimmed()), 1, Limits::TitleMax);
    });
    m_binder->add(u"kind"_qs, m_kindField);
    m_binder->add(u"validUntil"_qs, m_validUntilField, [this] { return m_validUntil->fault(); });
}

void DocumentForm::setEditable(bool editable)
{
    m_isEditable = editable;
    m_title->setReadOnly(!editable);
    m_validUntil->setReadOnly(!editable);
    refresh();
}

void DocumentForm::openNew(UserId person, const QString &fileName, const QByteArray &content)
{
    m_isNew = true;
    m_document = PersonDocument();
    m_document.userId = person;
    m_document.uuid = DocumentUuid(makeUuidV7());
    m_document.kind = DocumentKind::Contract;
    m_document.fileName = fileName;
    m_document.mediaType = mediaTypeOf(fileName);
    m_document.size = content.size();
    m_document.title = QFileInfo(fileName)
                           .completeBaseName()
                           .replace(u'_', u' ')
                           .simplified()
                           .left(Limits::TitleMax);
    m_content = content;
    fill();
    m_title->setFocus(Qt::OtherFocusReason);
    m_title->selectAll();
}

void DocumentForm::open(const PersonDocument &document)
{
    m_isNew = false;
    m_document = document;
    m_content.clear();
    fill();
}

void DocumentForm::fill()
{
    m_title->setText(m_document.title);
    m_title->setCursorPosition(0);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(m_document.kind)));
    m_validUntil->setDate(m_document.validUntil);
    m_binder->clearErrors();
    m_binder->markClean();
    m_panel->banner()->clear();
    m_panel->scrollToTop();
    refresh();
}

bool DocumentForm::isDirty() const
{
    return m_isNew || m_binder->isDirty();
}

DocumentKind DocumentForm::chosenKind() const
{
    // A photo stays one; it is not among the kinds that can be chosen.
    return m_kind->currentIndex() < 0 ? m_document.kind
                                      : static_cast<DocumentKind>(m_kind->currentData().toInt());
}

void DocumentForm::save()
{
    if (!m_isEditable || m_isBusy || !isDirty()) {
        return;
    }
    m_panel->banner()->clear();
    if (!m_binder->validate()) {
        m_panel->showFocused();
        return;
    }
    if (m_isNew) {
        add();
    } else {
        change();
    }
}

void DocumentForm::add()
{
    NewDocument document;
    document.uuid = m_document.uuid;
    document.kind = chosenKind();
    document.title = m_title->text().trimmed();
    document.fileName = m_document.fileName;
    document.mediaType = m_document.mediaType;
    document.validUntil = m_validUntil->date();
    document.content = m_content;
    setBusy(true);
    deliver(m_context.desk.documents.add(m_document.userId, document), this,
            [this](const Result<PersonDocument> &added) {
                setBusy(false);
                if (!added) {
                    takeFailure(added.error());
                    return;
                }
                m_context.toaster.toast(tr("“%1” was added.").arg(added->title), Tone::Success);
                open(*added);
                Q_EMIT saved(*added);
            });
}

void DocumentForm::change()
{
    DocumentChange edit;
    if (const QString title = m_title->text().trimmed(); title != m_document.title) {
        edit.title = title;
    }
    if (chosenKind() != m_document.kind) {
        edit.kind = chosenKind();
    }
    if (m_validUntil->date() != m_document.validUntil) {
        edit.validUntil.emplace(m_validUntil->date());
    }
    setBusy(true);
    deliver(m_context.desk.documents.change(m_document.id, m_document.revision, edit), this,
            [this](const Result<PersonDocument> &changed) {
                setBusy(false);
                if (!changed) {
                    takeFailure(changed.error());
                    return;
                }
                m_context.toaster.toast(tr("“%1” was changed.").arg(changed->title), Tone::Success);
                open(*changed);
                Q_EMIT saved(*changed);
            });
}

void DocumentForm::remove()
{
    m_context.prompter.ask(this,
                           {tr("Remove “%1”?").arg(m_document.title),
                            tr("It will not be shown to anybody any more."),
                            tr("Remove"),
                            {},
                            true},
                           [this](bool accepted) {
                               if (!accepted) {
                                   return;
                               }
                               setBusy(true);
                               deliver(m_context.desk.documents.remove(m_document.id), this,
                                       [this](const Result<void> &done) {
                                           setBusy(false);
                                           if (!done) {
                                               takeFailure(done.error());
                                               return;
                                           }
                                           m_context.toaster.toast(
                                               tr("“%1” was removed.").arg(m_document.title));
                                           Q_EMIT removed(m_document);
                                       });
                           });
}

void DocumentForm::saveCopy()
{
    m_context.prompter.askSaveFile(this,
                                   {tr("Save a copy of “%1”").arg(m_document.title),
                                    m_document.fileName,
                                    {QString::fromLatin1(m_document.mediaType)}},
                                   [this](const QString &file) { fetchInto(file); });
}

void DocumentForm::fetchInto(const QString &file)
{
    m_panel->banner()->clear();
    setBusy(true);
    deliver(m_context.desk.documents.content(m_document.id), this,
            [this, file](const Result<QByteArray> &content) {
                if (!content) {
                    setBusy(false);
                    takeFailure(content.error());
                    return;
                }
                deliver(
                    QtConcurrent::run([file, bytes = *content] { return writeFile(file, bytes); }),
                    this, [this, file](const Result<void> &written) {
                        setBusy(false);
                        if (!written) {
                            m_panel->banner()->showError(written.error());
                            return;
                        }
                        m_context.toaster.toastWithAction(
                            tr("Saved as “%1”.").arg(QFileInfo(file).fileName()), tr("Open"),
                            [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
                    });
            });
}

void DocumentForm::takeFailure(const Error &error)
{
    const QList<FieldError> homeless = m_binder->showErrors(error);
    m_panel->showFocused();
    if (error.code == ErrorCode::Network || error.code == ErrorCode::Timeout ||
        error.code == ErrorCode::Unavailable) {
        m_panel->banner()->showMessage(
            Tone::Warning,
            m_isNew ? tr("Documents are kept by the server, and it cannot be reached now. The file "
                         "and what you typed stay here; add it again when you are online.")
                    : tr("Documents are kept by the server, and it cannot be reached now. What you "
                         "typed stays here; try again when you are online."));
        return;
    }
    const bool isAboutFile =
        std::any_of(homeless.begin(), homeless.end(), [](const FieldError &each) {
            return each.field == u"content" || each.field == u"mediaType";
        });
    if (isAboutFile) {
        m_panel->banner()->showMessage(
            Tone::Danger,
            tr("The server does not take this file. It takes PDF, pictures (JPEG, PNG, WebP), Word "
               "and Excel files without macros and plain text (UTF-8), when they are what their "
               "name says."));
        return;
    }
    if (error.code == ErrorCode::Stale) {
        m_panel->banner()->showError(error);
        Q_EMIT isStale();
        return;
    }
    if (error.fieldErrors.isEmpty() || !homeless.isEmpty()) {
        m_panel->banner()->showError(error);
    }
}

void DocumentForm::setBusy(bool busy)
{
    m_isBusy = busy;
    refresh();
}

void DocumentForm::refresh()
{
    const bool isPhoto = m_document.kind == DocumentKind::Photo;
    m_panel->setTitle(m_isNew ? tr("New document") : m_document.title);
    m_panel->setSubtitle(m_document.fileName);
    std::optional<qint64> daysLeft;
    if (m_document.validUntil) {
        daysLeft =
            Formats::toLocal(m_context.desk.clock.now()).date().daysTo(*m_document.validUntil);
    }
    m_chip->setVisible(!m_isNew);
    m_chip->setStatus(DocumentWords::validity(daysLeft), DocumentWords::toneOf(daysLeft));
    m_kindField->setVisible(!isPhoto);
    m_kind->setEnabled(m_isEditable);
    QStringList facts{DocumentWords::size(m_document.size)};
    if (!m_isNew) {
        facts.append(tr("added by %1 on %2")
                         .arg(m_document.createdBy.name, Formats::date(m_document.createdAt)));
    }
    m_facts->setText(facts.join(u" · "_qs));
    m_save->setVisible(m_isEditable);
    m_save->setText(m_isNew ? tr("&Add") : tr("&Save"));
    m_save->setEnabled(isDirty() && m_binder->isComplete() && !m_isBusy);
    m_save->setToolTip(m_binder->missingText());
    m_cancel->setText(isDirty() ? tr("Cancel") : tr("Close"));
    m_copy->setVisible(!m_isNew);
    m_copy->setEnabled(!m_isBusy);
    m_remove->setVisible(!m_isNew && m_isEditable);
    m_remove->setEnabled(!m_isBusy && !isDirty());
}

void DocumentForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void DocumentForm::retranslate()
{
    m_titleField->setLabel(tr("Title"));
    m_kindField->setLabel(tr("Kind"));
    m_validUntilField->setLabel(tr("Valid until"));
    m_validUntilField->setHint(tr("Leave it empty when it has no end."));
    m_validUntil->setPlaceholderText(DateField::example());
    for (std::size_t i = 0; i < Kinds.size(); ++i) {
        m_kind->setItemText(static_cast<int>(i), DocumentWords::kind(Kinds.at(i)));
    }
    Icons::dress(*m_copy, Icon::Download, IconTone::Normal, tr("Save a co&py…"));
    m_remove->setText(tr("&Remove…"));
    refresh();
}

} // namespace EvalTrack
