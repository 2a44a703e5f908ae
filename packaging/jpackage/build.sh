# Sourced by the scripts that need the built program.
# shellcheck shell=bash

modules="shared-model db app-proxy app-gui"

# ensure_built CHECKOUT JDK
# Builds what is not built or has changed and leaves the folder of the program's jars in
# $application. Everything said on the way goes to standard error.
#
# A build is kept under the digest of the sources it was made from and never written to again, so a
# program that runs on keeps its jars while the next one is built, and going back to earlier sources
# finds the earlier build.
ensure_built() {
  local checkout=$1 jdk=$2
  builds=$checkout/packaging/jpackage/target/builds
  application=$builds/$(digest_of_sources "$checkout")
  [ -d "$application" ] && return
  type -P mvn >/dev/null ||
    fail "Keyporter is not built yet and Maven is missing: install Maven 3.8 or newer so that 'mvn' can be run."
  mkdir -p "$builds" || fail "Keyporter cannot be built: $builds cannot be written."
  lock=$builds/lock
  trap release_lock EXIT
  trap 'stop_maven; exit 143' TERM HUP
  trap 'stop_maven; exit 130' INT
  take_lock
  # Whoever held the lock may have built just this.
  while application=$builds/$(digest_of_sources "$checkout") && [ ! -d "$application" ]; do
    build "$checkout" "$jdk"
  done
  release_lock
  trap - EXIT TERM HUP INT
}

# By contents, not by time: a deleted file or one with an old date is a change like any other.
digest_of_sources() {
  (
    CDPATH='' cd -- "$1" || exit
    set -- pom.xml packaging/jpackage/pom.xml
    for module in $modules; do
      set -- "$@" "$module/pom.xml" "$module/src/main"
    done
    digest_of "$@"
  )
}

digest_of() {
  local digest
  digest=$(find "$@" -type f ! -name '.*' -exec cksum {} + | LC_ALL=C sort | cksum)
  printf '%s\n' "${digest/ /-}"
}

build() {
  local checkout=$1 jdk=$2 made=$application.$$
  if ls -d "$builds"/*-*/ >/dev/null 2>&1; then
    say "Building Keyporter: its sources have changed…"
  else
    say "Building Keyporter (first time, about a minute)…"
  fi
  drop_changed_classes "$checkout"
  if ! run_maven "$checkout" "$jdk" >"$builds/maven.log" 2>&1; then
    cat "$builds/maven.log" >&2
    fail "Keyporter could not be built, see above."
  fi
  rm -rf "$made"
  mkdir "$made"
  # The next build replaces the files in target/app, it does not write into them.
  ln "$checkout"/packaging/jpackage/target/app/*.jar "$made" 2>/dev/null ||
    cp "$checkout"/packaging/jpackage/target/app/*.jar "$made" ||
    fail "Keyporter could not be built: $made cannot be written."
  if [ "$application" = "$builds/$(digest_of_sources "$checkout")" ]; then
    mv "$made" "$application"
    forget_old_builds
  else
    rm -rf "$made" # Sources changed while Maven read them.
  fi
}

# Maven goes by time and leaves behind what a deleted resource once became.
drop_changed_classes() {
  local module digest seen
  for module in $modules; do
    digest=$(CDPATH='' cd -- "$1" && digest_of pom.xml "$module/pom.xml" "$module/src/main")
    seen=$1/$module/target/sources.digest
    if [ "$(cat "$seen" 2>/dev/null)" != "$digest" ]; then
      rm -rf "$1/$module/target/classes" "$1/$module/target/generated-sources" "$1/$module"/target/*.jar
      mkdir -p "$1/$module/target" && printf '%s\n' "$digest" >"$seen"
    fi
  done
}

# Maven runs on the JDK that was found, which is therefore the one its toolchain finds. In the
# background, because only so a signal is heard while it works; without the program's standard input.
run_maven() {
  (
    CDPATH='' cd -- "$1" || exit
    JAVA_HOME=$2 \
      MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
      exec mvn --quiet --batch-mode -Dstyle.color=never -Dmaven.test.skip=true -DskipFormat \
      --projects packaging/jpackage --also-make package
  ) </dev/null &
  maven=$!
  wait "$maven"
}

stop_maven() {
  [ -z "${maven:-}" ] || kill "$maven" 2>/dev/null || true
}

# The lock is a link that names its owner: made in one step everywhere, unlike a file with contents.
take_lock() {
  local owner told=
  until ln -s "$$" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock") || continue
    if ! is_alive "$owner"; then
      break_lock "$owner"
    else
      [ -n "$told" ] || say "Waiting for process $owner, which is building Keyporter…"
      told=yes
      sleep 0.2
    fi
  done
}

is_alive() {
  kill -0 "$1" 2>/dev/null || ps -p "$1" >/dev/null 2>&1
}

# Two may find the same dead owner: only the one that moves the dead owner's link away has broken it.
break_lock() {
  local moved=$lock.$$ found
  mv "$lock" "$moved" 2>/dev/null || return 0
  found=$(readlink "$moved")
  rm -f "$moved"
  [ "$found" = "$1" ] || ln -s "$found" "$lock"
}

release_lock() {
  if [ "$(readlink "$lock" 2>/dev/null)" = "$$" ]; then
    rm -f "$lock"
  fi
}

# A program may still run on an old build, so the latest ones stay.
forget_old_builds() {
  local folder
  # shellcheck disable=SC2012 # the names are digests
  ls -1td "$builds"/*-*/ | tail -n +4 | while IFS= read -r folder; do
    rm -rf "$folder"
  done
}
