# Shared by run and test: system packages, the virtual environment, both only when something is missing. Sourced, not run.
# shellcheck shell=bash

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The distribution's own Python, whatever else comes first on PATH: only it sees the distribution's gi (GStreamer).
python=/usr/bin/python3
venv=.venv

run_packages=(
  python3 python3-venv python3-gi ca-certificates
  libvlc5 vlc-plugin-base ffmpeg
  gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad
  libegl1 libgl1 libdbus-1-3 libfontconfig1 fonts-dejavu-core
  libxkbcommon0 libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
  libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1
)
test_packages=(openssl xvfb x11-xserver-utils postgresql gstreamer1.0-libav gstreamer1.0-x)
browser_packages=(chromium chromium-driver)

say() { printf '[ronda] %s\n' "$*"; }
give_up() {
  printf '[ronda] %s\n' "$*" >&2
  exit 1
}

# set_up run|test: everything that the program, or its tests too, need on this machine.
set_up() {
  local purpose=$1
  check_system
  local wanted=("${run_packages[@]}") lock=installer/requirements.lock
  if [[ $purpose == test ]]; then
    wanted+=("${test_packages[@]}")
    lock=installer/requirements-dev.lock
    if [[ $system_id == debian ]]; then
      wanted+=("${browser_packages[@]}")
    else
      say "Ubuntu has Chromium only as a snap: tests in a browser need /usr/bin/chromium and chromedriver from elsewhere"
    fi
  fi
  install_packages "${wanted[@]}"
  make_environment "$lock"
}

check_system() {
  [[ -r /etc/os-release ]] || give_up "this needs Debian 12 or Ubuntu 24.04; this system does not say what it is"
  # shellcheck disable=SC1091
  system_id=$(. /etc/os-release && echo "$ID")
  case $system_id in
    debian | ubuntu) ;;
    *) give_up "this needs Debian 12 or Ubuntu 24.04, not $system_id; ARCHITECTURE.md tells what to install by hand" ;;
  esac
}

install_packages() {
  local missing=() package
  for package in "$@"; do
    # A package that was removed but not purged is known too, so its state counts, not its name.
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  local as_root=(env)
  if ((EUID != 0)); then
    command -v sudo >/dev/null || give_up "these packages are missing, and there is neither root nor sudo; ask for: apt-get install ${missing[*]}"
    as_root=(sudo env)
  fi
  say "installing ${#missing[@]} system packages: ${missing[*]}"
  apt_get() { "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@"; }
  local log
  log=$(mktemp)
  if ! { apt_get update && apt_get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    give_up "apt-get could not install them; its last lines are above"
  fi
  rm -f "$log"
}

# make_environment LOCK: .venv gets the releases that LOCK names, proven by hashes. A stamp makes the second start quick.
make_environment() {
  local lock=$1 stamp=$venv/.ronda-stamp want
  "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' ||
    give_up "Ronda needs Python 3.11 to 3.13, and $python is $("$python" -V)"
  want=$(stamp_of "$lock")
  # The tests' environment holds all that the program needs, so it serves both.
  if [[ -f $stamp ]] && [[ $(<"$stamp") == "$want" || $(<"$stamp") == "$(stamp_of installer/requirements-dev.lock)" ]]; then
    return 0
  fi
  if [[ ! -x $venv/bin/pip || ! -f $stamp ]]; then
    say "making $venv with $("$python" -V)"
    rm -rf "$venv"
    "$python" -m venv "$venv"
  fi
  say "installing the Python packages of $lock (about 200 MB the first time)"
  pip_install --require-hashes --only-binary :all: -r "$lock"
  pip_install --no-deps --no-build-isolation --no-index --editable .
  printf '%s' "$want" >"$stamp"
}

stamp_of() { { pwd; "$python" -V; cat "$1" pyproject.toml; } | sha256sum; }

pip_install() { "$venv/bin/python" -m pip install -q --disable-pip-version-check --no-input --progress-bar off --root-user-action ignore "$@"; }
