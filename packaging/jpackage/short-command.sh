# Sourced by what starts the program; understood by every POSIX shell.
# shellcheck shell=sh

# is_short_command WORD…: whether a command line names one of those that end by themselves. What runs
# for long is worth compiling well, a short command is worth starting quickly.
is_short_command() {
  for word; do
    case $word in
      serve) return 1 ;;
      backup | completion | key | org | quickstart | redaction | requests | restore | token | user)
        return 0
        ;;
    esac
  done
  return 1
}
