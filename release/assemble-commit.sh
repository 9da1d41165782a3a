#!/usr/bin/env bash
# release/assemble-commit.sh COMMIT FOLDER: FOLDER/release/build holds what the images of that commit hold.
set -euo pipefail
commit=${1:?which commit} folder=${2:?into which folder}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
git worktree add --detach "$folder" "$commit"
"$folder/release/assemble.sh"
