// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace EvalTrack {

/// Search while typing. Escape empties it; Down goes to the list that it searches.
class SearchField final : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchField(QWidget *parent = nullptr);

    /// Where Down and Return lead.
    void setResults(QWidget *results);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QAction *m_picture;
    QWidget *m_results = nullptr;
};

} // namespace EvalTrack
