// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "security/tokenissuer.h"
#include "wire/names.h"

#include <QFile>
#include <QTextStream>

#include <cstdio>

// Signs a token for each account on standard input (a line of id, e-mail, role, token epoch and
// name, tabs between them) with the secret in JWT_SECRET: signing many people in would measure
// password hashing.
int main()
{
    using namespace EvalTrack;

    const QByteArray secret = qgetenv("JWT_SECRET");
    if (secret.isEmpty()) {
        std::fputs("evaltrack-issue-tokens: JWT_SECRET is not set\n", stderr);
        return 2;
    }
    const SystemClock clock;
    const Server::TokenIssuer issuer(secret, std::chrono::hours(2), clock);

    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly)) {
        return 1;
    }
    QTextStream lines(&input);
    QString line;
    while (lines.readLineInto(&line)) {
        const QStringList fields = line.split(u'\t');
        const auto role =
            fields.size() == 5 ? Wire::fromName<Role>(fields.at(2)) : std::optional<Role>();
        if (!role) {
            std::fputs("evaltrack-issue-tokens: a line is not id, e-mail, role, epoch, name\n",
                       stderr);
            return 2;
        }
        Server::Caller caller;
        caller.id = UserId(fields.at(0).toLongLong());
        caller.email = fields.at(1);
        caller.role = *role;
        caller.name = fields.at(4);
        const QByteArray token = issuer.issue(caller, fields.at(3).toLongLong());
        std::puts(token.constData());
    }
    return 0;
}
