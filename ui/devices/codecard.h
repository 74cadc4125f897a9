// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class TextLabel;

/// An enrolment code, large enough to be read out, and what to do with it. It is shown this once.
class CodeCard final : public QFrame
{
    Q_OBJECT
public:
    explicit CodeCard(QWidget *parent = nullptr);

    /// `until` is the time at which it is over, in words; `server` the address to type beside it,
    /// empty where the server runs on this computer, which no other can reach.
    void showCode(const QString &code, const QString &until, const QString &server);
    void clear();
    [[nodiscard]] QString code() const { return m_code; }

Q_SIGNALS:
    void copied();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    QString m_code;
    QString m_until;
    QString m_server;
    TextLabel *m_title;
    TextLabel *m_text;
    TextLabel *m_steps;
    QPushButton *m_copy;
};

} // namespace EvalTrack
