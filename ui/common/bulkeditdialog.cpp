// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/bulkeditdialog.h"

#include "common/banner.h"
#include "common/formats.h"
#include "common/formfield.h"
#include "common/page.h"
#include "common/personpicker.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "common/wording.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>

namespace EvalTrack {

namespace {

constexpr int BulkWidth = 1040;
constexpr int BulkHeight = 560;
constexpr int TypingMilliseconds = 150;

} // namespace

BulkEditDialog::BulkEditDialog(const PageContext &context, std::unique_ptr<BulkFields> fields,
                               const QList<QUuid> &rows, QWidget *parent)
    : BulkEditDialog(context, std::move(fields), rows.size(), false, parent)
{
    m_rows = rows;
    chooseField(0);
    m_field->setFocus();
}

BulkEditDialog::BulkEditDialog(const PageContext &context, std::unique_ptr<BulkFields> fields,
                               const QList<BulkRow> &pasted, QWidget *parent)
    : BulkEditDialog(context, std::move(fields), pasted.size(), true, parent)
{
    m_plan->setRows(pasted);
    showCounts();
    m_preview->setFocus();
}

BulkEditDialog::BulkEditDialog(const PageContext &context, std::unique_ptr<BulkFields> fields,
                               qsizetype rowCount, bool isPasted, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_fields(std::move(fields))
    , m_known(m_fields->fields())
    , m_plan(new BulkPlan(*m_fields, this))
    , m_banner(new Banner(this))
    , m_summary(new TextLabel(TextStyle::Strong, this))
    , m_preview(new TableView(this))
    , m_cancel(new QPushButton(this))
    , m_change(new QPushButton(this))
{
    setObjectName(u"bulkEditDialog"_qs);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    const auto count = static_cast<int>(rowCount);
    setWindowTitle(isPasted ? tr("Paste onto %n row(s)", nullptr, count)
                            : tr("Edit %n selected row(s)", nullptr, count));
    setAccessibleName(windowTitle());
    resize(BulkWidth, BulkHeight);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Three, Space::Three, Space::Three, Space::Three);
    layout->setSpacing(Space::OneAndHalf);
    auto *heading = new TextLabel(TextStyle::Subtitle, this);
    heading->setText(windowTitle());
    layout->addWidget(heading);
    if (!isPasted) {
        buildChoice();
    }
    layout->addWidget(m_banner);
    m_summary->setObjectName(u"bulkSummaryLabel"_qs);
    m_summary->setWordWrap(true);
    layout->addWidget(m_summary);
    m_preview->setObjectName(u"bulkPreviewTable"_qs);
    m_preview->setSortingEnabled(false);
    m_preview->setModel(m_plan);
    m_preview->setWidths({210, 130, 170, 170, 320}, {}, {});
    m_preview->setAccessibleName(tr("What will be changed"));
    layout->addWidget(m_preview, 1);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Space::One);
    buttons->addStretch(1);
    m_cancel->setObjectName(u"bulkCancelButton"_qs);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setAutoDefault(false);
    m_change->setObjectName(u"bulkChangeButton"_qs);
    m_change->setProperty("kind", u"primary"_qs);
    m_change->setDefault(true);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_change);
    layout->addLayout(buttons);

    m_later.setSingleShot(true);
    m_later.setInterval(TypingMilliseconds);
    connect(&m_later, &QTimer::timeout, this, &BulkEditDialog::look);
    connect(m_cancel, &QPushButton::clicked, this, &BulkEditDialog::reject);
    connect(m_change, &QPushButton::clicked, this, &BulkEditDialog::carryOut);
    connect(m_plan, &BulkPlan::ready, this, &BulkEditDialog::showCounts);
    connect(m_plan, &BulkPlan::progressed, this, [this](int done, int of) {
        m_summary->setText(
            tr("%1 of %2 recorded…").arg(Formats::number(done), Formats::number(of)));
    });
    connect(m_plan, &BulkPlan::finished, this, &BulkEditDialog::finish);
}

