// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/columnfilterpopup.h"

#include "common/formats.h"
#include "common/textlabel.h"
#include "items/itemtext.h"
#include "items/valuelistmodel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QScreen>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int FilterPopupWidth = 300;
constexpr int MostListHeight = 240;
constexpr int ListRowHeight = 30; // Of the style sheet, in the font of the program.
constexpr int ManyChoices = 8;

/// The values of a column; of states all of them, also those that no row has.
QList<ColumnValue> offered(const ItemTableModel &model, int column)
{
    const QList<ColumnValue> present = model.valuesOf(column);
    QList<ColumnValue> all = model.choicesOf(column);
    if (all.isEmpty()) {
        return present;
    }
    for (ColumnValue &choice : all) {
        const auto found = std::ranges::find(present, choice.name, &ColumnValue::name);
        choice.count = found == present.end() ? 0 : found->count;
    }
    return all;
}

QString dayText(QDate day)
{
    return ItemText::date(day.isValid() ? std::optional(day) : std::nullopt);
}

} // namespace

QString ColumnFilterPopup::nothingWord()
{
    return tr("(empty)");
}

ColumnFilterPopup::ColumnFilterPopup(const ItemTableModel &model, int column, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_model(model)
    , m_column(column)
    , m_kind(model.kindOf(column))
    , m_body(new QWidget(this))
    , m_sentence(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, this))
    , m_apply(new QPushButton(tr("Apply"), this))
    , m_clear(new QPushButton(tr("No filter"), this))
{
    setObjectName(u"columnFilterPopup"_qs);
    setAttribute(Qt::WA_DeleteOnClose);
    setProperty("kind", u"popup"_qs);
    setFixedWidth(FilterPopupWidth);
    const QString title =
        tr("Filter: %1").arg(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    setWindowTitle(title);
    setAccessibleName(title);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Two, Space::OneAndHalf, Space::Two, Space::Two);
    layout->setSpacing(Space::One);
    auto *heading = new TextLabel(TextStyle::Strong, this);
    heading->setText(title);
    layout->addWidget(heading);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(Space::One);
    if (m_kind != ColumnKind::Choice) {
        m_how = new QComboBox(this);
        m_how->setObjectName(u"howComboBox"_qs);
        m_how->setAccessibleName(tr("Which rows"));
        m_how->addItem(m_kind == ColumnKind::Text ? tr("With a text or a value")
                                                  : tr("From … to …"));
        m_how->addItem(tr("Empty"));
        m_how->addItem(tr("Not empty"));
        layout->addWidget(m_how);
        connect(m_how, &QComboBox::currentIndexChanged, this, [this] {
            m_body->setVisible(how() == How::Asked);
            updateSentence();
            adjustSize();
        });
    }
    layout->addWidget(m_body);
    switch (m_kind) {
    case ColumnKind::Number:
        buildNumbers();
        break;
    case ColumnKind::Date:
        buildDays();
        break;
    case ColumnKind::Text:
    case ColumnKind::Choice:
    case ColumnKind::None:
        buildValues(m_kind == ColumnKind::Text);
        break;
    }
    m_sentence->setObjectName(u"filterSentenceLabel"_qs);
    m_sentence->setWordWrap(true);
    layout->addWidget(m_sentence);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Space::One);
    m_clear->setObjectName(u"clearColumnFilterButton"_qs);
    m_apply->setObjectName(u"applyColumnFilterButton"_qs);
    m_apply->setProperty("kind", u"primary"_qs);
    buttons->addWidget(m_clear);
    buttons->addStretch(1);
    buttons->addWidget(m_apply);
    layout->addLayout(buttons);
    connect(m_apply, &QPushButton::clicked, this, &ColumnFilterPopup::apply);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen(m_column, std::nullopt);
        close();
    });

    const auto known = model.filters().constFind(column);
    m_clear->setEnabled(known != model.filters().cend());
    if (known != model.filters().cend()) {
        take(*known);
    }
    updateSentence();
}

void ColumnFilterPopup::buildValues(bool isSearched)
{
    const auto known = m_model.filters().constFind(m_column);
    const QStringList checked = known != m_model.filters().cend() ? known->values : QStringList();
    m_values = new ValueListModel(this);
    m_values->setValues(offered(m_model, m_column), checked, nothingWord());
    const int rows = m_values->rowCount();
    if (isSearched || rows > ManyChoices) {
        m_search = new QLineEdit(m_body);
        m_search->setObjectName(u"filterTextLineEdit"_qs);
        m_search->setPlaceholderText(tr("Contains…"));
        m_search->setAccessibleName(tr("Text that is contained"));
        m_search->setClearButtonEnabled(true);
        m_body->layout()->addWidget(m_search);
        connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
            m_values->setSearch(text);
            updateSentence();
        });
        m_search->installEventFilter(this);
    }
    m_list = new QListView(m_body);
    m_list->setObjectName(u"filterValuesListView"_qs);
    m_list->setAccessibleName(tr("Values"));
    m_list->setUniformItemSizes(true); // A hundred thousand names are not measured.
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setModel(m_values);
    m_list->setFixedHeight(
        std::min(std::max(rows, 2) * ListRowHeight + Space::One, MostListHeight));
    m_body->layout()->addWidget(m_list);
    connect(m_values, &ValueListModel::checkedChanged, this, [this] {
        m_wasToggled = true;
        updateSentence();
    });
    connect(m_list, &QListView::pressed, this, [this] { m_wasToggled = false; });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (!m_wasToggled) { // Beside the box; the word is as good.
            const bool isChecked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
            m_values->setData(index, isChecked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
        }
    });
    m_list->installEventFilter(this);
}

