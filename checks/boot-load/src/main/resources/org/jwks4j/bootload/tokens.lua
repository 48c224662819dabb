-- Sends the tokens of a file in turn, with a pause before each request, and reads the file again each second.
-- Arguments: the file, and the pause in milliseconds. Writes what was answered in each second, and how long it took.
local threads = {}

function setup(thread)
    table.insert(threads, thread)
end

function init(args)
    path, pause = args[1], tonumber(args[2])
    tokens, place, read_at, counts = {}, 0, 0, {}
end

function delay()
    return pause
end

function request()
    local now = os.time()
    if now ~= read_at then
        tokens, read_at = {}, now
        for line in io.lines(path) do
            table.insert(tokens, line)
        end
    end
    place = place % #tokens + 1
    return wrk.format("GET", nil, {["Authorization"] = "Bearer " .. tokens[place]})
end

function response(status)
    local key = os.time() .. " " .. status
    counts[key] = (counts[key] or 0) + 1
end

function done(summary, latency)
    for _, thread in ipairs(threads) do
        for key, count in pairs(thread:get("counts")) do
            io.write("answers ", key, " ", count, "\n")
        end
    end
    for _, share in ipairs({50, 99, 99.9, 100}) do
        io.write("latency ", share, " ", latency:percentile(share), "\n")
    end
    local errors = summary.errors
    io.write("errors ", errors.connect + errors.read + errors.write + errors.timeout, "\n")
end
