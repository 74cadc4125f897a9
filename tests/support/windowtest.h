// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/theme.h"
#include "shell/language.h"
#include "shell/mainwindow.h"
#include "support/fakedesk.h"
#include "support/scriptedprompter.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include <memory>

namespace EvalTrack::Test {

/// The main window with its real pages over a FakeDesk, shown and active.
class WindowTest : public testing::Test
{
protected:
    void start(Role role);

    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    ScriptedPrompter prompter;
    Theme theme{*qApp};
    Language language;
    std::unique_ptr<FakeDesk> fake;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<MainWindow> window;
};

} // namespace EvalTrack::Test
