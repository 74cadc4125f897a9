// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storecodec.h"

#include <QDataStream>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include <bit>
#include <concepts>
#include <utility>

namespace EvalTrack::StoreCodec {

namespace {

constexpr quint8 FormatVersion = 1;

// One description of each type's members (visit) serves both directions.

class Writer
{
public:
    explicit Writer(QByteArray &bytes)
        : m_out(&bytes, QIODevice::WriteOnly)
    {
        m_out.setVersion(QDataStream::Qt_6_4);
        m_out << FormatVersion;
    }

    [[nodiscard]] static constexpr bool isAtEnd() { return false; }

    void operator()(const QString &text) { m_out << text.toUtf8(); }
    void operator()(const QByteArray &bytes) { m_out << bytes; }
    void operator()(const QUuid &uuid) { m_out << uuid; }
    void operator()(const QDate &date) { m_out << date.toJulianDay(); }
    void operator()(const bool &flag) { m_out << static_cast<quint8>(flag ? 1 : 0); }
    void operator()(const double &number) { m_out << number; }
    void operator()(const QJsonValue &json)
    {
        m_out << QJsonDocument(QJsonArray{json}).toJson(QJsonDocument::Compact);
    }
    template <std::integral Number>
    void operator()(const Number &number)
    {
        m_out << static_cast<qint64>(number);
    }
    template <typename Enum>
    requires std::is_enum_v<Enum>
    void operator()(const Enum &value) { m_out << static_cast<quint8>(value); }
    template <typename Tag, typename Rep>
    void operator()(const StrongId<Tag, Rep> &id)
    {
        (*this)(id.value());
    }
    void operator()(const Timestamp &time)
    {
        m_out << static_cast<qint64>(time.time_since_epoch().count());
    }
    template <typename Rep, typename Period>
    void operator()(const std::chrono::duration<Rep, Period> &duration)
    {
        m_out << static_cast<qint64>(duration.count());
    }
    template <typename T>
    void operator()(const std::optional<T> &maybe)
    {
        (*this)(maybe.has_value());
        if (maybe) {
            (*this)(*maybe);
        }
    }
    template <typename T>
    void operator()(const QList<T> &list)
    {
        m_out << static_cast<qint32>(list.size());
        for (const T &item : list) {
            (*this)(item);
        }
    }
    template <typename T>
    void operator()(const QHash<QString, T> &hash)
    {
        m_out << static_cast<qint32>(hash.size());
        for (auto it = hash.cbegin(); it != hash.cend(); ++it) {
            (*this)(it.key());
            (*this)(it.value());
        }
    }
    template <typename T>
    requires requires(Writer &writer, const T &value) { visit(writer, value); }
    void operator()(const T &value) { visit(*this, value); }

private:
    QDataStream m_out;
};

/// Reads in place what a QDataStream wrote: everybody in a company is read at sign-in, and a device
/// in between would cost more than all the rest. After the first piece that is not there nothing
/// more is read.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_left(bytes)
    {
        m_isOk = number<quint8>() == FormatVersion;
    }

    [[nodiscard]] bool isOk() const { return m_isOk; }
    [[nodiscard]] bool isAtEnd() const { return m_left.isEmpty(); }

    void operator()(QString &text) { text = QString::fromUtf8(block()); }
    void operator()(QByteArray &bytes) { bytes = block().toByteArray(); }
    void operator()(QUuid &uuid) { uuid = QUuid::fromRfc4122(take(UuidBytes)); }
    void operator()(QDate &date) { date = QDate::fromJulianDay(integer()); }
    void operator()(bool &flag) { flag = number<quint8>() != 0; }
    void operator()(double &value) { value = std::bit_cast<double>(number<quint64>()); }
    void operator()(QJsonValue &json)
    {
        json = QJsonDocument::fromJson(block().toByteArray()).array().at(0);
    }
    template <std::integral Number>
    void operator()(Number &number)
    {
        number = static_cast<Number>(integer());
    }
    template <typename Enum>
    requires std::is_enum_v<Enum>
    void operator()(Enum &value) { value = static_cast<Enum>(number<quint8>()); }
    template <typename Tag, typename Rep>
    void operator()(StrongId<Tag, Rep> &id)
    {
        Rep value{};
        (*this)(value);
        id = StrongId<Tag, Rep>(value);
    }
    void operator()(Timestamp &time) { time = Timestamp(std::chrono::milliseconds(integer())); }
    template <typename Rep, typename Period>
    void operator()(std::chrono::duration<Rep, Period> &duration)
    {
        duration = std::chrono::duration<Rep, Period>(static_cast<Rep>(integer()));
    }
    template <typename T>
    void operator()(std::optional<T> &maybe)
    {
        bool isThere = false;
        (*this)(isThere);
        if (isThere && isOk()) {
            T value{};
            (*this)(value);
            maybe = std::move(value);
        } else {
            maybe.reset();
        }
    }
    template <typename T>
    void operator()(QList<T> &list)
    {
        for (qint32 left = count(); left > 0 && isOk(); --left) {
            T item{};
            (*this)(item);
            list.append(std::move(item));
        }
    }
    template <typename T>
    void operator()(QHash<QString, T> &hash)
    {
        for (qint32 left = count(); left > 0 && isOk(); --left) {
            QString key;
            T value{};
            (*this)(key);
            (*this)(value);
            hash.insert(key, std::move(value));
        }
    }
    template <typename T>
    requires requires(Reader &reader, T &value) { visit(reader, value); }
    void operator()(T &value) { visit(*this, value); }
    template <typename... Alternatives>
    void operator()(std::variant<Alternatives...> &value)
    {
        readAlternative(value, number<quint8>(), std::index_sequence_for<Alternatives...>());
    }

private:
    static constexpr qsizetype UuidBytes = 16;
    static constexpr quint32 NullBlock = 0xFFFF'FFFF;

