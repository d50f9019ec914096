#!/bin/sh
# Starts @{program.name}. What it takes from the environment is in README.md, one directory up.
set -eu

# Where this script lives, through symbolic links, without leaving the caller's directory.
script=$0
while [ -L "$script" ]; do
  link=$(ls -ld -- "$script")
  link=${link#* -> }
  case $link in
    /*) script=$link ;;
    *) script=$(dirname -- "$script")/$link ;;
  esac
done
root=$(CDPATH='' cd -- "$(dirname -- "$script")/.." && pwd -P)

program=@{program.name}
. "$root/lib/java.sh"
find_java Java
start_jar "$root/lib/@{program.jar}.jar" '@{program.collector}' "$@"
