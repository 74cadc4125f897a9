// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "ports/stores.h"

#include <QPushButton>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;

/// Certificates of attendance as a PDF: asks for the file, writes it off the UI thread, and says
/// what became of it. Only for who is CONFIRMED, and only once the server knows: what waits here
/// may be refused yet.
class CertificatesButton final : public QPushButton
{
    Q_OBJECT
public:
    /// Human resources choose between who is selected and everybody of an event, and name the
    /// organisation; an employee has one row.
    enum class Offers { One, Several };
    CertificatesButton(const PageContext &context, Banner &banner, Offers offers,
                       QWidget *parent = nullptr);

    /// `ofEvent` are all rows of the one event that is shown; empty where there are several.
    void setRows(const QList<AttendanceRow> &selected, const QList<AttendanceRow> &ofEvent = {});
    /// For the menu of a row: what is selected, if it can have a certificate.
    void addTo(QMenu &menu);

    [[nodiscard]] static bool isCertified(const AttendanceRow &row);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void askFile(const QList<AttendanceRow> &rows);
    void write(const QList<AttendanceRow> &rows, const QString &file);
    void nameOrganisation();
    [[nodiscard]] QString organisation() const;

    PageContext m_context;
    Banner &m_banner;
    QAction *m_ofSelected = nullptr;
    QAction *m_ofEvent = nullptr;
    QAction *m_name = nullptr;
    QList<AttendanceRow> m_selected;
    QList<AttendanceRow> m_all;
    bool m_isWriting = false;
};

} // namespace EvalTrack
