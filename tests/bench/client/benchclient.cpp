// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/benchclient.h"

#include "session/filesecretstore.h"
#include "support/waitfor.h"

#include <cstdio>

namespace EvalTrack::Bench {

using namespace std::chrono_literals;
using Test::valueOf;
using Test::waitFor;

bool failed(const QString &what)
{
    std::fputs(qPrintable(QString(what + u'\n')), stderr);
    return false;
}

BenchClient::BenchClient(const QUrl &server, const QString &folder)
    : m_engine(std::make_unique<ClientEngine>(
          folder, m_clock, std::make_unique<FileSecretStore>(QString(folder + u"/secrets"_qs))))
{
    m_engine->setServer({server, u"bench"_qs, {}});
}

BenchClient::~BenchClient()
{
    m_engine->shutDown();
}

bool BenchClient::signIn()
{
    const auto person =
        valueOf(m_engine->session().signIn(u"hr@empresa.com"_qs, Redacted(u"hr123456"_qs)), 60s);
    return person || failed(u"signing in failed: "_qs + toString(person.error().code) + u' ' +
                            person.error().detail);
}

bool BenchClient::resume()
{
    const auto person = valueOf(m_engine->session().resume(), 60s);
    return person || failed(u"taking up the session failed: "_qs + toString(person.error().code) +
                            u' ' + person.error().detail);
}

bool BenchClient::waitForPeople(int wanted)
{
    return waitFor([&] { return m_engine->people().people()->size() >= wanted; }, 300s) ||
           failed(u"only %1 people came"_qs.arg(m_engine->people().people()->size()));
}

std::optional<Event> BenchClient::eventAtTheDoor()
{
    const auto distance = [now = m_clock.now()](const Event &event) {
        return std::chrono::abs(event.date - now);
    };
    std::optional<Event> nearest;
    const auto events = m_engine->events().events();
    for (const EventSummary &summary : *events) {
        if (summary.event.isActive && (!nearest || distance(summary.event) < distance(*nearest))) {
            nearest = summary.event;
        }
    }
    return nearest;
}

} // namespace EvalTrack::Bench
