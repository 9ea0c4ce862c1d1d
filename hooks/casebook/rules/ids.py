"""Ids: what they look like, which of them the page keeps for itself, and that none is given twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from casebook.diagnostics import Position
from casebook.model import ITEM_KINDS, LANGUAGES, MARKED_KINDS
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import quote, slugify

__all__ = [
    "ID",
    "RESERVED_IDS",
    "check_case_ids",
    "check_item_ids",
    "check_shared_id",
    "check_source_ids",
    "is_reserved",
]

RESERVED_IDS = frozenset(
    {
        "about-this-case", "actors", "challenge", "cite", "contents", "disagreements", "entry-points", "failures",
        "follow-ups", "history", "is-this-wrong", "key-points", "lessons", "main", "open-questions", "related",
        "results", "sources", "status", "story", "summary", "transfer",
        *(f"summary-{language}" for language in LANGUAGES),
    }
)  # fmt: skip
"""Anchors that the page of a case uses itself."""

# The search opens over every page, with a heading for each kind of thing that it has found.
_OF_THE_SEARCH = frozenset(
    {
        "search-field",
        *(f"found-{kind}" for kind in ("case", "question", "term", "source", *(one.mark for one in MARKED_KINDS))),
    }
)

_LISTS_OF_SOURCES = frozenset({"kinds", "publishers"})
"""Folders below `sources/` that hold the lists of all documents."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What an id looks like."""

# the page counts what has no id of its own
_COUNTED = re.compile(rf"({'|'.join(kind.counted for kind in ITEM_KINDS if kind.counted)})-[0-9]+")


def is_reserved(id: str) -> bool:
    """Whether the page of a case, or what opens over it, uses this anchor itself."""
    return id in RESERVED_IDS or id in _OF_THE_SEARCH or bool(_COUNTED.fullmatch(id))


def check_case_ids(case: CheckedFile, project: Project) -> Problems:
    """Whether the id of a case, and each of its former ids, is its own."""
    first = project.cases_by_id[case.id]
    if first is not case:
        yield case.report(
            "duplicate-id", Position(1, 1), f"There is another case called {quote(case.id)}: {first.path}.",
            "Rename one of the two files; a case's name is its address, whatever its folder.",
        )  # fmt: skip
    former = case.facts.get("formerly")
    for index, id in enumerate(former if isinstance(former, list) else ()):
        if not isinstance(id, str):
            continue
        other = project.cases_by_id.get(id)
        claimed = project.former_ids[id]
        if other is not None or claimed is not case:
            said = f"is a former id of {claimed.path} too"
            if other is not None:
                said = f"is the id of {other.path}{' itself' if other is case else ''}"
            yield case.report(
                "duplicate-id", ("formerly", index), f"{quote(id)} {said}.",
                "An old address can lead to one case only. Remove it here or there.",
            )  # fmt: skip


def check_item_ids(case: CheckedFile, project: Project) -> Problems:
    """Whether the ids of entry points, lessons and failures can be anchors of one page."""
    for item_kind in ITEM_KINDS:
        word = item_kind.noun
        for path, entry, id in () if item_kind.counted else case.ids(item_kind.field):
            where = (*path, "id")
            kind, _, rest = id.partition("-")
            named = {"source": (rest,), "note": [rest[:n] for n, c in enumerate(rest) if c == "-"]}.get(kind, ())
            if is_reserved(id) or any(one in case.own_sources or one in project.sources_by_id for one in named):
                yield case.report(
                    "reserved-id", where, f"The id {quote(id)} is used by the page itself.",
                    f"Give the {word} an id that says more, such as {_suggest_id(entry, id)}",
                )  # fmt: skip
            first_kind, first = case.items[id]
            if first != path:
                line = case.parsed.position((*first, "id")).line
                yield case.report(
                    "duplicate-id", where,
                    f"The id {quote(id)} is used twice: for the {first_kind.noun} in line {line} and here.",
                    f"Give this {word} another id, such as {_suggest_id(entry, id)}",
                )  # fmt: skip


def _suggest_id(entry: Mapping[str, Any], taken: str) -> str:
    title = entry.get("title")
    words = slugify(title).split("-")[:6] if isinstance(title, str) else []
    better = "-".join(words)
    return better if better and better != taken and not is_reserved(better) else f"the-{taken}-here"


def check_source_ids(case: CheckedFile, project: Project) -> Problems:
    """Whether the case's own sources can be told apart, from shared ones too."""
    for path, _, id in case.ids("sources"):
        if case.own_sources[id] != path:
            line = case.parsed.position((*case.own_sources[id], "id")).line
            yield case.report(
                "duplicate-id", (*path, "id"),
                f"The id {quote(id)} is used for two sources; the first is in line {line}.",
                f"Give this source another id, such as {id}-2, and use it in the evidence that is meant.",
            )  # fmt: skip
        if id in project.sources_by_id:
            yield case.report(
                "shadowed-source", (*path, "id"),
                f"The id {quote(id)} belongs to a source that several cases share ({project.sources_by_id[id].path}).",
                "If you mean that source, remove it from this list: evidence finds it by its id. If not, give this one "
                "another id.",
            )  # fmt: skip


def check_shared_id(source: CheckedFile, project: Project) -> Problems:
    """Whether the pages of a shared source have their address for themselves."""
    if isinstance(id := source.facts.get("id"), str) and id in _LISTS_OF_SOURCES:
        yield source.report(
            "reserved-id", ("id",), f"The lists of all documents have the address sources/{id}/.",
            f"Give the source an id that says more, such as the-{id}-of-2020, and its file the same name.",
        )  # fmt: skip