    /// Nothing when there is not as much left.
    QByteArrayView take(qsizetype size)
    {
        m_isOk = m_isOk && size <= m_left.size();
        if (!m_isOk) {
            return {};
        }
        const QByteArrayView taken = m_left.first(size);
        m_left = m_left.sliced(size);
        return taken;
    }
    template <std::integral Number>
    Number number()
    {
        const QByteArrayView bytes = take(sizeof(Number));
        return m_isOk ? qFromBigEndian<Number>(bytes.data()) : Number(0);
    }
    qint64 integer() { return number<qint64>(); }
    qint32 count() { return number<qint32>(); }
    QByteArrayView block()
    {
        const auto size = number<quint32>();
        return size == NullBlock ? QByteArrayView() : take(size);
    }
    template <typename Variant, size_t... Index>
    void readAlternative(Variant &value, size_t index, std::index_sequence<Index...> /*all*/)
    {
        const bool found = ((Index == index && (read<Index>(value), true)) || ...);
        m_isOk = m_isOk && found;
    }
    template <size_t Index, typename Variant>
    void read(Variant &value)
    {
        (*this)(value.template emplace<Index>());
    }

    QByteArrayView m_left;
    bool m_isOk = true;
};

template <typename Archive, typename... Members>
void each(Archive &archive, Members &...members)
{
    (archive(members), ...);
}

/// Members that an older program did not write: at the end of a record only, and left as they are
/// where there is nothing to read.
template <typename Archive, typename... Members>
void added(Archive &archive, Members &...members)
{
    ((archive.isAtEnd() ? void() : archive(members)), ...);
}

} // namespace

} // namespace EvalTrack::StoreCodec

