// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/layers.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace EvalTrack::Lint {

namespace {

struct Layer
{
    QString name;
    QStringList
        folders;        ///< What belongs to it; the first layer whose folder matches is the file's.
    QStringList layers; ///< What else of the project it may include.
    QStringList qtModules; ///< What of Qt.
    QStringList libraries; ///< What of other libraries, by how their headers begin.
};

#define S(text) QStringLiteral(text)

// base ← domain ← wire ← ports ← items ← ui ← app;  wire ← embedded-server ← app;  the client knows
// no widget. An empty list of Qt modules means any: the composition root and the tests hold
// everything together.
const QList<Layer> &table()
{
    static const QList<Layer> layers = {
        {S("Base"), {S("models/base/")}, {}, {S("QtCore")}, {}},
        {S("Domain"), {S("models/domain/")}, {S("Base")}, {S("QtCore")}, {}},
        {S("Wire"),
         {S("models/wire/")},
         {S("Base"), S("Domain")},
         {S("QtCore")},
         {S("rapidjson/")}},
        {S("Ports"), {S("models/ports/")}, {S("Base"), S("Domain"), S("Wire")}, {S("QtCore")}, {}},
        {S("Items"),
         {S("models/items/")},
         {S("Base"), S("Domain"), S("Wire"), S("Ports")},
         {S("QtCore"), S("QtGui")},
         {}},
        {S("Ui"),
         {S("ui/")},
         {S("Base"), S("Domain"), S("Wire"), S("Ports"), S("Items")},
         {S("QtCore"), S("QtGui"), S("QtWidgets"), S("QtCharts"), S("QtSvg"), S("QtSvgWidgets"),
          S("QtPrintSupport"), S("QtConcurrent"), S("QtMultimedia")},
         {}},
        {S("Client"),
         {S("app/net/"), S("app/session/"), S("app/store/"), S("app/sync/"), S("app/export/"),
          S("app/import/")},
         {S("Base"), S("Domain"), S("Wire"), S("Ports")},
         {S("QtCore"), S("QtNetwork"), S("QtSql"), S("QtWebSockets"), S("QtConcurrent")},
         {S("qt6keychain/"), S("sodium")}},
        {S("Agent"),
         {S("app/agent")},
         {S("Base"), S("Domain"), S("Wire"), S("Ports"), S("Client")},
         {S("QtCore"), S("QtNetwork"), S("QtSql"), S("QtConcurrent")},
         {S("sodium")}},
        {S("Desktop"),
         {S("app/")},
         {S("Base"), S("Domain"), S("Wire"), S("Ports"), S("Items"), S("Ui"), S("Client"),
          S("Server")},
         {},
         {S("sodium")}},
        {S("Server"),
         {S("embedded-server/")},
         {S("Base"), S("Domain"), S("Wire")},
         {S("QtCore"), S("QtNetwork"), S("QtSql"), S("QtHttpServer"), S("QtWebSockets"),
          S("QtConcurrent")},
         {S("sodium"), S("jwt/"), S("prometheus/"), S("openssl/"), S("rapidjson/"), S("crypt.h"),
          S("libpq")}},
        {S("Resources"), {S("resources/")}, {}, {S("QtCore")}, {}},
    };
    return layers;
}

// Narrower than a layer: what only one folder of it may know.
struct Reserved
{
    QString header;
    QString folder;
    QString why;
};

const QList<Reserved> &reservedHeaders()
{
    static const QList<Reserved> reserved = {
        {S("QtHttpServer"), S("embedded-server/http/"),
         S("Qt HTTP Server changes between releases: only the adaptor includes it")},
        // qtcameras and qtsounds.
        {S("QtMultimedia"), S("ui/common/qt"),
         S("a program without it has no camera, beeps, and is the same otherwise")},
        {S("jwt/"), S("embedded-server/security/"), S("one file verifies tokens")},
        {S("prometheus/"), S("embedded-server/observability/"),
         S("metrics are counted through observability/")},
        {S("qt6keychain/"), S("app/session/"), S("secrets go through the port SecretStore")},
    };
    return reserved;
}

const QString PublicServerHeader = S("embedded-server/embeddedserver.h");
const QStringList IncludeRoots = {S("models"), S("embedded-server"), S("ui"), S("app"), S("tests")};

#undef S

const Layer *layerOf(const QString &path)
{
    const auto found = std::ranges::find_if(
        table(), [&path](const Layer &layer) { return isBelow(path, layer.folders); });
    return found == table().end() ? nullptr : &*found;
}

QString otherLibraryOf(const QString &header)
{
    static const QStringList known = {
        QStringLiteral("rapidjson/"), QStringLiteral("qt6keychain/"), QStringLiteral("sodium"),
        QStringLiteral("jwt/"),       QStringLiteral("prometheus/"),  QStringLiteral("openssl/"),
        QStringLiteral("crypt.h"),    QStringLiteral("libpq"),        QStringLiteral("gtest/"),
        QStringLiteral("gmock/"),     QStringLiteral("nlohmann/"),    QStringLiteral("sqlite3.h"),
    };
    const auto found = std::ranges::find_if(
        known, [&header](const QString &start) { return header.startsWith(start); });
    return found == known.end() ? QString() : *found;
}

} // namespace

