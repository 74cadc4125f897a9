// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/wordsearch.h"
#include "common/countedevents.h"
#include "common/page.h"
#include "items/eventtablemodel.h"

#include <QDate>

QT_BEGIN_NAMESPACE
class QComboBox;
class QMenu;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class EventDetails;
class EventEditor;
class ListFrame;
class SearchField;
class TableView;

/// All events, filtered by when they are; one of them beside the list, to read or to edit.
class EventsPage final : public Page
{
    Q_OBJECT
public:
    explicit EventsPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;
    void focusSearch() override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    enum class When { Upcoming, Past, All, Inactive };

    void connectAll();
    void takeEvents();
    void updateCount();
    void updateEmpty();
    void addRowActions(QMenu *menu, const QModelIndex &index);
    void applyFilter(RowsAre kind);
    void setWidths();
    void giveRoomForPlaces(const QList<EventSummary> &rows);
    [[nodiscard]] bool isWanted(const Event &event) const;
    [[nodiscard]] std::optional<EventSummary> summary(EventUuid event) const;
    void open(EventUuid event);
    void openNew();
    void edit();
    void leaveForm(const std::function<void()> &next);
    void requestClose();
    void closePanel();
    [[nodiscard]] bool may(Permission permission) const;

    EventTableModel *m_model;
    ListFrame *m_frame;
    SearchField *m_search;
    WordSearch m_words; ///< What is searched for.
    QComboBox *m_when;
    QPushButton *m_new;
    TableView *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_panel;
    EventDetails *m_details;
    EventEditor *m_editor;
    qsizetype m_all = 0; ///< Events that there are to list.
    bool m_hasPlaces = false;
    EventUuid m_current;
    EventUuid m_awaited;                    ///< To be opened as soon as the store shows it.
    std::optional<CountedEvents> m_counted; ///< When a figure or chart led here.
};

} // namespace EvalTrack
