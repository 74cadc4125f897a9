// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

namespace EvalTrack {

class EmptyState;
class ListFrame;
class ProfileForm;
class TextLabel;

/// An employee's own profile, to read: HR keeps it.
class ProfilePage final : public Page
{
    Q_OBJECT
public:
    explicit ProfilePage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;

protected:
    void retranslateUi() override;

private:
    void takeProfile();

    ListFrame *m_frame;
    QWidget *m_card;
    TextLabel *m_name;
    TextLabel *m_about;
    TextLabel *m_note;
    ProfileForm *m_form;
    EmptyState *m_empty;
};

} // namespace EvalTrack