namespace EvalTrack {

using StoreCodec::each;

template <typename T, typename U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

template <typename Archive, Is<Department> T>
void visit(Archive &archive, T &department)
{
    each(archive, department.id, department.name);
    added(archive, department.parentId, department.headId, department.uuid, department.revision);
}

/// Inside a command, which has known all of it from the beginning.
template <typename Archive, Is<Department> T>
void visitWhole(Archive &archive, T &department)
{
    each(archive, department.id, department.name, department.parentId, department.headId,
         department.uuid, department.revision);
}

/// What earlier programs wrote of a person; what came later stands at the end of the record.
template <typename Archive, Is<Employee> T>
void visitFirst(Archive &archive, T &employee)
{
    each(archive, employee.id, employee.name, employee.firstName, employee.lastName, employee.email,
         employee.nationalId, employee.badgeCode, employee.phone, employee.birthDate,
         employee.jobTitle, employee.departmentId, employee.department, employee.managerId,
         employee.hireDate, employee.isActive, employee.createdAt, employee.updatedAt,
         employee.uuid, employee.revision);
    added(archive, employee.pinHash);
}

template <typename Archive, Is<Employee> T>
void visitLater(Archive &archive, T &employee)
{
    added(archive, employee.contractUntil, employee.leftOn, employee.notes);
}

template <typename Archive, Is<Employee> T>
void visit(Archive &archive, T &employee)
{
    visitFirst(archive, employee);
    visitLater(archive, employee);
}

template <typename Archive, Is<Question> T>
void visit(Archive &archive, T &question)
{
    each(archive, question.id, question.eventId, question.text, question.createdAt,
         question.updatedAt);
}

/// What the first programs wrote of an event; what came later stands at the end of the record.
template <typename Archive, Is<Event> T>
void visitFirst(Archive &archive, T &event)
{
    each(archive, event.id, event.title, event.description, event.date, event.duration,
         event.location, event.type, event.maxAttendees, event.status, event.isActive,
         event.createdAt, event.updatedAt, event.creatorId, event.registration, event.uuid,
         event.revision, event.questions);
}

template <typename Archive, Is<Event> T>
void visit(Archive &archive, T &event)
{
    visitFirst(archive, event);
    added(archive, event.zone);
}

/// What the first programs wrote of an attendance.
template <typename Archive, Is<Attendance> T>
void visitFirst(Archive &archive, T &attendance)
{
    each(archive, attendance.id, attendance.eventId, attendance.userId, attendance.status,
         attendance.attendedAt, attendance.notes, attendance.createdAt, attendance.updatedAt,
         attendance.uuid, attendance.revision, attendance.eventUuid, attendance.userUuid);
}

template <typename Archive, Is<Attendance> T>
void visit(Archive &archive, T &attendance)
{
    visitFirst(archive, attendance);
    added(archive, attendance.leftAt);
}

template <typename Archive, Is<Answer> T>
void visit(Archive &archive, T &answer)
{
    each(archive, answer.id, answer.evaluationId, answer.questionId, answer.response,
         answer.createdAt, answer.updatedAt);
}

template <typename Archive, Is<Evaluation> T>
void visit(Archive &archive, T &evaluation)
{
    each(archive, evaluation.id, evaluation.eventId, evaluation.userId, evaluation.graderId,
         evaluation.status, evaluation.score, evaluation.feedback, evaluation.respuestas,
         evaluation.submittedAt, evaluation.gradedAt, evaluation.createdAt, evaluation.updatedAt,
         evaluation.uuid, evaluation.revision, evaluation.answers, evaluation.eventUuid,
         evaluation.userUuid);
}

template <typename Archive, Is<CreateEmployee> T>
void visit(Archive &archive, T &command)
{
    each(archive, command.after);
}

template <typename Archive, typename T>
requires Is<T, UpdateEmployee>
void visit(Archive &archive, T &command)
{
    visitFirst(archive, command.before);
    visitFirst(archive, command.after);
    visitLater(archive, command.before);
    visitLater(archive, command.after);
}

// Nobody edits what came later.
template <typename Archive, Is<UpdateAttendance> T>
void visit(Archive &archive, T &command)
{
    visitFirst(archive, command.before);
    visitFirst(archive, command.after);
}

template <typename Archive, Is<UpdateEvent> T>
void visit(Archive &archive, T &command)
{
    visitFirst(archive, command.before);
    visitFirst(archive, command.after);
    added(archive, command.before.zone, command.after.zone);
}

template <typename Archive, Is<SetEmployeeActive> T>
void visit(Archive &archive, T &command)
{
    each(archive, command.employee, command.isActive);
}

template <typename Archive, Is<CreateEvent> T>
void visit(Archive &archive, T &command)
{
    each(archive, command.after);
}

template <typename Archive, Is<SetEventActive> T>
void visit(Archive &archive, T &command)
{
    each(archive, command.event, command.isActive);
}

template <typename Archive, Is<RegisterSelf> T>
void visit(Archive &archive, T &command)
{
    each(archive, command.event, command.attendance, command.notes);
}

template <typename Archive, typename T>
requires Is<T, ConfirmOwnAttendance> || Is<T, RemoveAttendance>
void visit(Archive &archive, T &command)
{
    each(archive, command.attendance);
}

template <typename Archive, Is<QuestionResponse> T>
void visit(Archive &archive, T &response)
{
    each(archive, response.questionId, response.response);
}

template <typename Archive, Is<AnswerEvaluation> T>
void visit(Archive &archive, T &command)
{
    each(archive, command.evaluation, command.answers);
}

template <typename Archive, Is<GradeEvaluation> T>
void visit(Archive &archive, T &command)
{
    each(archive, command.evaluation, command.score, command.feedback);
}

template <typename Archive, Is<CommentEvaluation> T>
void visit(Archive &archive, T &command)
{
    each(archive, command.evaluation, command.feedback);
}

template <typename Archive, Is<CreateDepartment> T>
void visit(Archive &archive, T &command)
{
    visitWhole(archive, command.after);
}

template <typename Archive, Is<UpdateDepartment> T>
void visit(Archive &archive, T &command)
{
    visitWhole(archive, command.before);
    visitWhole(archive, command.after);
}

template <typename Archive, Is<RemoveDepartment> T>
void visit(Archive &archive, T &command)
{
    each(archive, command.department, command.moveTo);
}

template <typename Archive, Is<Capture> T>
void visit(Archive &archive, T &capture)
{
    each(archive, capture.uuid, capture.eventUuid, capture.eventId, capture.code, capture.userId,
         capture.deviceId, capture.deviceSequence, capture.bootId, capture.capturedAt,
         capture.utcOffset, capture.zone, capture.monotonic, capture.anchorAt,
         capture.anchorUncertainty, capture.method, capture.note);
    added(archive, capture.anchorBootId, capture.anchorMonotonic, capture.isWaiting,
          capture.isLeaving);
}

template <typename Archive, Is<FieldError> T>
void visit(Archive &archive, T &error)
{
    each(archive, error.field, error.message);
}

template <typename Archive, Is<Error> T>
void visit(Archive &archive, T &error)
{
    each(archive, error.code, error.detail, error.fieldErrors);
}

template <typename Archive, Is<FieldConflict> T>
void visit(Archive &archive, T &conflict)
{
    each(archive, conflict.field, conflict.base, conflict.mine, conflict.theirs);
}

template <typename Archive, Is<SeriesPoint> T>
void visit(Archive &archive, T &point)
{
    each(archive, point.key, point.label, point.value, point.id);
}

template <typename Archive, Is<Dashboard> T>
void visit(Archive &archive, T &dashboard)
{
    each(archive, dashboard.role, dashboard.asOf, dashboard.figures, dashboard.series);
}

} // namespace EvalTrack

