// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/metatable.h"

namespace EvalTrack {

MetaTable::MetaTable(StoreDatabase &database, const Sealer &sealer)
    : m_database(database)
    , m_sealer(sealer)
{}

Result<QByteArray> MetaTable::bytes(const char *key)
{
    const auto found =
        m_database.value("SELECT value FROM meta WHERE key = ?", {QString::fromLatin1(key)});
    return found ? Result<QByteArray>(found->toByteArray()) : std::unexpected(found.error());
}

Result<void> MetaTable::setBytes(const char *key, const QByteArray &value)
{
    return m_database.run("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO "
                          "UPDATE SET value = excluded.value",
                          {QString::fromLatin1(key), value});
}

Result<qint64> MetaTable::number(const char *key)
{
    const auto found = bytes(key);
    return found ? Result<qint64>(found->toLongLong()) : std::unexpected(found.error());
}

Result<void> MetaTable::setNumber(const char *key, qint64 value)
{
    return setBytes(key, QByteArray::number(value));
}

Result<QByteArray> MetaTable::sealedBytes(const char *key)
{
    const auto found = bytes(key);
    if (!found || found->isEmpty()) {
        return found;
    }
    return m_sealer.open(key, QUuid(), *found);
}

Result<void> MetaTable::setSealedBytes(const char *key, const QByteArray &value)
{
    return setBytes(key, m_sealer.seal(key, QUuid(), value));
}

Result<void> MetaTable::remove(const char *key)
{
    return m_database.run("DELETE FROM meta WHERE key = ?", {QString::fromLatin1(key)});
}

} // namespace EvalTrack
