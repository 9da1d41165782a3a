#!/usr/bin/env bash
# No commit adds what looks like a token of ours. Samples in tests are shorter than a token, or say "invented".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
pattern='rcl_[a-z]+_[0-9A-Za-z]{43,}'
found=$(git log --all --no-color --format='commit %h' -p -G"$pattern" | grep -E "^(commit|\+.*$pattern)" | grep -B1 -E "^\+" || true)
[ -z "$found" ] && exit 0
echo 'These commits carry a token. Revoke it first, then see docs/runbook.md#a-leaked-token.'
echo "$found" | sed -E "s/(rcl_[a-z]+_.{4})[0-9A-Za-z]+/\1…/g"
exit 1
