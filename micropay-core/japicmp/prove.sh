#!/bin/sh
# Proves that the API check (profile japicmp) fails on a broken API and on nothing else. Leaves nothing behind but target/.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
work=$root/micropay-core/target/japicmp-proof
version=$(sed -n 's/^ *<version>\(.*\)<\/version>$/\1/p' "$root/pom.xml" | head -n 1)
jar=$root/micropay-core/target/micropay-core-$version.jar
failures=0

if [ -n "${JAVA_HOME:-}" ]; then
  PATH=$JAVA_HOME/bin:$PATH
fi

# baseline NAME JAVA_FILE SOURCE: a jar like ours which has this class besides, or in place of its own.
baseline() {
  cp "$jar" "$work/$1.jar"
  mkdir -p "$work/$1/src/$(dirname "$2")" "$work/$1/classes"
  printf '%s\n' "$3" > "$work/$1/src/$2"
  javac --release 17 -proc:none -d "$work/$1/classes" "$work/$1/src/$2"
  jar --update --file "$work/$1.jar" -C "$work/$1/classes" .
}

# expect pass|fail NAME TEXT: runs the check against baseline NAME; its output must have TEXT.
expect() {
  outcome=pass
  mvn -f "$root/pom.xml" -pl micropay-core -Pjapicmp "-Djapicmp.baseline=$work/$2.jar" \
    -Dquick -Dmaven.test.skip=true verify > "$work/$2.log" 2>&1 || outcome=fail
  if [ "$outcome" = "$1" ] && grep -q -e "$3" "$work/$2.log"; then
    printf 'ok      %s: %s\n' "$2" "$(grep -e "$3" "$work/$2.log" | head -n 1 | cut -c 1-250)"
  else
    printf 'WRONG   %s: expected %s with "%s", got %s; see %s\n' "$2" "$1" "$3" "$outcome" "$work/$2.log"
    failures=$((failures + 1))
  fi
}

mvn -q -f "$root/pom.xml" -pl micropay-core -Dquick -Dmaven.test.skip=true package
rm -rf "$work"
mkdir -p "$work"

cp "$jar" "$work/same.jar"
baseline class-removed io/micropay/model/PlantedValue.java \
  'package io.micropay.model; public final class PlantedValue { private PlantedValue() {} }'
baseline method-removed io/micropay/error/StoreException.java \
  'package io.micropay.error; public class StoreException extends RuntimeException { public void planted() {} }'
baseline internal-removed io/micropay/internal/crypto/Planted.java \
  'package io.micropay.internal.crypto; public final class Planted { public Planted() {} }'

expect pass same 'BUILD SUCCESS'
expect fail class-removed 'PlantedValue.*CLASS_REMOVED'
expect fail method-removed 'StoreException.planted().*METHOD_REMOVED'
expect pass internal-removed 'BUILD SUCCESS'

if [ "$failures" -ne 0 ]; then
  exit 1
fi
printf 'The API check fails when it must, and only then.\n'
