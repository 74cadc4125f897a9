// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboardpage.h"

#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/textlabel.h"
#include "dashboard/figurecard.h"
#include "dashboard/nexteventscard.h"
#include "domain/localwindow.h"

#include <QBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>

namespace EvalTrack {

namespace {

constexpr int FiguresInARow = 6;
constexpr int FiguresInARowWhenMany = 4;
constexpr int ThreeColumnsFrom = 1500;
constexpr int TwoColumnsFrom = 720;

QString textOf(double value, FigureFormat format)
{
    switch (format) {
    case FigureFormat::Count:
        return Formats::number(qRound64(value));
    case FigureFormat::Percent:
        return Formats::percent(value);
    case FigureFormat::Score:
        return Formats::decimal(value);
    }
    return {};
}

} // namespace

DashboardPage::DashboardPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_role(desk().session.person().value_or(SignedInPerson{}).role)
    , m_states(new QStackedWidget(this))
    , m_empty(new EmptyState(this))
    , m_title(new TextLabel(TextStyle::Title, this))
    , m_asOf(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, this))
    , m_offline(new Banner(this))
    , m_next(new NextEventsCard(this))
{
    build();
    connect(&desk().dashboard, &DashboardStore::dashboardChanged, this, &DashboardPage::showData);
    connect(&desk().events, &EventStore::eventsChanged, this, [this] {
        // The rows are made anew; whoever stands on one of them would lose the place.
        if (zonesOfEvents() != m_zones) {
            showNextEvents();
        }
    });
    connect(&desk().sync, &SyncStatus::changed, this, &DashboardPage::showFreshness);
    connect(m_empty, &EmptyState::actionTriggered, this, &DashboardPage::askAgain);
    connect(m_offline, &Banner::actionTriggered, &desk().sync, &SyncStatus::syncNow);
    connect(m_next, &NextEventsCard::eventActivated, this, [this](qint64 id) {
        Q_EMIT navigate(PageIds::Events, PageArgument::make(u"eventId"_qs, QString::number(id)));
    });
    retranslateUi();
}

void DashboardPage::activate(const QString & /*argument*/)
{
    askAgain();
    showData();
}

void DashboardPage::askAgain()
{
    desk().dashboard.refresh();
}

void DashboardPage::focusFirst()
{
    if (!m_figures.isEmpty()) {
        m_figures.first()->setFocus();
    }
}

void DashboardPage::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(Space::Three, Space::Two, Space::OneAndHalf, 0);
    outer->setSpacing(Space::OneAndHalf);
    m_title->setObjectName(u"pageTitleLabel"_qs);
    m_asOf->setObjectName(u"asOfLabel"_qs);
    m_offline->setObjectName(u"offlineBanner"_qs);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, Space::OneAndHalf, 0);
    head->addWidget(m_title, 1);
    head->addWidget(m_asOf, 0, Qt::AlignBottom);
    outer->addLayout(head);
    auto *notice = new QHBoxLayout;
    notice->setContentsMargins(0, 0, Space::OneAndHalf, 0);
    notice->addWidget(m_offline);
    outer->addLayout(notice);
    outer->addWidget(m_states, 1);

    auto *scroll = new QScrollArea(m_states);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_content = new QWidget(scroll);
    scroll->setWidget(m_content);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, Space::OneAndHalf, Space::Two);
    layout->setSpacing(Space::Two);
    m_figureGrid = new QGridLayout;
    m_figureGrid->setSpacing(Space::OneAndHalf);
    layout->addLayout(m_figureGrid);
    m_chartGrid = new QGridLayout;
    m_chartGrid->setSpacing(Space::Two);
    layout->addLayout(m_chartGrid);
    layout->addStretch();
    m_states->addWidget(scroll);
    m_states->addWidget(m_empty);

    const QList<FigureSpec> figures = DashboardContent::figures(m_role);
    const int inARow =
        figures.size() > FiguresInARow ? FiguresInARowWhenMany : static_cast<int>(figures.size());
    for (int i = 0; i < figures.size(); ++i) {
        auto *card = new FigureCard(m_content);
        card->setObjectName(figures.at(i).key % u"Card");
        card->setLeads(!figures.at(i).pageId.isEmpty());
        connect(card, &QAbstractButton::clicked, this,
                [this, page = figures.at(i).pageId, argument = figures.at(i).argument] {
                    if (!page.isEmpty()) {
                        Q_EMIT navigate(page, argument);
                    }
                });
        m_figureGrid->addWidget(card, i / inARow, i % inARow);
        m_figures.append(card);
    }
    for (const ChartSpec &spec : DashboardContent::charts(m_role)) {
        auto *panel = new ChartPanel(spec.kind, spec.format, m_content);
        panel->setObjectName(spec.key % u"Chart");
        panel->setToneOf([kind = spec.points](const SeriesPoint &point) {
            return DashboardContent::toneOf(point, kind);
        });
        connect(panel, &ChartPanel::pointActivated, this,
                [this, spec](const QString &key, qint64 id) { openPoint(spec, key, id); });
        m_charts.append(panel);
    }
    m_next->setParent(m_content);
}

void DashboardPage::retranslateUi()
{
    m_title->setText(tr("Dashboard"));
    m_next->setTitle(m_role == Role::Employee ? tr("My upcoming events") : tr("Upcoming events"));
    const QList<ChartSpec> charts = DashboardContent::charts(m_role);
    for (int i = 0; i < charts.size(); ++i) {
        m_charts.at(i)->setTexts(charts.at(i).title, charts.at(i).keyTitle,
                                 charts.at(i).valueTitle);
    }
    showData();
}