void ColumnFilterPopup::buildNumbers()
{
    auto *grid = new QGridLayout;
    grid->setSpacing(Space::One);
    const auto add = [&](int row, const QString &name, const QString &title) {
        auto *label = new TextLabel(TextStyle::Body, m_body);
        label->setText(title);
        auto *field = new QLineEdit(m_body);
        field->setObjectName(name);
        field->setPlaceholderText(tr("Any"));
        field->setAccessibleName(title);
        label->setBuddy(field);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
        connect(field, &QLineEdit::textChanged, this, &ColumnFilterPopup::updateSentence);
        return field;
    };
    m_least = add(0, u"leastLineEdit"_qs, tr("From"));
    m_most = add(1, u"mostLineEdit"_qs, tr("To"));
    static_cast<QVBoxLayout *>(m_body->layout())->addLayout(grid);
}

void ColumnFilterPopup::buildDays()
{
    auto *grid = new QGridLayout;
    grid->setSpacing(Space::One);
    const QDate today = QDate::currentDate();
    const auto add = [&](int row, const QString &name, const QString &title, QDate day) {
        auto *has = new QCheckBox(title, m_body);
        has->setObjectName(QString(name % u"CheckBox"));
        auto *field = new QDateEdit(day, m_body);
        field->setObjectName(QString(name % u"DateEdit"));
        field->setCalendarPopup(true);
        field->setDisplayFormat(Formats::dateFormat());
        field->setAccessibleName(title);
        field->setEnabled(false);
        grid->addWidget(has, row, 0);
        grid->addWidget(field, row, 1);
        connect(has, &QCheckBox::toggled, field, &QWidget::setEnabled);
        connect(has, &QCheckBox::toggled, this, &ColumnFilterPopup::updateSentence);
        connect(field, &QDateEdit::dateChanged, this, &ColumnFilterPopup::updateSentence);
        return std::pair(has, field);
    };
    std::tie(m_hasFrom, m_from) =
        add(0, u"filterFrom"_qs, tr("From"), QDate(today.year(), today.month(), 1));
    std::tie(m_hasTo, m_to) = add(1, u"filterTo"_qs, tr("To"), today);
    grid->setColumnStretch(1, 1);
    static_cast<QVBoxLayout *>(m_body->layout())->addLayout(grid);
    auto *days = new QHBoxLayout;
    days->setSpacing(Space::Half);
    static_cast<QVBoxLayout *>(m_body->layout())->addLayout(days);
    addDayButton(u"todayButton"_qs, tr("Today"), today, today);
    addDayButton(u"thisMonthButton"_qs, tr("This month"), QDate(today.year(), today.month(), 1),
                 QDate(today.year(), today.month(), today.daysInMonth()));
    addDayButton(u"thisYearButton"_qs, tr("This year"), QDate(today.year(), 1, 1),
                 QDate(today.year(), 12, 31));
    days->addStretch(1);
}

void ColumnFilterPopup::addDayButton(const QString &name, const QString &text, QDate from, QDate to)
{
    auto *button = new QPushButton(text, m_body);
    button->setObjectName(name);
    button->setProperty("kind", u"link"_qs);
    m_body->layout()->itemAt(m_body->layout()->count() - 1)->layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, from, to] {
        m_hasFrom->setChecked(true);
        m_hasTo->setChecked(true);
        m_from->setDate(from);
        m_to->setDate(to);
    });
}

void ColumnFilterPopup::take(const ColumnFilter &filter)
{
    if (m_how != nullptr) {
        m_how->setCurrentIndex(filter.test == ColumnFilter::Test::Empty      ? 1
                               : filter.test == ColumnFilter::Test::NotEmpty ? 2
                                                                             : 0);
    }
    if (m_search != nullptr) {
        m_search->setText(filter.text);
    }
    if (m_least != nullptr) {
        const QLocale locale;
        m_least->setText(filter.least ? locale.toString(*filter.least, 'g', 12) : QString());
        m_most->setText(filter.most ? locale.toString(*filter.most, 'g', 12) : QString());
    }
    if (m_from != nullptr) {
        m_hasFrom->setChecked(filter.from.isValid());
        m_hasTo->setChecked(filter.to.isValid());
        if (filter.from.isValid()) {
            m_from->setDate(filter.from);
        }
        if (filter.to.isValid()) {
            m_to->setDate(filter.to);
        }
    }
}

ColumnFilterPopup::How ColumnFilterPopup::how() const
{
    return m_how == nullptr ? How::Asked : static_cast<How>(qMax(0, m_how->currentIndex()));
}

