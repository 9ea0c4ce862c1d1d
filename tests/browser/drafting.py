"""What the tests of the form share: a sound draft, and the drafts that a browser keeps."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

__all__ = ["STUB", "list_drafts", "put_draft"]

STUB: dict[str, Any] = {
    "title": "The school kitchen that the city lent",
    "summary": "Women of a quarter of Teresina cooked for their neighbours in a school kitchen that the city lent",
    "city": {"name": "Teresina", "country": "BR"},
    "period": {"from": "2020-03", "to": "2021"},
    "sources": [
        {"id": "paper-2021", "title": "Kitchens", "publisher": "Diário", "published": "2021-05", "kind": "news",
         "seen": "whole", "language": "pt"},
    ],
}  # fmt: skip
"""The facts of a stub in which nothing is wrong."""


def list_drafts(page: Page) -> list[dict[str, Any]]:
    """The drafts that are really stored."""
    stored = page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('casebook-draft-')).map(([, one]) => one)"
    )
    return [json.loads(one) for one in stored]


def put_draft(page: Page, draft: dict[str, Any]) -> None:
    """Put a draft into the browser in place of what is kept of it, and come back."""
    page.evaluate("(draft) => localStorage.setItem(`casebook-draft-${draft.id}`, JSON.stringify(draft))", draft)
    page.reload()
