// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/tourstep.h"

#include <QList>
#include <QObject>
#include <QString>

class QAbstractButton;
class QAbstractItemModel;

namespace EvalTrack {

class DesktopUi;
struct Desk;

/// The part of the tour about tables that are imported: their rows, what is wrong in them, a file
/// that is no table, an import that is carried out, and the same taken back. The records are real,
/// and are gone again in the end; the list of imports keeps that they were there.
class ImportTour final : public QObject
{
    Q_OBJECT
public:
    /// Writes its tables into `folder`, and removes them.
    ImportTour(DesktopUi &ui, Desk &desk, const QString &folder, QObject *parent = nullptr);

    [[nodiscard]] QList<TourStep> tables();
    [[nodiscard]] QList<TourStep> history();

private:
    void write(const QString &file, const QStringList &lines) const;
    [[nodiscard]] QString fileNamed(const QString &suffix) const;
    [[nodiscard]] QStringList linesWithFaults() const;
    void openTable(const QString &file) const;
    /// On the page that is open.
    void press(const QString &objectName) const;
    [[nodiscard]] QAbstractButton *button(const QString &objectName) const;
    [[nodiscard]] const QAbstractItemModel &rows() const;
    [[nodiscard]] bool isJudged() const;

    DesktopUi &m_ui;
    Desk &m_desk;
    QString m_folder;
    bool m_isCarriedOut = false;
};

} // namespace EvalTrack