void BulkEditDialog::buildChoice()
{
    m_field = new QComboBox(this);
    m_field->setObjectName(u"bulkFieldComboBox"_qs);
    for (const BulkField &field : std::as_const(m_known)) {
        m_field->addItem(field.label);
    }
    m_editors = new QStackedWidget(this);
    m_text = new QLineEdit(m_editors);
    m_text->setObjectName(u"bulkTextLineEdit"_qs);
    m_number = new QSpinBox(m_editors);
    m_number->setObjectName(u"bulkNumberSpinBox"_qs);
    m_choice = new QComboBox(m_editors);
    m_choice->setObjectName(u"bulkChoiceComboBox"_qs);
    m_person = new PersonPicker(m_context.desk.people, m_editors);
    m_person->setObjectName(u"bulkPersonLineEdit"_qs);
    m_person->setPlaceholderText(tr("Name, ID, e-mail, job or department"));
    for (QWidget *editor : QList<QWidget *>{m_text, m_number, m_choice, m_person}) {
        editor->setAccessibleName(tr("New value"));
        m_editors->addWidget(editor);
    }
    m_editors->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_nothing = new QCheckBox(this);
    m_nothing->setObjectName(u"bulkNothingCheckBox"_qs);
    m_nothing->setText(tr("Leave it &empty"));

    auto *row = new QHBoxLayout;
    row->setSpacing(Space::OneAndHalf);
    row->addWidget(new FormField(tr("Field"), m_field, this), 2, Qt::AlignTop);
    m_valueField = new FormField(tr("New value"), m_editors, this);
    row->addWidget(m_valueField, 3, Qt::AlignTop);
    auto *below = new QVBoxLayout;
    below->addSpacing(Space::Three);
    below->addWidget(m_nothing);
    row->addLayout(below);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);

    const auto later = [this] {
        m_later.start();
    };
    connect(m_field, &QComboBox::currentIndexChanged, this, &BulkEditDialog::chooseField);
    connect(m_text, &QLineEdit::textChanged, this, later);
    connect(m_choice, &QComboBox::currentIndexChanged, this, later);
    connect(m_person, &QLineEdit::textChanged, this, later);
    connect(m_person, &PersonPicker::personChanged, this, later);
    connect(m_number, &QSpinBox::valueChanged, this, [this] {
        m_isNumberSet = true;
        m_later.start();
    });
    connect(m_nothing, &QCheckBox::toggled, this, [this, later](bool isNothing) {
        m_editors->setEnabled(!isNothing);
        later();
    });
}

const BulkField &BulkEditDialog::field() const
{
    return m_known.at(qMax(0, m_field->currentIndex()));
}

void BulkEditDialog::chooseField(int /*index*/)
{
    const BulkField &chosen = field();
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        for (const auto &[text, value] : chosen.choices) {
            m_choice->addItem(text, value);
        }
        m_choice->setCurrentIndex(-1);
        m_choice->setPlaceholderText(tr("Choose…"));
        const QSignalBlocker quietNumber(m_number);
        m_number->setRange(chosen.least, qMax(chosen.least, chosen.most));
        m_number->setSuffix(chosen.unit);
        m_number->setValue(chosen.least);
    }
    m_isNumberSet = false;
    m_text->clear();
    auto *completer = new QCompleter(chosen.suggestions, m_text);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    delete m_text->completer();
    m_text->setCompleter(completer);
    m_person->setPerson(std::nullopt);
    m_nothing->setChecked(false);
    m_nothing->setVisible(chosen.mayBeEmpty);
    switch (chosen.kind) {
    case BulkField::Kind::Text:
        m_editors->setCurrentWidget(m_text);
        break;
    case BulkField::Kind::Number:
        m_editors->setCurrentWidget(m_number);
        break;
    case BulkField::Kind::Choice:
        m_editors->setCurrentWidget(m_choice);
        break;
    case BulkField::Kind::Person:
        m_editors->setCurrentWidget(m_person);
        break;
    }
    m_editors->setFocusProxy(m_editors->currentWidget());
    look();
}

