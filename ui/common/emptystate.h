// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/icons.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class Skeleton;

/// What stands where there is nothing: a picture, what it means, and what to do about it; or, while
/// it is not known yet whether there is something, the outline of rows.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// The button is hidden while `action` is empty.
    void setState(Icon icon, const QString &title, const QString &text, const QString &action = {});
    /// Rows are on their way. `sentence` is what a screen reader says; the eye sees pale rows, and
    /// neither "nothing here" nor a text that is gone before it was read.
    void setLoading(const QString &sentence);
    [[nodiscard]] bool isLoading() const { return m_isLoading; }

Q_SIGNALS:
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void drawIcon();
    void showLoading(bool isLoading);
    void fit();

    bool m_isLoading = false;
    Skeleton *m_skeleton;
    QWidget *m_words;
    Icon m_icon = Icon::Info;
    QLabel *m_picture;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_action;
};

} // namespace EvalTrack
