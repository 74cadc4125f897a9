// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/certificatesbutton.h"

#include "attendance/certificatepaper.h"
#include "base/deliver.h"
#include "common/banner.h"
#include "common/icons.h"
#include "common/prompter.h"
#include "common/toaster.h"
#include "domain/validation.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>
#include <QUrl>
#include <QtConcurrent>

#include <algorithm>

namespace EvalTrack {

namespace {

const QString OrganisationKey = u"certificates/organisation"_qs;

QList<AttendanceRow> certified(QList<AttendanceRow> rows)
{
    rows.removeIf([](const AttendanceRow &row) { return !CertificatesButton::isCertified(row); });
    return rows;
}

/// Without what file systems do not take in a name.
QString forFileName(QString text)
{
    for (QChar &c : text) {
        c = c.isLetterOrNumber() || c.isMark() || QStringView(u" -_.,").contains(c) ? c
                                                                                    : QChar(u' ');
    }
    return text.simplified().left(80);
}

} // namespace

CertificatesButton::CertificatesButton(const PageContext &context, Banner &banner, Offers offers,
                                       QWidget *parent)
    : QPushButton(parent)
    , m_context(context)
    , m_banner(banner)
{
    setObjectName(u"certificatesButton"_qs);
    if (offers == Offers::Several) {
        auto *menu = new QMenu(this);
        menu->setObjectName(u"certificatesMenu"_qs);
        m_ofSelected = menu->addAction(QString(), this, [this] { askFile(m_selected); });
        m_ofEvent = menu->addAction(QString(), this, [this] { askFile(m_all); });
        menu->addSeparator();
        m_name = menu->addAction(QString(), this, &CertificatesButton::nameOrganisation);
        setMenu(menu);
    } else {
        connect(this, &QPushButton::clicked, this, [this] { askFile(m_selected); });
    }
    retranslate();
    setRows({});
}

bool CertificatesButton::isCertified(const AttendanceRow &row)
{
    return row.attendance.status == AttendanceStatus::Confirmed && !row.isPendingSync;
}

void CertificatesButton::setRows(const QList<AttendanceRow> &selected,
                                 const QList<AttendanceRow> &ofEvent)
{
    m_selected = certified(selected);
    m_all = certified(ofEvent);
    if (m_name == nullptr) {
        setEnabled(!m_selected.isEmpty() && !m_isWriting);
        return;
    }
    m_ofSelected->setEnabled(!m_selected.isEmpty() && !m_isWriting);
    m_ofEvent->setEnabled(!m_all.isEmpty() && !m_isWriting);
}

void CertificatesButton::addTo(QMenu &menu)
{
    if (m_ofSelected != nullptr && m_ofSelected->isEnabled()) {
        menu.addAction(tr("Certi&ficate of attendance…"), this, [this] { askFile(m_selected); })
            ->setObjectName(u"certificateAction"_qs);
    }
}

void CertificatesButton::askFile(const QList<AttendanceRow> &rows)
{
    if (rows.isEmpty() || m_isWriting) {
        return;
    }
    const QString of = rows.size() == 1 ? rows.first().personName : rows.first().eventTitle;
    m_context.prompter.askSaveFile(
        window(),
        {tr("Certificate of attendance"),
         forFileName((rows.size() == 1 ? tr("Certificate %1") : tr("Certificates %1")).arg(of)) %
             u".pdf",
         {u"application/pdf"_qs}},
        [this, rows](const QString &file) { write(rows, file); });
}

void CertificatesButton::write(const QList<AttendanceRow> &rows, const QString &file)
{
    const auto people = m_context.desk.people.people();
    QHash<QUuid, Event> events;
    const auto known = m_context.desk.events.events();
    for (const EventSummary &each : *known) {
        events.insert(each.event.uuid.value(), each.event);
    }
    QList<Certificate> certificates;
    for (const AttendanceRow &row : rows) {
        Certificate certificate;
        certificate.organisation = organisation();
        certificate.person = row.personName;
        const qsizetype person = people->indexOf(row.attendance.userUuid);
        if (person >= 0) {
            certificate.nationalId = people->text(person, PeopleSnapshot::Text::NationalId);
        }
        certificate.event = row.eventTitle;
        certificate.begin = row.eventDate;
        certificate.zone = row.eventZone;
        const Event event = events.value(row.attendance.eventUuid.value());
        certificate.place = event.location.value_or(QString());
        certificate.duration = event.duration;
        certificate.issued = m_context.desk.clock.now();
        certificates.append(certificate);
    }
    m_isWriting = true;
    setRows(m_selected, m_all);
    m_banner.clear();
    deliver(QtConcurrent::run(
                [certificates, file] { return CertificatePaper::writePdf(certificates, file); }),
            this, [this, file, count = rows.size()](const Result<void> &written) {
                m_isWriting = false;
                setRows(m_selected, m_all);
                if (!written) {
                    m_banner.showError(written.error());
                    return;
                }
                m_context.toaster.toastWithAction(
                    tr("%n certificate(s) saved in “%1”.", nullptr, static_cast<int>(count))
                        .arg(QFileInfo(file).fileName()),
                    tr("Open"), [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
            });
}

QString CertificatesButton::organisation() const
{
    return m_context.settings.value(OrganisationKey).toString();
}

void CertificatesButton::nameOrganisation()
{
    TextQuestion question;
    question.title = tr("Name of the organization");
    question.text = tr("It stands at the top of each certificate that is written on this "
                       "computer. Leave it empty to have none.");
    question.label = tr("Organization");
    question.accept = tr("Save");
    question.isRequired = false;
    question.initial = organisation();
    m_context.prompter.askText(window(), question, [this](const std::optional<QString> &name) {
        if (name) {
            m_context.settings.setValue(OrganisationKey,
                                        name->simplified().left(Limits::ShortTextMax));
        }
    });
}

void CertificatesButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void CertificatesButton::retranslate()
{
    if (m_name == nullptr) {
        Icons::dress(*this, Icon::Download, IconTone::Normal, tr("Certi&ficate…"));
        setToolTip(tr("A PDF that says that you attended; for attendances that are confirmed"));
        return;
    }
    Icons::dress(*this, Icon::Download, IconTone::Normal, tr("Certi&ficates"));
    setToolTip(tr("Certificates of attendance as a PDF"));
    m_ofSelected->setText(tr("Of who is &selected and attended…"));
    m_ofEvent->setText(tr("Of &everybody who attended this event…"));
    m_name->setText(tr("&Name of the organization…"));
}

} // namespace EvalTrack
