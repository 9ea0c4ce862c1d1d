#!/bin/sh
# Keeps one open issue of a title: writes it anew, opens it if there is none, and closes it where there is nothing to say.
set -eu
title=$1
text=$2
number=$(gh issue list --state open --search "in:title \"$title\"" --json number,title --jq ".[] | select(.title == \"$title\") | .number" | head -n 1)
if [ ! -s "$text" ]; then
  [ -z "$number" ] || gh issue close "$number" --comment "All of them answer."
elif [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$text"
else
  gh issue create --title "$title" --body-file "$text"
fi
