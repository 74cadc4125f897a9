// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/localpeoplestore.h"

namespace EvalTrack {

LocalPeopleStore::LocalPeopleStore(StoreHost &host, QObject *parent)
    : PeopleStore(parent)
{
    connect(&host, &StoreHost::newsArrived, this, [this](const StoreNews &news) {
        if (news.changed.testFlag(StorePart::Departments)) {
            m_departments = news.departments;
        }
        if (news.people != m_people || news.changed.testFlag(StorePart::Departments)) {
            m_people = news.people;
            Q_EMIT peopleChanged();
        }
    });
    connect(&host, &StoreHost::closed, this, [this] {
        m_people = std::make_shared<const PeopleSnapshot>();
        m_departments.clear();
        Q_EMIT peopleChanged();
    });
}

} // namespace EvalTrack
