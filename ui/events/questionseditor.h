// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace EvalTrack {

/// The questions of an event's evaluation, one line each: add, remove, move up. Empty lines do not
/// count.
class QuestionsEditor final : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QStringList value READ questions)
public:
    explicit QuestionsEditor(QWidget *parent = nullptr);

    void setQuestions(const QStringList &questions);
    [[nodiscard]] QStringList questions() const;

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        QWidget *row;
        QLineEdit *text;
        QToolButton *up;
        QToolButton *remove;
    };

    void addLine(const QString &text);
    void removeLine(QWidget *row);
    void moveUp(QWidget *row);
    void retranslate();

    QVBoxLayout *m_lines;
    QPushButton *m_add;
    QList<Line> m_rows;
};

} // namespace EvalTrack
