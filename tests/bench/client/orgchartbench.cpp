// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/orgchartbench.h"

#include "client/figures.h"
#include "client/samplepeople.h"
#include "domain/orgchart.h"
#include "orgchart/orgchartview.h"

#include <QApplication>
#include <QScrollBar>

#include <memory>

namespace EvalTrack::Bench {

namespace {

constexpr int TeamSize = 8;
constexpr int Frames = 600;
constexpr qreal SmallestWithNames = 0.3;       // Most boxes with texts in sight.
constexpr std::chrono::milliseconds Frame(16); // 60 a second

/// Each frame is drawn whole, although a view that is moved draws only what comes into it.
Samples pan(OrgChartView &view)
{
    QScrollBar &across = *view.horizontalScrollBar();
    QScrollBar &down = *view.verticalScrollBar();
    Samples frames;
    for (int frame = 0; frame < Frames; ++frame) {
        across.setValue(across.minimum() + (across.maximum() - across.minimum()) * frame / Frames);
        down.setValue(down.maximum() * (frame % 50) / 50);
        frames.add(timed([&] { view.viewport()->repaint(); }));
    }
    return frames;
}

} // namespace

void measureOrgChart(int people)
{
    Figures::heading(QStringLiteral("The org chart of %1").arg(people));

    const auto snapshot = std::make_shared<PeopleSnapshot>();
    QList<OrgChart::Person> charted;
    snapshot->reserve(people);
    for (int number = 0; number < people; ++number) {
        Employee person = samplePerson(number);
        if (number > 0) {
            person.managerId = UserId((number - 1) / TeamSize + 1);
        }
        snapshot->put(person);
        charted.append({person.uuid, person.id, person.managerId});
    }
    OrgChart chart;
    Samples build;
    Samples layOut;
    for (int round = 0; round < 20; ++round) {
        build.add(timed([&] { chart = OrgChart(charted); }));
        layOut.add(timed([&] { chart.layOut(); }));
    }
    Figures::duration(QStringLiteral("finding out who reports to whom, median"), build.median());
    Figures::below(QStringLiteral("laying it out, 99th percentile"), layOut.percentile(99), Frame);

    OrgChartView view;
    view.resize(1366, 768);
    view.show();
    view.setChart(chart, snapshot);
    QApplication::processEvents();
    Figures::below(QStringLiteral("a frame while it is moved, 99th percentile"),
                   pan(view).percentile(99), Frame);
    view.zoomBy(SmallestWithNames);
    QApplication::processEvents();
    Figures::below(QStringLiteral("the same as small as names are written, 99th percentile"),
                   pan(view).percentile(99), Frame);
    Samples folding;
    for (int round = 0; round < 100; ++round) {
        folding.add(timed([&] {
            view.setFolded(1 + round % TeamSize, round % 2 == 0);
            view.viewport()->repaint();
        }));
    }
    Figures::below(QStringLiteral("folding or unfolding somebody's people, 99th percentile"),
                   folding.percentile(99), Frame);
}

} // namespace EvalTrack::Bench
