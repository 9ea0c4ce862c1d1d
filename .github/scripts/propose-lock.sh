#!/bin/sh
# Proposes .lock/ as it is now, if it differs: one branch, one pull request, written anew each time.
set -eu
git add .lock
if git diff --cached --quiet; then
  echo "Nothing is newer."
  exit 0
fi
git -c user.name=casebook -c user.email=casebook@users.noreply.github.com commit -q -m "The newest versions that pyproject.toml allows"
git push -q --force origin HEAD:refs/heads/renew-lock
# anybody may have a branch of this name in a copy of their own: only ours counts
open=$(gh pr list --head renew-lock --state open --json isCrossRepository \
  --jq 'map(select(.isCrossRepository | not)) | length')
[ "$open" -gt 0 ] ||
  gh pr create --head renew-lock --title "Renewed lock" --body "Made by \`make lock\`. The check says whether everything still holds."
