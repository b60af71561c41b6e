#!/usr/bin/env bash
# Fetches Node and the official MCP clients that eng/node/package-lock.json pins into artifacts/tools/node.
# WM_SKIP_CLIENTS=1 goes on without them: the tests that drive wm with them are then skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools=$PWD/artifacts/tools/node

if [ -d "$tools/node_modules" ] && cmp -s eng/node/package-lock.json "$tools/installed.json"; then
  echo "The MCP clients are in artifacts/tools/node."
  exit 0
fi

if [ "${WM_SKIP_CLIENTS:-}" = 1 ]; then
  echo "WM_SKIP_CLIENTS is 1, so the tests that drive wm with the official clients are skipped."
  exit 0
fi

if ! command -v npm >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing the Debian package npm with apt-get."
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm) >/dev/null || true
fi

if ! command -v npm >/dev/null; then
  echo "npm is missing, which fetches the official MCP clients: install it (Debian package: npm) and run this again," \
    "or set WM_SKIP_CLIENTS=1 to do without the tests that drive wm with them." >&2
  exit 1
fi

echo "Fetching from npm into artifacts/tools/node (about 320 MB, pinned by eng/node/package-lock.json):"
sed -n '/ependencies/,/}/s/^ *\("[^"]*": "[0-9][^"]*"\).*/  \1/p' eng/node/package.json
rm -rf "$tools"
mkdir -p "$tools"
cp eng/node/package*.json "$tools/"
(cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
cp eng/node/package-lock.json "$tools/installed.json"
