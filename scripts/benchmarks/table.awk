# From lines "shape connections target requests microseconds errors p50 p99 ticks" to the report.
{
  cell = $1 " " $2
  if (!(cell in seen)) { seen[cell] = 1; order[++cells] = cell }
  requests[cell, $3] += $4
  seconds[cell, $3] += $5 / 1e6
  errors[cell, $3] += $6
  p50[cell, $3] += $7
  p99[cell, $3] = $8 > p99[cell, $3] ? $8 : p99[cell, $3]
  ticks_of[cell, $3] += $9
  turns[cell, $3]++
}

function rate(cell, target) {
  return seconds[cell, target] > 0 ? requests[cell, target] / seconds[cell, target] : 0
}

function ratio(a, b) { return b > 0 ? a / b : 0 }

function cpu(cell) {
  return ratio(ticks_of[cell, "keyporter"] / ticks * 1000, requests[cell, "keyporter"])
}

function failed(cell) {
  return errors[cell, "direct"] + errors[cell, "default"] + errors[cell, "nginx"] + errors[cell, "keyporter"]
}

function quoted(text) {
  gsub(/[\\"]/, "\\\\&", text)
  return "\"" text "\""
}

function as_json(    i, cell, part) {
  printf "{\"machine\":%s,\"versions\":%s,\"measurements\":[", quoted(machine), quoted(versions)
  for (i = 1; i <= cells; i++) {
    cell = order[i]
    split(cell, part, " ")
    printf "%s{\"answer\":\"%s\",\"connections\":%d", (i > 1 ? "," : ""), part[1], part[2]
    printf ",\"direct_per_second\":%.1f,\"nginx_default_per_second\":%.1f,\"nginx_per_second\":%.1f", \
      rate(cell, "direct"), rate(cell, "default"), rate(cell, "nginx")
    printf ",\"keyporter_per_second\":%.1f,\"ratio_to_nginx_default\":%.3f", \
      rate(cell, "keyporter"), ratio(rate(cell, "keyporter"), rate(cell, "default"))
    printf ",\"ratio_to_nginx\":%.3f", ratio(rate(cell, "keyporter"), rate(cell, "nginx"))
    printf ",\"cpu_seconds_per_1000\":%.4f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"errors\":%d}", \
      cpu(cell), p50[cell, "keyporter"] / turns[cell, "keyporter"], p99[cell, "keyporter"], failed(cell)
  }
  printf "],\"first_event_ms\":{\"direct\":%.3f,\"keyporter\":%.3f}", first_direct, first_keyporter
  printf ",\"resident_mb\":%d,\"peak_resident_mb\":%d}\n", rss, peak
}

function as_text(    i, cell, part) {
  print machine
  print versions
  print ""
  print "                      requests per second                    Keyporter to nginx  CPU s per   latency, ms"
  print "answer  connections   direct  default     kept  Keyporter    default     kept    1,000     median    p99   errors"
  for (i = 1; i <= cells; i++) {
    cell = order[i]
    split(cell, part, " ")
    printf "%-6s  %11d  %7.0f  %7.0f  %7.0f  %9.0f  %9.2f  %7.2f  %7.3f  %9.2f  %6.2f  %5d\n", \
      toupper(part[1]), part[2], \
      rate(cell, "direct"), rate(cell, "default"), rate(cell, "nginx"), rate(cell, "keyporter"), \
      ratio(rate(cell, "keyporter"), rate(cell, "default")), \
      ratio(rate(cell, "keyporter"), rate(cell, "nginx")), cpu(cell), \
      p50[cell, "keyporter"] / turns[cell, "keyporter"], p99[cell, "keyporter"], failed(cell)
  }
  print ""
  printf "First streamed event, median: direct %.2f ms, through Keyporter %.2f ms (%+.2f ms)\n", \
    first_direct, first_keyporter, first_keyporter - first_direct
  printf "Resident memory of Keyporter: %d MB, at most %d MB\n", rss, peak
}

END { if (json == "yes") as_json(); else as_text() }
