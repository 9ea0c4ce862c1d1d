#!/bin/sh
# Keeps one open issue of a title: writes it anew, opens it if there is none, and closes it where there is nothing to say.
# Anybody may give an issue the same title: only one that this repository's own jobs have opened is touched.
set -eu
title=$1
text=$2
number=$(gh issue list --state open --app github-actions --limit 200 --json number,title \
  --jq ".[] | select(.title == \"$title\") | .number" | head -n 1)
if [ ! -s "$text" ]; then
  [ -z "$number" ] || gh issue close "$number" --comment "There is nothing left of it."
elif [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$text"
else
  gh issue create --title "$title" --body-file "$text"
fi
