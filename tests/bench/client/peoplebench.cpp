// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/peoplebench.h"

#include "base/foldedtext.h"
#include "client/figures.h"
#include "client/samplepeople.h"
#include "ports/peoplesnapshot.h"

#include <string_view>

namespace EvalTrack::Bench {

void measurePeopleInMemory(int people)
{
    Figures::heading(u"People in memory (%1)"_qs.arg(people));

    const double before = residentMegabytes();
    PeopleSnapshot snapshot;
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
}

} // namespace EvalTrack::Bench
