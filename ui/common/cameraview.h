// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

namespace EvalTrack {

/// The last picture of a camera, whole and as large as fits; before the first one, a few words.
class CameraView final : public QWidget
{
    Q_OBJECT
public:
    explicit CameraView(QWidget *parent = nullptr);

    /// A null one takes it away.
    void setPicture(const QImage &picture);
    [[nodiscard]] const QImage &picture() const { return m_picture; }
    void setWaitingText(const QString &text);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_picture;
    QString m_waiting;
};

} // namespace EvalTrack