std::optional<ColumnFilter> ColumnFilterPopup::filter() const
{
    ColumnFilter filter;
    if (how() != How::Asked) {
        filter.test =
            how() == How::Empty ? ColumnFilter::Test::Empty : ColumnFilter::Test::NotEmpty;
        return filter;
    }
    if (m_values != nullptr) {
        filter.values = m_values->checked();
        if (!filter.values.isEmpty()) {
            filter.test = ColumnFilter::Test::OneOf;
            return filter;
        }
        filter.text = m_search != nullptr ? m_search->text().trimmed() : QString();
        return filter.text.isEmpty() || m_kind == ColumnKind::Choice ? std::nullopt
                                                                     : std::optional(filter);
    }
    filter.test = ColumnFilter::Test::Between;
    if (m_least != nullptr) {
        const auto numberIn = [](const QLineEdit &field) {
            bool isNumber = false;
            const double number = QLocale().toDouble(field.text().trimmed(), &isNumber);
            return isNumber ? std::optional(number) : std::nullopt;
        };
        filter.least = numberIn(*m_least);
        filter.most = numberIn(*m_most);
        return filter.least || filter.most ? std::optional(filter) : std::nullopt;
    }
    filter.from = m_hasFrom->isChecked() ? m_from->date() : QDate();
    filter.to = m_hasTo->isChecked() ? m_to->date() : QDate();
    return filter.from.isValid() || filter.to.isValid() ? std::optional(filter) : std::nullopt;
}

void ColumnFilterPopup::updateSentence()
{
    const auto set = filter();
    m_sentence->setText(set ? tr("Shows: %1").arg(wordsOf(m_model, m_column, *set))
                            : tr("Shows every row."));
    m_apply->setAccessibleDescription(m_sentence->text());
}

void ColumnFilterPopup::apply()
{
    Q_EMIT chosen(m_column, filter());
    close();
}

QWidget *ColumnFilterPopup::first() const
{
    if (how() != How::Asked) {
        return m_how;
    }
    if (m_search != nullptr) {
        return m_search;
    }
    if (m_list != nullptr) {
        return m_list;
    }
    return m_least != nullptr ? static_cast<QWidget *>(m_least) : m_hasFrom;
}

void ColumnFilterPopup::popup(const QPoint &at)
{
    adjustSize();
    const QRect room = parentWidget()->screen()->availableGeometry();
    move(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())),
         std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    show();
    if (m_list != nullptr && m_list->model()->rowCount() > 0) {
        m_list->setCurrentIndex(m_list->model()->index(0, 0));
    }
    first()->setFocus(Qt::PopupFocusReason);
}

void ColumnFilterPopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        auto *focused = qobject_cast<QPushButton *>(focusWidget());
        if (focused != nullptr) {
            focused->click();
        } else {
            apply();
        }
        return;
    }
    QFrame::keyPressEvent(event);
}

bool ColumnFilterPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (watched == m_search && key->key() == Qt::Key_Down) {
            m_list->setFocus(Qt::TabFocusReason);
            return true;
        }
        const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (watched == m_list && isReturn) {
            apply();
            return true;
        }
        if (watched == m_list && key->key() == Qt::Key_Space && m_list->currentIndex().isValid()) {
            const QModelIndex index = m_list->currentIndex();
            const bool isChecked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
            m_values->setData(index, isChecked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

QString ColumnFilterPopup::wordsOf(const ItemTableModel &model, int column,
                                   const ColumnFilter &filter)
{
    const QLocale locale;
    switch (filter.test) {
    case ColumnFilter::Test::Contains:
        return tr("contains “%1”").arg(filter.text);
    case ColumnFilter::Test::Empty:
        return tr("empty");
    case ColumnFilter::Test::NotEmpty:
        return tr("not empty");
    case ColumnFilter::Test::OneOf: {
        // Only states read otherwise than they are named.
        const QList<ColumnValue> known = model.kindOf(column) == ColumnKind::Choice
                                             ? offered(model, column)
                                             : QList<ColumnValue>();
        QStringList words;
        for (const QString &name : filter.values) {
            const auto found = std::ranges::find(known, name, &ColumnValue::name);
            const QString text = found == known.end() ? name : found->text;
            words.append(text.isEmpty() ? nothingWord() : text);
        }
        constexpr qsizetype ValuesTold = 3;
        if (words.size() <= ValuesTold) {
            return words.join(u", "_qs);
        }
        return QString(words.mid(0, ValuesTold - 1).join(u", "_qs) % u' ' %
                       tr("and %1 more").arg(locale.toString(words.size() - ValuesTold + 1)));
    }
    case ColumnFilter::Test::Between:
        break;
    }
    const QString least =
        filter.least ? locale.toString(*filter.least, 'g', 12) : dayText(filter.from);
    const QString most = filter.most ? locale.toString(*filter.most, 'g', 12) : dayText(filter.to);
    if (least == most) {
        return least;
    }
    return least.isEmpty()  ? tr("to %1").arg(most)
           : most.isEmpty() ? tr("from %1").arg(least)
                            : tr("from %1 to %2").arg(least, most);
}

} // namespace EvalTrack
