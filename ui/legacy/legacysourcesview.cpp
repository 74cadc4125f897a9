// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacysourcesview.h"

#include "common/formats.h"
#include "common/formfield.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "domain/localday.h"
#include "legacy/legacywords.h"
#include "wire/keys.h"
#include "wire/legacycodec.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>

namespace EvalTrack {

namespace {

constexpr int FieldsWidth = 620;

QLineEdit *addressEdit(const QString &name, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(name);
    // A password stands in it.
    edit->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    return edit;
}

} // namespace

LegacySourcesView::LegacySourcesView(QWidget *parent)
    : QWidget(parent)
    , m_text(new TextLabel(TextStyle::Body, this))
    , m_accounts(addressEdit(u"accountsUrlLineEdit"_qs, this))
    , m_business(addressEdit(u"businessUrlLineEdit"_qs, this))
    , m_zone(new QComboBox(this))
    , m_accountsField(new FormField({}, m_accounts, this))
    , m_businessField(new FormField({}, m_business, this))
    , m_zoneField(new FormField({}, m_zone, this))
    , m_test(new QPushButton(this))
    , m_next(new QPushButton(this))
    , m_outcome(new TextLabel(TextStyle::Body, this))
    , m_model(new QStandardItemModel(0, 2, this))
    , m_table(new TableView(this))
{
    build();
    retranslate();
}

void LegacySourcesView::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::OneAndHalf);
    m_text->setWordWrap(true);
    layout->addWidget(m_text);
    m_zone->setObjectName(u"zoneComboBox"_qs);
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->addItems(zoneNames());
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    m_zone->setCurrentText({});
    for (QWidget *field : {m_accountsField, m_businessField, m_zoneField}) {
        field->setMaximumWidth(FieldsWidth);
        layout->addWidget(field);
    }
    auto *deeds = new QHBoxLayout;
    deeds->setSpacing(Space::One);
    m_test->setObjectName(u"testSourcesButton"_qs);
    m_test->setProperty("kind", u"primary"_qs);
    m_next->setObjectName(u"sourcesNextButton"_qs);
    deeds->addWidget(m_test);
    deeds->addWidget(m_next);
    deeds->addStretch(1);
    layout->addLayout(deeds);
    m_outcome->setObjectName(u"sourcesOutcomeLabel"_qs);
    m_outcome->setWordWrap(true);
    m_outcome->hide();
    layout->addWidget(m_outcome);
    m_table->setObjectName(u"sourcesTable"_qs);
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setWidths({260, 140}, {});
    m_table->setMaximumWidth(FieldsWidth);
    m_table->hide();
    layout->addWidget(m_table, 1);
    layout->addStretch(0);

    connect(m_test, &QPushButton::clicked, this, &LegacySourcesView::testRequested);
    connect(m_next, &QPushButton::clicked, this, &LegacySourcesView::nextRequested);
    for (QLineEdit *edit : {m_accounts, m_business}) {
        connect(edit, &QLineEdit::returnPressed, m_test, &QPushButton::click);
        connect(edit, &QLineEdit::textChanged, this, [this] {
            setCounts({});
            updateDeeds();
        });
    }
    connect(m_accounts, &QLineEdit::textChanged, m_accountsField,
            [this] { m_accountsField->setError({}); });
    connect(m_business, &QLineEdit::textChanged, m_businessField,
            [this] { m_businessField->setError({}); });
    connect(m_zone, &QComboBox::editTextChanged, m_zoneField,
            [this] { m_zoneField->setError({}); });
}

void LegacySourcesView::setSources(const LegacySources &sources)
{
    m_sources = sources;
    if (m_zone->currentText().isEmpty()) {
        m_zone->setCurrentText(sources.zone);
    }
    retranslate();
}

LegacyPlace LegacySourcesView::place() const
{
    return {Redacted(m_accounts->text()), Redacted(m_business->text()), m_zone->currentText()};
}

