// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

/// The pictures of resources/icons by what they mean. The file is the name in lower case, words
/// joined by hyphens: ChevronDown is chevron-down.svg.
enum class Icon {
    Accounts,
    Add,
    Alert,
    App,
    Arrow,
    Attendance,
    Back,
    Badge,
    Bell,
    Calendar,
    Chart,
    Check,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    ChevronUp,
    Clock,
    Close,
    Cloud,
    CloudOff,
    Columns,
    Computer,
    Copy,
    Dashboard,
    Department,
    Download,
    Edit,
    Evaluations,
    Events,
    Eye,
    EyeOff,
    Filter,
    Globe,
    Info,
    Key,
    Language,
    Location,
    Lock,
    Mail,
    Menu,
    Minus,
    Moon,
    More,
    Note,
    OrgChart,
    People,
    Person,
    PersonAdd,
    Phone,
    Question,
    Redo,
    Refresh,
    Save,
    Scan,
    Search,
    Send,
    Server,
    Settings,
    SignOut,
    Sound,
    SoundOff,
    Star,
    Sun,
    Sync,
    Table,
    Trash,
    Tray,
    Undo,
    Warning,
};

/// Which colour of the theme an icon is drawn in.
enum class IconTone { Normal, Muted, Accent, OnAccent, Success, Warning, Danger };

/// Icons of our own, drawn from SVG in the colours of the palette at the moment of painting, so
/// that a change of theme needs no new icons. UI thread.
class Icons
{
public:
    [[nodiscard]] static QIcon get(Icon icon, IconTone tone = IconTone::Normal);
    /// For labels and painters: `size` in device-independent pixels.
    [[nodiscard]] static QPixmap pixmap(Icon icon, int size, IconTone tone = IconTone::Normal,
                                        qreal devicePixelRatio = 1.0);
    [[nodiscard]] static QString fileOf(Icon icon);
    /// A push button with a picture and words, and the gap between them that Qt has no property
    /// for.
    static void dress(QPushButton &button, Icon icon, IconTone tone, const QString &text);
};

} // namespace EvalTrack
