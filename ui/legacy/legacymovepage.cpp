// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacymovepage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/prompter.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "legacy/legacyrunview.h"
#include "legacy/legacysourcesview.h"
#include "legacy/legacywords.h"

#include <QApplication>
#include <QBoxLayout>
#include <QFileInfo>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

#include <utility>

namespace EvalTrack {

namespace {

using namespace std::chrono_literals;

/// How often a run is looked at, by who sees it.
constexpr auto PollInterval = 1s;

bool writeFile(const QString &file, const QByteArray &content)
{
    QSaveFile out(file);
    // It holds personal data.
    return out.open(QIODevice::WriteOnly) &&
           out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
           out.write(content) == content.size() && out.commit();
}

} // namespace

LegacyMovePage::LegacyMovePage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_title(new TextLabel(TextStyle::Title, this))
    , m_banner(new Banner(this))
    , m_back(new QToolButton(this))
    , m_tabs(new QTabBar(this))
    , m_steps(new QStackedWidget(this))
    , m_sources(new LegacySourcesView(m_steps))
    , m_runs{new LegacyRunView(LegacyRunKind::DryRun, desk().clock, m_steps),
             new LegacyRunView(LegacyRunKind::Import, desk().clock, m_steps),
             new LegacyRunView(LegacyRunKind::Verify, desk().clock, m_steps)}
    , m_waiting(new QWidget(m_steps))
    , m_waitingText(new TextLabel(TextStyle::Body, m_waiting))
    , m_openTray(new QPushButton(m_waiting))
{
    build();
    connectAll();
    retranslateUi();
    updateDeeds();
}

void LegacyMovePage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Three, Space::Two, Space::Three, Space::Two);
    layout->setSpacing(Space::OneAndHalf);
    m_title->setObjectName(u"pageTitleLabel"_qs);
    layout->addWidget(m_title);
    m_tabs->setObjectName(u"stepTabBar"_qs);
    m_tabs->setExpanding(false);
    for (int i = 0; i < StepCount; ++i) {
        m_tabs->addTab({});
    }
    m_back->setObjectName(u"backButton"_qs);
    m_back->setIcon(Icons::get(Icon::Back));
    m_back->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *head = new QHBoxLayout;
    head->setSpacing(Space::One);
    head->addWidget(m_back);
    head->addWidget(m_tabs, 1);
    layout->addLayout(head);
    layout->addWidget(m_banner);
    m_steps->addWidget(m_sources);
    for (LegacyRunView *view : m_runs) {
        m_steps->addWidget(view);
    }
    auto *waiting = new QVBoxLayout(m_waiting);
    waiting->setContentsMargins(0, 0, 0, 0);
    waiting->setSpacing(Space::OneAndHalf);
    m_waitingText->setObjectName(u"waitingLabel"_qs);
    m_waitingText->setWordWrap(true);
    m_openTray->setObjectName(u"openTrayButton"_qs);
    m_openTray->setProperty("kind", u"primary"_qs);
    waiting->addWidget(m_waitingText);
    waiting->addWidget(m_openTray, 0, Qt::AlignLeft);
    waiting->addStretch(1);
    m_steps->addWidget(m_waiting);
    layout->addWidget(m_steps, 1);
    m_pollSoon.setSingleShot(true);
    m_pollSoon.setInterval(PollInterval);
}

