// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/deviceform.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formbinder.h"
#include "common/formfield.h"
#include "common/prompter.h"
#include "common/statuschip.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "devices/codecard.h"
#include "domain/validation.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace EvalTrack {

DeviceForm::DeviceForm(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_panel(new EditorPanel(this))
    , m_chip(new StatusChip(m_panel))
    , m_code(new CodeCard(m_panel))
    , m_binder(new FormBinder(this))
    , m_name(new QLineEdit(m_panel))
    , m_site(new QLineEdit(m_panel))
    , m_doubleTap(new QSpinBox(m_panel))
    , m_asksPin(new QCheckBox(m_panel))
    , m_pin(new QLineEdit(m_panel))
    , m_nameField(new FormField({}, m_name, m_panel))
    , m_siteField(new FormField({}, m_site, m_panel))
    , m_doubleTapField(new FormField({}, m_doubleTap, m_panel))
    , m_asksPinField(new FormField({}, m_asksPin, m_panel))
    , m_pinField(new FormField({}, m_pin, m_panel))
    , m_facts(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, m_panel))
    , m_save(m_panel->addButton(u"saveButton"_qs, u"primary"_qs))
    , m_cancel(m_panel->addButton(u"cancelButton"_qs))
    , m_toggle(m_panel->addLeftButton(u"toggleRevokedButton"_qs, u"quiet"_qs))
    , m_newCode(m_panel->addLeftButton(u"newCodeButton"_qs, u"quiet"_qs))
{
    build();
    connect(m_binder, &FormBinder::completeChanged, this, &DeviceForm::refresh);
    connect(m_binder, &FormBinder::dirtyChanged, this, [this] {
        refresh();
        Q_EMIT dirtyChanged();
    });
    connect(m_save, &QPushButton::clicked, this, &DeviceForm::save);
    connect(m_cancel, &QPushButton::clicked, this, &DeviceForm::closeRequested);
    connect(m_toggle, &QPushButton::clicked, this, &DeviceForm::toggle);
    connect(m_newCode, &QPushButton::clicked, this, &DeviceForm::renewCode);
    connect(m_panel, &EditorPanel::closeRequested, this, &DeviceForm::closeRequested);
    connect(m_code, &CodeCard::copied, this,
            [this] { m_context.toaster.toast(tr("The code was copied."), Tone::Success); });
    retranslate();
}

void DeviceForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_panel->setObjectName(u"devicePanel"_qs);
    m_panel->chips()->addWidget(m_chip);
    m_panel->chips()->addStretch(1);

    m_name->setObjectName(u"nameLineEdit"_qs);
    m_site->setObjectName(u"siteLineEdit"_qs);
    m_doubleTap->setObjectName(u"doubleTapSpinBox"_qs);
    m_doubleTap->setRange(0, Limits::DoubleTapMax);
    m_asksPin->setObjectName(u"asksPinCheckBox"_qs);
    m_pin->setObjectName(u"exitPinLineEdit"_qs);
    m_pin->setMaxLength(Limits::PinMax);
    m_pin->setInputMethodHints(Qt::ImhDigitsOnly);

    m_panel->body()->addWidget(m_code);
    for (FormField *field :
         {m_nameField, m_siteField, m_doubleTapField, m_asksPinField, m_pinField}) {
        m_panel->body()->addWidget(field);
    }
    m_nameField->setRequired(true);
    m_facts->setObjectName(u"deviceFactsLabel"_qs);
    m_facts->setWordWrap(true);
    m_panel->body()->addWidget(m_facts);
    m_panel->body()->addStretch(1);
    m_binder->add(u"name"_qs, m_nameField, [this] {
        return ErrorPresenter::ruleText(checkName(m_name->text()), Limits::NameMin,
                                        Limits::NameMax);
    });
    m_binder->add(u"site"_qs, m_siteField, [this] {
        return ErrorPresenter::ruleText(checkText(m_site->text(), Limits::NameMax), 0,
                                        Limits::NameMax);
    });
    m_binder->add(u"doubleTapSeconds"_qs, m_doubleTapField);
    m_binder->add(u"asksPin"_qs, m_asksPinField);
    m_binder->add(u"exitPin"_qs, m_pinField, [this] {
        if (!m_isNew && m_pin->text().isEmpty()) {
            return QString();
        }
        return ErrorPresenter::ruleText(checkPin(m_pin->text()), Limits::PinMin, Limits::PinMax);
    });
}

