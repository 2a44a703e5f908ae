# Sourced by the scripts that make a start cache: what the JVM keeps from one start for the next
# (https://openjdk.org/jeps/514). See docs/decisions/0060-start-cache.md.
# shellcheck shell=bash

# make_start_cache KIND JAVA CACHE CLASS_PATH OPTION…
# Has the program do what KIND names, on a data directory of its own and without a display, and leaves
# in the file CACHE what the JVM learnt. Fails where no cache came of it. KIND is program (console and
# proxy) or commands (the short ones).
make_start_cache() {
  local work done=1
  # Of attempts that were killed or found the disk full.
  rm -f "$3".[0-9]*
  # Beside the cache, where there is room for it or none can be made: not in TMPDIR, which may be
  # missing or take no files.
  rm -rf "$3".work.*
  work=$(mktemp -d "$3.work.XXXXXX") || return
  forget_settings
  if train "$work" "$@" >"$work/log" 2>&1 && [ -s "$work/cache" ]; then
    # Under another name first: a program that starts now finds the whole cache or none.
    cp "$work/cache" "$3.$$" && mv "$3.$$" "$3" && done=0
    [ "$done" = 0 ] || rm -f "$3.$$"
  else
    tail -n 5 "$work/log" >&2
  fi
  rm -rf "$work"
  return "$done"
}

# start_cache KIND: the name of the cache of the build in $application with the JDK in $jdk. Another
# JDK passes over a cache in silence, so each has its own.
start_cache() {
  printf '%s\n' "$application/keyporter-$1-$(cksum <"$jdk/release" | tr -d ' ').aot"
}

# make_start_cache_later KIND CACHE OPTION…: in the background and behind everything else that runs.
# The program that is being started goes without it, the next one has it. One at a time makes one;
# where an attempt failed, the next start tries again.
make_start_cache_later() {
  local lock=$application/start-cache.lock kind=$1 cache=$2 self
  shift 2
  # In a shell of a shell: the program that takes this shell's place must not find it as its child.
  (
    (
      # This very shell, without BASHPID, which the bash of macOS does not know.
      self=$(exec sh -c 'echo "$PPID"')
      renice -n 19 -p "$self"
      take_cache_lock "$self" || exit
      trap 'rm -f "$lock"' EXIT
      trap 'exit 143' TERM HUP INT
      [ ! -e "$cache" ] || exit
      # Those of other JDKs: a hundred megabytes each.
      rm -f "$application/keyporter-$kind"-*.aot
      make_start_cache "$kind" "$jdk/bin/java" "$cache" "$(class_path "$application")" "$@"
    ) &
  ) </dev/null >/dev/null 2>&1
}

# take_cache_lock PROCESS: makes the link $lock, which names the process that makes the cache. One
# whose process is gone is broken, and so is one that is older than the work can be: its process'
# number may be another's by now.
take_cache_lock() {
  local owner
  ln -s "$1" "$lock" && return
  owner=$(readlink "$lock") || return
  if is_alive "$owner" && [ -z "$(find "$lock" -prune -mmin +30)" ]; then
    return 1
  fi
  break_lock "$owner"
  ln -s "$1" "$lock"
}

# The user's database, port and log must have no part in it.
forget_settings() {
  local name
  for name in "${!KEYPORTER_@}"; do
    unset "$name"
  done
}

train() {
  local work=$1 kind=$2 java=$3 classpath=$5 token program
  shift 5
  # Not in arguments, which are split at spaces where commands are rehearsed.
  export KEYPORTER_DATA_DIR=$work/data
  token=$(java_of_training "$@" dev.keyporter.console.Launcher \
    quickstart --user user@example.com --json) || return
  token=${token#*\"token\" : \"}
  token=${token%%\"*}
  "train_$kind" "$@"
}

# Takes the place of its shell, so that a number that is kept to end it is its own.
java_of_training() {
  exec "$java" -cp "$classpath" "$@"
}

train_program() {
  # With classes linked ahead, even the shortest start would pay for all of them.
  java_of_training "$@" -XX:AOTCacheOutput="$work/cache" -XX:-AOTClassLinking \
    -Dglass.platform=Headless -Dprism.order=sw \
    dev.keyporter.console.Launcher --port 0 &
  program=$!
  use_console
}

train_commands() {
  serve_for_training "$@" || return
  # Nearly all of these classes are needed each time: linked ahead, they cost a sixth less.
  # Not a pipe, whose end would be waited for: the commands come to an end with what serves them.
  java_of_training "$@" -XX:AOTCacheOutput="$work/cache" -XX:+AOTClassLinking \
    dev.keyporter.console.Rehearsal < <(rehearse_commands) >"$work/rehearsal.log" &
  wait "$!" || true
  end_training "$serving"
}

# What people and scripts run, on what quickstart made and on what these make themselves.
rehearsed=(
  'org create Acme'
  'org list'
  'user create --org Acme ana'
  'user list --org Acme'
  'key list --org Acme'
  'token create --org Acme --user ana'
  'token list --org Acme --json'
  'requests list'
  'requests list --limit 1 --json'
  'requests refused'
)

# Prints the commands twice: first beside a process that has the database open, then without one.
rehearse_commands() {
  printf '%s\n' "${rehearsed[@]}"
  wait_for_line "$serving" "Rehearsed ${#rehearsed[@]}\\." "$work"
  kill "$serving"
  # Where H2 notes who has the file open.
  while [ -e "$work/data/keyporter.lock.db" ]; do
    sleep 0.1
  done
  printf '%s\n' "${rehearsed[@]}"
}

serve_for_training() {
  java_of_training "$@" dev.keyporter.console.Launcher serve --port 0 &
  serving=$!
  ask_twice "$serving"
}

use_console() {
  ask_twice "$program" || true
  wait_for_line "$program" 'The window was ready' "$work"/data/logs
  end_training "$program"
}

end_training() {
  kill "$1" || true
  wait "$1" || true
}

# A plain and a streamed request for the demo provider.
ask_twice() {
  local port stream
  wait_for_line "$1" 'Listening on' "$work"/data/logs || return
  port=$(sed -n 's/.*Listening on .*:\([0-9]*\)\..*/\1/p' "$work"/data/logs/*.log)
  for stream in false true; do
    ask "$port" "$token" '{"model":"gpt-4o-mini","input":"Say hello.","stream":'"$stream"'}' || true
  done
}

# wait_for_line PROGRAM WORDS FOLDER: until the words stand in a log. Fails when the program has ended
# or five minutes have passed.
wait_for_line() {
  local deadline=$((SECONDS + 300))
  until grep -qs "$2" "$3"/*.log; do
    kill -0 "$1" && [ "$SECONDS" -lt "$deadline" ] || return
    sleep 0.2
  done
}

# Without curl, which need not be there.
ask() {
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return
  printf '%s\r\n' 'POST /v1/responses HTTP/1.1' 'Host: 127.0.0.1' 'Connection: close' \
    "Authorization: Bearer $2" 'Content-Type: application/json' "Content-Length: ${#3}" '' >&3
  printf '%s' "$3" >&3
  cat <&3
  exec 3>&-
}

# class_path FOLDER: its jars in an order that does not depend on the file system or the language,
# since a start cache holds only for the class path it was made with.
class_path() {
  local LC_ALL=C jar all=
  for jar in "$1"/*.jar; do
    all=$all:$jar
  done
  printf '%s\n' "${all#:}"
}
