#!/usr/bin/env bash
# Makes sure there is a PostgreSQL server program for the tests and benchmarks; they start their own with it.
#   scripts/postgres.sh          finds it, or installs it when that can be done unattended; silent when it is there
#   scripts/postgres.sh --find   prints its folder, installs nothing; exit code 1 when there is none
# With PLANPEIL_TEST_POSTGRES (the URL of a database on a server of your own) nothing has to be installed.
set -euo pipefail

find_postgres() {
  local folder
  # Debian keeps the server's programs out of PATH, a folder a version: the newest one is taken.
  for folder in "$(dirname "$(command -v initdb || echo /)")" "$(pg_config --bindir 2>/dev/null || true)" \
    $(printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin | sort -rV); do
    [[ -x "$folder/initdb" && -x "$folder/postgres" ]] && echo "$folder" && return
  done
  return 1
}

explain() {
  cat >&2 <<'TEXT'
Er is geen PostgreSQL-server gevonden; de tests van de opslag hebben die nodig (ze starten er zelf een, tijdelijk).
  Debian/Ubuntu: sudo apt-get install postgresql    Fedora: sudo dnf install postgresql-server
  macOS: brew install postgresql                    of: zet PLANPEIL_TEST_POSTGRES op de URL van een eigen server
Zonder PostgreSQL: `make quick` draait alle andere snelle tests.

No PostgreSQL server was found; the tests of the store need one (they start their own, for as long as they run).
  Debian/Ubuntu: sudo apt-get install postgresql    Fedora: sudo dnf install postgresql-server
  macOS: brew install postgresql                    or: set PLANPEIL_TEST_POSTGRES to the URL of a server of your own
Without PostgreSQL: `make quick` runs all other fast tests.
TEXT
}

install_postgres() {
  [[ "$(id -u)" == 0 ]] && command -v apt-get >/dev/null || return 1
  echo "PostgreSQL wordt geïnstalleerd met apt-get ... / installing PostgreSQL with apt-get ..." >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null >&2 &&
    apt-get install -qq -y --no-install-recommends postgresql-common </dev/null >&2 || return 1
  # Only the programs are wanted: no database of the machine's own is made and started.
  sed -ri 's/^#?(create_main_cluster) .*/\1 = false/' /etc/postgresql-common/createcluster.conf
  apt-get install -qq -y --no-install-recommends postgresql </dev/null >&2
}

case "${1:-}" in
  --find) find_postgres || { explain; exit 1; } ;;
  "")
    [[ -n "${PLANPEIL_TEST_POSTGRES:-}" ]] && exit 0
    find_postgres >/dev/null && exit 0
    install_postgres && find_postgres >/dev/null && exit 0
    explain
    exit 1
    ;;
  *) echo "usage: scripts/postgres.sh [--find]" >&2; exit 2 ;;
esac
