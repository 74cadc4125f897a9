// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace EvalTrack {

class TextLabel;

/// The frame of every page before somebody is signed in: the program's mark, a title, a sentence
/// and a card in the middle of the window; it scrolls when the window is small.
class CentredCard : public QWidget
{
    Q_OBJECT
public:
    explicit CentredCard(int width, QWidget *parent = nullptr);

    void setHeading(const QString &title, const QString &text);
    /// What stands in the card.
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }

private:
    TextLabel *m_title;
    TextLabel *m_text;
    QVBoxLayout *m_body;
};

} // namespace EvalTrack
