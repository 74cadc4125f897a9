// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sqlerror.h"

#include <QByteArrayList>

namespace EvalTrack::Server {

class Database;

/// Prepares tables for COPY of millions of rows and puts them right again: between begin() and
/// finish() their indexes and foreign keys are away (built over all rows they cost a tenth) and the
/// triggers of the change feed are silent. Works within the transaction that is open on the
/// connection, so that a failure leaves everything as it was. Locks the tables; every client
/// rebuilds its store afterwards.
class BulkLoad
{
public:
    /// `tables` are literals of the program.
    explicit BulkLoad(Database &database, const char *tables);

    [[nodiscard]] SqlResult<void> begin();
    /// Checks every foreign key over the rows that came, and counts the figures.
    [[nodiscard]] SqlResult<void> finish();

private:
    Database &m_database;
    const char *m_tables;
    QByteArrayList m_restore; ///< In the order in which they must run.
};

} // namespace EvalTrack::Server
