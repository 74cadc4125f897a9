// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/transaction.h"

#include "storage/database.h"

#include <utility>

namespace EvalTrack::Server {

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{}

Transaction::~Transaction()
{
    rollback();
}

SqlResult<void> Transaction::commit()
{
    Q_ASSERT(m_database);
    return std::exchange(m_database, nullptr)->commit();
}

void Transaction::rollback()
{
    if (m_database) {
        std::exchange(m_database, nullptr)->rollback();
    }
}

} // namespace EvalTrack::Server