QString DeviceForm::stateText(DeviceState state)
{
    switch (state) {
    case DeviceState::Waiting:
        return tr("Waiting for its code");
    case DeviceState::Enrolled:
        return tr("At work");
    case DeviceState::Revoked:
        return tr("Switched off");
    }
    return {};
}

Tone DeviceForm::toneOf(DeviceState state)
{
    switch (state) {
    case DeviceState::Waiting:
        return Tone::Info;
    case DeviceState::Enrolled:
        return Tone::Success;
    case DeviceState::Revoked:
        return Tone::Neutral;
    }
    return Tone::Neutral;
}

void DeviceForm::openNew()
{
    m_isNew = true;
    m_device = Device();
    fill();
    m_name->setFocus(Qt::OtherFocusReason);
}

void DeviceForm::open(const Device &device)
{
    m_isNew = false;
    m_device = device;
    fill();
}

void DeviceForm::fill()
{
    m_name->setText(m_device.name);
    m_site->setText(m_device.site);
    m_doubleTap->setValue(static_cast<int>(m_device.doubleTap.count()));
    m_asksPin->setChecked(m_device.asksPin);
    m_pin->clear();
    m_code->clear();
    m_binder->clearErrors();
    m_binder->markClean();
    m_panel->banner()->clear();
    m_panel->scrollToTop();
    refresh();
}

bool DeviceForm::isDirty() const
{
    return m_binder->isDirty();
}

void DeviceForm::save()
{
    m_panel->banner()->clear();
    if (!m_binder->validate()) {
        m_panel->showFocused();
        return;
    }
    if (m_isNew) {
        create();
        return;
    }
    DeviceChange edit;
    const QString name = m_name->text().simplified();
    const QString site = m_site->text().simplified();
    const std::chrono::seconds doubleTap(m_doubleTap->value());
    if (name != m_device.name) {
        edit.name = name;
    }
    if (site != m_device.site) {
        edit.site = site;
    }
    if (doubleTap != m_device.doubleTap) {
        edit.doubleTap = doubleTap;
    }
    if (m_asksPin->isChecked() != m_device.asksPin) {
        edit.asksPin = m_asksPin->isChecked();
    }
    if (!m_pin->text().isEmpty()) {
        edit.exitPin = Redacted(m_pin->text());
    }
    change(edit, tr("%1 was changed.").arg(name));
}

void DeviceForm::create()
{
    // It is the time of the whole place, which may have another one: untouched, it is left to that.
    const std::chrono::seconds doubleTap(m_doubleTap->value());
    const NewDevice device{m_name->text().simplified(), m_site->text().simplified(),
                           doubleTap == DefaultDoubleTap ? std::nullopt : std::optional(doubleTap),
                           m_asksPin->isChecked(), Redacted(m_pin->text())};
    setBusy(true);
    deliver(m_context.desk.devices.create(device), this, [this](const Result<CodedDevice> &coded) {
        setBusy(false);
        if (!coded) {
            takeFailure(coded.error());
            return;
        }
        takeCode(*coded);
    });
}

void DeviceForm::change(const DeviceChange &edit, const QString &done)
{
    setBusy(true);
    deliver(m_context.desk.devices.change(m_device.id, m_device.revision, edit), this,
            [this, done](const Result<Device> &device) {
                setBusy(false);
                if (!device) {
                    takeFailure(device.error());
                    return;
                }
                m_context.toaster.toast(done, Tone::Success);
                open(*device);
                Q_EMIT saved(*device);
            });
}

void DeviceForm::toggle()
{
    DeviceChange edit;
    edit.isRevoked = m_device.state != DeviceState::Revoked;
    if (!*edit.isRevoked) {
        change(edit, tr("%1 can be set up again with a new code.").arg(m_device.name));
        return;
    }
    m_context.prompter.ask(
        this,
        {tr("Switch this capture station off?"),
         tr("%1 records nothing more from its next contact with the server on. What it has "
            "recorded and not sent stays on that computer; switch it on again and give it a new "
            "code to get it.")
             .arg(m_device.name),
         tr("Switch off"),
         {},
         true},
        [this, edit](bool accepted) {
            if (accepted) {
                change(edit, tr("%1 was switched off.").arg(m_device.name));
            }
        });
}

