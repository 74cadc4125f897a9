// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/capturepage.h"

#include "attendance/capturefeedback.h"
#include "attendance/eventchoice.h"
#include "base/deliver.h"
#include "common/camerapanel.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formfield.h"
#include "common/spokenrole.h"
#include "common/textlabel.h"
#include "domain/validation.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSettings>
#include <QTableWidget>
#include <QToolButton>

namespace EvalTrack {

namespace {

constexpr auto PinPatience = std::chrono::seconds(20); // then somebody else may come
constexpr int ShortestNumber = 7;
constexpr int LastCaptures = 50;
constexpr int CodeHeight = 56;
constexpr int SideWidth = 300;
constexpr int TimeWidth = 76; ///< At least: a heading is measured before it is bold.
const QString UseCameraKey = u"capture/camera"_qs;
const QString LeavingKey = u"capture/leaving"_qs;
const QString MutedKey = u"capture/muted"_qs;
/// People come earlier than an event begins, and are still there after it. Beyond that it is likely
/// to be another event.
constexpr auto DoorsAreOpen = std::chrono::hours(2);
constexpr auto RosterIsFresh = std::chrono::minutes(15);
constexpr auto LookAtListAgain = std::chrono::seconds(30);

bool isTyping(const QKeyEvent &event)
{
    const bool hasModifier =
        (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0;
    return !hasModifier && !event.text().isEmpty() && event.text().front().isPrint();
}

} // namespace

CapturePage::CapturePage(const PageContext &context, QWidget *parent, Use use)
    : Page(context, parent)
    , m_use(use)
    , m_ownSounds(context.sounds != nullptr ? nullptr : FeedbackSounds::ofThisComputer())
    , m_sounds(context.sounds != nullptr ? *context.sounds : *m_ownSounds)
    , m_title(new TextLabel(TextStyle::Title, this))
    , m_event(new EventChoice(desk().events, desk().clock, this))
    , m_showCode(new QToolButton(this))
    , m_useCamera(new QToolButton(this))
    , m_leaving(new QToolButton(this))
    , m_mute(new QToolButton(this))
    , m_fullScreen(new QToolButton(this))
    , m_code(new QLineEdit(this))
    , m_codeField(new FormField({}, m_code, this))
    , m_feedback(new CaptureFeedback(this))
    , m_camera(new CameraPanel(context.cameras, context.desk.clock, context.settings, this))
    , m_count(new TextLabel(TextStyle::Huge, this))
    , m_countText(new TextLabel(TextStyle::Subtitle, TextLabel::Ink::Muted, this))
    , m_connection(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
    , m_roster(new TextLabel(TextStyle::Body, TextLabel::Ink::Warning, this))
    , m_otherTime(new TextLabel(TextStyle::Body, TextLabel::Ink::Warning, this))
    , m_lastTitle(new TextLabel(TextStyle::Strong, this))
    , m_last(new QTableWidget(0, 3, this))
    , m_none(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_last->viewport()))
{
    build();
    m_event->setFilter([](const EventSummary &each) { return each.event.isActive; });
    connect(m_event, &EventChoice::eventChanged, this, &CapturePage::takeEvent);
    connect(m_event, &QComboBox::activated, this, &CapturePage::focusField);
    connect(m_code, &QLineEdit::returnPressed, this, &CapturePage::submit);
    connect(m_showCode, &QToolButton::clicked, this, [this] {
        Q_EMIT navigate(PageIds::CheckInCode,
                        PageArgument::make(u"event"_qs, toText(m_event->event().value())));
    });
    m_useCamera->setChecked(context.settings.value(UseCameraKey).toBool());
    connect(m_useCamera, &QToolButton::toggled, this, [this](bool isOn) {
        this->context().settings.setValue(UseCameraKey, isOn);
        followCamera();
    });
    m_leaving->setChecked(context.settings.value(LeavingKey).toBool());
    connect(m_leaving, &QToolButton::toggled, this, [this](bool isOn) {
        this->context().settings.setValue(LeavingKey, isOn);
        takeDirection();
    });
    m_mute->setChecked(context.settings.value(MutedKey).toBool());
    showMute();
    connect(m_mute, &QToolButton::toggled, this, [this](bool isMuted) {
        this->context().settings.setValue(MutedKey, isMuted);
        showMute();
    });
    connect(m_camera, &CameraPanel::offerChanged, this,
            [this] { m_useCamera->setVisible(m_camera->isOffered()); });
    connect(m_camera, &CameraPanel::codeRead, this, &CapturePage::takeFromCamera);
    connect(m_fullScreen, &QToolButton::clicked, this, &CapturePage::toggleFullScreen);
    connect(&desk().events, &EventStore::eventsChanged, this, &CapturePage::updateCount);
    connect(&desk().sync, &SyncStatus::changed, this, &CapturePage::updateConnection);
    connect(&desk().session, &Session::stateChanged, this, &CapturePage::updateConnection);
    m_pinPatience.setSingleShot(true);
    connect(&m_pinPatience, &QTimer::timeout, this, [this] {
        endPin();
        showReadiness();
    });
    connect(&m_clockwork, &QTimer::timeout, this, [this] {
        updateRoster();
        updateOtherTime();
    });
    m_clockwork.start(LookAtListAgain);
    m_event->installEventFilter(this);
    m_last->installEventFilter(this);
    retranslateUi();
    takeEvent();
}

void CapturePage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Three, Space::Two, Space::Three, Space::Two);
    layout->setSpacing(Space::Two);

