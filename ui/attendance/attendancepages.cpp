// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/attendancepages.h"

#include "attendance/attendancepage.h"
#include "attendance/capturepage.h"
#include "attendance/explanationpage.h"
#include "attendance/ownattendancepage.h"

namespace EvalTrack {

QList<PageEntry> attendancePages()
{
    return {
        {PageIds::Attendance, Icon::Attendance, Permission::ViewOwnRecords,
         [] { return AttendancePage::tr("Attendance"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             const auto person = context.desk.session.person();
             if (person && person->may(Permission::ManageAttendance)) {
                 return new AttendancePage(context, parent);
             }
             return new OwnAttendancePage(context, parent);
         }},
        {PageIds::Capture, Icon::Scan, Permission::CaptureAttendance,
         [] { return CapturePage::tr("Capture"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new CapturePage(context, parent);
         }},
        {.id = PageIds::Explanation,
         .icon = Icon::Question,
         .permission = Permission::ViewOwnRecords,
         .title = [] { return ExplanationPage::tr("How this attendance came about"); },
         .make = [](const PageContext &context, QWidget *parent) -> Page * {
             return new ExplanationPage(context, parent);
         },
         .isInNavigation = false,
         .under = {PageIds::Attendance}},
    };
}

} // namespace EvalTrack
