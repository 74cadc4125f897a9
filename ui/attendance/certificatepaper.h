// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace EvalTrack {

/// What a certificate of attendance says.
struct Certificate
{
    QString organisation; ///< Empty: nobody said its name.
    QString person;
    QString nationalId; ///< Empty: not known.
    QString event;
    QString place; ///< Empty: not said.
    Timestamp begin;
    std::optional<QString> zone;      ///< Of the event: the day and hour are those of its clocks.
    std::chrono::minutes duration{0}; ///< 0: not known.
    Timestamp issued;
};

/// Certificates of attendance on paper, a page each, in the language that is spoken. Black on white
/// whatever the theme. Works in any thread.
class CertificatePaper
{
    Q_DECLARE_TR_FUNCTIONS(CertificatePaper)
public:
    /// Replaces the file as a whole or leaves it as it was. Storage, or StorageFull when the disk
    /// is.
    [[nodiscard]] static Result<void> writePdf(const QList<Certificate> &certificates,
                                               const QString &file);

private:
    static void draw(QPainter &painter, const QRectF &page, const Certificate &certificate);
};

} // namespace EvalTrack