    auto *head = new QHBoxLayout;
    head->setSpacing(Space::Two);
    head->addWidget(m_title);
    head->addWidget(m_event, 1);
    m_fullScreen->setObjectName(u"fullScreenButton"_qs);
    m_fullScreen->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_fullScreen->setFocusPolicy(Qt::TabFocus);
    m_showCode->setObjectName(u"showCodeButton"_qs);
    m_showCode->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_showCode->setFocusPolicy(Qt::TabFocus);
    m_useCamera->setObjectName(u"useCameraButton"_qs);
    m_useCamera->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_useCamera->setFocusPolicy(Qt::TabFocus);
    m_useCamera->setCheckable(true);
    m_useCamera->hide();
    m_leaving->setObjectName(u"leavingButton"_qs);
    m_leaving->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_leaving->setFocusPolicy(Qt::TabFocus);
    m_leaving->setCheckable(true);
    m_mute->setObjectName(u"muteButton"_qs);
    m_mute->setFocusPolicy(Qt::TabFocus);
    m_mute->setCheckable(true);
    head->addWidget(m_leaving);
    head->addWidget(m_useCamera);
    head->addWidget(m_showCode);
    head->addWidget(m_mute);
    head->addWidget(m_fullScreen);
    layout->addLayout(head);
    if (m_use == Use::Door) {
        m_title->setObjectName(u"kioskEventLabel"_qs);
        m_title->setWordWrap(true);
        head->setStretch(0, 1);
        m_event->hide();
        m_fullScreen->hide();
    }

    m_code->setObjectName(u"codeLineEdit"_qs);
    m_code->setMaxLength(Limits::CodeMax);
    m_code->setMinimumHeight(CodeHeight);
    m_code->setFont(fontOf(TextStyle::Title));
    layout->addWidget(m_codeField);
    auto *answers = new QHBoxLayout;
    answers->setSpacing(Space::Two);
    m_camera->setFixedWidth(SideWidth);
    answers->addWidget(m_camera);
    answers->addWidget(m_feedback, 1);
    layout->addLayout(answers, 2);

    auto *lower = new QHBoxLayout;
    lower->setSpacing(Space::Two); // As above it: one edge.
    auto *counts = new QVBoxLayout;
    counts->setSpacing(0);
    counts->setContentsMargins(0, 0, 0, 0);
    m_count->setObjectName(u"runningCountLabel"_qs);
    m_countText->setWordWrap(true);
    m_connection->setObjectName(u"captureConnectionLabel"_qs);
    m_connection->setWordWrap(true);
    counts->addWidget(m_count);
    counts->addWidget(m_countText);
    counts->addSpacing(Space::Two);
    counts->addWidget(m_connection);
    m_roster->setObjectName(u"rosterAgeLabel"_qs);
    m_roster->setWordWrap(true);
    counts->addSpacing(Space::One);
    counts->addWidget(m_roster);
    m_otherTime->setObjectName(u"otherTimeLabel"_qs);
    m_otherTime->setWordWrap(true);
    counts->addSpacing(Space::One);
    counts->addWidget(m_otherTime);
    counts->addStretch(1);
    auto *countBox = new QWidget(this);
    countBox->setLayout(counts);
    countBox->setFixedWidth(SideWidth);
    lower->addWidget(countBox);

