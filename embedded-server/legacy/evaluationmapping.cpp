// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation.h"
#include "legacy/legacytext.h"
#include "legacy/recordmapping.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace EvalTrack::Server {

namespace {

/// A column that holds JSON. What holds JSON as a text inside of JSON is opened.
struct Opened
{
    QJsonValue value;
    bool isReadable = false;
    bool wasText = false;
};

std::optional<QJsonValue> parsed(const QByteArray &json)
{
    // In brackets, so that a bare text is read too.
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + json + ']', &error);
    const QJsonArray array = document.array();
    return error.error == QJsonParseError::NoError && array.size() == 1 ? std::optional(array.at(0))
                                                                        : std::nullopt;
}

Opened opened(const QByteArray &column)
{
    Opened result;
    auto value = parsed(column);
    if (!value) {
        value = parsed(decoded(column).text.toUtf8()); // Written in another encoding, perhaps.
    }
    if (!value) {
        return result;
    }
    result.value = *value;
    result.isReadable = true;
    for (int round = 0; round < 2 && result.value.isString(); ++round) {
        const auto inner = parsed(result.value.toString().toUtf8());
        if (!inner || !(inner->isArray() || inner->isObject() || inner->isString())) {
            break;
        }
        result.value = *inner;
        result.wasText = true;
    }
    result.isReadable = result.value.isArray() || result.value.isObject() || result.value.isNull();
    return result;
}

QString cleaned(const QString &text)
{
    return decoded(text.toUtf8()).text;
}

/// What a value says: a text, a number, yes or no; anything else as JSON.
QString wordsOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return cleaned(value.toString());
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', 15);
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("Sí") : QStringLiteral("No");
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return {};
}

std::optional<QString> memberOf(const QJsonValue &value,
                                std::initializer_list<QLatin1StringView> names)
{
    const QJsonObject object = value.toObject();
    for (const QLatin1StringView name : names) {
        if (const auto found = object.constFind(name); found != object.constEnd()) {
            return wordsOf(*found);
        }
    }
    return std::nullopt;
}

std::optional<QString> questionOf(const QJsonValue &value)
{
    return memberOf(value, {QLatin1StringView("pregunta"), QLatin1StringView("question"),
                            QLatin1StringView("texto"), QLatin1StringView("text")});
}

std::optional<QString> responseOf(const QJsonValue &value)
{
    return memberOf(value, {QLatin1StringView("respuesta"), QLatin1StringView("answer"),
                            QLatin1StringView("response"), QLatin1StringView("valor")});
}

/// The values of an array, or of an object whose keys count from 0 or 1; else nothing.
std::optional<QList<QJsonValue>> listOf(const QJsonValue &value)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return QList<QJsonValue>(array.begin(), array.end());
    }
    const QJsonObject object = value.toObject();
    int highest = -1;
    for (auto each = object.begin(); each != object.end(); ++each) {
        bool isNumber = false;
        const int index = each.key().toInt(&isNumber);
        if (!isNumber || index < 0 || index > Limits::QuestionsMax) {
            return std::nullopt;
        }
        highest = std::max(highest, index);
    }
    const int first = object.contains(QStringLiteral("0")) ? 0 : 1;
    QList<QJsonValue> list;
    for (int index = first; index <= highest; ++index) {
        list.append(object.value(QString::number(index)));
    }
    return list;
}

/// Two questions of one text are two questions.
QStringList made(QStringList questions)
{
    QStringList unique;
    for (QString &question : questions) {
        question = question.left(Limits::TextMax);
        QString text = question;
        for (int number = 2; unique.contains(text); ++number) {
            text = question + QStringLiteral(" (%1)").arg(number);
        }
        unique.append(text);
    }
    return unique;
}

class AnswerReader
{
public:
    AnswerReader(const LegacyColumns &read, QStringList questions)
        : m_read(read)
        , m_questions(std::move(questions))
    {}

