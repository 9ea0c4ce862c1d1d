"""What a case says of its own items: which are its highlights, which a change touched, which a reply answers."""

from __future__ import annotations

from casebook.diagnostics import say
from casebook.files import FieldPath
from casebook.model import MARKED_KINDS
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import join_words, number_of, quote, suggest, with_article

__all__ = ["check_highlights", "check_mentions"]


def check_highlights(case: CheckedFile, project: Project) -> Problems:
    """Whether each highlight is an item of its kind, and whether one is named where a reader must choose."""
    chosen = case.group("highlights")
    for kind in MARKED_KINDS:
        if case.is_unread(kind.field):
            continue
        ids = [id for id, (one, _) in case.items.items() if one is kind]
        named = chosen.get(kind.id)
        if isinstance(named, str) and named not in ids:
            other = f" It is {with_article(case.items[named][0].noun)}." if named in case.items else ""
            help = f"The {kind.plural} are {join_words(ids)}." if ids else f"Remove {kind.id}."
            yield case.report(
                "dangling-item", ("highlights", kind.id),
                f"{quote(named)} is no {kind.noun} of this case.{other}", suggest(named, ids, help),
            )  # fmt: skip
        elif named is None and len(ids) > 1:
            where: FieldPath = ("highlights",) if "highlights" in case.facts else (kind.field,)
            yield case.report(
                "no-highlight", where,
                *say("no-highlight", items=number_of(len(ids), kind.noun, kind.plural), kind=kind.id, first=ids[0]),
            )  # fmt: skip


def check_mentions(case: CheckedFile, project: Project) -> Problems:
    """Whether the items that a change touched, and those that a reply answers, are there."""
    if not case.knows_its_items:
        return
    named: list[tuple[FieldPath, object]] = [
        ((*path, "items", n), one)
        for path, entry in case.entries("history")
        for n, one in enumerate(entry["items"] if isinstance(entry.get("items"), list) else ())
    ]
    named += [((*path, "about"), entry.get("about")) for path, entry in case.entries("replies")]
    # what a reply answers is in the case itself, and not another reply
    replies = {id for id, kind in case.counted.items() if kind.id == "reply"}
    for where, id in named:
        there = {*case.anchors, "story"} - replies if where[0] == "replies" else case.anchors
        if not isinstance(id, str) or id in there:
            continue
        help = f"Its items are {join_words(sorted(case.items)[:8])}." if case.items else "It has no items yet."
        yield case.report(
            "dangling-item", where, f"This case has no item {quote(id)}.", suggest(id, sorted(there), help)
        )