    auto *list = new QVBoxLayout;
    list->setSpacing(Space::Half);
    m_last->setObjectName(u"lastCapturesTable"_qs);
    m_last->verticalHeader()->hide();
    m_last->horizontalHeader()->setStretchLastSection(true);
    m_last->horizontalHeader()->setHighlightSections(false);
    m_last->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_last->setShowGrid(false);
    m_last->setWordWrap(false);
    m_last->setTabKeyNavigation(false);
    m_last->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_last->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_last->setSelectionMode(QAbstractItemView::SingleSelection);
    m_last->horizontalHeader()->setMinimumSectionSize(TimeWidth);
    // English writes "10:58:58 PM".
    m_last->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_last->setColumnWidth(1, 240);
    m_none->setAlignment(Qt::AlignCenter);
    auto *over = new QVBoxLayout(m_last->viewport());
    over->addWidget(m_none);
    list->addWidget(m_lastTitle);
    list->addWidget(m_last, 1);
    lower->addLayout(list, 1);
    layout->addLayout(lower, 3);
}

void CapturePage::activate(const QString &argument)
{
    const EventUuid event(QUuid::fromString(PageArgument::value(argument, u"event"_qs)));
    if (!event.isNull()) {
        m_event->choose(event);
    }
    focusField();
}

EventUuid CapturePage::event() const
{
    return m_event->event();
}

void CapturePage::setStopped(bool stopped)
{
    if (stopped == std::exchange(m_isStopped, stopped)) {
        return;
    }
    showReadiness();
    updateConnection();
}

void CapturePage::focusSearch()
{
    focusField();
}

void CapturePage::focusFirst()
{
    focusField();
}

void CapturePage::focusField()
{
    m_code->setFocus(Qt::OtherFocusReason);
}

void CapturePage::submit()
{
    const QString code = m_code->text().trimmed();
    m_code->clear();
    focusField();
    if (code.isEmpty() || m_isStopped || m_isChecking) {
        return;
    }
    if (m_pinAsked && isPin(code)) {
        checkPin(code);
        return;
    }
    endPin(); // Whoever shows the next badge.
    if (m_event->event().isNull()) {
        m_code->setText(code);
        m_code->selectAll();
        m_feedback->showFailed(code, Error{ErrorCode::NotFound, {}, {}});
        play(FeedbackSound::Failed);
        return;
    }
    take(code, CaptureMethod::Badge);
}

void CapturePage::take(const QString &code, CaptureMethod method)
{
    if (const auto person = whoseToAsk(code)) {
        askPin(*person, code);
    } else {
        record(code, method);
    }
}

void CapturePage::takeFromCamera(const QString &text)
{
    const QString code = text.trimmed();
    if (code.isEmpty() || (m_pinAsked && m_pinAsked->code == code)) {
        return; // Whose PIN is being typed may hold the badge a little longer.
    }
    endPin();
    if (checkText(code, Limits::CodeMax)) {
        m_feedback->say(Tone::Danger, tr("NOT RECORDED"), tr("This QR code is not a badge."), {});
        play(FeedbackSound::Failed);
        return;
    }
    take(code, CaptureMethod::Qr);
}

// On while it is switched on and a code could be taken; the panel adds: and is seen.
void CapturePage::followCamera()
{
    m_camera->setWanted(m_useCamera->isChecked() && m_code->isEnabled());
}

/// Digits may be the next badge too; no PIN is as long as a number that somebody is known by.
bool CapturePage::isPin(const QString &text) const
{
    const bool isBadge =
        text.size() >= ShortestNumber && desk().people.people()->byCode(text).has_value();
    return !EvalTrack::checkPin(text) && !isBadge;
}

