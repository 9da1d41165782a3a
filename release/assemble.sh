#!/usr/bin/env bash
# release/build holds what the images hold, from the checkout as it is. Needs npx and nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
npx --yes pnpm@12 install --frozen-lockfile
npx --yes pnpm@12 exec turbo run build --filter=@rollcall/release
