// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/accounts.h"
#include "ports/activity.h"
#include "ports/capturerecorder.h"
#include "ports/checkin.h"
#include "ports/commandsink.h"
#include "ports/devices.h"
#include "ports/documents.h"
#include "ports/history.h"
#include "ports/imports.h"
#include "ports/legacymove.h"
#include "ports/localbackups.h"
#include "ports/reports.h"
#include "ports/reviews.h"
#include "ports/serverconnection.h"
#include "ports/session.h"
#include "ports/sharedviews.h"
#include "ports/station.h"
#include "ports/stores.h"
#include "ports/syncstatus.h"
#include "ports/systemwatch.h"

namespace EvalTrack {

/// Everything the screens need, handed to them by the composition root. References outlive the main
/// window.
struct Desk
{
    ServerConnection &connection;
    Session &session;
    SyncStatus &sync;
    PeopleStore &people;
    EventStore &events;
    AttendanceStore &attendances;
    EvaluationStore &evaluations;
    DashboardStore &dashboard;
    History &history;
    CommandSink &commands;
    OutboxTray &tray;
    CaptureRecorder &captures;
    Accounts &accounts;
    Activity &activity;
    Reports &reports;
    Imports &imports;
    Reviews &reviews;
    Devices &devices;
    Documents &documents;
    LegacyMove &legacy;
    Station &station;
    CheckIn &checkIn;
    SharedViews &views;
    SystemWatch &system;
    LocalBackups &backups;
    const Clock &clock;
};

} // namespace EvalTrack
