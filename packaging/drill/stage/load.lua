-- SPDX-License-Identifier: GPL-3.0-or-later
-- What wrk sends in a drill: people who read and doors that send captures. Arguments after `--`: the file of a token, the file for
-- the result, "requests failed acknowledged seconds p99 median": answers of all, those that were none or 4xx or 5xx, captures that were
-- acknowledged, how long it went on, and in milliseconds how long an answer took.

local headers
local devices = {}
acknowledged = 0
refused = 0

local function uuid()
    return string.format("%08x-%04x-4%03x-a%03x-%04x%08x", math.random(0, 0xffffffff), math.random(0, 0xffff), math.random(0, 0xfff),
        math.random(0, 0xfff), math.random(0, 0xffff), math.random(0, 0xffffffff))
end

local threads = {}
function setup(thread)
    threads[#threads + 1] = thread
end

function init(arguments)
    local file = io.open(arguments[1])
    headers = { ["Authorization"] = "Bearer " .. file:read("l"), ["Content-Type"] = "application/json" }
    file:close()
    resultFile = arguments[2]
    local random = io.open("/dev/urandom", "rb")
    local a, b, c, d = random:read(4):byte(1, 4)
    random:close()
    math.randomseed(((a * 256 + b) * 256 + c) * 64 + d)
    for i = 1, 16 do
        devices[i] = { id = uuid(), boot = uuid(), sequence = 0 }
    end
end

local paths = { "/events?limit=20", "/events?limit=5", "/attendances?eventId=1&limit=20", "/events?limit=50" }

function request()
    if math.random(10) > 1 then
        return wrk.format("GET", paths[math.random(#paths)], headers)
    end
    local device = devices[math.random(#devices)]
    device.sequence = device.sequence + 1
    return wrk.format("POST", "/sync/captures", headers, string.format(
        '{"captures":[{"captureId":"%s","eventId":1,"code":"DRILL-%d","deviceId":"%s","deviceSequence":%d,"bootId":"%s","capturedAt":"%s",' ..
        '"zone":"UTC","monotonicMs":%d,"method":"BADGE"}]}', uuid(), math.random(1000000), device.id, device.sequence, device.boot,
        os.date("!%Y-%m-%dT%H:%M:%S.000Z"), os.time() * 1000 % 1000000000))
end

-- Twenty a second and connection: a load, not a race.
function delay()
    return 40
end

function response(status, _, body)
    if status >= 400 then
        refused = refused + 1
    elseif status == 201 and body:find('"results"', 1, true) then
        acknowledged = acknowledged + 1
    end
end

function done(summary, latency)
    local failed, kept = 0, 0
    for _, thread in ipairs(threads) do
        failed = failed + thread:get("refused")
        kept = kept + thread:get("acknowledged")
    end
    local errors = summary.errors
    failed = failed + errors.connect + errors.read + errors.write + errors.timeout
    local file = io.open(threads[1]:get("resultFile"), "w")
    file:write(string.format("%d %d %d %d %.1f %.1f\n", summary.requests, failed, kept, summary.duration / 1000000,
        latency:percentile(99) / 1000, latency:percentile(50) / 1000))
    file:close()
end
