-- A Responses request with a prompt of 1 KB; the shape decides whether the answer is a stream.
local stream = os.getenv("SHAPE") == "sse" and "true" or "false"

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.headers["X-User-ID"] = "benchmark@example.com"
wrk.headers["X-Session-ID"] = "benchmark"
wrk.body = '{"model":"gpt-4o-mini","stream":' .. stream
  .. ',"input":"' .. string.rep("Tell me about the sea. ", 44) .. '"}'

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %.3f %.3f\n", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
