// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace EvalTrack {

/// A QR code (ISO/IEC 18004) of a text, with error correction M, to be painted at any size. Encoded
/// by libqrencode.
class QrCode
{
public:
    /// The white frame that a reader needs around it, in modules.
    static constexpr int QuietZone = 4;

    /// nullopt for an empty text, or one that no code can hold (more than 2 KB).
    [[nodiscard]] static std::optional<QrCode> of(const QString &text);

    [[nodiscard]] int modules() const { return m_modules; }
    [[nodiscard]] bool isDark(int row, int column) const;
    /// Black on white with its quiet zone, as large as fits into `area`, each module a whole number
    /// of the painter's device pixels where there is room for that.
    void paint(QPainter &painter, const QRectF &area) const;

private:
    QrCode(QByteArray darkness, int modules);

    QByteArray m_dark; ///< One byte a module, row by row.
    int m_modules = 0;
};

/// The text of a QR code somewhere in a picture, however it lies; nullopt when there is none. Read
/// by ZXing. Takes some 10 ms for a picture of a screen, so not for a picture a frame in the UI
/// thread.
[[nodiscard]] std::optional<QString> readQrCode(const QImage &picture);

/// Shows a QR code, black on white in every theme: that is what readers are made for. The same for
/// whoever hears the screen: the text is its description.
class QrView final : public QWidget
{
    Q_OBJECT
public:
    explicit QrView(QWidget *parent = nullptr);

    /// Nothing is shown for an empty text.
    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return width; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    std::optional<QrCode> m_code;
};

} // namespace EvalTrack
