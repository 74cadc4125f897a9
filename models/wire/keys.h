// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

/// Every JSON key of the protocol, spelled once.
namespace EvalTrack::Wire::Key {

#define EVALTRACK_KEY(name) inline constexpr QLatin1StringView name(#name)
EVALTRACK_KEY(access_token);
EVALTRACK_KEY(alerts);
EVALTRACK_KEY(anchorAt);
EVALTRACK_KEY(anchorUncertaintyMs);
EVALTRACK_KEY(answers);
EVALTRACK_KEY(asOf);
EVALTRACK_KEY(attendance);
EVALTRACK_KEY(attendanceId);
EVALTRACK_KEY(attendances);
EVALTRACK_KEY(attendedAt);
EVALTRACK_KEY(badgeCode);
EVALTRACK_KEY(birthDate);
EVALTRACK_KEY(bootId);
EVALTRACK_KEY(captureId);
EVALTRACK_KEY(capturedAt);
EVALTRACK_KEY(captures);
EVALTRACK_KEY(changes);
EVALTRACK_KEY(checks);
EVALTRACK_KEY(code);
EVALTRACK_KEY(createdAt);
EVALTRACK_KEY(creator);
EVALTRACK_KEY(creatorId);
EVALTRACK_KEY(cursor);
EVALTRACK_KEY(data);
EVALTRACK_KEY(database);
EVALTRACK_KEY(date);
EVALTRACK_KEY(department);
EVALTRACK_KEY(departmentId);
EVALTRACK_KEY(description);
EVALTRACK_KEY(deviceId);
EVALTRACK_KEY(deviceSequence);
EVALTRACK_KEY(duration);
EVALTRACK_KEY(email);
EVALTRACK_KEY(entity);
EVALTRACK_KEY(environment);
EVALTRACK_KEY(epoch);
EVALTRACK_KEY(error);
EVALTRACK_KEY(evaluationId);
EVALTRACK_KEY(evaluations);
EVALTRACK_KEY(event);
EVALTRACK_KEY(eventId);
EVALTRACK_KEY(eventUuid);
EVALTRACK_KEY(expires_in);
EVALTRACK_KEY(feedback);
EVALTRACK_KEY(figures);
EVALTRACK_KEY(firstName);
EVALTRACK_KEY(gradedAt);
EVALTRACK_KEY(grader);
EVALTRACK_KEY(graderId);
EVALTRACK_KEY(hasMore);
EVALTRACK_KEY(hireDate);
EVALTRACK_KEY(id);
EVALTRACK_KEY(isActive);
EVALTRACK_KEY(items);
EVALTRACK_KEY(jobTitle);
EVALTRACK_KEY(key);
EVALTRACK_KEY(label);
EVALTRACK_KEY(lastName);
EVALTRACK_KEY(limit);
EVALTRACK_KEY(load);
EVALTRACK_KEY(location);
EVALTRACK_KEY(managerId);
EVALTRACK_KEY(maxAttendees);
EVALTRACK_KEY(message);
EVALTRACK_KEY(method);
EVALTRACK_KEY(monotonicMs);
EVALTRACK_KEY(name);
EVALTRACK_KEY(nationalId);
EVALTRACK_KEY(nextCursor);
EVALTRACK_KEY(note);
EVALTRACK_KEY(notes);
EVALTRACK_KEY(op);
EVALTRACK_KEY(outcome);
EVALTRACK_KEY(password);
EVALTRACK_KEY(phone);
EVALTRACK_KEY(preguntas);
EVALTRACK_KEY(questionId);
EVALTRACK_KEY(questions);
EVALTRACK_KEY(reason);
EVALTRACK_KEY(refresh_token);
EVALTRACK_KEY(registration);
EVALTRACK_KEY(response);
EVALTRACK_KEY(respuestas);
EVALTRACK_KEY(results);
EVALTRACK_KEY(revision);
EVALTRACK_KEY(role);
EVALTRACK_KEY(score);
EVALTRACK_KEY(search);
EVALTRACK_KEY(series);
EVALTRACK_KEY(serverTime);
EVALTRACK_KEY(status);
EVALTRACK_KEY(statusCode);
EVALTRACK_KEY(submittedAt);
EVALTRACK_KEY(success);
EVALTRACK_KEY(system);
EVALTRACK_KEY(text);
EVALTRACK_KEY(timestamp);
EVALTRACK_KEY(title);
EVALTRACK_KEY(total);
EVALTRACK_KEY(type);
EVALTRACK_KEY(updatedAt);
EVALTRACK_KEY(uptime);
EVALTRACK_KEY(user);
EVALTRACK_KEY(userId);
EVALTRACK_KEY(userUuid);
EVALTRACK_KEY(uuid);
EVALTRACK_KEY(value);
EVALTRACK_KEY(version);
EVALTRACK_KEY(zone);
#undef EVALTRACK_KEY
inline constexpr QLatin1StringView Count("_count"); ///< Prisma's name for counts
inline constexpr QLatin1StringView Average("_avg"); ///< Prisma's name for averages

} // namespace EvalTrack::Wire::Key
