// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/camerascanner.h"

#include <QWidget>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QPushButton;
class QSettings;
class QStackedWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class CameraView;
class TextLabel;

/// What a camera sees, beside what is done with the codes that it reads; which camera, when there
/// are several; and what is wrong with it, with what to do. The camera is on exactly while this is
/// wanted and on the screen: another page, a minimised window or a problem switches it off. Without
/// a camera, or without `cameras`, it is never seen. The chosen camera is kept in the settings.
/// References outlive it. UI thread.
class CameraPanel final : public QWidget
{
    Q_OBJECT
public:
    CameraPanel(Cameras *cameras, const Clock &clock, QSettings &settings,
                QWidget *parent = nullptr);
    ~CameraPanel() override;

    /// Whether there is anything to be switched on, or a problem to be told.
    [[nodiscard]] bool isOffered() const { return !m_list.isEmpty() || m_problem; }
    void setWanted(bool wanted);
    [[nodiscard]] bool isWanted() const { return m_isWanted; }
    /// Pictures only, for as long as nobody could take a code.
    void setReading(bool reading);
    /// The next code is a new one, also when it is in sight already.
    void forgetCodes();
    /// Its words wrap, but the height is the page's to give.
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }

Q_SIGNALS:
    void codeRead(const QString &code);
    /// isOffered() may be another: a camera was plugged in or went.
    void offerChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void lookForCameras();
    void follow();
    void choose(const QByteArray &id);
    [[nodiscard]] QByteArray chosen() const;
    void takeProblem(CameraProblem problem);
    void tryAgain();
    void retranslate();
    [[nodiscard]] static QString wordsOf(CameraProblem problem);

    Cameras *const m_cameras;
    QSettings &m_settings;
    std::unique_ptr<CameraScanner> m_scanner; ///< nullptr without `cameras`.
    QList<CameraInfo> m_list;
    std::optional<CameraProblem> m_problem;
    QStackedWidget *m_stack;
    CameraView *m_view;
    QWidget *m_trouble;
    TextLabel *m_words;
    QPushButton *m_again;
    TextLabel *m_hint;
    QComboBox *m_choice;
    bool m_isWanted = false;
    bool m_isOnScreen = false;
};

} // namespace EvalTrack
