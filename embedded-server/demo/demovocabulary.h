// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <array>

namespace EvalTrack::Server {

enum class DemoTone { Good, Fair, Poor };
/// Whom an event is for.
enum class DemoAudience { All, Most, Some, Few };

struct DemoDepartment
{
    int weight = 1;
    double attendance = 1; ///< How reliably its people come.
    double score = 7;      ///< Around what they are graded.
    QString name;
    QString head;
    QStringList jobs;
    QString under; ///< The name of one before it; empty at the top.
};

struct DemoTopic
{
    QString type;
    int minutes = 60;
    DemoAudience audience = DemoAudience::Some;
    QString title;
    QString description;
};

/// The words of the demo company, from resources/demo. Read-only; compiled in, so a fault in them
/// is a fault of the build and stops the program.
struct DemoVocabulary
{
    static constexpr int Questions = 4;

    QStringList givenFemale;
    QStringList givenMale;
    QStringList surnames;
    QStringList locations;
    QStringList questions;
    QList<DemoDepartment> departments;
    QList<DemoTopic> topics;
    std::array<std::array<QStringList, 3>, Questions> answers; ///< By question and tone.
    std::array<QStringList, 3> feedback;                       ///< By tone.

    [[nodiscard]] static DemoVocabulary compiledIn();
};

} // namespace EvalTrack::Server
