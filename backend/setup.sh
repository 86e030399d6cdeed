# shellcheck shell=bash disable=SC2086 # lists of packages are meant to fall apart into words
# What ./backend/run and ./tests/run do alike, as functions: install what is missing, build the client,
# build the server. Each does nothing, and asks nothing of the network, when there is nothing to do.
# Sourced by bash from the top folder with `set -euo pipefail`.

NODE_MIN=20.19.0       # Vite's own bound
NODE_PINNED=22.23.3    # what is fetched where the system's is older (Debian 12 has 18)
TOOLS=.tools           # tools of this checkout alone; ignored by git

say() { printf '%s\n' "$*"; }
fail() { printf 'Stopped: %s\n' "$*" >&2; exit 1; }

# Runs a command quietly; when it fails, shows the end of what it said.
quietly() { # log, command …
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 || { tail -n 30 "$log" >&2; fail "\"$*\" failed; all it said is in $log"; }
}

missing_packages() { # list
  local package command
  while read -r package command; do
    case $package in '' | '#'*) continue ;; esac
    if [ -n "$command" ] && command -v "$command" >/dev/null; then continue; fi
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
  done <"$1"
}

install_packages() { # [list]
  command -v dpkg-query >/dev/null || fail "this needs Debian 12 or a system like it (dpkg is missing)"
  local missing as_root=()
  missing=$(missing_packages "${1:-backend/packages.txt}")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      fail "packages are missing, and there is neither root nor sudo to install them:" $missing
    as_root=(sudo)
  fi
  say "Installing:" $missing
  quietly build/logs/apt.log "${as_root[@]}" apt-get update
  (
    # What is installed to be tested with does not begin to serve this machine.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
      trap '"${as_root[@]}" rm -f "$policy"' EXIT
      printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
      "${as_root[@]}" chmod 755 "$policy"
    fi
    quietly build/logs/apt.log "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends $missing
  ) || exit 1
}

# Puts a node that is new enough first in PATH: the system's, or one fetched by npm into $TOOLS.
find_node() {
  export PATH="$PWD/$TOOLS/node/node_modules/.bin:$PATH"
  local version
  version=$(node --version 2>/dev/null | tr -d v) || version=0
  [ "$(printf '%s\n' "$NODE_MIN" "$version" | sort -V | head -n 1)" != "$NODE_MIN" ] || return 0
  local machine
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) fail "node $NODE_MIN or newer is needed; this system has $version" ;;
  esac
  say "Fetching node $NODE_PINNED (the system's is $version)"
  mkdir -p "$TOOLS/node"
  quietly build/logs/node.log npm install --no-save --no-audit --no-fund --prefix "$TOOLS/node" \
    "node-linux-$machine@$NODE_PINNED"
  mkdir -p "$TOOLS/node/node_modules/.bin"
  ln -sf "../node-linux-$machine/bin/node" "$TOOLS/node/node_modules/.bin/node"
  hash -r
}

# A folder's npm packages, when its lock file is another than the one they were installed from.
install_modules() { # folder
  local stamp=$1/node_modules/.installed-from
  cmp -s "$1/package-lock.json" "$stamp" && return 0
  say "Installing npm packages of $1"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 quietly "build/logs/npm-$(basename "$1").log" \
    npm ci --no-audit --no-fund --prefix "$1"
  cp "$1/package-lock.json" "$stamp"
}

# What the client is built from, as one number.
client_sources() {
  find web schema/openrpc.json -path web/node_modules -prune -o -path web/dist -prune -o -type f -print0 |
    sort -z | xargs -0 sha256sum | sha256sum
}

build_client() {
  find_node
  install_modules web
  local sources stamp=web/node_modules/.client-built-from
  sources=$(client_sources)
  if [ -f web/dist/index.html ] && [ "$(cat "$stamp" 2>/dev/null)" = "$sources" ]; then return 0; fi
  say "Building the client"
  quietly build/logs/client.log npm run build --prefix web
  printf '%s\n' "$sources" >"$stamp"
}

build_server() { # folder, cmake settings …
  local folder=$1
  shift
  [ -f "$folder/build.ninja" ] || quietly "build/logs/cmake-$folder.log" cmake -S . -B "$folder" -G Ninja "$@"
  quietly "build/logs/$folder.log" cmake --build "$folder"
}
