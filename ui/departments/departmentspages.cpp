// SPDX-License-Identifier: GPL-3.0-or-later
#include "departments/departmentspages.h"

#include "departments/departmentspage.h"
#include "departments/jobspage.h"

namespace EvalTrack {

QList<PageEntry> departmentsPages()
{
    return {
        {PageIds::Departments,
         Icon::Department,
         Permission::EditPeople,
         [] { return DepartmentsPage::tr("Departments"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new DepartmentsPage(context, parent);
         },
         true,
         {},
         {},
         {{u"new"_qs, Permission::EditPeople,
           [] {
               return DepartmentsPage::tr("New department");
           }}}},
        {PageIds::Jobs,
         Icon::Badge,
         Permission::EditPeople,
         [] { return JobsPage::tr("Jobs"); },
         [](const PageContext &context, QWidget *parent) -> Page * {
             return new JobsPage(context, parent);
         },
         false,
         {},
         {PageIds::Departments},
         {{{},
           Permission::EditPeople,
           [] {
               return JobsPage::tr("Jobs");
           }}}},
    };
}

} // namespace EvalTrack
