// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/stores.h"
#include "store/storehost.h"

namespace EvalTrack {

/// People as screens read them: the snapshot that the store thread handed over last. Lives in the
/// UI thread.
class LocalPeopleStore final : public PeopleStore
{
    Q_OBJECT
public:
    explicit LocalPeopleStore(StoreHost &host, QObject *parent = nullptr);

    [[nodiscard]] std::shared_ptr<const PeopleSnapshot> people() const override { return m_people; }
    [[nodiscard]] QList<Department> departments() const override { return m_departments; }

private:
    std::shared_ptr<const PeopleSnapshot> m_people = std::make_shared<const PeopleSnapshot>();
    QList<Department> m_departments;
};

} // namespace EvalTrack
