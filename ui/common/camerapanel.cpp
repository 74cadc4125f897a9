// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/camerapanel.h"

#include "common/cameraview.h"
#include "common/elidingcombobox.h"
#include "common/spokenrole.h"
#include "common/textlabel.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QEvent>
#include <QFrame>
#include <QKeyEvent>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>

#include <algorithm>

namespace EvalTrack {

namespace {

const QString CameraDeviceKey = u"camera/device"_qs;

bool contains(const QList<CameraInfo> &cameras, const QByteArray &id)
{
    return std::ranges::find(cameras, id, &CameraInfo::id) != cameras.end();
}

} // namespace

CameraPanel::CameraPanel(Cameras *cameras, const Clock &clock, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_cameras(cameras)
    , m_settings(settings)
    , m_scanner(cameras ? std::make_unique<CameraScanner>(*cameras, clock) : nullptr)
    , m_stack(new QStackedWidget(this))
    , m_view(new CameraView(m_stack))
    , m_trouble(new QFrame(m_stack))
    , m_words(new TextLabel(TextStyle::Body, m_trouble))
    , m_again(new QPushButton(m_trouble))
    , m_hint(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, this))
    , m_choice(new ElidingComboBox(this))
{
    build();
    hide();
    if (m_scanner) {
        connect(m_scanner.get(), &CameraScanner::pictureTaken, m_view, &CameraView::setPicture);
        connect(m_scanner.get(), &CameraScanner::codeRead, this, &CameraPanel::codeRead);
        connect(m_scanner.get(), &CameraScanner::failed, this, &CameraPanel::takeProblem);
        connect(m_cameras, &Cameras::changed, this, &CameraPanel::lookForCameras);
        connect(m_again, &QPushButton::clicked, this, &CameraPanel::tryAgain);
        connect(m_choice, &QComboBox::activated, this,
                [this](int index) { choose(m_choice->itemData(index).toByteArray()); });
        // The page is to be there first.
        QMetaObject::invokeMethod(this, &CameraPanel::lookForCameras, Qt::QueuedConnection);
    }
    retranslate();
}

CameraPanel::~CameraPanel() = default;

void CameraPanel::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Half);
    m_view->setObjectName(u"cameraView"_qs);
    m_trouble->setProperty("kind", u"card"_qs);
    auto *trouble = new QVBoxLayout(m_trouble);
    trouble->setContentsMargins(Space::Two, Space::One, Space::Two, Space::One);
    trouble->setSpacing(Space::One);
    m_words->setObjectName(u"cameraProblemLabel"_qs);
    m_words->setWordWrap(true);
    m_again->setObjectName(u"cameraAgainButton"_qs);
    trouble->addStretch(1);
    trouble->addWidget(m_words);
    trouble->addWidget(m_again, 0, Qt::AlignLeft);
    trouble->addStretch(1);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_trouble);
    layout->addWidget(m_stack, 1);
    m_hint->setWordWrap(true);
    layout->addWidget(m_hint);
    m_choice->setObjectName(u"cameraComboBox"_qs);
    m_choice->installEventFilter(this);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    layout->addWidget(m_choice);
}

void CameraPanel::setWanted(bool wanted)
{
    if (wanted == m_isWanted) {
        return;
    }
    m_isWanted = wanted;
    m_problem.reset();
    forgetCodes();
    follow();
    Q_EMIT offerChanged();
}

void CameraPanel::setReading(bool reading)
{
    if (m_scanner) {
        m_scanner->setReading(reading);
    }
}

void CameraPanel::forgetCodes()
{
    if (m_scanner) {
        m_scanner->forgetCodes();
    }
}

void CameraPanel::lookForCameras()
{
    const QList<CameraInfo> before = std::exchange(m_list, m_cameras->list());
    const bool isOneNew = std::ranges::any_of(
        m_list, [&before](const CameraInfo &each) { return !contains(before, each.id); });
    if (isOneNew) {
        m_problem.reset(); // Most likely it was plugged in again.
    }
    m_choice->clear();
    for (const CameraInfo &each : std::as_const(m_list)) {
        m_choice->addItem(each.name, each.id);
    }
    follow();
    Q_EMIT offerChanged();
}

QByteArray CameraPanel::chosen() const
{
    const QByteArray kept = m_settings.value(CameraDeviceKey).toByteArray();
    return contains(m_list, kept) || m_list.isEmpty() ? kept : m_list.first().id;
}

void CameraPanel::choose(const QByteArray &id)
{
    m_settings.setValue(CameraDeviceKey, id);
    tryAgain();
}

// Everything follows from what is wanted, what is there, what is wrong and what is on the screen.
void CameraPanel::follow()
{
    if (!m_scanner) {
        return;
    }
    const bool isThere = !m_list.isEmpty();
    setVisible(m_isWanted && isOffered());
    m_choice->setVisible(m_list.size() > 1);
    m_choice->setCurrentIndex(m_choice->findData(chosen()));
    m_hint->setVisible(!m_problem);
    m_again->setVisible(isThere);
    m_stack->setCurrentWidget(m_problem ? m_trouble : m_view);
    if (m_isWanted && m_isOnScreen && isThere && !m_problem) {
        m_scanner->start(chosen());
    } else {
        m_scanner->stop();
        m_view->setPicture({});
    }
}

void CameraPanel::takeProblem(CameraProblem problem)
{
    m_problem = problem;
    m_words->setText(wordsOf(problem));
    m_trouble->setAccessibleName(m_words->text());
    follow();
    QAccessibleEvent event(m_trouble, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    Q_EMIT offerChanged();
}

void CameraPanel::tryAgain()
{
    m_problem.reset();
    follow();
}

void CameraPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_isOnScreen = true;
    follow();
}

void CameraPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_isOnScreen = false;
    follow();
}

void CameraPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

// What is typed is for the page: a scanner does not look where the keyboard is.
bool CameraPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_choice && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool hasModifier =
            (key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0;
        if (!hasModifier && !key->text().isEmpty() && key->text().front().isPrint()) {
            event->ignore(); // It goes on to the parent.
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QString CameraPanel::wordsOf(CameraProblem problem)
{
    switch (problem) {
    case CameraProblem::NotThere:
        return tr("There is no camera. Plug one in.");
    case CameraProblem::Denied:
        return tr("EvalTrack may not use the camera. Allow it in the privacy settings of this "
                  "computer, then try again.");
    case CameraProblem::Busy:
        return tr("Another program is using the camera. Close it, then try again.");
    case CameraProblem::Unplugged:
        return tr("The camera was unplugged. Plug it in again.");
    case CameraProblem::NoPicture:
        return tr("No picture comes from the camera. Close other programs that may use it, or plug "
                  "it in again; then try again.");
    case CameraProblem::Failed:
        return tr("The camera does not work. Plug it in again or use another one, then try again.");
    }
    return {};
}

void CameraPanel::retranslate()
{
    m_view->setAccessibleName(tr("Picture of the camera"));
    m_view->setWaitingText(tr("The camera is being switched on…"));
    m_hint->setText(tr("Hold the QR code in front of the camera until it is read."));
    m_again->setText(tr("Try again"));
    setSpokenName(*m_choice, tr("Camera"));
    if (m_problem) {
        m_words->setText(wordsOf(*m_problem));
        m_trouble->setAccessibleName(m_words->text());
    }
}

} // namespace EvalTrack
