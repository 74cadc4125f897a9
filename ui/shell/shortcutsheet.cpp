// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shortcutsheet.h"

#include "common/textlabel.h"
#include "shell/pageregistry.h"

#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr qsizetype MostLines = 15; ///< Of a column.
constexpr int AroundTheLines = 160; ///< Heading, button and margins, and some of the window.

QKeySequence control(int key)
{
    return {Qt::CTRL | static_cast<Qt::Key>(key)};
}

} // namespace

ShortcutSheet::ShortcutSheet(const QList<PageEntry> &pages, Role role, QWidget *window)
    : QDialog(window)
{
    setObjectName(u"shortcutSheet"_qs);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    setAccessibleName(windowTitle());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Three, Space::Three, Space::Three, Space::Three);
    layout->setSpacing(Space::Two);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    auto *heading = new TextLabel(TextStyle::Subtitle, this);
    heading->setText(windowTitle());
    layout->addWidget(heading);

    auto *content = new QWidget(this);
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(Space::Four);
    QVBoxLayout *column = nullptr;
    qsizetype lines = 0;
    const QList<Section> sections = sectionsFor(pages, role);
    for (const Section &section : sections) {
        lines += section.lines.size();
        if (column == nullptr || lines > MostLines) {
            column = new QVBoxLayout;
            column->setSpacing(Space::Three);
            columns->addLayout(column);
            columns->setAlignment(column, Qt::AlignTop);
            lines = section.lines.size();
        }
        column->addWidget(sectionWidget(section));
    }
    // In a small window, or in large letters, it is scrolled.
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    const QSize whole = content->sizeHint() + QSize(2, 2);
    const QSize room = window->size() - QSize(AroundTheLines, AroundTheLines);
    const int bar = scroll->verticalScrollBar()->sizeHint().width();
    scroll->setFixedSize(
        std::min(whole.width() + (whole.height() > room.height() ? bar : 0), room.width()),
        std::min(whole.height() + (whole.width() > room.width() ? bar : 0), room.height()));
    layout->addWidget(scroll);

    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(u"closeSheetButton"_qs);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    layout->addWidget(close, 0, Qt::AlignRight);
    close->setFocus();
}

void ShortcutSheet::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        close();
    }
}

QList<ShortcutSheet::Section> ShortcutSheet::sectionsFor(const QList<PageEntry> &pages, Role role)
{
    Section screens{tr("Screens"), {}};
    bool captures = false;
    bool makes = false;
    for (const PageEntry &page : pages) {
        if (const QKeySequence keys = PageRegistry::keysOf(page.id, pages); !keys.isEmpty()) {
            screens.lines.append({{keys}, page.title()});
        }
        captures = captures || page.id == PageIds::Capture;
        makes = makes ||
                std::any_of(page.deeds.begin(), page.deeds.end(),
                            [&](const PageDeed &deed) { return roleHas(role, deed.permission); });
    }
    Section everywhere{tr("Everywhere"),
                       {{{control(Qt::Key_K)}, tr("Find and go to anything")},
                        {{control(Qt::Key_F)}, tr("Search in the list")},
                        {{control(Qt::Key_S)}, tr("Save")},
                        {{control(Qt::Key_Z)}, tr("Undo the last change")},
                        {{control(Qt::Key_Y)}, tr("Redo what was undone")},
                        {{Qt::Key_Escape}, tr("Close what is open beside a list")},
                        {{Qt::Key_F5}, tr("Synchronize now")},
                        {{QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)}, tr("Notifications")},
                        {{QKeySequence(Qt::SHIFT | Qt::Key_F1)}, tr("Help for this page")},
                        {{Qt::Key_F1}, tr("This sheet")},
                        {{control(Qt::Key_Q)}, tr("Quit")}}};
    if (makes) {
        everywhere.lines.insert(2, {{control(Qt::Key_N)}, tr("New, where the page has it")});
    }
    Section lists{tr("Lists"),
                  {
                      {{Qt::Key_Down, Qt::Key_Enter}, tr("From the search to the list")},
                      {{Qt::Key_Enter}, tr("Open the selected row")},
                      {{Qt::ALT | Qt::Key_Down}, tr("Filter the column")},
                      {{Qt::ALT | Qt::Key_Up}, tr("Sort, group, and choose columns")},
                      {{Qt::Key_Minus, Qt::Key_Plus}, tr("Fold and unfold a group")},
                      {{Qt::SHIFT | Qt::Key_F10}, tr("What can be done with the row")},
                      {{control(Qt::Key_C)}, tr("Copy the selected rows, with headings")},
                      {{control(Qt::Key_A)}, tr("Select every row")},
                  }};
    if (roleHas(role, Permission::EditPeople)) {
        lists.lines.append({{control(Qt::Key_E)}, tr("Edit the selected rows together")});
        lists.lines.append({{control(Qt::Key_V)}, tr("Paste cells of a spreadsheet onto them")});
    }
    QList<Section> sections{screens, lists, everywhere};
    if (captures) {
        sections.insert(1, {tr("Capture"),
                            {{{Qt::Key_Enter}, tr("Record what was typed")},
                             {{Qt::Key_F9}, tr("Record departures, or arrivals again")},
                             {{Qt::Key_F11}, tr("Full screen")}}});
    }
    return sections;
}

QWidget *ShortcutSheet::sectionWidget(const Section &section)
{
    auto *widget = new QWidget(this);
    auto *grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Space::Two);
    grid->setVerticalSpacing(Space::One);
    auto *title = new TextLabel(TextStyle::Strong, widget);
    title->setText(section.title);
    grid->addWidget(title, 0, 0, 1, 2);
    for (const Line &line : section.lines) {
        const int row = grid->rowCount();
        auto *keys = new QHBoxLayout;
        keys->setSpacing(Space::Half);
        QStringList names;
        for (const QKeySequence &key : line.keys) {
            names.append(key.toString(QKeySequence::NativeText));
            auto *cap = new QLabel(names.last(), widget);
            cap->setProperty("kind", u"key"_qs);
            cap->setFont(fontOf(TextStyle::Caption));
            keys->addWidget(cap);
        }
        keys->addStretch();
        grid->addLayout(keys, row, 0);
        auto *what = new TextLabel(TextStyle::Body, widget);
        what->setText(line.what);
        what->setAccessibleName(QString(names.join(u", "_qs) % u": " % line.what));
        grid->addWidget(what, row, 1);
    }
    grid->setColumnStretch(1, 1);
    return widget;
}

} // namespace EvalTrack
