-- SPDX-License-Identifier: GPL-3.0-or-later
-- What wrk sends. Arguments after `--`: the kind, the file of tokens (one a line), then what the kind needs.

local tokens = {}
local kind, first, last, next_pair

local function headers(token)
    return { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
end

function init(arguments)
    kind = arguments[1]
    for line in io.lines(arguments[2]) do
        tokens[#tokens + 1] = line
    end
    first = tonumber(arguments[3] or 0)
    last = tonumber(arguments[4] or 0)
    next_pair = 0
    math.randomseed(os.time())
end

local make = {}

-- GET /users/:id of anybody between first and last.
function make.users()
    return wrk.format("GET", "/users/" .. math.random(first, last), headers(tokens[1]))
end

-- GET /attendances of the event `first`.
function make.attendances()
    return wrk.format("GET", "/attendances?eventId=" .. first, headers(tokens[1]))
end

-- POST /attendances: each pair of a person and an event between first and last once.
function make.register()
    local person = next_pair % #tokens + 1
    local event = first + math.floor(next_pair / #tokens)
    next_pair = next_pair + 1
    if event > last then
        event = last -- is refused, and the run fails: it was given too few events
    end
    return wrk.format("POST", "/attendances", headers(tokens[person]), '{"eventId":' .. event .. "}")
end

-- GET /dashboard
function make.dashboard()
    return wrk.format("GET", "/dashboard", headers(tokens[1]))
end

-- POST /auth/login
function make.login()
    return wrk.format("POST", "/auth/login", { ["Content-Type"] = "application/json" },
        '{"email":"hr@empresa.com","password":"hr123456"}')
end

function request()
    return make[kind]()
end