void LegacyMovePage::connectAll()
{
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT navigate(PageIds::Imports, {}); });
    connect(m_tabs, &QTabBar::currentChanged, m_steps, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int step) {
        if (step == Waiting) {
            askWaiting();
        }
    });
    connect(m_banner, &Banner::actionTriggered, this, &LegacyMovePage::ask);
    connect(m_sources, &LegacySourcesView::testRequested, this, &LegacyMovePage::test);
    connect(m_sources, &LegacySourcesView::nextRequested, this, [this] { goTo(DryRun); });
    connect(m_sources, &LegacySourcesView::placeChanged, this, &LegacyMovePage::blockRuns);
    connectRun(viewOf(LegacyRunKind::DryRun), LegacyRunKind::DryRun, Import);
    connectRun(viewOf(LegacyRunKind::Import), LegacyRunKind::Import, Verify);
    connectRun(viewOf(LegacyRunKind::Verify), LegacyRunKind::Verify, Waiting);
    connect(m_openTray, &QPushButton::clicked, this,
            [this] { Q_EMIT navigate(PageIds::LegacyTray, {}); });
    connect(&m_pollSoon, &QTimer::timeout, this, [this] { whenShown([this] { poll(); }); });
    connect(&desk().sync, &SyncStatus::changed, this, [this] {
        if (m_hasFailed && desk().sync.isOnline()) {
            whenShown([this] { ask(); });
        }
        updateDeeds();
    });
}

void LegacyMovePage::connectRun(LegacyRunView *view, LegacyRunKind kind, Step next)
{
    connect(view, &LegacyRunView::startRequested, this, [this, kind] { start(kind); });
    connect(view, &LegacyRunView::cancelRequested, this, [this, kind] { cancel(kind); });
    connect(view, &LegacyRunView::reportRequested, this,
            [this, kind](LegacyMove::Report report) { saveReport(kind, report); });
    connect(view, &LegacyRunView::nextRequested, this, [this, next] { goTo(next); });
}

void LegacyMovePage::activate(const QString & /*argument*/)
{
    ask();
    if (m_tabs->currentIndex() == Waiting) {
        askWaiting();
    }
}

void LegacyMovePage::focusFirst()
{
    m_tabs->setFocus(Qt::OtherFocusReason);
}

void LegacyMovePage::ask()
{
    deliver(desk().legacy.sources(), this, [this](const Result<LegacySources> &sources) {
        if (sources) {
            m_sources->setSources(*sources);
            m_hasDriver = sources->hasDriver;
            if (!m_hasDriver) {
                clearBanner();
            }
        }
    });
    deliver(desk().legacy.runs({}), this, [this](const Result<Paged<LegacyRun>> &runs) {
        if (!runs) {
            showFailure(runs.error());
            return;
        }
        if (std::exchange(m_hasFailed, false)) {
            clearBanner();
        }
        takeRuns(runs->items);
    });
}

// What is wrong with the server itself is said for as long as nothing else is.
void LegacyMovePage::clearBanner()
{
    if (m_hasDriver) {
        m_banner->clear();
    } else {
        m_banner->showMessage(Tone::Warning, LegacyWords::fault(LegacyFault::NoDriver));
    }
}

void LegacyMovePage::takeRuns(const QList<LegacyRun> &runs)
{
    for (LegacyRunView *view : m_runs) {
        std::optional<LegacyRun> newest;
        for (const LegacyRun &run : runs) {
            if (!newest && viewOf(run.kind) == view) {
                newest = run;
            }
        }
        view->setRun(newest);
    }
    if (!std::exchange(m_isPlaced, true)) {
        const Step due = stepDue();
        if (m_tabs->hasFocus()) {
            goTo(due);
        } else {
            m_tabs->setCurrentIndex(due); // Whoever is typing goes on.
        }
    }
    updateDeeds();
    if (running()) {
        m_pollSoon.start();
    }
}

LegacyMovePage::Step LegacyMovePage::stepDue() const
{
    const auto isDone = [this](LegacyRunKind kind) {
        const auto &run = viewOf(kind)->run();
        return run && run->state == LegacyRunState::Done;
    };
    if (const auto now = running()) {
        return static_cast<Step>(DryRun + static_cast<int>(now->kind));
    }
    const auto &imported = viewOf(LegacyRunKind::Import)->run();
    const auto &verified = viewOf(LegacyRunKind::Verify)->run();
    if (imported && imported->state != LegacyRunState::Done) {
        return Import;
    }
    if (imported && (!verified || verified->id < imported->id)) {
        return Verify;
    }
    if (imported) {
        return isDone(LegacyRunKind::Verify) && verified->isWhole() ? Waiting : Verify;
    }
    return viewOf(LegacyRunKind::DryRun)->run() ? DryRun : Sources;
}

