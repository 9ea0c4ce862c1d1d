"""The event that a forge hands to a job when somebody opens an issue: GitHub's, GitLab's, Forgejo's and Gitea's."""

from __future__ import annotations

import json
from pathlib import Path

from casebook.taking.placing import TakingError, read_brought
from casebook.text.wording import quote

__all__ = ["read_event", "read_message"]

_MOST = 4 * 1024 * 1024
_FORMS = (("issue", "body"), ("object_attributes", "description"))
"""In which group the issue stands, and how its text is called there."""


def read_event(file: Path) -> str:
    """The text of the issue that an event tells of.

    Raises:
        TakingError: The file cannot be read, or tells of no issue.
    """
    raw = _read(file)
    try:
        event = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TakingError(f"{quote(file, 200)} is no event: it cannot be read as JSON.") from error
    for group, name in _FORMS:
        issue = event.get(group) if isinstance(event, dict) else None
        if isinstance(issue, dict):
            body = issue.get(name)
            return body if isinstance(body, str) else ""
    raise TakingError(f"{quote(file, 200)} tells of no issue: neither `issue` nor `object_attributes` stands in it.")


def read_message(file: Path) -> str:
    """A text that came as a file: a case as the form wrote it, or the mail in which it stands.

    Raises:
        TakingError: The file cannot be read.
    """
    return _read(file).decode("utf-8-sig", "replace")


def _read(file: Path) -> bytes:
    return read_brought(file, _MOST, f"is larger than what is taken: {_MOST // 1024**2} MiB.")
