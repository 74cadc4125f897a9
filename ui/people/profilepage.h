// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "domain/employee.h"

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class ListFrame;
class PersonPhoto;
class PinButton;
class ProfileForm;
class TextLabel;

/// An employee's own profile, to read: HR keeps it.
class ProfilePage final : public Page
{
    Q_OBJECT
public:
    explicit ProfilePage(const PageContext &context, QWidget *parent = nullptr);

    void focusFirst() override;
    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;

protected:
    void retranslateUi() override;

private:
    void takeProfile();
    void show(const Employee &employee);
    void save();

    ListFrame *m_frame;
    QWidget *m_card;
    TextLabel *m_name;
    TextLabel *m_about;
    TextLabel *m_note;
    ProfileForm *m_form;
    PinButton *m_pin;
    PersonPhoto *m_photo;
    QPushButton *m_documents;
    QPushButton *m_save;
    Employee m_current;
    EmptyState *m_empty;
};

} // namespace EvalTrack
