// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/bulkfields.h"
#include "ports/desk.h"

#include <QCoreApplication>

#include <memory>

namespace EvalTrack {

/// What many events can be given at once: place, type, duration, and whether they are active.
class BulkEvents
{
    Q_DECLARE_TR_FUNCTIONS(BulkEvents)
public:
    /// Of events as they are now, for who may do what.
    [[nodiscard]] static std::unique_ptr<BulkFields> make(const Desk &desk);

private:
    using Fields = RecordFields<Event>;

    static void addText(Fields &fields, const BulkField &field,
                        std::optional<QString> Event::*member);
};

} // namespace EvalTrack
