#!/usr/bin/env bash
# Builds, checks, publishes and tests everything. The last line printed is `N passed, N failed, N skipped`.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
root=$PWD
exec </dev/null

export CI=true NO_COLOR=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
if [ ! -w "${HOME:-/nonexistent}" ]; then
  export HOME="$root/artifacts/home"
  mkdir -p "$HOME"
fi

step() { printf '\n== %s\n' "$*"; }

stop() {
  printf '\n%s\n0 passed, 1 failed, 0 skipped\n' "$*"
  exit 1
}

# apt_get PACKAGE...: installs Debian packages when this is a root shell on Debian; says so.
apt_get() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  echo "Installing the Debian packages $* with apt-get."
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@") >/dev/null
}

can_link() {
  printf 'int main(void) { return 0; }\n' >"$root/artifacts/tools/probe.c"
  local compiler
  for compiler in clang gcc; do
    "$compiler" "$root/artifacts/tools/probe.c" -o "$root/artifacts/tools/probe" 2>/dev/null && return 0
  done
  return 1
}

step "Tools"
mkdir -p artifacts/tools
command -v dotnet >/dev/null || stop "dotnet is missing: install the .NET 10 SDK (https://dot.net)."
sdk=$(dotnet --version) || stop "The .NET 10 SDK that global.json asks for is missing (https://dot.net)."
echo ".NET SDK $sdk; NuGet packages come with the build, pinned by Directory.Packages.props."
can_link || apt_get gcc libc6-dev || true
can_link || stop "Native AOT needs a C compiler to link: install clang, or gcc and libc6-dev (Debian packages)."
command -v rg >/dev/null || apt_get ripgrep || echo "ripgrep is missing: the comparison with it is skipped."
eng/fetch-node-tools.sh || stop "The MCP clients could not be fetched; WM_SKIP_CLIENTS=1 tests without them."

step "Build"
dotnet build -c Release || stop "The build failed."

step "Format"
dotnet format --no-restore --verify-no-changes || stop "The format check failed: run 'dotnet format'."

step "Samples"
for sample in samples/*.cs; do
  echo "$sample:"
  timeout --kill-after=20 120 dotnet run -c Release "$sample" || stop "The sample $sample failed."
done

step "Publish wm with Native AOT"
rm -rf artifacts/publish/WhiteMagic.Cli/release_linux-x64
dotnet publish src/WhiteMagic.Cli -c Release -r linux-x64 || stop "The AOT publish failed."
export WM_BINARY=$root/artifacts/publish/WhiteMagic.Cli/release_linux-x64/wm
[ -x "$WM_BINARY" ] || stop "The AOT publish left no executable wm."
ls -l "$WM_BINARY"

step "Test"
log=$root/artifacts/tools/test.log
timeout --kill-after=20 600 dotnet test -c Release --no-build 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
[ "$status" != 124 ] || echo "The tests were stopped after 10 minutes."
echo
awk -v status="$status" '
  /^Test run summary/ { s = 1 }
  s && $1 == "failed:" { f = $2 }
  s && $1 == "succeeded:" { p = $2 }
  s && $1 == "skipped:" { k = $2 }
  END { if (status != 0 && f == 0) f = 1; printf "%d passed, %d failed, %d skipped\n", p, f, k }' "$log"
exit "$status"