    /// Nothing when the column cannot be read.
    std::optional<QList<EvaluationContent::Answer>> answersFrom(const QByteArray &column)
    {
        const Opened content = opened(column);
        if (!content.isReadable) {
            return std::nullopt;
        }
        m_answers.clear();
        bool isPlain = content.value.isArray() && !content.wasText;
        if (const auto list = listOf(content.value)) {
            for (qsizetype i = 0; i < list->size(); ++i) {
                const auto question = questionOf(list->at(i));
                const auto response = responseOf(list->at(i));
                if (question && response) {
                    isPlain = false;
                    answer(*question, *response);
                } else {
                    answerAt(i, wordsOf(list->at(i)));
                }
            }
        } else {
            const QJsonObject object = content.value.toObject();
            for (auto each = object.begin(); each != object.end(); ++each) {
                answer(cleaned(each.key()), wordsOf(*each));
            }
        }
        if (!isPlain && !content.value.isNull()) {
            m_read.note(LegacyRule::JsonShape, EvaluationColumn::Answers,
                        m_read.raw(EvaluationColumn::Answers),
                        QStringLiteral("%1 answers").arg(m_answers.size()));
        }
        return m_answers;
    }

private:
    void answerAt(qsizetype index, const QString &response)
    {
        if (index < m_questions.size()) {
            answer(m_questions.at(index), response);
        } else if (!response.isEmpty()) {
            const QString question = QStringLiteral("Pregunta %1").arg(index + 1);
            m_read.note(LegacyRule::MoreAnswers, EvaluationColumn::Answers, response, question);
            answer(question, response);
        }
    }

    /// What is empty is no answer.
    void answer(const QString &question, const QString &response)
    {
        const QString asked = question.isEmpty() ? QStringLiteral("Pregunta") : question;
        const auto same = std::ranges::find(m_answers, asked, &EvaluationContent::Answer::question);
        if (same != m_answers.end()) {
            same->response += u'\n' + response;
        } else if (!response.isEmpty()) {
            m_answers.append({asked.left(Limits::TextMax), response});
        }
    }

    const LegacyColumns &m_read;
    QStringList m_questions;
    QList<EvaluationContent::Answer> m_answers;
};

/// The tenth of a grade of v1; nothing for one that is none.
std::optional<int> scoreOf(const LegacyColumns &read, const QByteArray &column)
{
    bool isNumber = false;
    const double grade = column.toDouble(&isNumber);
    if (!isNumber || !(grade >= 0 && grade <= 100)) {
        read.note(LegacyRule::ScoreRange, EvaluationColumn::Score,
                  read.raw(EvaluationColumn::Score), {});
        return std::nullopt;
    }
    const int score =
        std::clamp(static_cast<int>(std::lround(grade / 10)), Limits::ScoreMin, Limits::ScoreMax);
    if (grade != score * 10.0) {
        read.note(LegacyRule::ScoreScaled, EvaluationColumn::Score,
                  read.raw(EvaluationColumn::Score), QString::number(score));
    }
    return score;
}

std::optional<EvaluationStatus> evaluationStatusOf(const LegacyColumns &read)
{
    const QString status = read.folded(EvaluationColumn::Status);
    if (status == u"pendiente" || status == u"disponible" || status == u"en progreso") {
        return EvaluationStatus::Pending;
    }
    if (status == u"calificada") {
        return EvaluationStatus::Graded;
    }
    if (status == u"respondida") {
        read.note(LegacyRule::EvaluationState, EvaluationColumn::Status,
                  read.raw(EvaluationColumn::Status), QStringLiteral("SUBMITTED"));
        return EvaluationStatus::Submitted;
    }
    return status == u"completada" ? std::optional(EvaluationStatus::Submitted) : std::nullopt;
}

QByteArray asJsonText(const QString &text)
{
    const QByteArray inBrackets = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return inBrackets.sliced(1, inBrackets.size() - 2);
}

/// Event and person of an evaluation, or why it waits.
bool findPair(const LegacyRow &row, const LegacyColumns &read, const LegacyIndex &index,
              LegacyMapped<EvaluationContent> &mapped, EvaluationContent &content)
{
    const qint64 event = read.number(EvaluationColumn::EventId).value_or(0);
    const qint64 employee = read.number(EvaluationColumn::EmployeeId).value_or(0);
    const auto placed = index.events.constFind(event);
    const auto person = index.people.constFind(employee);
    const auto refuse = [&](LegacyRule rule, int column) {
        mapped.reason = rule;
        read.note(rule, column, column < 0 ? QString() : read.raw(column), {});
        return false;
    };
    Q_UNUSED(row)
    if (placed == index.events.constEnd()) {
        return refuse(index.waitingEvents.contains(event) ? LegacyRule::Waits : LegacyRule::Orphan,
                      EvaluationColumn::EventId);
    }
    if (person == index.people.constEnd()) {
        return refuse(index.waitingPeople.contains(employee) ? LegacyRule::Waits
                                                             : LegacyRule::Orphan,
                      EvaluationColumn::EmployeeId);
    }
    if (!index.attended.contains({event, employee})) {
        return refuse(LegacyRule::NoAttendance, -1);
    }
    content.event = placed->id;
    content.user = *person;
    return true;
}

} // namespace

