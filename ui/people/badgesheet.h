// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/employee.h"

#include <QCoreApplication>
#include <QList>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace EvalTrack {

/// Sheets of badges to be printed and cut: ten a page, of the size of a bank card (ISO/IEC 7810
/// ID-1, 85.6 × 54 mm), each with name, job, department, and the code that capture stations take,
/// in letters and as a QR code. Works in any thread.
class BadgeSheet
{
    Q_DECLARE_TR_FUNCTIONS(BadgeSheet)
public:
    /// Who can have a badge: by badge code, else by national id, as stations look for them.
    [[nodiscard]] static std::optional<QString> codeOf(const Employee &person);

    /// Writes a PDF for those who have a code; an existing file is replaced only by a whole one.
    /// Storage or StorageFull when it cannot be written.
    [[nodiscard]] static Result<void> write(const QString &file, const QList<Employee> &people);

private:
    static void drawBadge(QPainter &painter, const QRectF &area, const Employee &person,
                          const QString &code);
};

} // namespace EvalTrack
