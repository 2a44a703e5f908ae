# Sourced by what starts the program; understood by every POSIX shell.
# shellcheck shell=sh

# The JVM takes so much address space, most of which it never touches, and begins so many threads
# before the first request comes.
needed_address_space=5368709120
needed_threads=100

# refuse_small_limits: ends with a sentence where the system's limits are too small for any JVM, which
# would end with a report of its own, or begin and be unable to stop. Reads them where Linux has them,
# without another process, for which there may be no room.
refuse_small_limits() {
  [ -r /proc/self/limits ] || return 0
  while read -r first second third fourth rest; do
    case $first-$second-$third in
      Max-address-space)
        if is_below "$fourth" "$needed_address_space"; then
          refuse_limit "only $((fourth / 1048576)) MB of address space may be used, and it needs $((needed_address_space / 1048576))" \
            'ulimit -v unlimited'
        fi
        ;;
      Max-processes-*)
        if is_below "$third" "$needed_threads" && ! is_root; then
          refuse_limit "only $third processes and threads may run at once, and it begins up to $needed_threads" \
            'ulimit -u 4096'
        fi
        ;;
    esac
  done </proc/self/limits
}

# Nothing limits root's threads, whatever the limit.
is_root() {
  while read -r name user rest; do
    [ "$name" != Uid: ] || break
  done </proc/self/status
  [ "$user" = 0 ]
}

# is_below NUMBER OTHER: false where the first is no number: unlimited.
is_below() {
  case $1 in
    '' | *[!0-9]*) return 1 ;;
  esac
  [ "$1" -lt "$2" ]
}

refuse_limit() {
  printf '%s\n' "Keyporter cannot start: $1. Raise the limit, as with '$2'." >&2
  exit 1
}
