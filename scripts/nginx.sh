#!/usr/bin/env bash
# Makes sure there is an nginx and an openssl for the tests of replicas and benchmarks; they start their own with it.
#   scripts/nginx.sh          finds them, or installs them when that can be done unattended; silent when they are there
#   scripts/nginx.sh --find   prints the path of nginx, installs nothing; exit code 1 when one of them is not there
set -euo pipefail
# Debian keeps the program out of the PATH of who is not root.
PATH="$PATH:/usr/sbin:/usr/local/sbin"

find_nginx() {
  command -v openssl >/dev/null && command -v nginx
}

explain() {
  cat >&2 <<'TEXT'
nginx of openssl is niet gevonden; de tests met meer dan één Planpeil hebben die nodig (ze starten er zelf een, tijdelijk).
  Debian/Ubuntu: sudo apt-get install nginx openssl    Fedora: sudo dnf install nginx openssl
  macOS: brew install nginx openssl
Zonder nginx: `make quick` draait alle andere snelle tests.

nginx or openssl was not found; the tests of several Planpeils need them (they start their own, for as long as they run).
  Debian/Ubuntu: sudo apt-get install nginx openssl    Fedora: sudo dnf install nginx openssl
  macOS: brew install nginx openssl
Without nginx: `make quick` runs all other fast tests.
TEXT
}

install_nginx() {
  [[ "$(id -u)" == 0 ]] && command -v apt-get >/dev/null || return 1
  echo "nginx wordt geïnstalleerd met apt-get ... / installing nginx with apt-get ..." >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null >&2 &&
    apt-get install -qq -y --no-install-recommends nginx-light openssl </dev/null >&2
}

case "${1:-}" in
  --find) find_nginx || { explain; exit 1; } ;;
  "")
    find_nginx >/dev/null && exit 0
    install_nginx && find_nginx >/dev/null && exit 0
    explain
    exit 1
    ;;
  *) echo "usage: scripts/nginx.sh [--find]" >&2; exit 2 ;;
esac
