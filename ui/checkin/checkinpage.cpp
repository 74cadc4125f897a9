// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkin/checkinpage.h"

#include "attendance/capturefeedback.h"
#include "base/deliver.h"
#include "common/camerapanel.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formfield.h"
#include "common/prompter.h"
#include "common/qrcode.h"
#include "common/textlabel.h"
#include "common/wording.h"
#include "wire/messages.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QImageReader>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QtConcurrent>

namespace EvalTrack {

namespace Message = Wire::Message;

namespace {

constexpr int ContentWidth = 760;
constexpr QSize CameraSize(290, 232); // With the answer below it on a small display.
/// Larger pictures are made smaller before they are searched: a telephone's camera has far more
/// pixels than a code has modules.
constexpr int PastedPictureSide = 2'000;

QImage pictureIn(const QString &file)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    return reader.read();
}

QString readable(const QImage &picture)
{
    const bool isLarge = std::max(picture.width(), picture.height()) > PastedPictureSide;
    const auto text =
        readQrCode(isLarge ? picture.scaled(PastedPictureSide, PastedPictureSide,
                                            Qt::KeepAspectRatio, Qt::SmoothTransformation)
                           : picture);
    return text.value_or(QString());
}

} // namespace

CheckInPage::CheckInPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_title(new TextLabel(TextStyle::Title, this))
    , m_how(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
    , m_camera(new CameraPanel(context.cameras, context.desk.clock, context.settings, this))
    , m_code(new QLineEdit(this))
    , m_codeField(new FormField({}, m_code, this))
    , m_send(new QPushButton(this))
    , m_useCamera(new QPushButton(this))
    , m_picture(new QPushButton(this))
    , m_feedback(new CaptureFeedback(this))
{
    build();
    setAcceptDrops(true);
    m_code->installEventFilter(this);
    connect(m_code, &QLineEdit::returnPressed, this, &CheckInPage::submit);
    connect(m_send, &QPushButton::clicked, this, &CheckInPage::submit);
    connect(m_picture, &QPushButton::clicked, this, &CheckInPage::choosePicture);
    connect(m_useCamera, &QPushButton::clicked, this,
            [this] { m_camera->setWanted(!m_camera->isWanted()); });
    connect(m_camera, &CameraPanel::offerChanged, this, &CheckInPage::showCameraButton);
    connect(m_camera, &CameraPanel::codeRead, this, [this](const QString &code) {
        m_code->setText(code);
        send(code.trimmed());
    });
    connect(&desk().sync, &SyncStatus::changed, this, &CheckInPage::showReady);
    showReady();
    retranslateUi();
}

void CheckInPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Three, Space::Two, Space::Three, Space::Three);
    auto *content = new QWidget(this);
    content->setMaximumWidth(ContentWidth);
    layout->addWidget(content);
    layout->addStretch(1);

    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Space::Two);
    m_how->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_how);
    m_camera->setFixedSize(CameraSize);
    column->addWidget(m_camera);
    m_code->setObjectName(u"checkInCodeLineEdit"_qs);
    m_code->setMaxLength(Wire::CheckInCodeLength * 2);
    column->addWidget(m_codeField);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Space::One);
    m_send->setObjectName(u"checkInButton"_qs);
    m_send->setProperty("kind", u"primary"_qs);
    m_picture->setObjectName(u"choosePictureButton"_qs);
    m_useCamera->setObjectName(u"useCameraButton"_qs);
    buttons->addWidget(m_send);
    buttons->addWidget(m_useCamera);
    buttons->addWidget(m_picture);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addWidget(m_feedback);
}

void CheckInPage::focusSearch()
{
    focusFirst();
}

void CheckInPage::focusFirst()
{
    m_code->setFocus(Qt::OtherFocusReason);
}

void CheckInPage::showReady()
{
    setBusy(m_isBusy);
    if (m_wasTried) {
        return; // What became of it stays.
    }
    if (desk().sync.isOnline()) {
        m_feedback->say(Tone::Neutral, tr("Waiting for the code"),
                        tr("You are checked in as soon as this screen says so."), {});
    } else {
        m_feedback->say(Tone::Warning, tr("Only with a connection"),
                        tr("The server judges the code. Without a connection somebody at the door "
                           "can record you."),
                        {});
    }
}

void CheckInPage::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    // Enter in the field goes on trying: the connection may be back before this computer knows.
    m_send->setEnabled(!isBusy && desk().sync.isOnline());
    m_picture->setEnabled(!isBusy && desk().sync.isOnline());
    m_camera->setReading(!isBusy);
}

void CheckInPage::submit()
{
    const QString code = m_code->text().trimmed();
    if (!code.isEmpty() && !m_isBusy) {
        send(code);
    }
}

void CheckInPage::send(const QString &code)
{
    m_wasTried = true;
    if (!Wire::readCheckInCode(code)) {
        m_feedback->say(Tone::Danger, tr("NOT RECORDED"),
                        tr("This is not the check-in code of an event."), {});
        m_code->selectAll();
        return;
    }
    setBusy(true);
    m_feedback->say(Tone::Neutral, tr("One moment"), tr("Asking the server…"), {});
    deliver(desk().checkIn.checkIn(code), this,
            [this](const Result<Wire::CheckedIn> &answer) { takeAnswer(answer); });
}