void CapturePage::record(const QString &code, CaptureMethod method)
{
    ++m_inFlight;
    deliver(desk().captures.record(m_event->event(), code, method, direction()), this,
            [this, code](const Result<RecordedCapture> &result) { takeAnswer(code, result); });
}

std::optional<Employee> CapturePage::whoseToAsk(const QString &code) const
{
    const auto settings = desk().station.settings();
    if (m_use != Use::Door || !settings || !settings->asksPin) {
        return std::nullopt;
    }
    const auto person = desk().people.people()->byCode(code);
    return person && person->isActive && person->pinHash ? person : std::nullopt;
}

void CapturePage::askPin(const Employee &person, const QString &code)
{
    if (const auto wait = desk().station.pinWait(person.uuid); wait.count() > 0) {
        m_feedback->say(Tone::Danger, tr("NOT RECORDED"),
                        tr("Too many wrong PINs. Try again in %n second(s).", nullptr,
                           static_cast<int>(wait.count())),
                        person.name);
        play(FeedbackSound::Failed);
        return;
    }
    m_pinAsked = PinAsked{person, code};
    m_code->setEchoMode(QLineEdit::Password);
    m_pinPatience.start(PinPatience);
    m_feedback->say(Tone::Neutral, person.name, tr("Type your PIN and press Enter."),
                    tr("Not recorded yet."));
    retranslateUi();
}

void CapturePage::checkPin(const QString &pin)
{
    m_isChecking = true;
    m_camera->setReading(false);
    m_pinPatience.stop();
    const PinAsked asked = *m_pinAsked;
    deliver(desk().station.checkPin(asked.person.uuid, *asked.person.pinHash, Redacted(pin)), this,
            [this, asked](const Result<void> &right) {
                m_isChecking = false;
                m_camera->setReading(true);
                endPin();
                if (right) {
                    record(asked.code, CaptureMethod::Pin);
                    return;
                }
                askPin(asked.person, asked.code);
                if (m_pinAsked) {
                    m_feedback->say(Tone::Danger, tr("NOT RECORDED"),
                                    right.error().code == ErrorCode::Unauthorized
                                        ? tr("The PIN is wrong. Type it again.")
                                        : ErrorPresenter::sentence(right.error()),
                                    asked.person.name);
                    play(FeedbackSound::Failed);
                }
            });
}

void CapturePage::endPin()
{
    m_pinPatience.stop();
    if (m_pinAsked) {
        m_pinAsked.reset();
        m_code->clear();
        m_code->setEchoMode(QLineEdit::Normal);
        retranslateUi();
    }
}

void CapturePage::takeAnswer(const QString &code, const Result<RecordedCapture> &result)
{
    --m_inFlight;
    if (!result) {
        m_feedback->showFailed(code, result.error());
        addToList(Formats::timeWithSeconds(desk().clock.now()), code, tr("NOT RECORDED"));
        play(FeedbackSound::Failed);
        // Whoever stands there should not have to type it again; the next scan replaces it.
        if (m_code->text().isEmpty()) {
            m_code->setText(code);
            m_code->selectAll();
        }
        return;
    }
    m_feedback->showRecorded(*result, desk().sync.isOnline());
    play(CaptureFeedback::soundOf(result->finding));
    addToList(Formats::timeWithSeconds(result->at),
              result->personName.isEmpty() ? result->code : result->personName,
              CaptureFeedback::wordOf(*result));
    updateCount();
    m_confirmed = qMax(m_confirmed, result->confirmedCount);
    m_left = result->leftCount;
    showCount();
    updateConnection();
}

void CapturePage::play(FeedbackSound sound)
{
    if (!m_mute->isChecked()) {
        m_sounds.play(sound);
    }
}

void CapturePage::showMute()
{
    m_mute->setIcon(
        Icons::get(m_mute->isChecked() ? Icon::SoundOff : Icon::Sound, IconTone::Muted));
}

void CapturePage::addToList(const QString &time, const QString &who, const QString &what)
{
    m_last->insertRow(0);
    int column = 0;
    for (const QString &text : {time, who, what}) {
        auto *item = new QTableWidgetItem(text);
        item->setToolTip(text);
        m_last->setItem(0, column++, item);
    }
    m_none->hide();
    while (m_last->rowCount() > LastCaptures) {
        m_last->removeRow(m_last->rowCount() - 1);
    }
}

