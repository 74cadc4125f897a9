// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/request.h"

namespace EvalTrack::Server {

QByteArray Request::header(QByteArrayView lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName) {
            return value;
        }
    }
    return {};
}

std::optional<QString> Request::queryValue(QStringView name) const
{
    for (const auto &[key, value] : query) {
        if (key == name) {
            return value;
        }
    }
    return std::nullopt;
}

QByteArray Request::pathParameter(QByteArrayView name) const
{
    for (const auto &[key, value] : pathParameters) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

QByteArrayView name(Verb verb)
{
    switch (verb) {
    case Verb::Get:
        return "GET";
    case Verb::Post:
        return "POST";
    case Verb::Put:
        return "PUT";
    case Verb::Patch:
        return "PATCH";
    case Verb::Delete:
        return "DELETE";
    case Verb::Head:
        return "HEAD";
    case Verb::Options:
        return "OPTIONS";
    }
    return {};
}

} // namespace EvalTrack::Server