void DeviceForm::renewCode()
{
    const auto ask = [this] {
        setBusy(true);
        deliver(m_context.desk.devices.renewCode(m_device.id), this,
                [this](const Result<CodedDevice> &coded) {
                    setBusy(false);
                    if (!coded) {
                        takeFailure(coded.error());
                        return;
                    }
                    takeCode(*coded);
                });
    };
    if (m_device.state != DeviceState::Enrolled) {
        ask();
        return;
    }
    m_context.prompter.ask(this,
                           {tr("Make a new code?"),
                            tr("The computer that works as %1 sends nothing more until the new "
                               "code is typed there. What it records meanwhile is kept on it.")
                                .arg(m_device.name),
                            tr("New code"),
                            {},
                            false},
                           [ask](bool accepted) {
                               if (accepted) {
                                   ask();
                               }
                           });
}

void DeviceForm::takeCode(const CodedDevice &coded)
{
    open(coded.device);
    Q_EMIT saved(coded.device);
    const ServerConnection &server = m_context.desk.connection;
    m_code->showCode(coded.code,
                     coded.device.codeExpiresAt ? Formats::time(*coded.device.codeExpiresAt)
                                                : QString(),
                     server.isThisComputer() ? QString() : server.url().toDisplayString());
    refresh();
}

void DeviceForm::takeFailure(const Error &error)
{
    const QList<FieldError> homeless = m_binder->showErrors(error);
    m_panel->showFocused();
    if (error.code == ErrorCode::Network || error.code == ErrorCode::Timeout ||
        error.code == ErrorCode::Unavailable) {
        m_panel->banner()->showMessage(
            Tone::Warning,
            tr("Capture stations are decided by the server, and it cannot be reached now. What you "
               "typed stays here; save again when you are online."));
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

void DeviceForm::setBusy(bool busy)
{
    m_isBusy = busy;
    refresh();
}

void DeviceForm::refresh()
{
    const bool isDirty = m_binder->isDirty();
    const bool isRevoked = m_device.state == DeviceState::Revoked;
    m_panel->setTitle(m_isNew ? tr("New capture station") : m_device.name);
    m_panel->setSubtitle(m_isNew ? QString()
                                 : tr("Since %1").arg(Formats::date(m_device.createdAt)));
    m_chip->setVisible(!m_isNew);
    m_chip->setStatus(stateText(m_device.state), toneOf(m_device.state));
    m_asksPinField->setLabel(tr("Personal PIN"));
    m_asksPin->setText(tr("Ask people who have one"));
    m_asksPinField->setHint(tr("After the badge, even without a network."));
    m_pinField->setRequired(m_isNew);
    m_pinField->setLabel(m_isNew ? tr("Exit PIN") : tr("New exit PIN"));
    m_pinField->setHint(m_isNew ? tr("%1 to %2 digits. Needed to close the capture screen.")
                                      .arg(Limits::PinMin)
                                      .arg(Limits::PinMax)
                                : tr("Leave it empty to keep the present one."));
    QStringList facts;
    if (!m_isNew && m_device.lastSeenAt) {
        facts.append(tr("Last seen %1.").arg(Formats::dateTime(*m_device.lastSeenAt)));
    }
    if (!m_isNew && m_device.codeExpiresAt && m_code->code().isEmpty() &&
        *m_device.codeExpiresAt > m_context.desk.clock.now()) {
        facts.append(
            tr("Its code can be used until %1.").arg(Formats::time(*m_device.codeExpiresAt)));
    }
    m_facts->setText(facts.join(u' '));
    m_facts->setVisible(!facts.isEmpty());
    m_save->setText(m_isNew ? tr("&Create") : tr("&Save"));
    m_save->setEnabled((m_isNew ? m_binder->isComplete() : isDirty) && !m_isBusy);
    m_save->setToolTip(m_isNew ? m_binder->missingText() : QString());
    m_cancel->setText(m_isNew || isDirty ? tr("Cancel") : tr("Close"));
    m_toggle->setVisible(!m_isNew);
    m_newCode->setVisible(!m_isNew);
    m_toggle->setText(isRevoked ? tr("S&witch on") : tr("S&witch off"));
    m_toggle->setEnabled(!m_isBusy && !isDirty);
    m_newCode->setEnabled(!m_isBusy && !isDirty && !isRevoked);
}

void DeviceForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void DeviceForm::retranslate()
{
    m_nameField->setLabel(tr("Name"));
    m_siteField->setLabel(tr("Place"));
    m_siteField->setHint(tr("Where it stands, such as “North entrance”."));
    m_doubleTapField->setLabel(tr("Ignore repeated reads within"));
    m_doubleTapField->setHint(
        tr("A badge read again within this time is reported as a repeat and counts once. It is the "
           "same for all stations of a place."));
    m_doubleTap->setSuffix(tr(" seconds"));
    m_newCode->setText(tr("&New code"));
    refresh();
}

} // namespace EvalTrack
