# Sourced by the scripts that need a JDK, so that all of them choose the same one.
# shellcheck shell=bash

needed_jdk=25

# Prints the home of the first JDK that is new enough: the one the user names or runs comes before
# what merely lies on the disk. Nothing is started for it: every JDK says its version in a file.
find_jdk() {
  local candidate
  for candidate in \
    "${JAVA_HOME:-}" \
    "$(home_of_java_on_path)" \
    /usr/lib/jvm/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
    "${HOME:-}"/.jdks/* \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
    if is_new_enough "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

fail_without_jdk() {
  fail "Keyporter needs a JDK $needed_jdk or newer and found none: install one, for instance Temurin $needed_jdk, or set JAVA_HOME to it."
}

# A JDK, not a bare runtime: the build needs its compiler.
is_new_enough() {
  [ -n "$1" ] && [ -r "$1/release" ] && [ -x "$1/bin/javac" ] || return 1
  local line version
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        version=${line#JAVA_VERSION=}
        version=${version#\"}
        version=${version%%[!0-9]*}
        [ "${version:-0}" -ge "$needed_jdk" ]
        return
        ;;
    esac
  done <"$1/release"
  return 1
}

home_of_java_on_path() {
  local java
  java=$(type -P java) || return 0
  java=$(without_links "$java")
  printf '%s\n' "${java%/bin/java}"
}

# Follows a symbolic link to its end; macOS had no readlink -f for long.
without_links() {
  local file=$1 target
  while [ -L "$file" ]; do
    target=$(readlink "$file")
    case $target in
      /*) file=$target ;;
      *) file=${file%/*}/$target ;;
    esac
  done
  printf '%s\n' "$file"
}

say() {
  printf '%s\n' "$1" >&2
}

fail() {
  say "$1"
  exit 1
}