Layers::Layers(QString root, QString qtHeaders)
    : m_root(std::move(root))
    , m_qtHeaders(std::move(qtHeaders))
    , m_qtModules(QDir(m_qtHeaders).entryList({QStringLiteral("Qt*")}, QDir::Dirs, QDir::Name))
{
    // Some headers exist in several modules; the smallest one that has it counts.
    std::ranges::stable_sort(m_qtModules, {}, [](const QString &module) {
        return !module.startsWith(QStringLiteral("QtCore"));
    });
}

QList<Violation> Layers::check(const SourceFile &file) const
{
    QList<Violation> violations;
    for (const Include &include : file.includes()) {
        const QString why = complaint(file, include.name);
        if (!why.isEmpty() && !file.isAllowed(QStringLiteral("include"), include.line)) {
            violations.append(
                {file.path(), include.line, QStringLiteral("include"), include.name % u": " % why});
        }
    }
    return violations;
}

QString Layers::qtModuleOf(const QString &header) const
{
    if (!header.startsWith(u'Q') && !header.startsWith(u'q')) {
        return {};
    }
    const auto known = m_moduleOf.constFind(header);
    if (known != m_moduleOf.constEnd()) {
        return *known;
    }
    QString found;
    const qsizetype slash = header.indexOf(u'/');
    if (slash > 0) {
        const QString module = header.left(slash);
        if (m_qtModules.contains(module) || m_qtModules.contains(module % u".framework")) {
            found = module;
        }
    } else {
        for (const QString &folder : m_qtModules) {
            const QString inside = folder.endsWith(QStringLiteral(".framework"))
                                       ? QStringLiteral("/Headers/")
                                       : QStringLiteral("/");
            if (QFileInfo::exists(m_qtHeaders % u'/' % folder % inside % header)) {
                found = folder.section(u'.', 0, 0);
                break;
            }
        }
    }
    m_moduleOf.insert(header, found);
    return found;
}

// The project's file that an include means: beside the file itself, or below one of the include
// roots, its own first.
QString Layers::resolved(const SourceFile &file, const QString &name) const
{
    QStringList candidates = {QFileInfo(file.path()).path() % u'/' % name};
    const QString ownRoot = file.path().section(u'/', 0, 0);
    if (IncludeRoots.contains(ownRoot)) {
        candidates.append(ownRoot % u'/' % name);
    }
    for (const QString &root : IncludeRoots) {
        candidates.append(root % u'/' % name);
    }
    for (const QString &candidate : candidates) {
        QString clean = QDir::cleanPath(candidate);
        if (QFileInfo(m_root % u'/' % clean).isFile()) {
            return clean;
        }
    }
    return {};
}

QString Layers::complaint(const SourceFile &file, const QString &name) const
{
    const Layer *layer = layerOf(file.path());
    if (layer == nullptr || name.endsWith(QStringLiteral(".moc"))) {
        return {};
    }

    const QString target = resolved(file, name);
    if (!target.isEmpty()) {
        const Layer *other = layerOf(target);
        if (other == nullptr) {
            return QStringLiteral("the product must not include what is in ") %
                   target.section(u'/', 0, 0);
        }
        if (other->name != layer->name && !layer->layers.contains(other->name)) {
            return layer->name % u" may not know " % other->name;
        }
        if (other->name == QStringLiteral("Server") && layer->name != other->name &&
            target != PublicServerHeader) {
            return QStringLiteral("the server's only public header is embeddedserver.h");
        }
        return {};
    }

    const QString library = otherLibraryOf(name);
    const QString module = library.isEmpty() ? qtModuleOf(name) : QString();
    if (!library.isEmpty() && !layer->libraries.contains(library)) {
        return layer->name % u" may not know " % library;
    }
    if (!module.isEmpty() && !layer->qtModules.isEmpty() && !layer->qtModules.contains(module)) {
        return layer->name % u" may not know " % module;
    }
    for (const Reserved &reserved : reservedHeaders()) {
        const bool isMeant = module == reserved.header || library == reserved.header;
        if (isMeant && !file.path().startsWith(reserved.folder)) {
            return reserved.why;
        }
    }
    return {};
}

} // namespace EvalTrack::Lint
