// SPDX-License-Identifier: GPL-3.0-or-later
// A working day from end to end: the real server with its own PostgreSQL, the network between them
// cut and restored, real stores and real windows of an administrator, HR and an employee.
#include "embeddedserver.h"
#include "support/tcprelay.h"
#include "support/waitfor.h"
#include "workplace.h"

#include <gtest/gtest.h>

#include <QDateTimeEdit>
#include <QSignalSpy>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

const QString Title = QStringLiteral("Charla de bienvenida");

class WorkingDayTest : public testing::Test
{
protected:
    void SetUp() override
    {
        Server::EmbeddedServerOptions options;
        options.dataFolder = m_folder.path();
        options.withDemoCompany = true;
        options.demoPeople = 40;
        options.demoEvents = 6;
        m_server = std::make_unique<Server::EmbeddedServer>(options);
        QString problem;
        QObject::connect(m_server.get(), &Server::EmbeddedServer::failed, m_server.get(),
                         [&problem](const Error &error) { problem = error.detail; });
        m_server->start();
        ASSERT_TRUE(waitFor([&] { return !m_server->url().isEmpty() || !problem.isEmpty(); },
                            std::chrono::minutes(2)));
        ASSERT_TRUE(problem.isEmpty()) << problem.toStdString();
        m_network = std::make_unique<TcpRelay>(m_server->url());
    }

    void TearDown() override
    {
        m_network.reset();
        m_server.reset();
    }

    [[nodiscard]] QUrl server() const { return m_network->url(); }

    QTemporaryDir m_folder;
    std::unique_ptr<Server::EmbeddedServer> m_server;
    std::unique_ptr<TcpRelay> m_network;
};

/// Badges of people who are active, empleado1's first.
QStringList badges(ClientEngine &engine, int count)
{
    const auto people = engine.people().people();
    QStringList first;
    QStringList others;
    for (qsizetype i = 0; i < people->size(); ++i) {
        const Employee person = people->at(i);
        if (person.badgeCode && person.isActive) {
            (person.email == u"empleado1@empresa.com" ? first : others).append(*person.badgeCode);
        }
    }
    return first + others.first(count - first.size());
}

/// Whether the event is in this computer's store as active, and the server has it so.
bool isActiveEverywhere(ClientEngine &engine)
{
    const auto events = engine.events().events();
    return engine.sync().waitingCount() == 0 &&
           std::any_of(events->begin(), events->end(), [](const EventSummary &each) {
               return each.event.title == Title && each.event.isActive && !each.event.id.isNull();
           });
}

/// The person's evaluation of the day's event as this computer's store has it.
std::optional<EvaluationRow> evaluationOf(ClientEngine &engine, const QString &email)
{
    const auto people = engine.people().people();
    const auto rows = valueOf(engine.evaluations().find({}));
    for (const EvaluationRow &row : rows.value_or(QList<EvaluationRow>())) {
        const qsizetype person = people->indexOf(row.evaluation.userUuid);
        if (row.eventTitle == Title && person >= 0 && people->at(person).email == email) {
            return row;
        }
    }
    return std::nullopt;
}

/// Waits until the evaluation has that state here and at the server.
bool reaches(ClientEngine &engine, const QString &email, EvaluationStatus status)
{
    return waitFor([&] {
        const auto row = evaluationOf(engine, email);
        return row && row->evaluation.status == status && !row->isPendingSync &&
               engine.sync().waitingCount() == 0;
    });
}

const QString Employee1 = QStringLiteral("empleado1@empresa.com");

} // namespace