bool LegacySourcesView::showFaults(const Error &error)
{
    QWidget *first = nullptr;
    for (const FieldError &each : error.fieldErrors) {
        FormField *field = each.field == Wire::Key::accountsUrl   ? m_accountsField
                           : each.field == Wire::Key::businessUrl ? m_businessField
                           : each.field == Wire::Key::zone        ? m_zoneField
                                                                  : nullptr;
        if (field == nullptr) {
            continue;
        }
        const auto fault = Wire::legacyFaultIn(each);
        field->setError(field == m_zoneField ? tr("There is no such time zone.")
                        : fault              ? LegacyWords::fault(*fault)
                                             : tr("This address is not acceptable."));
        first = first == nullptr ? field->editor() : first;
    }
    if (first != nullptr) {
        first->setFocus(Qt::OtherFocusReason);
    }
    return first != nullptr;
}

void LegacySourcesView::setCounts(const QList<LegacyTally> &counts)
{
    m_counts = counts;
    if (!counts.isEmpty()) {
        for (FormField *field : {m_accountsField, m_businessField, m_zoneField}) {
            field->setError({});
        }
    }
    showCounts();
}

void LegacySourcesView::showCounts()
{
    m_outcome->setVisible(!m_counts.isEmpty());
    m_table->setVisible(!m_counts.isEmpty());
    m_model->setRowCount(0);
    for (const LegacyTally &each : std::as_const(m_counts)) {
        auto *rows = new QStandardItem(Formats::number(each.read));
        rows->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_model->appendRow({new QStandardItem(LegacyWords::table(each.entity)), rows});
    }
}

void LegacySourcesView::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    updateDeeds();
}

QString LegacySourcesView::whatIsMissing() const
{
    const bool hasPlace = (m_sources.hasAccounts || !m_accounts->text().trimmed().isEmpty()) &&
                          (m_sources.hasBusiness || !m_business->text().trimmed().isEmpty());
    return hasPlace ? QString() : tr("Enter where both databases are first.");
}

void LegacySourcesView::updateDeeds()
{
    const QString missing = whatIsMissing();
    for (QPushButton *button : {m_test, m_next}) {
        button->setEnabled(missing.isEmpty() && !m_isBusy);
        button->setToolTip(missing);
    }
    Q_EMIT placeChanged();
}

void LegacySourcesView::focusFirst()
{
    m_accounts->setFocus(Qt::OtherFocusReason);
}

void LegacySourcesView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void LegacySourcesView::retranslate()
{
    m_text->setText(tr("v1 keeps accounts in PostgreSQL and everything else in MySQL or MariaDB. "
                       "Both are read and never changed. The addresses go to the server for this "
                       "run and are kept nowhere; a user that may only read is enough."));
    const QString asSet = tr("As the server is set up");
    m_accounts->setPlaceholderText(m_sources.hasAccounts ? asSet : QString());
    m_business->setPlaceholderText(m_sources.hasBusiness ? asSet : QString());
    m_accountsField->setLabel(tr("Accounts (PostgreSQL)"));
    m_accountsField->setHint(tr("postgresql://user:password@host:5432/name"));
    m_businessField->setLabel(tr("Business data (MySQL or MariaDB)"));
    m_businessField->setHint(tr("mysql://user:password@host:3306/name"));
    m_zoneField->setLabel(tr("Time zone of v1"));
    m_zoneField->setHint(tr("What v1 has as APP_TIMEZONE."));
    m_test->setText(tr("&Test the connection"));
    m_next->setText(tr("&Continue"));
    m_outcome->setText(tr("Both databases can be read. This is what is in them:"));
    m_table->setAccessibleName(tr("Rows in v1"));
    m_model->setHorizontalHeaderLabels({tr("In v1"), tr("Rows")});
    m_model->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    showCounts();
    updateDeeds();
}

} // namespace EvalTrack
