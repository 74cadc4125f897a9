// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace EvalTrack {

/// A password with an eye that shows it.
class PasswordField final : public QLineEdit
{
    Q_OBJECT
public:
    explicit PasswordField(QWidget *parent = nullptr);

    void setShown(bool shown);
    [[nodiscard]] bool isShown() const { return echoMode() == QLineEdit::Normal; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void showState();

    QAction *m_eye;
};

} // namespace EvalTrack
