#!/usr/bin/env bash
# Makes sure there is a Chromium for the browser tests, benchmarks and screenshots.
#   scripts/browser.sh          finds it, or installs it when that can be done unattended; silent when it is there
#   scripts/browser.sh --find   prints its path, installs nothing; exit code 1 when there is none
set -euo pipefail

find_browser() {
  if [[ -n "${PLANPEIL_BROWSER:-}" ]]; then
    command -v "$PLANPEIL_BROWSER" || {
      echo "PLANPEIL_BROWSER=$PLANPEIL_BROWSER is geen uitvoerbaar bestand / is not an executable file." >&2
      return 2
    }
    return
  fi
  local name
  # The first is the same engine without windows and menus, which nobody sees here and which cost half the time.
  for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 1
}

explain() {
  cat >&2 <<'TEXT'
Er is geen Chromium gevonden; de browsertests hebben die nodig.
  Debian/Ubuntu: sudo apt-get install chromium      Fedora: sudo dnf install chromium
  macOS: brew install --cask chromium               of: zet PLANPEIL_BROWSER op het pad van Chrome of Chromium
Zonder browser: `make quick` draait alle andere tests.

No Chromium was found; the browser tests need one.
  Debian/Ubuntu: sudo apt-get install chromium      Fedora: sudo dnf install chromium
  macOS: brew install --cask chromium               or: set PLANPEIL_BROWSER to the path of Chrome or Chromium
Without a browser: `make quick` runs all other tests.
TEXT
}

install_browser() {
  [[ "$(id -u)" == 0 ]] && command -v apt-get >/dev/null || return 1
  local name
  echo "Chromium wordt geïnstalleerd met apt-get ... / installing Chromium with apt-get ..." >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null >&2 || return 1
  for name in chromium-headless-shell chromium; do
    apt-get install -qq -y --no-install-recommends "$name" fonts-liberation </dev/null >&2 && return
  done
  return 1
}

case "${1:-}" in
  --find) find_browser || { code=$?; [[ $code == 2 ]] || explain; exit 1; } ;;
  "")
    find_browser >/dev/null && exit 0 || code=$?
    [[ $code == 2 ]] && exit 1
    install_browser && find_browser >/dev/null && exit 0
    explain
    exit 1
    ;;
  *) echo "usage: scripts/browser.sh [--find]" >&2; exit 2 ;;
esac