void DashboardPage::showData()
{
    const std::optional<Dashboard> latest = desk().dashboard.dashboard();
    // What is on its way has its place already: nothing jumps when it comes.
    m_states->setCurrentIndex(latest || desk().sync.isOnline() ? 0 : 1);
    showFreshness();
    for (ChartPanel *chart : std::as_const(m_charts)) {
        chart->setEmptyText(latest ? tr("Nothing to show yet.") : tr("Being worked out…"));
    }
    m_next->setEmptyText(latest ? tr("Nothing is planned yet.") : tr("Being worked out…"));
    const QList<FigureSpec> figures = DashboardContent::figures(m_role);
    if (!latest) {
        for (int i = 0; i < figures.size(); ++i) {
            m_figures.at(i)->setWaiting(figures.at(i).title, tr("being worked out"));
        }
        arrange();
        return;
    }
    for (int i = 0; i < figures.size(); ++i) {
        const FigureSpec &spec = figures.at(i);
        const auto value = latest->figures.constFind(spec.key);
        const bool isKnown = value != latest->figures.constEnd();
        const bool isDue = spec.isWork && isKnown && *value > 0;
        m_figures.at(i)->setFigure(spec.title, isKnown ? textOf(*value, spec.format) : u"—"_qs,
                                   isDue ? Tone::Accent : Tone::Neutral);
    }
    const QList<ChartSpec> charts = DashboardContent::charts(m_role);
    for (int i = 0; i < charts.size(); ++i) {
        QList<SeriesPoint> points = latest->series.value(charts.at(i).key);
        if (charts.at(i).points == PointKind::Month) {
            points =
                DashboardContent::everyMonth(points, charts.at(i).format == ValueFormat::Count);
        }
        for (SeriesPoint &point : points) {
            point.label = DashboardContent::labelOf(point, charts.at(i).points);
        }
        m_charts.at(i)->setPoints(points);
    }
    showNextEvents();
    arrange();
}

void DashboardPage::showNextEvents()
{
    const auto latest = desk().dashboard.dashboard();
    if (!latest) {
        return;
    }
    m_zones = zonesOfEvents();
    m_next->setEvents(latest->series.value(DashboardContent::nextEventsKey(m_role)), m_zones,
                      desk().clock.now(), m_role != Role::Employee);
}

// The server's figures say no zones; the records of the events do.
QHash<qint64, QString> DashboardPage::zonesOfEvents() const
{
    QHash<qint64, QString> zones;
    const auto events = desk().events.events();
    for (const EventSummary &each : *events) {
        if (each.event.zone && !each.event.id.isNull()) {
            zones.insert(each.event.id.value(), *each.event.zone);
        }
    }
    return zones;
}

void DashboardPage::showFreshness()
{
    const std::optional<Dashboard> latest = desk().dashboard.dashboard();
    const bool isOnline = desk().sync.isOnline();
    m_asOf->setVisible(latest && isOnline);
    if (!latest) {
        m_offline->clear();
        m_states->setCurrentIndex(isOnline ? 0 : 1);
        m_empty->setState(Icon::CloudOff, tr("No figures yet"),
                          tr("They come from the server, which cannot be reached now. "
                             "Everything else works without it."),
                          tr("Try again"));
        return;
    }
    const Timestamp now = desk().clock.now();
    const QString asOf = Formats::dateTime(latest->asOf);
    const QString age = Formats::age(latest->asOf, now);
    // One's own are counted however old.
    m_asOf->setText(
        roleHas(m_role, Permission::ViewReports)
            ? tr("Events since %1, as of %2 (%3)")
                  .arg(Formats::date(Formats::toLocal(windowStart(latest->asOf)).date()), asOf, age)
            : tr("As of %1 (%2)").arg(asOf, age));
    if (isOnline) {
        m_offline->clear();
    } else {
        m_offline->showMessage(Tone::Warning,
                               tr("You are offline. These are the figures as of %1.")
                                   .arg(Formats::relativeDateTimeInside(latest->asOf, now)),
                               tr("Try again"));
    }
}

void DashboardPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void DashboardPage::arrange()
{
    int lines = 1;
    for (const FigureCard *card : std::as_const(m_figures)) {
        lines = qMax(lines, card->linesNeeded());
    }
    for (FigureCard *card : std::as_const(m_figures)) {
        card->setTitleLines(lines);
    }
    const int columns = width() >= ThreeColumnsFrom ? 3 : width() >= TwoColumnsFrom ? 2 : 1;
    if (columns == m_columns) {
        return;
    }
    m_columns = columns;
    QList<QWidget *> cards = {m_next};
    for (ChartPanel *panel : std::as_const(m_charts)) {
        cards.append(panel);
    }
    // What comes next is what people look for; it stands beside the first chart.
    if (cards.size() > 1) {
        cards.swapItemsAt(0, 1);
    }
    for (int i = 0; i < cards.size(); ++i) {
        m_chartGrid->removeWidget(cards.at(i));
        const bool isLast = i + 1 == cards.size();
        m_chartGrid->addWidget(cards.at(i), i / columns, i % columns, 1,
                               isLast ? columns - i % columns : 1);
    }
    for (int column = 0; column < 3; ++column) {
        m_chartGrid->setColumnStretch(column, column < columns ? 1 : 0);
    }
}

void DashboardPage::openPoint(const ChartSpec &spec, const QString &key, qint64 id)
{
    if (spec.pageId.isEmpty()) {
        return;
    }
    Q_EMIT navigate(spec.pageId, DashboardContent::argumentOf(spec, key, id));
}

} // namespace EvalTrack