void CheckInPage::takeAnswer(const Result<Wire::CheckedIn> &answer)
{
    setBusy(false);
    if (!answer) {
        const Error &error = answer.error();
        QString why = ErrorPresenter::sentence(error);
        if (error.code == ErrorCode::Conflict) {
            why = error.detail == Message::CheckInExpired
                      ? tr("This code is no longer good. Read the one that is shown now.")
                  : error.detail == Message::CheckInTooEarly
                      ? tr("Check-in opens half an hour before the event.")
                  : error.detail == Message::CheckInOver     ? tr("The event is over.")
                  : error.detail == Message::CheckInInactive ? tr("The event is not active.")
                                                             : why;
        } else if (error.code == ErrorCode::Validation) {
            why = tr("This is not the check-in code of an event.");
        } else if (error.code == ErrorCode::Timeout) {
            // The same code again is the same check-in.
            why = tr("The server did not answer. Try again with the same code.");
        }
        m_feedback->say(Tone::Danger, tr("NOT RECORDED"), why, {});
        m_code->selectAll();
        m_code->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_code->clear();
    m_camera->setWanted(false);
    const QString time = Formats::timeWithSeconds(answer->capturedAt);
    switch (answer->receipt.outcome) {
    case CaptureOutcome::Accepted:
        m_feedback->say(Tone::Success, tr("You are in"), answer->eventTitle,
                        tr("Recorded at %1.").arg(time));
        break;
    case CaptureOutcome::Duplicate:
        m_feedback->say(Tone::Info, tr("You were in already"), answer->eventTitle,
                        tr("Kept as well, at %1.").arg(time));
        break;
    case CaptureOutcome::Review:
        m_feedback->say(Tone::Warning, tr("Human resources decide"), answer->eventTitle,
                        QString(Wording::review(answer->receipt.reason.value_or(QString())) % u' ' %
                                tr("Your arrival at %1 is recorded.").arg(time)));
        break;
    }
    desk().sync.syncNow();
}

bool CheckInPage::takePicture(const QMimeData &offered)
{
    if (offered.hasImage()) {
        const auto picture = qvariant_cast<QImage>(offered.imageData());
        readPicture([picture] { return picture; });
        return true;
    }
    if (!offered.urls().isEmpty() && offered.urls().first().isLocalFile()) {
        const QString file = offered.urls().first().toLocalFile();
        readPicture([file] { return pictureIn(file); });
        return true;
    }
    return false;
}

void CheckInPage::readPicture(const std::function<QImage()> &picture)
{
    if (m_isBusy) {
        return;
    }
    m_wasTried = true;
    setBusy(true);
    deliver(QtConcurrent::run([picture]() -> Result<QString> { return readable(picture()); }), this,
            [this](const Result<QString> &code) {
                setBusy(false);
                if (code && !code->isEmpty()) {
                    m_code->setText(*code);
                    send(*code);
                    return;
                }
                m_feedback->say(Tone::Danger, tr("NOT RECORDED"),
                                tr("No code can be read in this picture. Take it from closer by, "
                                   "with the whole code in it."),
                                {});
            });
}

void CheckInPage::choosePicture()
{
    context().prompter.askOpenFile(
        this,
        {tr("Picture of the code"),
         {},
         {u"image/png"_qs, u"image/jpeg"_qs, u"application/octet-stream"_qs}},
        [this](const QString &file) { readPicture([file] { return pictureIn(file); }); });
}

void CheckInPage::showCameraButton()
{
    m_useCamera->setVisible(m_camera->isOffered());
    m_how->setVisible(!m_camera->isWanted()); // The camera says how, in less room.
    m_useCamera->setText(m_camera->isWanted() ? tr("Stop ca&mera") : tr("Use ca&mera"));
}

void CheckInPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    if (!event->spontaneous()) {
        m_camera->setWanted(false); // Nobody is to find it on who comes back.
    }
}

bool CheckInPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_code && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const QMimeData *pasted = QGuiApplication::clipboard()->mimeData();
        if (key->matches(QKeySequence::Paste) && pasted != nullptr && takePicture(*pasted)) {
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void CheckInPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasImage() || event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
    }
}

void CheckInPage::dropEvent(QDropEvent *event)
{
    if (takePicture(*event->mimeData())) {
        event->acceptProposedAction();
    }
}

void CheckInPage::retranslateUi()
{
    m_title->setText(tr("Check in"));
    m_how->setText(tr("Read the code on the screen of your event with a scanner, or take a picture "
                      "of it and paste it (Ctrl+V), drop it here or choose the file. The code "
                      "changes every 15 seconds."));
    m_codeField->setLabel(tr("Code"));
    m_code->setPlaceholderText(tr("Scan, paste or type the code"));
    m_send->setText(tr("&Check in"));
    m_picture->setText(tr("Choose &picture…"));
    showCameraButton();
}

} // namespace EvalTrack