namespace EvalTrack::StoreCodec {

template <typename Archive, Is<Outcome> T>
void visit(Archive &archive, T &outcome)
{
    each(archive, outcome.reason, outcome.conflicts, outcome.theirs);
}

namespace {

template <typename T>
QByteArray encoded(const T &value)
{
    QByteArray bytes;
    Writer writer(bytes);
    writer(value);
    return bytes;
}

template <typename T>
Result<T> decoded(const QByteArray &bytes)
{
    Reader reader(bytes);
    T value{};
    reader(value);
    if (!reader.isOk()) {
        return failure(ErrorCode::Storage, QStringLiteral("a stored value is damaged"));
    }
    return value;
}

} // namespace

QByteArray encode(const Department &department)
{
    return encoded(department);
}
QByteArray encode(const Employee &employee)
{
    return encoded(employee);
}
QByteArray encode(const Event &event)
{
    return encoded(event);
}
QByteArray encode(const Attendance &attendance)
{
    return encoded(attendance);
}
QByteArray encode(const Evaluation &evaluation)
{
    return encoded(evaluation);
}
QByteArray encode(const Command &command)
{
    QByteArray bytes;
    Writer writer(bytes);
    std::visit(
        [&writer, &command](const auto &alternative) {
            writer(kindOf(command));
            writer(alternative);
        },
        command);
    return bytes;
}
QByteArray encode(const Capture &capture)
{
    return encoded(capture);
}
QByteArray encode(const Outcome &outcome)
{
    return encoded(outcome);
}
QByteArray encode(const Dashboard &dashboard)
{
    return encoded(dashboard);
}

template <>
Result<Department> decode<Department>(const QByteArray &bytes)
{
    return decoded<Department>(bytes);
}
template <>
Result<Employee> decode<Employee>(const QByteArray &bytes)
{
    return decoded<Employee>(bytes);
}
template <>
Result<Event> decode<Event>(const QByteArray &bytes)
{
    return decoded<Event>(bytes);
}
template <>
Result<Attendance> decode<Attendance>(const QByteArray &bytes)
{
    return decoded<Attendance>(bytes);
}
template <>
Result<Evaluation> decode<Evaluation>(const QByteArray &bytes)
{
    return decoded<Evaluation>(bytes);
}
template <>
Result<Command> decode<Command>(const QByteArray &bytes)
{
    return decoded<Command>(bytes);
}
template <>
Result<Capture> decode<Capture>(const QByteArray &bytes)
{
    return decoded<Capture>(bytes);
}
template <>
Result<Outcome> decode<Outcome>(const QByteArray &bytes)
{
    return decoded<Outcome>(bytes);
}
template <>
Result<Dashboard> decode<Dashboard>(const QByteArray &bytes)
{
    return decoded<Dashboard>(bytes);
}

} // namespace EvalTrack::StoreCodec
