// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QMimeData;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class CameraPanel;
class CaptureFeedback;
class FormField;
class TextLabel;

/// One's own check-in by the code that an event shows: held before the camera, scanned or typed
/// into the field, or out of a picture of it that is pasted, dropped or chosen. "You are in" is
/// said when the server has the record, and not before. The camera is on from its button to that,
/// and goes off when the page is left.
class CheckInPage final : public Page
{
    Q_OBJECT
public:
    explicit CheckInPage(const PageContext &context, QWidget *parent = nullptr);

    void focusSearch() override;
    void focusFirst() override;

protected:
    void retranslateUi() override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void submit();
    void send(const QString &code);
    void takeAnswer(const Result<Wire::CheckedIn> &answer);
    /// Whether there is a picture in it.
    bool takePicture(const QMimeData &offered);
    /// `picture` is called in a pool thread.
    void readPicture(const std::function<QImage()> &picture);
    void choosePicture();
    void showCameraButton();
    void showReady();
    void setBusy(bool isBusy);

    TextLabel *m_title;
    TextLabel *m_how;
    CameraPanel *m_camera;
    QLineEdit *m_code;
    FormField *m_codeField;
    QPushButton *m_send;
    QPushButton *m_useCamera;
    QPushButton *m_picture;
    CaptureFeedback *m_feedback;
    bool m_isBusy = false;
    bool m_wasTried = false; // The answer says what came of it.
};

} // namespace EvalTrack
