"""Sources as documents: the same one is not listed twice, and no two of them have one address."""

from __future__ import annotations

from casebook.files import FieldPath
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import quote, slugify

__all__ = ["check_documents", "check_sources_of_case"]

_ALIKE = 0.5
"""The share of the shorter title's words that another title of the same document has too."""


def check_sources_of_case(case: CheckedFile, project: Project) -> Problems:
    """Whether a case lists each document once."""
    by_address: dict[str, FieldPath] = {}
    by_words: dict[tuple[str, ...], FieldPath] = {}
    addresses = {one.path: one.same for one in case.addressed}
    for path, entry in case.entries("sources"):
        written = [str(entry.get(name, "")) for name in ("title", "publisher", "published")]
        words = tuple(slugify(one) or one.casefold() for one in written)
        told = all(words) and words[2] != "unknown"
        address = addresses.get(path, "")
        first = by_address.get(address) if address else None
        said = "have the same address"
        if first is None and told and (first := by_words.get(words)):
            said = "have the same title, the same publisher and the same date"
        if first is not None:
            line = case.parsed.position(first).line
            id = case.facts["sources"][first[1]].get("id")
            yield case.report(
                "same-document", (*path, "url" if address and by_address.get(address) else "title"),
                f"This source and the one in line {line} {said}.",
                f"If they are one document, remove this entry and write {id} in the evidence; what tells two places "
                f"in it apart goes after #. If they are two, give each what is its own.",
            )  # fmt: skip
        by_address.setdefault(address, path)
        if told:
            by_words.setdefault(words, path)


def check_documents(file: CheckedFile, project: Project) -> Problems:
    """Whether each document of a file is the same, for all other files, that stands at its address."""
    seen: set[str] = set()
    for one in file.addressed:
        address = one.same
        if address in seen:
            # told as twice in its own case
            continue
        seen.add(address)
        lists, number = project.documents[one.name]
        where = (*one.path, "url")
        if lists is file:
            continue
        if number is None:
            # its id alone is the same, which nobody comes to by accident
            yield file.report(
                "document-clash", where,
                f"This source and {lists.path} would have the same page on the site.", "Rename the shared source.",
            )  # fmt: skip
            continue
        first = lists.addressed[number]
        if first.same != address:
            yield file.report(
                "document-clash", where,
                f"{quote(one.url, 200)} and {quote(first.url, 200)} in {first.file.path} would have the same page on "
                "the site, though they are two documents.",
                "Give the address in another form, for instance that of an archive.",
            )  # fmt: skip
        elif first.file.kind == "source":
            yield file.report(
                "same-document", where, f"This document is the shared source {first.file.id} ({first.file.path}).",
                f"Remove it here, and write {first.file.id} in the evidence."
                if file.kind == "case" else "Keep one of the two files.",
            )  # fmt: skip
        elif not _are_alike(one.title, first.title):
            yield file.report(
                "document-clash", where,
                f"At this address stands {quote(one.title)} here, and {quote(first.title)} in {first.file.path}.",
                "One address is one document, with one page on the site. Correct the address of the one that is wrong, "
                "or write the title as it stands there.",
            )  # fmt: skip


def _are_alike(one: str, other: str) -> bool:
    """Whether two titles can be of one document: people shorten them, and add what they leave out."""
    here, there = set(slugify(one).split("-")), set(slugify(other).split("-"))
    # a title in another script may be the same in other words
    return "" in here | there or len(here & there) >= _ALIKE * min(len(here), len(there))
