// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/peoplebench.h"

#include "base/foldedtext.h"
#include "client/figures.h"
#include "client/samplepeople.h"
#include "items/peopletablemodel.h"
#include "ports/peoplesnapshot.h"

#include <memory>
#include <string_view>

namespace EvalTrack::Bench {

namespace {

constexpr int RowsOnScreen = 45;

void measureTable(const std::shared_ptr<const PeopleSnapshot> &snapshot)
{
    Figures::heading(u"The people table"_qs);

    PeopleTableModel model;
    Figures::duration(u"showing everybody for the first time"_qs,
                      timed([&] { model.setSnapshot(snapshot); }));
    Figures::duration(u"showing the same people again"_qs, timed([&] {
                          model.setSnapshot(std::make_shared<const PeopleSnapshot>(*snapshot));
                      }));
    Samples follow;
    std::shared_ptr<const PeopleSnapshot> latest = snapshot;
    for (int round = 0; round < 100; ++round) {
        auto next = std::make_shared<PeopleSnapshot>(*latest);
        Employee renamed = next->at(round * (next->size() / 100));
        renamed.name = u"Zoraida %1"_qs.arg(round);
        ++renamed.revision;
        next->put(renamed);
        follow.add(timed([&] { model.setSnapshot(next); }));
        latest = next;
    }
    Figures::below(u"showing that somebody was renamed, 99th percentile"_qs, follow.percentile(99),
                   std::chrono::milliseconds(16));
    model.setSnapshot(snapshot);

    Samples keystroke;
    for (int round = 0; round < 5; ++round) {
        for (const QString &typed : sampleKeystrokes()) {
            keystroke.add(timed([&] { model.setQuery(typed, PeopleTableModel::Show::Active); }));
        }
    }
    Figures::below(u"search in the table, 99th percentile of a keystroke"_qs,
                   keystroke.percentile(99), std::chrono::milliseconds(16));
    Figures::duration(u"search in the table, median of a keystroke"_qs, keystroke.median());

    model.setQuery({}, PeopleTableModel::Show::All);
    Samples screenful;
    qsizetype characters = 0;
    for (int row = 0; row + RowsOnScreen <= model.rowCount(); row += 251) {
        screenful.add(timed([&] {
            for (int line = row; line < row + RowsOnScreen; ++line) {
                for (int column = 0; column < model.columnCount(); ++column) {
                    const QModelIndex index = model.index(line, column);
                    characters += index.data(Qt::DisplayRole).toString().size();
                    static_cast<void>(index.data(Qt::TextAlignmentRole));
                    static_cast<void>(index.data(Qt::ForegroundRole));
                }
            }
        }));
    }
    Figures::below(u"a screenful of cells while scrolling, 99th percentile"_qs,
                   screenful.percentile(99), std::chrono::milliseconds(16));
    Figures::plain(u"characters scrolled by"_qs, QString::number(characters));
    Figures::duration(u"sorting by department for the first time"_qs,
                      timed([&] { model.sort(PeopleTableModel::Department); }));
    Figures::duration(u"sorting by name again"_qs,
                      timed([&] { model.sort(PeopleTableModel::Name); }));
}

} // namespace

void measurePeopleInMemory(int people)
{
    Figures::heading(u"People in memory (%1)"_qs.arg(people));

    const double before = residentMegabytes();
    const auto shared = std::make_shared<PeopleSnapshot>();
    PeopleSnapshot &snapshot = *shared;
    QByteArray plainText;
    plainText.reserve(people * qsizetype(120));
    Clock::duration filling{0};
    snapshot.reserve(people);
    for (int number = 0; number < people; ++number) {
        const Employee person = samplePerson(number);
        filling += timed([&] { snapshot.put(person); });
    }
    Figures::duration(u"packing everybody"_qs, filling);
    Figures::megabytes(u"memory it takes"_qs, residentMegabytes() - before);

    for (int number = 0; number < people; ++number) {
        const Employee person = samplePerson(number);
        plainText += foldedForSearch(person.name).toUtf8() + '\n' +
                     person.nationalId.value_or(QString()).toUtf8() + '\n' + person.email.toUtf8() +
                     '\n' + foldedForSearch(person.jobTitle.value_or(QString())).toUtf8() + '\n' +
                     foldedForSearch(person.department.value_or(QString())).toUtf8() + '\n' +
                     person.badgeCode.value_or(QString()).toUtf8().toLower();
    }

    Samples search;
    Samples scan;
    qsizetype found = 0;
    const QList<QString> keystrokes = sampleKeystrokes();
    const std::string_view haystack(plainText.constData(), static_cast<size_t>(plainText.size()));
    for (int round = 0; round < 5; ++round) {
        for (const QString &typed : keystrokes) {
            search.add(timed([&] { found += snapshot.search(typed).size(); }));
            // The floor: every byte read once for something that is not there.
            scan.add(
                timed([&] { found += haystack.find('\1') == std::string_view::npos ? 0 : 1; }));
        }
    }
    Figures::below(u"search, 99th percentile of a keystroke"_qs, search.percentile(99),
                   std::chrono::milliseconds(16));
    Figures::duration(u"search, median of a keystroke"_qs, search.median());
    Figures::duration(u"plain scan of the same text, median"_qs, scan.median());
    Figures::ratio(u"search / plain scan, medians"_qs, search.median() / scan.median());
    Figures::plain(u"people found in all"_qs, QString::number(found));

    Samples byCode;
    for (int number = 0; number < 200; ++number) {
        const QString code = *samplePerson(number * (people / 200)).badgeCode;
        byCode.add(timed([&] { found += snapshot.byCode(code) ? 1 : 0; }));
    }
    Figures::duration(u"who a scanned badge belongs to, 99th percentile"_qs, byCode.percentile(99));

    measureTable(shared);
}

} // namespace EvalTrack::Bench
