// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/codereader.h"

#include <iostream>
#include <string>

namespace EvalTrack {

namespace {

constexpr int LinesAhead = 256;
constexpr std::string::size_type LineMax = 4'096; // a badge code has a few dozen characters

} // namespace

CodeReader::CodeReader(QObject *parent)
    : QThread(parent)
    , m_ahead(LinesAhead)
{}

void CodeReader::run()
{
    std::string line;
    char c = 0;
    const auto give = [this, &line] {
        const QString code = QString::fromUtf8(line).trimmed();
        line.clear();
        if (!code.isEmpty()) {
            m_ahead.acquire();
            Q_EMIT lineRead(code);
        }
    };
    while (std::cin.get(c)) {
        if (c == '\n') {
            give();
        } else if (line.size() < LineMax) {
            line.push_back(c);
        }
    }
    give(); // a last line without its end
    Q_EMIT ended();
}

} // namespace EvalTrack
