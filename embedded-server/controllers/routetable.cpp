// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/routetable.h"

#include "controllers/activitycontroller.h"
#include "controllers/attendancecontroller.h"
#include "controllers/authcontroller.h"
#include "controllers/dashboardcontroller.h"
#include "controllers/departmentcontroller.h"
#include "controllers/devicecontroller.h"
#include "controllers/documentcontroller.h"
#include "controllers/employeecontroller.h"
#include "controllers/evaluationcontroller.h"
#include "controllers/eventcontroller.h"
#include "controllers/healthcontroller.h"
#include "controllers/importcontroller.h"
#include "controllers/legacyruncontroller.h"
#include "controllers/legacytraycontroller.h"
#include "controllers/reviewcontroller.h"
#include "controllers/sharedviewcontroller.h"
#include "controllers/statuscontroller.h"
#include "controllers/synccontroller.h"
#include "controllers/usercontroller.h"

#include <memory>

namespace EvalTrack::Server {

namespace {

/// A handler that keeps its controller alive.
template <typename Controller, typename Answer>
std::function<Reply(const Request &)> to(const std::shared_ptr<const Controller> &controller,
                                         Answer (Controller::*method)(const Request &) const)
{
    return [controller, method](const Request &request) -> Reply {
        return ((*controller).*method)(request);
    };
}

} // namespace

RouteTable buildRoutes(LoopContext &context)
{
    const Mutations mutations(context);
    const auto health = std::make_shared<const HealthController>(context);
    const auto status = std::make_shared<const StatusController>(context);
    const auto auth = std::make_shared<const AuthController>(context, mutations);
    const auto users = std::make_shared<const UserController>(context, mutations);
    const auto employees = std::make_shared<const EmployeeController>(context, mutations);
    const auto documents = std::make_shared<const DocumentController>(context, mutations);
    const auto departments = std::make_shared<const DepartmentController>(context, mutations);
    const auto devices = std::make_shared<const DeviceController>(context, mutations);
    const auto events = std::make_shared<const EventController>(context, mutations);
    const auto attendances = std::make_shared<const AttendanceController>(context, mutations);
    const auto evaluations = std::make_shared<const EvaluationController>(context, mutations);
    const auto reviews = std::make_shared<const ReviewController>(context, mutations);
    const auto imports = std::make_shared<const ImportController>(context, mutations);
    const auto views = std::make_shared<const SharedViewController>(context, mutations);
    const auto legacy = std::make_shared<const LegacyTrayController>(context, mutations);
    const auto legacyRuns = std::make_shared<const LegacyRunController>(context, mutations);
    const auto sync = std::make_shared<const SyncController>(context, mutations);
    const auto dashboard = std::make_shared<const DashboardController>(context);
    const auto activity = std::make_shared<const ActivityController>(context);

    using enum Verb;
    using enum Permission;
    RouteTable routes{
        // clang-format off
        {Get,    "/health",       Public{},         to(health, &HealthController::health), "Whether the server runs"},
        {Get,    "/health/live",  Public{},         to(health, &HealthController::live), "Whether its event loops turn"},
        {Get,    "/health/ready", Public{},         to(health, &HealthController::ready), "Whether to send it requests"},
        {Get,    "/ready",        Public{},         to(health, &HealthController::ready), "Whether the server can serve"},
        {Get,    "/metrics",      Operator{},       to(health, &HealthController::metrics), "Counters in Prometheus' text format"},
        {Get,    "/admin/status", ViewSystemStatus, to(status, &StatusController::status), "The administrator's status page"},
        {Get,    "/admin/errors", ViewSystemStatus, to(status, &StatusController::errors), "Requests that the server could not carry out, newest first, by pages"},
        {Get,    "/dashboard",    ViewOwnRecords,   to(dashboard, &DashboardController::get), "Figures and series for the caller's role"},
        {Get,    "/activity",     ViewActivity,     to(activity, &ActivityController::list), "Who did what, newest first, by pages; since=… until=…"},

        {Post,   "/auth/login",   Public{},         to(auth, &AuthController::login), "Sign in with e-mail and password"},
        {Post,   "/auth/refresh", Public{},         to(auth, &AuthController::refresh), "A new access token for a refresh token, which is replaced"},
        {Post,   "/auth/logout",  Public{},         to(auth, &AuthController::logout), "End the session of a refresh token"},
        {Get,    "/auth/me",      SignedIn{},       to(auth, &AuthController::me), "The caller's own account"},

        {Get,    "/users",        ViewPeople,       to(users, &UserController::list), "All accounts; search=…, role=…, state=active|inactive|withoutLogin"},
        {Post,   "/users",        ManageAccounts,   to(users, &UserController::create), "Create an account"},
        {Get,    "/users/:id",    SignedIn{},       to(users, &UserController::get), "One account; without ViewPeople only one's own"},
        {Patch,  "/users/:id",    ManageAccounts,   to(users, &UserController::change), "Change an account"},
        {Delete, "/users/:id",    ManageAccounts,   to(users, &UserController::remove), "Take an account off every list"},

        {Get,    "/employees",      ViewPeople,     to(employees, &EmployeeController::list), "People's profiles, by pages; search=…"},
        {Post,   "/employees",      EditPeople,     to(employees, &EmployeeController::create), "Create the profile of a person without a login"},
        {Get,    "/employees/:id",  SignedIn{},     to(employees, &EmployeeController::get), "One profile; without ViewPeople only one's own"},
        {Patch,  "/employees/:id",  SignedIn{},     to(employees, &EmployeeController::change), "Change a profile; without EditPeople a few fields of one's own"},
        {Delete, "/employees/:id",  EditPeople,     to(employees, &EmployeeController::deactivate), "Switch a person off"},
        {Get,    "/employees/:id/pin", SignedIn{},  to(employees, &EmployeeController::pin), "Whether a person has a PIN for capture stations; without ViewPeople only one's own"},
        {Post,   "/employees/:id/pin", SignedIn{},  to(employees, &EmployeeController::setPin), "Set or take away the PIN for capture stations; without EditPeople only one's own"},

        {Get,    "/employees/:id/documents", SignedIn{}, to(documents, &DocumentController::list), "Files kept about a person, without what is in them, by pages; without ViewPeople only one's own"},
        {Post,   "/employees/:id/documents", EditPeople, to(documents, &DocumentController::add), "Keep a file about a person, up to 8 MiB in base64; a photo takes the place of the one before", DocumentBodyLimit},
        {Get,    "/employees/:id/photo", SignedIn{}, to(documents, &DocumentController::photo), "The picture of a person; without ViewPeople only one's own"},
        {Get,    "/employees/:id/history", ViewPeople, to(activity, &ActivityController::ofPerson), "What was done to a person's profile and account, and by whom, newest first, by pages"},
        {Get,    "/documents/:id",   SignedIn{},    to(documents, &DocumentController::get), "One file, without what is in it; without ViewPeople only one's own"},
        {Get,    "/documents/:id/content", SignedIn{}, to(documents, &DocumentController::content), "What is in a file, to be kept; without ViewPeople only one's own"},
        {Patch,  "/documents/:id",   EditPeople,    to(documents, &DocumentController::change), "Change title, kind or last day of a file"},
        {Delete, "/documents/:id",   EditPeople,    to(documents, &DocumentController::remove), "Take a file away"},

        {Get,    "/departments",     SignedIn{},    to(departments, &DepartmentController::list), "Departments, by pages; head and people with ViewPeople"},
        {Post,   "/departments",     EditPeople,    to(departments, &DepartmentController::create), "Create a department"},
        {Get,    "/departments/:id", SignedIn{},    to(departments, &DepartmentController::get), "One department"},
        {Patch,  "/departments/:id", EditPeople,    to(departments, &DepartmentController::change), "Rename a department, set its head, move it under another"},
        {Delete, "/departments/:id", EditPeople,    to(departments, &DepartmentController::remove), "Take a department away; moveTo=… says where its people go"},

        {Get,    "/events",         ViewEvents,     to(events, &EventController::list), "Events by date; inactive ones only with ManageEvents"},
        {Post,   "/events",         ManageEvents,   to(events, &EventController::create), "Create an event with its questions"},
        {Get,    "/events/:id",     ViewEvents,     to(events, &EventController::get), "One event with what the caller may see of its attendances and evaluations"},
        {Patch,  "/events/:id",     EditEvents,     to(events, &EventController::change), "Change an event; preguntas replaces its questions"},
        {Delete, "/events/:id",     ManageEvents,   to(events, &EventController::deactivate), "Deactivate an event; nothing is deleted"},
        {Patch,  "/events/:id/toggle-status", ManageEvents, to(events, &EventController::toggle), "Activate or deactivate an event"},
        {Get,    "/events/:id/check-in-key",  CaptureAttendance, to(events, &EventController::checkInKey), "What signs the code that the event shows for people to check themselves in"},

        {Get,    "/attendances",        ViewOwnRecords,   to(attendances, &AttendanceController::list), "Attendances, newest first; without ManageAttendance one's own"},
        {Post,   "/attendances",        ViewOwnRecords,   to(attendances, &AttendanceController::create), "Register for an event"},
        {Post,   "/attendances/check-in", ViewOwnRecords, to(attendances, &AttendanceController::checkIn), "Check oneself in by the code that the event shows"},
        {Get,    "/attendances/report", ViewReports,      to(attendances, &AttendanceController::report), "How many attendances there are by status"},
        {Get,    "/attendances/:id",    ViewOwnRecords,   to(attendances, &AttendanceController::get), "One attendance"},
        {Patch,  "/attendances/:id",    ManageAttendance, to(attendances, &AttendanceController::change), "Set status or notes"},
        {Delete, "/attendances/:id",    ManageAttendance, to(attendances, &AttendanceController::remove), "Delete an attendance that was not evaluated"},
        {Patch,  "/attendances/:id/confirm", ActAsParticipant, to(attendances, &AttendanceController::confirm), "Confirm one's own attendance while the event lasts"},
        {Get,    "/attendances/:id/explanation", ViewOwnRecords,   to(attendances, &AttendanceController::explanation), "Why an attendance is as it is: captures, rule, corrections and who"},
        {Post,   "/attendances/:id/corrections", ManageAttendance, to(attendances, &AttendanceController::correct), "Correct the time of a confirmed attendance, or take the correction back"},

        {Get,    "/reviews",            ManageAttendance, to(reviews, &ReviewController::list), "Captures that a person has to look at, by pages; state=open|decided"},
        {Post,   "/reviews/decisions",  ManageAttendance, to(reviews, &ReviewController::decide), "Accept, attach to a person, reject or reopen 1 to 500 captures"},

        {Get,    "/evaluations",        ViewOwnRecords,   to(evaluations, &EvaluationController::list), "Evaluations, newest first; without GradeEvaluations one's own"},
        {Post,   "/evaluations",        ViewOwnRecords,   to(evaluations, &EvaluationController::create), "Evaluate an event that one attended"},
        {Get,    "/evaluations/report", ViewReports,      to(evaluations, &EvaluationController::report), "How many evaluations there are by status, and their scores"},
        {Get,    "/evaluations/:id",    ViewOwnRecords,   to(evaluations, &EvaluationController::get), "One evaluation with questions and answers"},
        {Patch,  "/evaluations/:id",    ViewOwnRecords,   to(evaluations, &EvaluationController::comment), "Change the feedback until it is graded"},
        {Delete, "/evaluations/:id",    DeleteEvaluations, to(evaluations, &EvaluationController::remove), "Delete an evaluation"},
        {Patch,  "/evaluations/:id/answer", ActAsParticipant, to(evaluations, &EvaluationController::answer), "Answer the questions of one's own evaluation"},
        {Patch,  "/evaluations/:id/grade",  GradeEvaluations, to(evaluations, &EvaluationController::grade), "Grade an evaluation; v2's web client says nota and observaciones"},

        {Get,    "/devices",          ManageDevices, to(devices, &DeviceController::list), "Capture stations, by pages"},
        {Post,   "/devices",          ManageDevices, to(devices, &DeviceController::create), "Create a capture station; enrolmentCode is told once and is good for an hour"},
        {Get,    "/devices/:id",      ManageDevices, to(devices, &DeviceController::get), "One capture station"},
        {Patch,  "/devices/:id",      ManageDevices, to(devices, &DeviceController::change), "Change a capture station, or shut it out (isRevoked)"},
        {Post,   "/devices/:id/code", ManageDevices, to(devices, &DeviceController::renewCode), "A new enrolment code; ends the session of the computer that worked as the station"},
        {Post,   "/devices/enrol",    Public{},      to(devices, &DeviceController::enrol), "Make the calling computer a capture station by its enrolment code"},
        {Get,    "/devices/self",     ActAsStation,  to(devices, &DeviceController::self), "The calling station's own settings"},

        {Get,    "/views",             SignedIn{},  to(views, &SharedViewController::list), "Ways to look at lists that are shared with the caller's role, by pages; all of them with ShareViews"},
        {Post,   "/views",             ShareViews,  to(views, &SharedViewController::share), "Share a way to look at a list with roles; with If-Match it takes the place of the list's view of that name"},
        {Delete, "/views/:id",         ShareViews,  to(views, &SharedViewController::withdraw), "Share a view no longer"},

        {Get,    "/imports",           EditPeople, to(imports, &ImportController::list), "Tables that were imported, newest first, by pages"},
        {Post,   "/imports",           EditPeople, to(imports, &ImportController::open), "Begin an import: its kind and file; the same uuid begins it once"},
        {Post,   "/imports/:id/lines", EditPeople, to(imports, &ImportController::addLines), "1 to 1000 lines of an import; they wait until it is carried out", LargeBodyLimit},
        {Post,   "/imports/:id/carry-out", EditPeople, to(imports, &ImportController::carryOut), "All lines in one transaction, or the lines that are refused and nothing else"},
        {Post,   "/imports/:id/undo",  EditPeople, to(imports, &ImportController::undo), "Take an import back; what somebody changed since stays"},

        {Get,    "/legacy/tray",       EditPeople, to(legacy, &LegacyTrayController::list), "Rows of v1 that could not be placed, oldest first, by pages; state=open|decided"},
        {Patch,  "/legacy/tray/:id",   EditPeople, to(legacy, &LegacyTrayController::decide), "Say that a row of v1 was looked at, or is open again"},
        {Get,    "/legacy/sources",    ManageAccounts, to(legacyRuns, &LegacyRunController::sources), "What the server knows of v1's two databases; never their addresses"},
        {Post,   "/legacy/sources",    ManageAccounts, to(legacyRuns, &LegacyRunController::look), "Whether v1 can be read, and how many rows it has; accountsUrl and businessUrl else as the server's environment says"},
        {Get,    "/legacy/runs",       ManageAccounts, to(legacyRuns, &LegacyRunController::list), "Runs of the move from v1, newest first, by pages"},
        {Post,   "/legacy/runs",       ManageAccounts, to(legacyRuns, &LegacyRunController::start), "Begin a dry run, an import or a verification, which goes on by itself; one at a time"},
        {Get,    "/legacy/runs/:id",   ManageAccounts, to(legacyRuns, &LegacyRunController::get), "One run: how far it is and what it found"},
        {Post,   "/legacy/runs/:id/cancel", ManageAccounts, to(legacyRuns, &LegacyRunController::cancel), "Stop a run after the piece at hand; what is done stays"},
        {Get,    "/legacy/runs/:id/report", ManageAccounts, to(legacyRuns, &LegacyRunController::report), "What was done to rows that could not come as they were; file=page|findings|tray"},

        {Get,    "/sync/changes",   SignedIn{},     to(sync, &SyncController::changes), "What the caller may see, and what changed since the cursor"},
        {Post,   "/sync/captures",  SignedIn{},     to(sync, &SyncController::captures), "Record 1 to 500 captures; one outcome each", LargeBodyLimit},
        {Post,   "/sync/seats",     CaptureAttendance, to(sync, &SyncController::seats), "The seats of an event that a door may give away without asking"},
        // clang-format on
    };
    if (context.describe) {
        // The document describes the whole table, its own route too, so it is made when it is asked
        // for.
        auto described = std::make_shared<RouteTable>();
        routes.append({Get, "/openapi.json", Public{},
                       [described, describe = context.describe](const Request &) -> Reply {
                           return json(200, describe(*described));
                       },
                       "This document"});
        for (Route route : routes) {
            route.handle = {};
            described->append(route);
        }
    }
    return routes;
}

} // namespace EvalTrack::Server