void LegacyMovePage::goTo(Step step)
{
    m_tabs->setCurrentIndex(step);
    if (step == Sources) {
        m_sources->focusFirst();
    } else if (step == Waiting) {
        m_openTray->setFocus(Qt::OtherFocusReason);
    } else {
        m_runs.at(static_cast<size_t>(step - DryRun))->focusFirst();
    }
}

void LegacyMovePage::test()
{
    m_isAsking = true;
    updateDeeds();
    m_banner->showMessage(Tone::Info, tr("The server looks at both databases…"));
    deliver(desk().legacy.look(m_sources->place()), this,
            [this](const Result<QList<LegacyTally>> &counts) {
                m_isAsking = false;
                clearBanner();
                updateDeeds();
                m_sources->setCounts(counts.value_or(QList<LegacyTally>()));
                if (!counts) {
                    showFailure(counts.error());
                }
            });
}

void LegacyMovePage::start(LegacyRunKind kind)
{
    if (kind != LegacyRunKind::Import) {
        begin(kind);
        return;
    }
    const auto &dryRun = viewOf(LegacyRunKind::DryRun)->run();
    const bool isTried = dryRun && dryRun->state == LegacyRunState::Done;
    const QString text =
        tr("People, events, attendances and evaluations of v1 appear in EvalTrack for everybody. "
           "v1 is not changed, so the way back is to go on with it.");
    context().prompter.ask(this,
                           {tr("Import v1 now?"),
                            isTried ? text : QString(tr("No dry run was made yet.") % u' ' % text),
                            tr("Import"),
                            {},
                            false},
                           [this](bool isAccepted) {
                               if (isAccepted) {
                                   begin(LegacyRunKind::Import);
                               }
                           });
}

void LegacyMovePage::begin(LegacyRunKind kind)
{
    m_isAsking = true;
    updateDeeds();
    m_banner->showMessage(Tone::Info, tr("The server opens both databases…"));
    deliver(desk().legacy.start(kind, m_sources->place()), this,
            [this](const Result<LegacyRun> &run) {
                m_isAsking = false;
                clearBanner();
                if (run) {
                    takeRun(*run);
                } else {
                    showFailure(run.error());
                }
                updateDeeds();
            });
}

void LegacyMovePage::cancel(LegacyRunKind kind)
{
    const auto &run = viewOf(kind)->run();
    if (!run) {
        return;
    }
    deliver(desk().legacy.cancel(run->id), this, [this](const Result<LegacyRun> &cancelled) {
        if (cancelled) {
            takeRun(*cancelled);
        } else if (cancelled.error().code == ErrorCode::Conflict) {
            poll(); // It came to its end meanwhile.
        } else {
            showFailure(cancelled.error());
        }
    });
}

void LegacyMovePage::saveReport(LegacyRunKind kind, LegacyMove::Report report)
{
    const auto &run = viewOf(kind)->run();
    if (!run) {
        return;
    }
    const bool isPage = report == LegacyMove::Report::Page;
    const FileQuestion question{tr("Save the report"),
                                isPage ? tr("move-from-v1.html")
                                : report == LegacyMove::Report::Findings
                                    ? tr("move-from-v1-findings.csv")
                                    : tr("move-from-v1-waiting.csv"),
                                {isPage ? u"text/html"_qs : u"text/csv"_qs}};
    context().prompter.askSaveFile(
        this, question, [this, id = run->id, report](const QString &file) {
            deliver(desk().legacy.report(id, report), this,
                    [this, file](const Result<QByteArray> &content) {
                        if (!content) {
                            showFailure(content.error());
                        } else if (!writeFile(file, *content)) {
                            showFailure({ErrorCode::Storage, {}, {}});
                        } else {
                            context().toaster.toast(tr("%1 is written. It holds personal data.")
                                                        .arg(QFileInfo(file).fileName()),
                                                    Tone::Success);
                        }
                    });
        });
}

