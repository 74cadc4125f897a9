// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

#include <QPushButton>

namespace EvalTrack {

/// Sets, changes or takes away the PIN that capture stations ask a person for. The server decides,
/// so without it the button is off.
class PinButton final : public QPushButton
{
    Q_OBJECT
public:
    explicit PinButton(const PageContext &context, QWidget *parent = nullptr);

    /// Null: nobody, and the button is hidden.
    void setPerson(UserId person, const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void look();
    void ask();
    void set(const QString &pin);
    void retranslate();

    const PageContext m_context;
    UserId m_person;
    QString m_name;
    std::optional<bool> m_hasPin; ///< Nothing while the server has not said.
    quint64 m_token = 0;
};

} // namespace EvalTrack
