// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tourstep.h"

#include "shell/mainwindow.h"

#include <QApplication>
#include <QDialog>

namespace EvalTrack {

void TourStep::closeWhatIsOpen(MainWindow &window)
{
    if (Page *page = window.currentPage()) {
        page->discardInput();
    }
    while (QWidget *popup = QApplication::activePopupWidget()) {
        popup->close();
    }
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *dialog = qobject_cast<QDialog *>(widget)) {
            dialog->reject();
        }
    }
}

} // namespace EvalTrack
