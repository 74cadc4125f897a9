// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"
#include "domain/device.h"
#include "ports/paged.h"

#include <QFuture>
#include <QList>
#include <QObject>

#include <optional>

namespace EvalTrack {

struct NewDevice
{
    QString name;
    QString site;
    std::optional<std::chrono::seconds> doubleTap; ///< That of its site when nobody said.
    bool asksPin = false;
    Redacted<QString> exitPin;
};

struct DeviceChange
{
    std::optional<QString> name;
    std::optional<QString> site;
    std::optional<std::chrono::seconds> doubleTap;
    std::optional<bool> asksPin;
    std::optional<Redacted<QString>> exitPin;
    std::optional<bool> isRevoked;
};

/// A station and the code that makes a computer of it, which is told this once.
struct CodedDevice
{
    Device device;
    QString code; ///< "7H3KP-0QWXZ"
};

/// Capture stations: decided by the server alone, as accounts are. For administrators. Lives in the
/// UI thread.
class Devices : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QFuture<Result<Paged<Device>>> page(const QString &cursor) = 0;
    virtual QFuture<Result<CodedDevice>> create(const NewDevice &device) = 0;
    /// Stale when somebody else changed the station since `revision`.
    virtual QFuture<Result<Device>> change(DeviceId device, qint64 revision,
                                           const DeviceChange &change) = 0;
    /// Ends the session of the computer that works as the station.
    virtual QFuture<Result<CodedDevice>> renewCode(DeviceId device) = 0;
};

} // namespace EvalTrack
