// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storeschema.h"

namespace EvalTrack {

// Ids, foreign keys, states and times are columns; what is personal is in `sealed` (Sealer) as
// StoreCodec writes it. UUIDs are 16 bytes, times milliseconds since 1970 in UTC.
const QList<StoreMigration> &storeMigrations()
{
    static const QList<StoreMigration> migrations = {
        {
            R"(CREATE TABLE meta (
                key TEXT PRIMARY KEY,
                value BLOB NOT NULL
            ) WITHOUT ROWID)",

            // The server's state, as the change feed brought it.
            R"(CREATE TABLE departments (
                uuid BLOB PRIMARY KEY,
                id INTEGER NOT NULL,
                sealed BLOB NOT NULL
            ))",
            R"(CREATE TABLE people (
                uuid BLOB PRIMARY KEY,
                id INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                sealed BLOB NOT NULL
            ))",
            "CREATE INDEX people_id ON people (id)",
            R"(CREATE TABLE events (
                uuid BLOB PRIMARY KEY,
                id INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                date INTEGER NOT NULL,
                is_active INTEGER NOT NULL,
                sealed BLOB NOT NULL
            ))",
            "CREATE INDEX events_id ON events (id)",
            R"(CREATE TABLE attendances (
                uuid BLOB PRIMARY KEY,
                id INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                event_uuid BLOB NOT NULL,
                user_uuid BLOB NOT NULL,
                status INTEGER NOT NULL,
                attended_at INTEGER,
                sealed BLOB NOT NULL
            ))",
            "CREATE INDEX attendances_event ON attendances (event_uuid, status, user_uuid)",
            "CREATE INDEX attendances_user ON attendances (user_uuid)",
            R"(CREATE TABLE evaluations (
                uuid BLOB PRIMARY KEY,
                id INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                event_uuid BLOB NOT NULL,
                user_uuid BLOB NOT NULL,
                status INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                sealed BLOB NOT NULL
            ))",
            "CREATE INDEX evaluations_event ON evaluations (event_uuid)",
            "CREATE INDEX evaluations_user ON evaluations (user_uuid)",
            "CREATE INDEX evaluations_status ON evaluations (status, created_at)",

            // What was recorded here. A row leaves only when the server has acknowledged it by name
            // or a person has given it up.
            R"(CREATE TABLE commands (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                uuid BLOB NOT NULL UNIQUE,
                kind INTEGER NOT NULL,
                entity_uuid BLOB NOT NULL,
                state INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0,
                base_revision INTEGER NOT NULL DEFAULT 0,
                acknowledged_revision INTEGER NOT NULL DEFAULT 0,
                acknowledged_at INTEGER,
                sealed BLOB NOT NULL,
                outcome BLOB
            ))",
            R"(CREATE TABLE captures (
                device_sequence INTEGER PRIMARY KEY,
                uuid BLOB NOT NULL UNIQUE,
                event_uuid BLOB NOT NULL,
                user_uuid BLOB,
                state INTEGER NOT NULL,
                captured_at INTEGER NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0,
                sealed BLOB NOT NULL,
                outcome BLOB
            ))",
            "CREATE INDEX captures_state ON captures (state, device_sequence)",
            "CREATE INDEX captures_event ON captures (event_uuid, user_uuid)",
            R"(CREATE TABLE journal (
                uuid BLOB PRIMARY KEY,
                at INTEGER NOT NULL,
                sealed BLOB NOT NULL
            ))",
        },
        {
            // Records of the feed that could not be read, so that their number can be told.
            R"(CREATE TABLE unreadable (
                uuid BLOB PRIMARY KEY,
                entity INTEGER NOT NULL,
                revision INTEGER NOT NULL
            ) WITHOUT ROWID)",
        },
        {
            // Who left.
            "ALTER TABLE captures ADD COLUMN is_leaving INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE attendances ADD COLUMN left_at INTEGER",
            "CREATE INDEX attendances_left ON attendances (event_uuid) WHERE left_at IS NOT NULL",
        },
    };
    return migrations;
}

} // namespace EvalTrack