const QStringList &legacyQuestions()
{
    static const QStringList questions{QStringLiteral("¿Qué aprendiste en este evento?"),
                                       QStringLiteral("¿Cómo lo aplicarás en tu trabajo?"),
                                       QStringLiteral("¿Recomendarías este evento?"),
                                       QStringLiteral("¿Qué mejorarías?")};
    return questions;
}

QStringList questionsFrom(const QByteArray &column)
{
    if (column.isEmpty()) {
        return {};
    }
    const Opened content = opened(column);
    QStringList questions;
    if (const auto list = content.isReadable ? listOf(content.value) : std::nullopt) {
        for (const QJsonValue &each : *list) {
            const QString text = questionOf(each).value_or(wordsOf(each));
            if (!text.isEmpty()) {
                questions.append(text);
            }
        }
    }
    return made(std::move(questions));
}

LegacyMapped<EvaluationContent> mapEvaluation(const LegacyRow &row, const LegacyIndex &index,
                                              const LegacyReading &reading,
                                              const LegacyClock &clock)
{
    LegacyMapped<EvaluationContent> mapped;
    const LegacyColumns read(row, reading, clock, mapped.findings);
    EvaluationContent content;
    if (!findPair(row, read, index, mapped, content)) {
        return mapped;
    }
    const auto status = evaluationStatusOf(read);
    if (!status) {
        mapped.reason = LegacyRule::UnknownValue;
        read.note(mapped.reason, EvaluationColumn::Status, read.raw(EvaluationColumn::Status), {});
        return mapped;
    }
    content.status = *status;
    content.feedback = read.optionalText(EvaluationColumn::Comments, Limits::TextMax);

    const QByteArray asked = row.at(EvaluationColumn::Questions);
    QStringList questions = questionsFrom(asked);
    if (questions.isEmpty()) {
        questions = legacyQuestions();
        if (!asked.isEmpty() && !opened(asked).isReadable) {
            read.note(LegacyRule::JsonUnreadable, EvaluationColumn::Questions,
                      read.raw(EvaluationColumn::Questions), questions.join(u'\n'));
        }
    }
    const QByteArray given = row.at(EvaluationColumn::Answers);
    if (!given.isEmpty()) {
        if (auto answers = AnswerReader(read, questions).answersFrom(given)) {
            content.answers = std::move(*answers);
        } else {
            const QString kept = decoded(given).text;
            content.respuestas = asJsonText(kept);
            read.note(LegacyRule::JsonUnreadable, EvaluationColumn::Answers,
                      read.raw(EvaluationColumn::Answers), kept);
        }
    }

    const QByteArray grade = row.at(EvaluationColumn::Score);
    if (content.status == EvaluationStatus::Graded) {
        if (grade.isEmpty()) {
            read.note(LegacyRule::ScoreMissing, EvaluationColumn::Score, {},
                      QStringLiteral("SUBMITTED"));
        } else {
            content.score = scoreOf(read, grade);
        }
        content.status = content.score ? EvaluationStatus::Graded : EvaluationStatus::Submitted;
    } else if (!grade.isEmpty()) {
        read.note(LegacyRule::ScoreEarly, EvaluationColumn::Score,
                  read.raw(EvaluationColumn::Score), {});
    }

    content.createdAt = read.createdAt(
        EvaluationColumn::CreatedAt, EvaluationColumn::UpdatedAt,
        index.events.constFind(read.number(EvaluationColumn::EventId).value_or(0))->start);
    content.updatedAt = read.stamp(EvaluationColumn::UpdatedAt).value_or(content.createdAt);
    if (content.status != EvaluationStatus::Pending) {
        content.submittedAt = read.stamp(EvaluationColumn::EvaluatedAt).value_or(content.createdAt);
    }
    if (content.status == EvaluationStatus::Graded) {
        content.gradedAt = content.updatedAt;
    }
    mapped.content = std::move(content);
    return mapped;
}

qint64 foremostEvaluation(const QList<LegacyTwin<EvaluationContent>> &twins)
{
    // The order of EvaluationStatus is from Pending to Graded.
    const auto foremost = std::ranges::max_element(twins, [](const auto &a, const auto &b) {
        return std::tuple(static_cast<int>(a.content.status), a.content.updatedAt, a.row) <
               std::tuple(static_cast<int>(b.content.status), b.content.updatedAt, b.row);
    });
    return foremost->row;
}

} // namespace EvalTrack::Server
