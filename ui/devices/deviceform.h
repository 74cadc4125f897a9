// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "common/tokens.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE

namespace EvalTrack {

class CodeCard;
class EditorPanel;
class FormBinder;
class FormField;
class StatusChip;
class TextLabel;

/// One capture station: name, site, double-tap time, exit PIN; a new code, shutting it out and
/// letting it in again. All of it is decided by the server, so without a network it says so and
/// keeps what was typed.
class DeviceForm final : public QWidget
{
    Q_OBJECT
public:
    explicit DeviceForm(const PageContext &context, QWidget *parent = nullptr);

    void openNew();
    void open(const Device &device);
    [[nodiscard]] const Device &device() const { return m_device; }
    [[nodiscard]] bool isDirty() const;
    void save();

    [[nodiscard]] static QString stateText(DeviceState state);
    [[nodiscard]] static Tone toneOf(DeviceState state);

Q_SIGNALS:
    void saved(const EvalTrack::Device &device);
    /// The server's record is newer than the one shown.
    void isStale();
    void closeRequested();
    void dirtyChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void fill();
    void create();
    void change(const DeviceChange &change, const QString &done);
    void toggle();
    void renewCode();
    void takeCode(const CodedDevice &coded);
    void takeFailure(const Error &error);
    void setBusy(bool busy);
    void refresh();
    void retranslate();

    const PageContext m_context;
    Device m_device;
    bool m_isNew = true;
    bool m_isBusy = false;
    EditorPanel *m_panel;
    StatusChip *m_chip;
    CodeCard *m_code;
    FormBinder *m_binder;
    QLineEdit *m_name;
    QLineEdit *m_site;
    QSpinBox *m_doubleTap;
    QCheckBox *m_asksPin;
    QLineEdit *m_pin;
    FormField *m_nameField;
    FormField *m_siteField;
    FormField *m_doubleTapField;
    FormField *m_asksPinField;
    FormField *m_pinField;
    TextLabel *m_facts;
    QPushButton *m_save;
    QPushButton *m_cancel;
    QPushButton *m_toggle;
    QPushButton *m_newCode;
};

} // namespace EvalTrack
