// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/review.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
QT_END_NAMESPACE

namespace EvalTrack {

/// What a capture says, side by side: what the device said, what the server reckons, when it
/// arrived, what counts, and who decided. The same words and figures wherever a capture is looked
/// at: but for the device's own time they are those of clocks where the event is. It shows; it
/// decides nothing.
class CaptureFacts final : public QWidget
{
    Q_OBJECT
public:
    explicit CaptureFacts(QWidget *parent = nullptr);

    /// `zone` is that of the event, as far as it is known here.
    void setRecord(const CaptureRecord &record, const std::optional<QString> &zone);

    /// Why somebody should look at it, one sentence a reason; empty when nobody has to.
    [[nodiscard]] static QStringList reasons(const CaptureRecord &record);
    /// The person, or the code when nobody is known by it.
    [[nodiscard]] static QString who(const CaptureRecord &record);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void add(const QString &name, const QString &value);

    CaptureRecord m_record;
    std::optional<QString> m_zone;
    QGridLayout *m_grid;
};

} // namespace EvalTrack