void CapturePage::showReadiness()
{
    if (m_isStopped) {
        m_feedback->showStopped();
    } else {
        m_feedback->showReady(!m_event->event().isNull(), direction());
    }
    m_code->setEnabled(m_event->summary().has_value() && !m_isStopped);
    m_showCode->setEnabled(m_code->isEnabled());
    m_leaving->setEnabled(!m_isStopped);
    m_useCamera->setEnabled(!m_isStopped);
    followCamera();
}

void CapturePage::takeEvent()
{
    showReadiness();
    m_camera->forgetCodes(); // Whoever is at this event may be at the next one.
    m_last->setRowCount(0);
    m_none->show();
    const auto summary = m_event->summary();
    m_confirmed = summary ? summary->confirmed : 0;
    m_left = summary ? summary->left : 0;
    if (summary) {
        desk().captures.openDoor(m_event->event());
    }
    retranslateUi();
    Q_EMIT eventChanged();
}

void CapturePage::updateCount()
{
    const auto summary = m_event->summary();
    if (!summary) {
        m_count->setText(Formats::number(0));
        m_countText->setText({});
        return;
    }
    // The store follows a moment after the recorder: while scans come in, the larger one is right.
    m_confirmed = m_inFlight > 0 ? qMax(m_confirmed, summary->confirmed) : summary->confirmed;
    m_left = m_inFlight > 0 ? m_left : summary->left;
    showCount();
}

/// Who is in now, and who came and left.
void CapturePage::showCount()
{
    const auto summary = m_event->summary();
    if (!summary) {
        return;
    }
    m_count->setText(Formats::number(m_confirmed - m_left));
    QString text = summary->event.maxAttendees
                       ? tr("present of %1 on the list and %2 seats")
                             .arg(Formats::number(summary->registered),
                                  Formats::number(*summary->event.maxAttendees))
                       : tr("present of %1 on the list").arg(Formats::number(summary->registered));
    if (m_left > 0) {
        text += u'\n' % tr("%n have left", nullptr, m_left);
    }
    m_countText->setText(text);
}

Direction CapturePage::direction() const
{
    return m_leaving->isChecked() ? Direction::Leaving : Direction::Arriving;
}

void CapturePage::takeDirection()
{
    if (!m_pinAsked) {
        showReadiness();
    }
    retranslateUi();
    focusField();
}

void CapturePage::updateConnection()
{
    const int waiting = desk().sync.waitingCount();
    m_connection->setVisible(!m_isStopped); // Nobody is to go on then.
    const bool isOver = desk().session.state() == SessionState::Expired;
    if (desk().sync.isOnline() && isOver && waiting > 0) {
        // What has to be done about it is told above the page.
        m_connection->setInk(TextLabel::Ink::Warning);
        m_connection->setText(
            tr("The server takes nothing at present: %n record(s) are safe on this computer.",
               nullptr, waiting));
    } else if (desk().sync.isOnline()) {
        m_connection->setInk(TextLabel::Ink::Muted);
        m_connection->setText(waiting > 0 ? tr("Online; %n record(s) being sent.", nullptr, waiting)
                                          : tr("Online; the server has everything."));
    } else {
        m_connection->setInk(TextLabel::Ink::Warning);
        m_connection->setText(tr(
            "No connection. Keep going: %n record(s) are safe on this computer and will be sent.",
            nullptr, waiting));
    }
    updateRoster();
}

// Who is registered and which badges are good is known as of the last sync.
void CapturePage::updateRoster()
{
    const auto last = desk().sync.lastSync();
    const Timestamp now = desk().clock.now();
    const bool isStale = last && now - *last > RosterIsFresh;
    m_roster->setVisible(isStale && !m_isStopped);
    if (isStale) {
        const bool isToday = Formats::toLocal(*last).date() == Formats::toLocal(now).date();
        m_roster->setText(
            isToday ? tr("List as of %1.", "time").arg(Formats::time(*last))
                    : tr("List as of %1.", "date and time").arg(Formats::dateTime(*last)));
    }
}

