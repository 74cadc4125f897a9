// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/desk.h"
#include "shell/tourstep.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSize>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class DesktopUi;
class MainWindow;

/// Walks through every page that the signed-in person may open, and through the states that matter
/// (forms, a capture, numbers instead of charts), and writes a picture of each: `NN-name.png`. It
/// waits for each screen to come to rest, never for time alone. Made when the main window is there;
/// it leaves nothing behind but what a capture records, a station that waits for its code, and an
/// import that was taken back.
class Tour final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QSize size{1366, 768};
        /// 2.0 draws twice as many pixels a side. Icons are pictures of the screen's own ratio: for
        /// crisp ones start the program with QT_SCALE_FACTOR=2 and leave this alone.
        qreal scale = 1.0;
        /// Makes the network so; without it the tour shows neither waiting nor failing screens, and
        /// has no part offline.
        std::function<void(TourNetwork state)> network = {};
        /// A screen is at rest when nothing was painted for this long.
        std::chrono::milliseconds rest{180}; // A blinking cursor paints less often.
    };

    Tour(DesktopUi &ui, Desk &desk, QString folder, Options options, QObject *parent = nullptr);
    Tour(DesktopUi &ui, Desk &desk, QString folder, QObject *parent = nullptr);
    ~Tour() override;

    void start();

Q_SIGNALS:
    /// What is done from here on belongs to this step; taking its picture does not.
    void stepReached(const QString &name);
    /// How many pictures were written; fewer than the tour has steps when the folder refused some.
    void finished(int pictures);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void plan();
    void planBeforeSignIn();
    void planPage(const QString &pageId);
    void planDocuments();
    void planDepartments();
    void planOrgChart();
    void planReports();
    void planDevices();
    void planExplanation();
    void planEvaluation(const QString &name, EvaluationStatus status);
    void add(const QString &name, const QString &pageId, const QString &argument);
    void next();
    void restIsNear();
    void takePicture();
    [[nodiscard]] MainWindow *window() const;
    // On the page that is open.
    void press(const QString &objectName);
    void type(const QString &objectName, const QString &text);
    void showTab(const QString &objectName, int tab);
    [[nodiscard]] QString badgeOfSomebodyInactive() const;
    /// As a scanner does it, on the capture page.
    void scan(const QString &code);
    void sortEvaluations(Qt::SortOrder order);
    void scanSomebodyPresent();
    void scanSomebodyExpected();
    void scanOneOf(const std::function<bool(const Attendance &)> &isWanted);
    /// The page that is open, from its top.
    void scrollDown(int pages);
    [[nodiscard]] bool isScrolledBeyond(int pages) const;
    [[nodiscard]] QString eventArgument(bool past) const;

    DesktopUi &m_ui;
    Desk &m_desk;
    QString m_folder;
    Options m_options;
    QList<TourStep> m_steps;
    qsizetype m_at = -1;
    int m_written = 0;
    bool m_isPrepared = true;
    qint64 m_asked = 0; ///< The number of whoever was asked for documents last.
    QTimer m_quiet;
    QElapsedTimer m_since;
    std::unique_ptr<QWidget> m_standIn; ///< Pages of before signing in.
};

} // namespace EvalTrack
