# What the start scripts share: which Java, and how it is started. They say in $program in whose name to complain.

fail() {
  printf '%s: %s\n' "$program" "$*" >&2
  exit 1
}

# Prints the feature release of the Java at $1 (17, 25), from its release file when there is one: starting it takes longer.
java_version() {
  home=$(readlink -f -- "$1" 2>/dev/null) || home=$1
  home=${home%/bin/java}
  version=
  if [ -f "$home/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$home/release")
  fi
  if [ -z "$version" ]; then
    version=$("$1" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')
  fi
  version=${version#1.}
  printf '%s\n' "${version%%[!0-9]*}"
}

# find_java KIND: finds Java or a JDK, whichever KIND says, that is new enough; $java is its command then.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, and there is no bin/java in it. Point it to $1 17 or newer."
  else
    java=$(command -v java) || fail "no java found. Install $1 17 or newer, or set JAVA_HOME to where it is."
  fi
  feature=$(java_version "$java")
  case $feature in
    '') fail "$java does not tell its version. Set JAVA_HOME to $1 17 or newer." ;;
  esac
  [ "$feature" -ge 17 ] || fail "$java is Java $feature; Micropay needs 17 or newer. Set JAVA_HOME to $1 17 or newer."
}

# start_jar JAR COLLECTOR ARGUMENTS...: becomes the program, so that signals reach it. JAVA_OPTS and MICROPAY_OPTS are words.
start_jar() {
  jar=$1
  options=$2
  shift 2
  wanted="${JAVA_OPTS:-} ${MICROPAY_OPTS:-}"
  # A second garbage collector would be an error, so one that is asked for replaces ours.
  case $wanted in
    *-XX:+Use*GC*) options= ;;
  esac
  set -f
  # shellcheck disable=SC2086  # the options are words
  exec "$java" $options $wanted -jar "$jar" "$@"
}
