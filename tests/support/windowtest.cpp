// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/windowtest.h"

#include <QTest>

namespace EvalTrack::Test {

void WindowTest::start(Role role)
{
    fake = std::make_unique<FakeDesk>(role);
    desk = std::make_unique<Desk>(fake->desk());
    window = std::make_unique<MainWindow>(*desk, prompter, settings, theme, language,
                                          PageRegistry::standard());
    window->resize(1180, 720);
    window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    QApplication::setActiveWindow(window.get());
}

} // namespace EvalTrack::Test
