// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QString>
#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QFrame;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class TextLabel;

/// What a new person is shown: some callouts over the real window, each beside what it speaks of.
/// By keyboard: Return or the right arrow goes on, the left arrow back, Escape ends it at any
/// step. Keys and clicks do not reach the window below meanwhile. Each step is told to a screen
/// reader. What is shown and whether it was shown before is the owner's. UI thread.
class FirstTour final : public QWidget
{
    Q_OBJECT
public:
    struct Stop
    {
        QString name; ///< For tests.
        /// In coordinates of the window; empty where it is not to be seen (the system's menu bar):
        /// the callout stands in the middle then.
        std::function<QRect()> where;
        std::function<QString()> title; ///< Translated at the call.
        std::function<QString()> text;
    };

    explicit FirstTour(QWidget *window);

    /// From the first of `stops`; one that runs already starts again.
    void start(const QList<Stop> &stops);
    [[nodiscard]] bool isRunning() const { return m_at >= 0; }
    /// Of the stop that is shown; empty when none is.
    [[nodiscard]] QString stop() const;

Q_SIGNALS:
    /// Gone through or skipped.
    void ended();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void go(qsizetype to);
    void end();
    void showStop();
    void place();
    /// The callout speaks, and has the keyboard.
    void announce();
    void keepKeyboard(QWidget *now);
    [[nodiscard]] QRect hole() const;

    QWidget *m_window;
    QList<Stop> m_stops;
    qsizetype m_at = -1;
    QPointer<QWidget> m_before; ///< Had the keyboard.
    QFrame *m_card;
    TextLabel *m_step;
    TextLabel *m_title;
    TextLabel *m_text;
    QPushButton *m_skip;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace EvalTrack