std::optional<LegacyRun> LegacyMovePage::running() const
{
    for (const LegacyRunView *view : m_runs) {
        if (view->run() && view->run()->state == LegacyRunState::Running) {
            return view->run();
        }
    }
    return std::nullopt;
}

void LegacyMovePage::poll()
{
    const auto run = running();
    if (!run) {
        return;
    }
    deliver(desk().legacy.run(run->id), this, [this](const Result<LegacyRun> &now) {
        if (now) {
            if (std::exchange(m_hasFailed, false)) {
                clearBanner();
            }
            takeRun(*now);
            return;
        }
        showFailure(now.error());
        m_pollSoon.start();
    });
}

void LegacyMovePage::takeRun(const LegacyRun &run)
{
    LegacyRunView *view = viewOf(run.kind);
    view->setRun(run);
    updateDeeds();
    if (run.state == LegacyRunState::Running) {
        m_pollSoon.start();
    } else if (const QWidget *focus = QApplication::focusWidget();
               m_steps->currentWidget() == view && (focus == nullptr || isAncestorOf(focus))) {
        view->focusFirst(); // The button that had it is gone. Who works elsewhere is left alone.
    }
}

void LegacyMovePage::askWaiting()
{
    deliver(desk().legacy.tray(LegacyMove::Which::Open, {}), this,
            [this](const Result<Paged<LegacyTrayRow>> &page) {
                if (page) {
                    m_waitingCount = page->total.value_or(page->items.size());
                    showWaiting();
                } else {
                    showFailure(page.error());
                }
            });
}

void LegacyMovePage::showWaiting()
{
    m_waitingText->setText(
        !m_waitingCount       ? tr("Being counted…")
        : *m_waitingCount > 0 ? tr("%n row(s) of v1 could not be placed. Human resources decide on "
                                   "each in the tray; whatever is put right in v1 comes with the "
                                   "next import.",
                                   nullptr, static_cast<int>(*m_waitingCount))
                              : tr("Nothing waits for a decision."));
}

void LegacyMovePage::showFailure(const Error &error)
{
    // Only what the next answer mends is taken away by it.
    m_hasFailed = error.code == ErrorCode::Network;
    if (error.code == ErrorCode::Network) {
        m_banner->showMessage(Tone::Warning,
                              tr("The move is the server's work, and it cannot be reached now. "
                                 "What runs there goes on."),
                              tr("Try again"));
    } else if (error.code == ErrorCode::Conflict) {
        m_banner->showMessage(
            Tone::Warning,
            tr("Another run is under way, started by somebody else or by the server's command."),
            tr("Look again"));
    } else if (error.code == ErrorCode::Validation) {
        goTo(Sources);
        if (m_sources->showFaults(error)) {
            m_banner->showMessage(Tone::Danger, tr("v1 cannot be read. See the marked field."));
        } else {
            m_banner->showError(error);
        }
    } else {
        m_banner->showError(error, tr("Try again"));
    }
}

void LegacyMovePage::updateDeeds()
{
    m_sources->setBusy(m_isAsking || !desk().sync.isOnline());
    blockRuns();
}

void LegacyMovePage::blockRuns()
{
    const QString missing = m_sources->whatIsMissing();
    const bool isBlocked = m_isAsking || running() || !desk().sync.isOnline() || !missing.isEmpty();
    for (LegacyRunView *view : m_runs) {
        view->setBlocked(isBlocked, missing);
    }
}

void LegacyMovePage::retranslateUi()
{
    m_title->setText(tr("Move from v1"));
    m_back->setText(tr("Import"));
    m_tabs->setAccessibleName(tr("Steps"));
    m_tabs->setTabText(Sources, tr("1. Sources"));
    m_tabs->setTabText(DryRun, tr("2. Dry run"));
    m_tabs->setTabText(Import, tr("3. Import"));
    m_tabs->setTabText(Verify, tr("4. Verification"));
    m_tabs->setTabText(Waiting, tr("5. What waits"));
    m_openTray->setText(tr("&Open the tray"));
    showWaiting();
}

} // namespace EvalTrack
