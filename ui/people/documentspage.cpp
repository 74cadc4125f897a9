// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/documentspage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/serverlist.h"
#include "common/statuschip.h"
#include "common/tableview.h"
#include "people/documentform.h"
#include "people/documentwords.h"

#include <QBoxLayout>
#include <QFile>
#include <QFileInfo>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QtConcurrent>

namespace EvalTrack {

namespace {

constexpr int DocumentPanelWidth = 440;

/// At most one byte more than is taken, so that nothing huge is read to be refused.
Result<QByteArray> readFile(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Storage, file.errorString());
    }
    QByteArray content = file.read(DocumentSizeMax + 1);
    if (content.isEmpty()) {
        return failure(ErrorCode::Storage, file.errorString());
    }
    return content.size() > DocumentSizeMax ? failure(ErrorCode::PayloadTooLarge)
                                            : Result<QByteArray>(content);
}

} // namespace

DocumentsPage::DocumentsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new DocumentTableModel(desk().documents, this))
    , m_frame(new ListFrame(this))
    , m_list(new ServerList(*m_model, *m_frame, desk().sync, this))
    , m_back(m_frame->addBack(u"backButton"_qs))
    , m_new(m_frame->addDeed(u"newDocumentButton"_qs, u"primary"_qs))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_form(new DocumentForm(context, m_frame))
{
    build();
    connectAll();
    retranslateUi();
    m_frame->openDefaultView();
}

void DocumentsPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_frame->addToolStretch();
    m_frame->addTool(m_list->refreshButton());
    m_frame->addTableTools(*m_table, context(), listKey(u"documents"_qs));
    m_table->setObjectName(u"documentsTable"_qs);
    m_table->setSortingEnabled(false);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths({260, 160, 120, 170, 90, 160, 200},
                       {DocumentTableModel::AddedBy, DocumentTableModel::AddedOn,
                        DocumentTableModel::Size, DocumentTableModel::Kind},
                       {DocumentTableModel::Validity});
    m_table->setFixedColumns({DocumentTableModel::Title});
    m_table->setItemDelegateForColumn(DocumentTableModel::Validity,
                                      new ChipDelegate(
                                          [](const QModelIndex &index) {
                                              const QVariant days = index.data(RawRole);
                                              return DocumentWords::toneOf(
                                                  days.isValid() ? std::optional(days.toLongLong())
                                                                 : std::nullopt);
                                          },
                                          m_table));
    m_table->setEmptyState(m_empty);
    m_list->setEmptyState(*m_empty);
    m_table->keepState(context().settings, listKey(u"documents"_qs));
    m_frame->setList(m_table);
    m_frame->setPanel(m_form, DocumentPanelWidth);
    const bool mayEdit =
        desk().session.person() && desk().session.person()->may(Permission::EditPeople);
    m_new->setVisible(mayEdit);
    m_form->setEditable(mayEdit);
}

void DocumentsPage::connectAll()
{
    connect(m_model, &DocumentTableModel::loaded, this, &DocumentsPage::showLoaded);
    connect(m_list, &ServerList::unavailable, this, &DocumentsPage::showFailure);
    connect(m_back, &QToolButton::clicked, this, [this] {
        if (isOwn() && !m_new->isVisibleTo(this)) {
            Q_EMIT navigate(PageIds::Profile, {});
        } else {
            Q_EMIT navigate(PageIds::People,
                            m_uuid.isNull()
                                ? QString()
                                : PageArgument::make(u"person"_qs, toText(m_uuid.value())));
        }
    });
    connect(m_new, &QPushButton::clicked, this, [this] { leaveForm([this] { choose(); }); });
    connect(m_table, &TableView::recordClicked, this, &DocumentsPage::requestOpen);
    connect(m_table, &TableView::opened, this, &DocumentsPage::requestOpen);
    connect(m_empty, &EmptyState::actionTriggered, m_new, &QPushButton::click);
    connect(m_form, &DocumentForm::closeRequested, this,
            [this] { leaveForm([this] { closePanel(); }); });
    connect(m_form, &DocumentForm::saved, this, [this](const PersonDocument &document) {
        if (document.userId == m_person) {
            m_model->put(document);
            m_table->selectRecord(m_model->rowOf(document.uuid.value()));
        }
        showLoaded();
        Q_EMIT stateChanged();
    });
    connect(m_form, &DocumentForm::removed, this, [this](const PersonDocument &document) {
        m_model->remove(document.uuid.value());
        closePanel();
        showLoaded();
    });
    connect(m_form, &DocumentForm::isStale, m_model, &DocumentTableModel::reload);
    connect(m_form, &DocumentForm::dirtyChanged, this, &Page::stateChanged);
    const auto *save = new QShortcut(QKeySequence::Save, this);
    connect(save, &QShortcut::activated, this, [this] {
        if (m_frame->isPanelOpen()) {
            m_form->save();
        }
    });
    const auto *create = new QShortcut(QKeySequence::New, this);
    connect(create, &QShortcut::activated, m_new, &QPushButton::click);
}

void DocumentsPage::activate(const QString &argument)
{
    m_model->setToday(Formats::toLocal(desk().clock.now()).date());
    const QString person = PageArgument::value(argument, u"person"_qs);
    const auto self = desk().session.person();
    const UserUuid wanted = person.isEmpty() ? (self && m_uuid.isNull() ? self->uuid : m_uuid)
                                             : UserUuid(QUuid::fromString(person));
    if (wanted != m_uuid || m_person.isNull()) {
        leaveForm([this, wanted] {
            closePanel();
            showPerson(wanted);
        });
    } else {
        m_model->reload();
    }
}

