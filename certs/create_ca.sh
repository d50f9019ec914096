#!/bin/sh
# Makes the server's key and certificate with openssl, and a file of all certificates, in the directory of this script.
set -eu

usage() {
  cat <<'TEXT'
Usage: sh create_ca.sh [-f] cert NAME [CONFIG]   makes NAME.key and NAME.crt as CONFIG.cnf says (CONFIG is NAME if left out)
       sh create_ca.sh CA                        makes CA.pem of all *.crt, each as text and as PEM

-f overwrites a pair that is there. Clients that know the old key will refuse a server with a new one.
Example: sh create_ca.sh cert server server && sh create_ca.sh CA
Without openssl: ./micropay server certs init
TEXT
}

fail() {
  printf 'create_ca.sh: %s\n' "$*" >&2
  exit 1
}

misused() {
  printf 'create_ca.sh: %s\n' "$*" >&2
  usage >&2
  exit 2
}

# A draft that does not become the real thing is not left behind.
drafts=
begin() {
  command -v openssl > /dev/null || fail 'no openssl found. Install it, or use: ./micropay server certs init'
  trap 'rm -f $drafts' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

make_pair() {
  name=$1
  config=$2.cnf
  case $name in
    '' | *[!A-Za-z0-9_.-]* | .* | -*) misused "not a name: '$name'; use letters, digits, '_', '.' or '-'" ;;
  esac
  [ -f "$config" ] || fail "there is no $config in $(pwd)"
  if [ "$force" = no ]; then
    for file in "$name.key" "$name.crt"; do
      [ ! -e "$file" ] || fail "$(pwd)/$file exists and is not overwritten; move it away, or say -f"
    done
  fi
  begin
  umask 077
  drafts=".$name.key.$$ .$name.crt.$$"
  openssl req -x509 -newkey rsa:2048 -sha256 -nodes -days 3650 -config "$config" \
    -keyout ".$name.key.$$" -out ".$name.crt.$$" 2> /dev/null || fail "openssl failed; check $(pwd)/$config"
  chmod 600 ".$name.key.$$"
  chmod 644 ".$name.crt.$$"
  mv -f ".$name.key.$$" "$name.key"
  mv -f ".$name.crt.$$" "$name.crt"
  printf 'Made %s.key (keep it secret) and %s.crt in %s\n' "$name" "$name" "$(pwd)"
}

make_list() {
  begin
  drafts=.CA.pem.$$
  : > "$drafts"
  count=0
  for file in *.crt; do
    [ -f "$file" ] || continue
    openssl x509 -in "$file" -text >> "$drafts" 2> /dev/null || fail "$(pwd)/$file is not a certificate"
    count=$((count + 1))
  done
  [ "$count" -gt 0 ] || fail "there is no certificate (*.crt) in $(pwd)"
  mv -f "$drafts" CA.pem
  printf 'Made CA.pem of %s certificate(s) in %s\n' "$count" "$(pwd)"
}

force=no
if [ "${1:-}" = -f ]; then
  force=yes
  shift
fi
CDPATH='' cd -- "$(dirname -- "$0")"
case ${1:-} in
  cert)
    [ $# -ge 2 ] && [ $# -le 3 ] || misused 'cert needs a name'
    make_pair "$2" "${3:-$2}"
    ;;
  CA)
    [ $# -eq 1 ] || misused 'CA takes nothing else'
    make_list
    ;;
  help | -h | --help) usage ;;
  '') misused 'say what to make' ;;
  *) misused "unknown: '$1'" ;;
esac
