// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

#include <QPixmap>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class PhotoDisc;

/// The photo of a person, or initials; and, for HR, setting it. The server keeps it, so without it
/// initials are shown and the button is off.
class PersonPhoto final : public QWidget
{
    Q_OBJECT
public:
    explicit PersonPhoto(const PageContext &context, QWidget *parent = nullptr);

    /// Null: nobody, and it is hidden.
    void setPerson(UserId person, const QString &name);
    void setEditable(bool editable);
    [[nodiscard]] bool hasPhoto() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void look();
    void choose();
    void read(const QString &file);
    void send(const QByteArray &photo);
    void show(const QByteArray &photo);
    void retranslate();

    const PageContext m_context;
    UserId m_person;
    QString m_name;
    PhotoDisc *m_disc;
    QPushButton *m_choose;
    bool m_isKnown = false; ///< The server has said what there is.
    bool m_isSending = false;
    quint64 m_token = 0;
};

/// A round picture, or one's initials.
class PhotoDisc final : public QWidget
{
    Q_OBJECT
public:
    explicit PhotoDisc(QWidget *parent = nullptr);

    void setName(const QString &name);
    /// Null: initials.
    void setPicture(const QPixmap &picture);
    [[nodiscard]] const QPixmap &picture() const { return m_picture; }
    [[nodiscard]] QString initials() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QPixmap m_picture;
};

} // namespace EvalTrack
