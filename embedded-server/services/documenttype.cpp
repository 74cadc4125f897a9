// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/documenttype.h"

#include <QStringDecoder>

#include <zip.h>

#include <algorithm>
#include <memory>

namespace EvalTrack::Server::DocumentType {

namespace {

constexpr zip_uint64_t LongestContentTypes = 256 * 1024;

/// The part of a package (ECMA-376, part 2) that says what all others are; empty when there is
/// none.
QByteArray contentTypesOf(const QByteArray &content)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(
        content.constData(), static_cast<zip_uint64_t>(content.size()), 0, &error);
    zip_t *opened = source != nullptr ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    zip_error_fini(&error);
    if (opened == nullptr) {
        if (source != nullptr) {
            zip_source_free(source);
        }
        return {};
    }
    const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(opened, zip_discard);
    constexpr auto Part = "[Content_Types].xml";
    zip_stat_t about;
    if (zip_stat(opened, Part, 0, &about) != 0 || (about.valid & ZIP_STAT_SIZE) == 0 ||
        about.size > LongestContentTypes) {
        return {};
    }
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen(opened, Part, 0),
                                                                  zip_fclose);
    if (!file) {
        return {};
    }
    QByteArray types(static_cast<qsizetype>(about.size), Qt::Uninitialized);
    const zip_int64_t read = zip_fread(file.get(), types.data(), about.size);
    return read == types.size() ? types : QByteArray();
}

QByteArray packageTypeOf(const QByteArray &content)
{
    const QByteArray types = contentTypesOf(content);
    // A workbook with macros has another main part, so it is none of these.
    if (types.contains("\"application/vnd.openxmlformats-officedocument.wordprocessingml.document."
                       "main+xml\"")) {
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    }
    if (types.contains(
            "\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"")) {
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
    return {};
}

bool isText(const QByteArray &content)
{
    const bool hasControls = std::any_of(content.begin(), content.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f') ||
               byte == 0x7f;
    });
    if (hasControls) {
        return false;
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(content);
    return !decoder.hasError() && !text.isEmpty();
}

} // namespace

QByteArray of(const QByteArray &content)
{
    if (content.startsWith("%PDF-")) {
        return "application/pdf";
    }
    if (content.startsWith("\x89PNG\r\n\x1a\n")) {
        return "image/png";
    }
    if (content.startsWith("\xff\xd8\xff")) {
        return "image/jpeg";
    }
    if (content.startsWith("RIFF") && content.mid(8, 4) == "WEBP") {
        return "image/webp";
    }
    if (content.startsWith("PK\x03\x04")) {
        return packageTypeOf(content);
    }
    return isText(content) ? QByteArray("text/plain") : QByteArray();
}

bool isPhoto(const QByteArray &mediaType)
{
    return mediaType == "image/png" || mediaType == "image/jpeg";
}

} // namespace EvalTrack::Server::DocumentType