// Nothing is refused for its time; but nobody should find out later that it was the wrong event.
void CapturePage::updateOtherTime()
{
    const auto summary = m_event->summary();
    const Timestamp now = desk().clock.now();
    QString text;
    if (summary && now < summary->event.date - DoorsAreOpen) {
        text = tr("This event begins %1. Whoever is captured now counts as present.")
                   .arg(Formats::relativeDateTimeInside(summary->event.date, now,
                                                        summary->event.zone));
    } else if (summary && now > summary->event.end() + DoorsAreOpen) {
        text = tr("This event ended %1. Whoever is captured now counts as present.")
                   .arg(Formats::relativeDateTimeInside(summary->event.end(), now,
                                                        summary->event.zone));
    }
    m_otherTime->setText(text);
    m_otherTime->setVisible(!text.isEmpty() && !m_isStopped);
}

void CapturePage::toggleFullScreen()
{
    QWidget *top = window();
    top->setWindowState(top->windowState() ^ Qt::WindowFullScreen);
    retranslateUi();
    focusField();
}

bool CapturePage::eventFilter(QObject *watched, QEvent *event)
{
    // A scan that comes while the list of events or of captures has the keyboard is a scan still.
    if (event->type() == QEvent::KeyPress && (watched == m_event || watched == m_last)) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (isTyping(*key)) {
            keyPressEvent(key);
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void CapturePage::keyPressEvent(QKeyEvent *event)
{
    if (isTyping(*event) && m_code->isEnabled() && !m_code->hasFocus()) {
        focusField();
        m_code->insert(event->text());
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_pinAsked && !m_isChecking) {
        endPin();
        showReadiness();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_F9) {
        m_leaving->toggle();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_F11 && m_use == Use::Desk) {
        toggleFullScreen();
        event->accept();
        return;
    }
    Page::keyPressEvent(event);
}

void CapturePage::mousePressEvent(QMouseEvent *event)
{
    Page::mousePressEvent(event);
    focusField();
}

void CapturePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    focusField();
    updateConnection();
    if (!m_mute->isChecked()) {
        m_sounds.prepare();
    }
}

void CapturePage::retranslateUi()
{
    const auto summary = m_use == Use::Door ? m_event->summary() : std::nullopt;
    m_title->setText(
        summary ? QString(summary->event.title % u" · " %
                          Formats::relativeDateTime(summary->event.date, desk().clock.now(),
                                                    summary->event.zone))
                : tr("Capture"));
    setSpokenName(*m_event, tr("Event"));
    m_codeField->setLabel(m_pinAsked ? tr("PIN of %1").arg(m_pinAsked->person.name)
                          : direction() == Direction::Leaving ? tr("Leaving: badge or national ID")
                                                              : tr("Badge or national ID"));
    m_leaving->setText(tr("Record departures"));
    m_leaving->setToolTip(tr("Switched on, whoever shows a badge goes out (F9)"));
    m_code->setPlaceholderText(m_pinAsked ? QString() : tr("Scan, or type and press Enter"));
    m_mute->setAccessibleName(tr("Mute sounds"));
    m_mute->setToolTip(tr("Switched on, captures are seen and not heard"));
    m_useCamera->setText(tr("Use camera"));
    m_useCamera->setToolTip(tr("Reads QR codes that are held in front of the camera"));
    m_showCode->setText(tr("Show check-in code"));
    m_showCode->setToolTip(tr("A code on this screen, by which people check themselves in"));
    m_fullScreen->setText((window()->windowState() & Qt::WindowFullScreen) != 0
                              ? tr("Leave full screen")
                              : tr("Full screen"));
    m_fullScreen->setToolTip(tr("Full screen (F11)"));
    m_lastTitle->setText(tr("Captures on this computer"));
    m_last->setAccessibleName(tr("Captures on this computer"));
    m_none->setText(tr("No captures yet"));
    m_last->setHorizontalHeaderLabels({tr("Time"), tr("Who"), tr("Result")});
    updateCount();
    updateConnection();
    updateOtherTime();
    if (m_feedback->isReady()) {
        showReadiness(); // In the language of now.
    }
}

} // namespace EvalTrack