void DocumentsPage::showPerson(UserUuid uuid)
{
    const auto people = desk().people.people();
    const qsizetype index = people->indexOf(uuid);
    m_uuid = uuid;
    m_person = index >= 0 ? people->at(index).id : UserId();
    m_name = index >= 0 ? people->at(index).name : QString();
    m_model->setPerson(m_person);
    retranslateUi();
}

bool DocumentsPage::isOwn() const
{
    const auto self = desk().session.person();
    return self && self->uuid == m_uuid;
}

bool DocumentsPage::hasUnsavedInput() const
{
    return m_frame->isPanelOpen() && m_form->isDirty();
}

void DocumentsPage::discardInput()
{
    closePanel();
}

void DocumentsPage::focusFirst()
{
    if (!m_frame->isPanelOpen()) {
        m_table->setFocus(Qt::OtherFocusReason);
    }
}

void DocumentsPage::showLoaded()
{
    if (!m_model->isLoading()) {
        m_frame->banner()->clear();
    }
    m_new->setEnabled(!m_person.isNull());
    const auto total = m_model->total();
    m_frame->setCount(total ? tr("%n document(s)", nullptr, static_cast<int>(*total)) : QString());
    if (m_person.isNull()) {
        // Somebody who was made without a network has no number that files could go by.
        m_empty->setState(Icon::Person, tr("This person is not on the server yet"),
                          tr("Documents can be added once the profile has reached the server."));
    } else {
        m_empty->setState(Icon::Note, tr("No documents yet"),
                          m_new->isVisibleTo(this)
                              ? tr("Contracts, identity documents, certificates and the like, each "
                                   "with the day until which it is valid.")
                              : tr("What human resources keeps about you appears here."),
                          m_new->isVisibleTo(this) ? tr("Add a document") : QString());
    }
}

void DocumentsPage::showFailure(const Error &error)
{
    if (error.code == ErrorCode::Network) {
        m_frame->banner()->showMessage(
            Tone::Warning,
            m_model->rowCount() > 0
                ? tr("This list is as it was read last. Nothing can be changed without a "
                     "connection.")
                : tr("Documents are kept by the server, and it cannot be reached now. They can be "
                     "seen and changed when you are online again."),
            tr("Try again"));
        m_new->setEnabled(false);
    } else {
        m_frame->banner()->showError(error, tr("Try again"));
    }
    m_empty->setState(Icon::CloudOff, tr("Only with a connection"),
                      tr("The list of documents comes from the server."));
}

void DocumentsPage::choose()
{
    context().prompter.askOpenFile(
        this, {tr("A document of %1").arg(m_name), {}, DocumentWords::mediaTypes()},
        [this](const QString &file) { read(file); });
}

void DocumentsPage::read(const QString &file)
{
    m_frame->banner()->clear();
    deliver(QtConcurrent::run([file] { return readFile(file); }), this,
            [this, file, person = m_person](const Result<QByteArray> &content) {
                const QString name = QFileInfo(file).fileName();
                if (person != m_person) {
                    return; // Another person's documents are shown by now.
                }
                if (!content) {
                    m_frame->banner()->showMessage(
                        Tone::Danger, content.error().code == ErrorCode::PayloadTooLarge
                                          ? tr("“%1” is too large: a document may have up to %2.")
                                                .arg(name, DocumentWords::size(DocumentSizeMax))
                                          : tr("“%1” is empty or cannot be read.").arg(name));
                    return;
                }
                m_table->clearSelection();
                m_frame->setPanelOpen(true);
                m_form->openNew(m_person, name, *content);
                Q_EMIT stateChanged();
            });
}

void DocumentsPage::requestOpen(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    const PersonDocument document = m_model->at(index.row());
    if (m_frame->isPanelOpen() && m_form->document().uuid == document.uuid) {
        return;
    }
    leaveForm([this, document] {
        m_form->open(document);
        m_frame->setPanelOpen(true);
        const int row = m_model->rowOf(document.uuid.value());
        if (row >= 0) {
            m_table->selectRecord(row);
        }
    });
}

void DocumentsPage::leaveForm(const std::function<void()> &next)
{
    if (!hasUnsavedInput()) {
        next();
        return;
    }
    context().prompter.askToDiscard(this, next);
}

void DocumentsPage::closePanel()
{
    m_form->open({}); // The bytes of a file that is not to be added any more go with it.
    m_frame->setPanelOpen(false);
    m_table->setFocus(Qt::OtherFocusReason);
    Q_EMIT stateChanged();
}

void DocumentsPage::retranslateUi()
{
    const bool isReader = isOwn() && !m_new->isVisibleTo(this);
    m_frame->setTitle(isReader           ? tr("My documents")
                      : m_name.isEmpty() ? tr("Documents")
                                         : tr("Documents of %1").arg(m_name));
    m_back->setText(isReader ? tr("My profile") : tr("People"));
    m_list->retranslateUi();
    Icons::dress(*m_new, Icon::Add, IconTone::OnAccent, tr("Add a docume&nt…"));
    m_table->setAccessibleName(tr("Documents"));
    m_model->setHeaders({tr("Title"), tr("Kind"), tr("Valid until"), tr("Validity"), tr("Size"),
                         tr("Added on"), tr("Added by")});
    m_model->setWords({DocumentWords::kind, DocumentWords::validity});
    if (m_list->isRead()) {
        showLoaded();
    }
}

} // namespace EvalTrack
