// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"
#include "domain/systemstatus.h"

#include <QCoreApplication>

namespace EvalTrack {

/// One thing that the status page tells, in words.
struct StatusWords
{
    Tone tone = Tone::Neutral;
    QString verdict; ///< A word or two: "Well", "Look at this".
    QString fact;    ///< A sentence or a figure.
    QString detail;  ///< What else is known, or what to do now.

    [[nodiscard]] bool needsDoing() const { return tone == Tone::Warning || tone == Tone::Danger; }
};

/// Judges how a server is and says it so that whoever runs the company knows what to do. Where one
/// is too many is what the alert rules of packaging/monitoring say. Pure.
class StatusJudge
{
    Q_DECLARE_TR_FUNCTIONS(StatusJudge)
public:
    explicit StatusJudge(const SystemStatus &status);

    [[nodiscard]] StatusWords server() const;
    [[nodiscard]] StatusWords database() const;
    [[nodiscard]] StatusWords requests() const;
    [[nodiscard]] StatusWords disk() const;
    [[nodiscard]] StatusWords backup() const;
    [[nodiscard]] StatusWords captures() const;
    [[nodiscard]] StatusWords stations() const;

    /// What became of a request, in a few words.
    [[nodiscard]] static QString fault(const ServerFault &fault);

private:
    [[nodiscard]] QString poolText() const;
    [[nodiscard]] QString span(std::chrono::milliseconds time) const;

    const SystemStatus &m_status;
};

} // namespace EvalTrack
