#!/bin/sh
# Lists the files that differ from $BASE into changed.nul, each ended by NUL, and says whether all of them are cases.
# A name is a stranger's text: it goes through no shell word and into no output but as yes or no.
set -eu
if git rev-parse --quiet --verify "${BASE:-}^{commit}" > /dev/null; then
  git diff -z --name-only "$BASE...HEAD" > changed.nul
else
  # the first commit of a branch has nothing to differ from
  git ls-files -z > changed.nul
fi
only_cases=true
if [ -s changed.nul ] && tr '\n\0' ' \n' < changed.nul | grep -qv '^cases/'; then
  only_cases=false
fi
[ -s changed.nul ] || only_cases=false
echo "only_cases=$only_cases" >> "${GITHUB_OUTPUT:-/dev/stdout}"