TEST_F(WorkingDayTest, GoesThroughWithTheNetworkCutInTheMiddle)
{
    // The administrator creates an event that began a moment ago, and activates it.
    auto admin = std::make_unique<Workplace>(server());
    ASSERT_NO_FATAL_FAILURE(
        admin->signIn(QStringLiteral("admin@empresa.com"), QStringLiteral("admin123")));
    ASSERT_NO_FATAL_FAILURE(admin->open(PageIds::Events));
    ASSERT_NO_FATAL_FAILURE(admin->click(QStringLiteral("newEventButton")));
    ASSERT_NO_FATAL_FAILURE(admin->type(QStringLiteral("titleLineEdit"), Title));
    auto *date = qobject_cast<QDateTimeEdit *>(admin->find(QStringLiteral("dateDateTimeEdit")));
    ASSERT_NE(date, nullptr);
    const QDateTime started = QDateTime::currentDateTime().addSecs(-120);
    date->setDate(started.date());
    date->setTime(started.time());
    ASSERT_NO_FATAL_FAILURE(admin->click(QStringLiteral("saveButton")));
    ASSERT_NO_FATAL_FAILURE(admin->click(QStringLiteral("toggleActiveButton")));
    ASSERT_TRUE(waitFor([&] { return isActiveEverywhere(admin->engine()); }));

    // HR finds somebody by typing, then captures at the door while the network is gone.
    Workplace hr(server());
    ASSERT_NO_FATAL_FAILURE(
        hr.signIn(QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456")));
    admin.reset();
    ASSERT_NO_FATAL_FAILURE(hr.open(PageIds::People));
    ASSERT_NO_FATAL_FAILURE(hr.type(QStringLiteral("searchLineEdit"), QStringLiteral("empleado1")));
    EXPECT_TRUE(waitFor([&] {
        return hr.hasText(QStringLiteral("countLabel"), QStringLiteral("1 of"));
    })) << hr.text(QStringLiteral("countLabel")).toStdString();
    ASSERT_NO_FATAL_FAILURE(hr.open(PageIds::Capture));
    ASSERT_NO_FATAL_FAILURE(hr.chooseItem(QStringLiteral("eventComboBox"), Title));
    m_network->cut();
    const QStringList codes = badges(hr.engine(), 5);
    ASSERT_EQ(codes.size(), 5);
    hr.find(QStringLiteral("codeLineEdit"))->setFocus();
    for (const QString &code : codes) {
        ASSERT_NO_FATAL_FAILURE(hr.scan(code));
    }
    EXPECT_TRUE(waitFor([&] { return hr.text(QStringLiteral("runningCountLabel")) == u"5"; }))
        << hr.text(QStringLiteral("runningCountLabel")).toStdString();
    ASSERT_NO_FATAL_FAILURE(hr.scan(codes.first()));
    EXPECT_TRUE(waitFor([&] {
        return hr.hasText(QStringLiteral("feedbackTextLabel"),
                          QStringLiteral("Read twice; in since"));
    })) << hr.text(QStringLiteral("feedbackTextLabel")).toStdString();
    EXPECT_TRUE(waitFor([&] { return !hr.engine().sync().isOnline(); }));
    EXPECT_TRUE(waitFor([&] { return hr.engine().sync().waitingCount() == 6; }))
        << hr.engine().sync().waitingCount();

    // The network returns: everything arrives, and nothing waits.
    m_network->restore();
    hr.engine().sync().syncNow();
    EXPECT_TRUE(
        waitFor([&] { return hr.engine().sync().waitingCount() == 0; }, std::chrono::seconds(60)));
    EXPECT_TRUE(waitFor([&] { return hr.engine().sync().isOnline(); }));

    // The employee who was captured answers the evaluation that confirming made.
    {
        Workplace employee(server());
        ASSERT_NO_FATAL_FAILURE(employee.signIn(QStringLiteral("empleado1@empresa.com"),
                                                QStringLiteral("empleado123")));
        ASSERT_NO_FATAL_FAILURE(employee.open(PageIds::Evaluations));
        ASSERT_NO_FATAL_FAILURE(employee.clickRowWith(QStringLiteral("evaluationsTable"), Title));
        for (int question = 1; question <= 4; ++question) {
            ASSERT_NO_FATAL_FAILURE(employee.type(u"answer%1TextEdit"_qs.arg(question),
                                                  u"Respuesta %1"_qs.arg(question)));
        }
        ASSERT_NO_FATAL_FAILURE(employee.click(QStringLiteral("sendAnswersButton")));
        ASSERT_TRUE(reaches(employee.engine(), Employee1, EvaluationStatus::Submitted));

        // … and corrects two details of the own profile, which the server takes.
        ASSERT_NO_FATAL_FAILURE(employee.open(PageIds::Profile));
        ASSERT_NO_FATAL_FAILURE(
            employee.type(QStringLiteral("firstNameLineEdit"), QStringLiteral("Ernestina")));
        ASSERT_NO_FATAL_FAILURE(
            employee.type(QStringLiteral("phoneLineEdit"), QStringLiteral("+58 212-5550101")));
        ASSERT_NO_FATAL_FAILURE(employee.click(QStringLiteral("saveButton")));
        EXPECT_TRUE(waitFor([&] {
            const auto people = employee.engine().people().people();
            return people->size() == 1 && people->at(0).phone == u"+58 212-5550101" &&
                   people->at(0).name.startsWith(u"Ernestina") &&
                   employee.engine().sync().waitingCount() == 0;
        }));
    }

    // HR grades it; the employee's next look shows the score.
    ASSERT_NO_FATAL_FAILURE(hr.open(PageIds::Evaluations, QStringLiteral("status=SUBMITTED")));
    ASSERT_NO_FATAL_FAILURE(hr.clickRowWith(QStringLiteral("evaluationsTable"), Title));
    ASSERT_NO_FATAL_FAILURE(hr.click(QStringLiteral("score9Button")));
    ASSERT_NO_FATAL_FAILURE(hr.click(QStringLiteral("gradeButton")));
    ASSERT_TRUE(reaches(hr.engine(), Employee1, EvaluationStatus::Graded));
    {
        Workplace employee(server());
        ASSERT_NO_FATAL_FAILURE(employee.signIn(QStringLiteral("empleado1@empresa.com"),
                                                QStringLiteral("empleado123")));
        const auto own = evaluationOf(employee.engine(), Employee1);
        ASSERT_TRUE(own.has_value());
        EXPECT_EQ(own->evaluation.status, EvaluationStatus::Graded);
        EXPECT_EQ(own->evaluation.score, 9);
        EXPECT_EQ(own->evaluation.answers.size(), 4);
    }

    // The dashboard tells of the day.
    ASSERT_NO_FATAL_FAILURE(hr.open(PageIds::Dashboard));
    hr.engine().dashboard().refresh();
    // The day's event is among those of today, and its evaluation among what is graded.
    EXPECT_TRUE(waitFor([&] {
        const auto dashboard = hr.engine().dashboard().dashboard();
        return dashboard && dashboard->figures.value(QStringLiteral("eventsToday")) >= 1 &&
               dashboard->figures.value(QStringLiteral("averageScore")) > 0;
    }));
}
