// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accountfolders.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QUuid>

namespace EvalTrack {

namespace {

const QString AccountFile = QStringLiteral("account.json");
const QString LastFile = QStringLiteral("last.json");
const QString AsideMark = QStringLiteral(".locked-");
constexpr QByteArrayView PersonContext("person");
constexpr QByteArrayView StationContext("station");

QJsonObject readJson(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

Result<void> writeJson(const QString &path, const QJsonObject &object)
{
    QSaveFile file(path);
    const QByteArray text = QJsonDocument(object).toJson();
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(text) != text.size() || !file.commit()) {
        return failure(ErrorCode::Storage, file.errorString());
    }
    return {};
}

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray fromBase64(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QString serverDigest(const QString &serverKey)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(serverKey.toUtf8(), QCryptographicHash::Sha256).toHex().left(12));
}

} // namespace

AccountFolders::AccountFolders(const QString &dataFolder)
    : m_dataFolder(dataFolder)
{
    QDir().mkpath(dataFolder + u"/accounts"_qs);
    QFile::setPermissions(dataFolder + u"/accounts"_qs,
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QString AccountFolders::nameOf(const QString &serverKey, UserUuid person) const
{
    return serverDigest(serverKey) % u'-' % toText(person.value());
}

QString AccountFolders::pathOf(const QString &folderName) const
{
    return m_dataFolder % u"/accounts/" % folderName;
}

QString AccountFolders::folderOf(const QString &serverKey, UserUuid person) const
{
    return pathOf(nameOf(serverKey, person));
}

std::optional<AccountRecord> AccountFolders::load(const QString &folder) const
{
    const QJsonObject object = readJson(folder % u'/' % AccountFile);
    if (object.isEmpty()) {
        return std::nullopt;
    }
    AccountRecord record;
    record.emailDigest = fromBase64(object.value(u"emailDigest"));
    record.passwordKey.salt = fromBase64(object.value(u"salt"));
    record.passwordKey.wrapped = fromBase64(object.value(u"wrappedKey"));
    record.sealedPerson = fromBase64(object.value(u"person"));
    // Folders of before keys had names of their own: the folder's, without what set it aside.
    const QString name = QFileInfo(folder).fileName().section(AsideMark, 0, 0);
    record.keyName = object.value(u"keyName").toString(name + u"/store-key"_qs);
    record.isKeyKept = object.value(u"isKeyKept").toBool(true);
    record.sealedStation = fromBase64(object.value(u"station"));
    record.isRevoked = object.value(u"isRevoked").toBool();
    return record;
}

Result<void> AccountFolders::save(const QString &folder, const AccountRecord &record) const
{
    if (!QDir().mkpath(folder)) {
        return failure(ErrorCode::Storage, QStringLiteral("the account's folder cannot be made"));
    }
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QJsonObject object{{QStringLiteral("version"), 1},
                       {QStringLiteral("emailDigest"), base64(record.emailDigest)},
                       {QStringLiteral("salt"), base64(record.passwordKey.salt)},
                       {QStringLiteral("wrappedKey"), base64(record.passwordKey.wrapped)},
                       {QStringLiteral("person"), base64(record.sealedPerson)},
                       {QStringLiteral("keyName"), record.keyName},
                       {QStringLiteral("isKeyKept"), record.isKeyKept}};
    if (!record.sealedStation.isEmpty()) {
        object.insert(QStringLiteral("station"), base64(record.sealedStation));
        object.insert(QStringLiteral("isRevoked"), record.isRevoked);
    }
    return writeJson(folder % u'/' % AccountFile, object);
}

std::optional<QString> AccountFolders::findByEmail(const QString &serverKey,
                                                   const QString &email) const
{
    const QByteArray wanted = emailDigest(serverKey, email);
    const QDir accounts(m_dataFolder + u"/accounts"_qs);
    const QStringList names = accounts.entryList({serverDigest(serverKey) + u"-*"_qs}, QDir::Dirs);
    for (const QString &name : names) {
        const auto record = load(accounts.filePath(name));
        if (record && !name.contains(AsideMark) && record->emailDigest == wanted &&
            !record->passwordKey.wrapped.isEmpty()) {
            return accounts.filePath(name);
        }
    }
    return std::nullopt;
}

void AccountFolders::remove(const QString &folder) const
{
    QDir(folder).removeRecursively();
}

QString AccountFolders::lockPathOf(const QString &folder)
{
    return folder + u"/in-use"_qs;
}

Result<void> AccountFolders::setAside(const QString &folder) const
{
    if (!QDir(folder).exists()) {
        return {};
    }
    QLockFile lock(lockPathOf(folder));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(0)) {
        return failure(ErrorCode::Storage,
                       QStringLiteral("another program works with this account's data"));
    }
    lock.unlock();
    const QString aside = folder % AsideMark % QString::number(QDateTime::currentMSecsSinceEpoch());
    return QDir().rename(folder, aside)
               ? Result<void>()
               : failure(ErrorCode::Storage,
                         QStringLiteral("the account's old folder cannot be moved"));
}

QStringList AccountFolders::asideOf(const QString &folder) const
{
    const QFileInfo info(folder);
    const QDir accounts(info.path());
    QStringList found;
    const QStringList names =
        accounts.entryList({QString(info.fileName() % AsideMark % u'*')}, QDir::Dirs, QDir::Name);
    for (const QString &name : names) {
        found.append(accounts.filePath(name));
    }
    return found;
}

QString AccountFolders::newKeyName(const QString &folder)
{
    return QFileInfo(folder).fileName() % u"/store-key-" %
           QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
}

AccountFolders::Last AccountFolders::last(const QString &serverKey) const
{
    const QJsonObject object =
        readJson(m_dataFolder % u'/' % LastFile).value(serverDigest(serverKey)).toObject();
    return {object.value(u"email").toString(), object.value(u"account").toString()};
}

void AccountFolders::setLast(const QString &serverKey, const Last &last) const
{
    const QString path = m_dataFolder % u'/' % LastFile;
    QJsonObject all = readJson(path);
    all.insert(serverDigest(serverKey), QJsonObject{{QStringLiteral("email"), last.email},
                                                    {QStringLiteral("account"), last.folderName}});
    // Losing this costs typing an e-mail again, no more.
    static_cast<void>(writeJson(path, all));
}

QByteArray AccountFolders::emailDigest(const QString &serverKey, const QString &email)
{
    return QCryptographicHash::hash((serverKey % u'\n' % email.trimmed().toLower()).toUtf8(),
                                    QCryptographicHash::Sha256);
}

QByteArray AccountFolders::sealPerson(const Sealer &sealer, const SignedInPerson &person)
{
    QByteArray plain;
    QDataStream out(&plain, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << person.id.value() << person.uuid.value() << person.name << person.email
        << static_cast<qint32>(person.role);
    return sealer.seal(PersonContext, QUuid(), plain);
}

Result<SignedInPerson> AccountFolders::openPerson(const Sealer &sealer, const QByteArray &sealed)
{
    const auto plain = sealer.open(PersonContext, QUuid(), sealed);
    if (!plain) {
        return std::unexpected(plain.error());
    }
    QDataStream in(*plain);
    in.setVersion(QDataStream::Qt_6_4);
    qint64 id = 0;
    QUuid uuid;
    SignedInPerson person;
    qint32 role = 0;
    in >> id >> uuid >> person.name >> person.email >> role;
    person.id = UserId(id);
    person.uuid = UserUuid(uuid);
    person.role = static_cast<Role>(role);
    if (in.status() != QDataStream::Ok) {
        return failure(ErrorCode::Storage, QStringLiteral("the account's record is damaged"));
    }
    return person;
}

QByteArray AccountFolders::sealStation(const Sealer &sealer, const StationSettings &settings)
{
    QByteArray plain;
    QDataStream out(&plain, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << settings.uuid.value() << settings.name << settings.site
        << static_cast<qint64>(settings.doubleTap.count()) << settings.exitPinHash
        << settings.asksPin;
    return sealer.seal(StationContext, QUuid(), plain);
}

Result<StationSettings> AccountFolders::openStation(const Sealer &sealer, const QByteArray &sealed)
{
    const auto plain = sealer.open(StationContext, QUuid(), sealed);
    if (!plain) {
        return std::unexpected(plain.error());
    }
    QDataStream in(*plain);
    in.setVersion(QDataStream::Qt_6_4);
    StationSettings settings;
    QUuid uuid;
    qint64 doubleTap = 0;
    in >> uuid >> settings.name >> settings.site >> doubleTap >> settings.exitPinHash;
    if (!in.atEnd()) { // An older program did not write it.
        in >> settings.asksPin;
    }
    settings.uuid = DeviceUuid(uuid);
    settings.doubleTap = std::chrono::seconds(doubleTap);
    if (in.status() != QDataStream::Ok) {
        return failure(ErrorCode::Storage, QStringLiteral("the station's record is damaged"));
    }
    return settings;
}

} // namespace EvalTrack