std::optional<std::expected<QVariant, QString>> BulkEditDialog::value() const
{
    if (m_nothing->isChecked()) {
        return QVariant();
    }
    switch (field().kind) {
    case BulkField::Kind::Text:
        if (m_text->text().trimmed().isEmpty()) {
            return std::nullopt;
        }
        return QVariant(m_text->text().simplified());
    case BulkField::Kind::Number:
        return m_isNumberSet
                   ? std::optional<std::expected<QVariant, QString>>(QVariant(m_number->value()))
                   : std::nullopt;
    case BulkField::Kind::Choice:
        return m_choice->currentIndex() < 0
                   ? std::nullopt
                   : std::optional<std::expected<QVariant, QString>>(m_choice->currentData());
    case BulkField::Kind::Person:
        break;
    }
    if (!m_person->person()) {
        return std::nullopt;
    }
    const auto people = m_context.desk.people.people();
    const qsizetype index = people->indexOf(*m_person->person());
    return index < 0 ? std::nullopt
                     : std::optional<std::expected<QVariant, QString>>(
                           QVariant(people->idAt(index).value()));
}

void BulkEditDialog::look()
{
    m_later.stop();
    QList<BulkRow> rows;
    if (const auto wanted = value()) {
        rows.reserve(m_rows.size());
        for (const QUuid &row : std::as_const(m_rows)) {
            rows.append({row, {{field().name, *wanted}}});
        }
    }
    m_plan->setRows(rows);
    showCounts();
}

void BulkEditDialog::showCounts()
{
    const BulkPlan::Counts &counts = m_plan->counts();
    const bool isChosen = m_field == nullptr || value().has_value();
    QStringList parts;
    if (!isChosen) {
        parts.append(tr("Choose a field and its new value: the list below shows what would change "
                        "before anything does."));
    } else if (!m_plan->isReady()) {
        parts.append(tr("Looking…"));
    } else {
        parts.append(counts.changing > 0 ? tr("%n row(s) will change.", nullptr, counts.changing)
                                         : tr("Nothing will change."));
        if (counts.same > 0) {
            parts.append(tr("%n value(s) are so already.", nullptr, counts.same));
        }
        if (counts.refused > 0) {
            parts.append(tr("%n value(s) cannot be changed.", nullptr, counts.refused));
        }
    }
    m_summary->setText(parts.join(u' '));
    m_preview->setColumnWanted(BulkPlan::Why, counts.refused > 0);
    m_preview->setColumnWanted(BulkPlan::Field, m_field == nullptr);
    m_change->setText(counts.changing > 0 ? tr("&Change %n row(s)", nullptr, counts.changing)
                                          : tr("&Change"));
    m_change->setEnabled(isChosen && m_plan->isReady() && counts.changing > 0);
}

void BulkEditDialog::carryOut()
{
    if (m_later.isActive() || !m_plan->isReady() || m_plan->counts().changing == 0) {
        return; // What is shown is not what was typed yet.
    }
    for (QWidget *widget : QList<QWidget *>{m_change, m_cancel, m_field, m_editors, m_nothing}) {
        if (widget != nullptr) {
            widget->setEnabled(false);
        }
    }
    m_plan->carryOut(m_context.desk.commands);
}

void BulkEditDialog::finish(int changed, const std::optional<Error> &error)
{
    if (changed > 0) {
        m_context.toaster.toast(QString(tr("%n row(s) changed.", nullptr, changed) % u' ' %
                                        Wording::saved(m_context.desk.sync) % u' ' %
                                        tr("Ctrl+Z takes it back.")),
                                Tone::Success);
    }
    if (!error) {
        accept();
        return;
    }
    m_banner->showError(*error);
    m_summary->setText(changed > 0 ? tr("%n row(s) changed, the others were not.", nullptr, changed)
                                   : tr("Nothing was changed."));
    m_cancel->setText(tr("Close"));
    m_cancel->setEnabled(true);
    m_cancel->setFocus();
}

void BulkEditDialog::reject()
{
    if (m_cancel->isEnabled()) { // Half of it is no change that anybody asked for.
        QDialog::reject();
    }
}

void BulkEditDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        reject();
    }
}

} // namespace EvalTrack
