// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/personphoto.h"

#include "base/deliver.h"
#include "common/prompter.h"
#include "common/toaster.h"
#include "common/tokens.h"
#include "people/photoscaler.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFileInfo>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QtConcurrent>

namespace EvalTrack {

namespace {

constexpr int DiscSize = Space::Six + Space::Two;

} // namespace

PersonPhoto::PersonPhoto(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_disc(new PhotoDisc(this))
    , m_choose(new QPushButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::OneAndHalf);
    layout->addWidget(m_disc);
    layout->addWidget(m_choose);
    layout->addStretch(1);
    m_disc->setObjectName(u"photoDisc"_qs);
    m_choose->setObjectName(u"choosePhotoButton"_qs);
    m_choose->setProperty("kind", u"link"_qs);
    connect(m_choose, &QPushButton::clicked, this, &PersonPhoto::choose);
    connect(&m_context.desk.sync, &SyncStatus::changed, this, [this] {
        if (!m_isKnown && isVisible() && m_context.desk.sync.isOnline()) {
            look();
        }
        retranslate();
    });
    retranslate();
    hide();
}

void PersonPhoto::setPerson(UserId person, const QString &name)
{
    setVisible(!person.isNull());
    m_name = name;
    m_disc->setName(name);
    if (person == m_person && m_isKnown) {
        retranslate();
        return;
    }
    m_person = person;
    m_isKnown = false;
    m_disc->setPicture({});
    retranslate();
    if (!person.isNull()) {
        look();
    }
}

void PersonPhoto::setEditable(bool editable)
{
    m_choose->setVisible(editable);
}

bool PersonPhoto::hasPhoto() const
{
    return !m_disc->picture().isNull();
}

void PersonPhoto::look()
{
    const quint64 token = ++m_token;
    deliver(m_context.desk.documents.photo(m_person), this,
            [this, token](const Result<QByteArray> &photo) {
                if (token == m_token && photo) {
                    m_isKnown = true;
                    show(*photo);
                }
            });
}

void PersonPhoto::choose()
{
    m_context.prompter.askOpenFile(this,
                                   {tr("A photo of %1").arg(m_name),
                                    {},
                                    {u"image/jpeg"_qs, u"image/png"_qs, u"image/webp"_qs}},
                                   [this](const QString &file) { read(file); });
}

void PersonPhoto::read(const QString &file)
{
    m_isSending = true;
    retranslate();
    deliver(QtConcurrent::run([file] { return PhotoScaler::fromFile(file); }), this,
            [this, person = m_person](const Result<QByteArray> &photo) {
                m_isSending = false;
                retranslate();
                if (person != m_person) {
                    return; // Somebody else is shown by now.
                }
                if (!photo) {
                    m_context.prompter.inform(this, tr("This picture cannot be read"),
                                              tr("Choose a photo in JPEG or PNG."));
                    return;
                }
                send(*photo);
            });
}

void PersonPhoto::send(const QByteArray &photo)
{
    NewDocument document;
    document.uuid = DocumentUuid(makeUuidV7());
    document.kind = DocumentKind::Photo;
    document.title = tr("Photo");
    document.fileName = tr("photo") % u".jpg";
    document.mediaType = "image/jpeg";
    document.content = photo;
    m_isSending = true;
    retranslate();
    deliver(m_context.desk.documents.add(m_person, document), this,
            [this, photo, person = m_person, name = m_name](const Result<PersonDocument> &added) {
                m_isSending = false;
                if (!added) {
                    retranslate();
                    m_context.prompter.showError(this, added.error());
                    return;
                }
                if (person == m_person) {
                    ++m_token; // An answer that is still under way tells of the one before.
                    m_isKnown = true;
                    show(photo);
                }
                m_context.toaster.toast(tr("The photo of %1 was saved.").arg(name), Tone::Success);
            });
}

void PersonPhoto::show(const QByteArray &photo)
{
    QPixmap picture;
    picture.loadFromData(photo);
    m_disc->setPicture(picture);
    retranslate();
}

void PersonPhoto::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void PersonPhoto::retranslate()
{
    const bool isOnline = m_context.desk.sync.isOnline();
    m_choose->setText(hasPhoto() ? tr("Change photo…") : tr("Set a photo…"));
    m_choose->setEnabled(isOnline && !m_isSending);
    m_choose->setToolTip(isOnline ? tr("A JPEG or PNG; it is made smaller before it is sent")
                                  : tr("The server is needed for this"));
    m_disc->setAccessibleName(hasPhoto() ? tr("Photo of %1").arg(m_name)
                                         : tr("No photo of %1").arg(m_name));
}

PhotoDisc::PhotoDisc(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(DiscSize, DiscSize);
}

void PhotoDisc::setName(const QString &name)
{
    m_name = name;
    update();
}

void PhotoDisc::setPicture(const QPixmap &picture)
{
    m_picture = picture;
    update();
}

QString PhotoDisc::initials() const
{
    const QStringList words = m_name.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty()) {
        return {};
    }
    QString letters = words.first().left(1);
    if (words.size() > 1) {
        // Of four Spanish names the third is the first family name.
        letters += words.at(words.size() > 3 ? 2 : 1).left(1);
    }
    return letters.toUpper();
}

QSize PhotoDisc::sizeHint() const
{
    return {DiscSize, DiscSize};
}

void PhotoDisc::paintEvent(QPaintEvent * /*event*/)
{
    const Colours &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF disc = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath path;
    path.addEllipse(disc);
    if (m_picture.isNull()) {
        painter.fillPath(path, colours.accentSoft);
        painter.setFont(fontOf(TextStyle::Title));
        painter.setPen(colours.accent);
        painter.drawText(disc, Qt::AlignCenter, initials());
    } else {
        const int side = qMin(m_picture.width(), m_picture.height());
        // Of a portrait the face is in the upper part.
        const QRect middle((m_picture.width() - side) / 2, (m_picture.height() - side) / 4, side,
                           side);
        painter.save();
        painter.setClipPath(path);
        painter.drawPixmap(disc, m_picture, middle);
        painter.restore();
    }
    painter.setPen(colours.border);
    painter.drawEllipse(disc);
}

} // namespace EvalTrack
