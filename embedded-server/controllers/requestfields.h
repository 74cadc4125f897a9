// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "http/request.h"
#include "http/response.h"
#include "wire/fieldreader.h"

#include <QFuture>
#include <QPromise>

#include <memory>

namespace EvalTrack::Server {

/// The `:id` of the path, which the router let through as a number. One that is larger than any id
/// becomes the largest, which nobody has.
[[nodiscard]] qint64 pathNumber(const Request &request);
template <typename Id>
[[nodiscard]] Id pathId(const Request &request)
{
    return Id(pathNumber(request));
}

/// An integer query parameter; nullopt when it is not given or empty, BadRequest when it is not an
/// integer in the range.
[[nodiscard]] Result<std::optional<qint64>> queryInteger(const Request &request, QStringView name,
                                                         qint64 minimum, qint64 maximum);

/// `?eventId=` and its like.
template <typename Id>
[[nodiscard]] Result<std::optional<Id>> queryId(const Request &request, QStringView name)
{
    const auto number = queryInteger(request, name, 1, std::numeric_limits<qint64>::max());
    if (!number) {
        return std::unexpected(number.error());
    }
    return *number ? std::optional(Id(**number)) : std::nullopt;
}

/// A point in time; nullopt when it is not given or empty, BadRequest when it is none.
[[nodiscard]] Result<std::optional<Timestamp>> queryTime(const Request &request, QStringView name);

/// Free text to search by, folded as the database folds it; empty when none is asked for.
[[nodiscard]] Result<QString> searchText(const Request &request);

/// An answer, or the error in the contract's form.
[[nodiscard]] Response answerOf(Result<Response> result);

/// Reads the body with `parse` (FieldReader & → T) and gives its value, or what is wrong with it.
template <typename Parse>
[[nodiscard]] auto readBody(const Request &request, Parse parse)
    -> Result<std::invoke_result_t<Parse, Wire::FieldReader &>>
{
    const auto object = Wire::parseObject(request.body);
    if (!object) {
        return std::unexpected(object.error());
    }
    Wire::FieldReader fields(*object);
    auto value = parse(fields);
    if (auto ok = fields.finish(); !ok) {
        return std::unexpected(ok.error());
    }
    return value;
}

/// An answer that comes later from a pool, given in the event loop's thread.
class LaterReply
{
public:
    LaterReply() { m_promise->start(); }

    [[nodiscard]] QFuture<std::shared_ptr<Response>> future() const { return m_promise->future(); }
    void give(Response response) const
    {
        m_promise->addResult(std::make_shared<Response>(std::move(response)));
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<std::shared_ptr<Response>>> m_promise =
        std::make_shared<QPromise<std::shared_ptr<Response>>>();
};

} // namespace EvalTrack::Server
