// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/profilepage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/emptystate.h"
#include "common/listframe.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "people/personphoto.h"
#include "people/pinbutton.h"
#include "people/profileform.h"

#include <QBoxLayout>
#include <QFrame>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>

namespace EvalTrack {

namespace {

constexpr int ProfileCardWidth = 640;

} // namespace

ProfilePage::ProfilePage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_frame(new ListFrame(this))
    , m_card(new QFrame)
    , m_name(new TextLabel(TextStyle::Subtitle, m_card))
    , m_about(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_card))
    , m_note(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, m_card))
    , m_form(new ProfileForm(desk().people, desk().clock, m_card))
    , m_pin(new PinButton(context, m_card))
    , m_photo(new PersonPhoto(context, m_card))
    , m_documents(new QPushButton(m_card))
    , m_save(m_frame->addDeed(u"saveButton"_qs, u"primary"_qs))
    , m_empty(new EmptyState)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);

    m_card->setProperty("kind", u"card"_qs);
    m_card->setMaximumWidth(ProfileCardWidth);
    auto *card = new QVBoxLayout(m_card);
    card->setContentsMargins(Space::Three, Space::Two, Space::Three, Space::Two);
    card->setSpacing(Space::One);
    m_name->setObjectName(u"profileNameLabel"_qs);
    card->addWidget(m_photo);
    card->addWidget(m_name);
    card->addWidget(m_about);
    card->addSpacing(Space::One);
    card->addWidget(m_form);
    m_note->setWordWrap(true);
    card->addWidget(m_note);
    m_documents->setObjectName(u"showDocumentsButton"_qs);
    m_documents->setProperty("kind", u"link"_qs);
    m_photo->setEditable(false);
    auto *links = new QHBoxLayout;
    links->setSpacing(Space::Two);
    links->addWidget(m_pin);
    links->addWidget(m_documents);
    links->addStretch(1);
    card->addLayout(links);
    m_form->setEditable(ProfileForm::Editable::OwnDetails);

    auto *area = new QScrollArea(m_frame);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget(area);
    auto *insideLayout = new QVBoxLayout(inside);
    insideLayout->setContentsMargins(0, 0, 0, 0);
    insideLayout->addWidget(m_card);
    insideLayout->addWidget(m_empty);
    insideLayout->addStretch(1);
    area->setWidget(inside);
    area->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    m_frame->setList(area);

    connect(&desk().people, &PeopleStore::peopleChanged, this, &ProfilePage::takeProfile);
    connect(m_save, &QPushButton::clicked, this, &ProfilePage::save);
    connect(m_documents, &QPushButton::clicked, this, [this] {
        Q_EMIT navigate(PageIds::Documents,
                        PageArgument::make(u"person"_qs, toText(m_current.uuid.value())));
    });
    connect(&m_form->binder(), &FormBinder::dirtyChanged, this, [this](bool isDirty) {
        m_save->setEnabled(isDirty);
        Q_EMIT stateChanged();
    });
    const auto *saveKey = new QShortcut(QKeySequence::Save, this);
    connect(saveKey, &QShortcut::activated, this, &ProfilePage::save);
    m_save->setEnabled(false);
    retranslateUi();
}

void ProfilePage::focusFirst()
{
    m_form->focusFirst();
}

void ProfilePage::activate(const QString & /*argument*/)
{
    takeProfile();
}

void ProfilePage::takeProfile()
{
    const auto self = desk().session.person();
    const auto people = desk().people.people();
    const qsizetype index = self ? people->indexOf(self->uuid) : -1;
    m_card->setVisible(index >= 0);
    m_save->setVisible(index >= 0);
    m_empty->setVisible(index < 0);
    if (index < 0 || hasUnsavedInput()) {
        return; // What somebody types is not overtaken by the feed.
    }
    show(people->at(index));
}

bool ProfilePage::hasUnsavedInput() const
{
    return m_form->binder().isDirty();
}

void ProfilePage::discardInput()
{
    show(m_current);
}

void ProfilePage::save()
{
    if (!hasUnsavedInput()) {
        return;
    }
    m_frame->banner()->clear();
    if (!m_form->binder().validate()) {
        return;
    }
    const Employee after = m_form->employee();
    m_save->setEnabled(false);
    deliver(desk().commands.submit(UpdateEmployee{m_current, after}), this,
            [this, after](const Result<CommandUuid> &result) {
                if (!result) {
                    m_save->setEnabled(true);
                    const QList<FieldError> homeless = m_form->binder().showErrors(result.error());
                    if (result.error().fieldErrors.isEmpty() || !homeless.isEmpty()) {
                        m_frame->banner()->showError(result.error());
                    }
                    return;
                }
                context().toaster.toast(
                    QString(tr("Your profile was changed.") % u' ' % Wording::saved(desk().sync)),
                    Tone::Success);
                show(after);
            });
}

void ProfilePage::show(const Employee &employee)
{
    m_pin->setPerson(employee.id, employee.name);
    m_photo->setPerson(employee.id, employee.name);
    m_current = employee;
    m_name->setText(employee.name);
    QStringList about;
    for (const auto &part : {employee.jobTitle, employee.department}) {
        if (part && !part->isEmpty()) {
            about.append(*part);
        }
    }
    m_about->setText(about.join(u" · "_qs));
    m_form->setEmployee(employee);
    m_save->setEnabled(false);
}

void ProfilePage::retranslateUi()
{
    m_frame->setTitle(tr("My profile"));
    m_save->setText(tr("&Save"));
    m_documents->setText(tr("My documents"));
    m_note->setText(tr("Human resources can change the rest."));
    m_empty->setState(Icon::Person, tr("Your profile is not here yet"),
                      tr("It appears when the first copy from the server is here."));
    takeProfile();
}

} // namespace EvalTrack
