"""What to write as evidence, where somebody wrote a sentence, an address, or a source with its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from casebook.fields.advice import LONGEST_GUESS, says_nothing
from casebook.text.wording import join_words, slugify

__all__ = ["EvidenceAdvice", "advise_evidence"]

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"

_PAGE = re.compile(
    r"(?:pp?|pgs?|pages?|pág|págs|páginas?|s|seite|seiten|para|paragraph)\.? ?[0-9]+(?:[-–][0-9]+)?", re.IGNORECASE
)
_NO_LOCATOR = re.compile(r"""[\s#=@!"'`<>{}|\\^~*$%?]+""")
"""What no locator has: what separates it from others, and what a spreadsheet would compute with."""

_PLACE = re.compile(r"[\s,:(]*(?:[^\W\d]{1,10}\.?\s*)?(?![12]\d{3}(?!\d))\d[\w.:–-]{0,12}\)?")
"""A page or a note behind a source: a word at most, and a number that is no year."""
_PAGE = re.compile(r"(?:pp?|pages?|pags?|p[áa]ginas?|seiten?|s|notes?|nota)\.?\s*\d[\d–-]{0,12}", re.IGNORECASE)
"""The same without a source."""
_BETWEEN = re.compile(r"\s*[,;/|]\s*|\s+(?:and|or|y|e|et|und|&)\s+")


class EvidenceAdvice(NamedTuple):
    """What to do, and the right piece of evidence."""

    help: str
    """What to do, without a full stop."""
    better: str = ""
    """What it certainly should be."""
    example: str = "report-2020#p.12"
    """What a piece of evidence looks like."""
    several: tuple[str, ...] = ()
    """The pieces that it certainly should be, if it is more than one."""


def advise_evidence(written: str, facts: Any, before: object = None) -> EvidenceAdvice:
    """What to write in place of something that is no piece of evidence.

    Args:
        written: What somebody wrote.
        facts: The fields of the whole file, with its sources.
        before: The entry before it, if it stands in a list.
    """
    sources = dict(_list_sources(facts))
    said = _advise(written.strip(), sources, before)
    return said._replace(example=next(iter(sources), said.example))


def _advise(written: str, sources: dict[str, dict[str, Any]], before: object) -> EvidenceAdvice:
    if re.match(r"https?://|www\.|doi:|10\.[0-9]{4}", written, re.IGNORECASE):
        same = [id for id, source in sources.items() if _plain_address(source.get("url")) == _plain_address(written)]
        if len(same) == 1:
            return EvidenceAdvice("Evidence names a source by its id, and this address is that of a source", same[0])
        return EvidenceAdvice(
            "Evidence names a source by its id. List the document under sources: with this address as its url, and "
            "write the id that you give it there"
        )
    known = join_words(list(sources)[:5], "or") if sources else "such as report-2020#p.12"
    ids = f"Write the id of a source as it stands under sources, and a page or note after #: {known}"
    if len(written) > LONGEST_GUESS:
        return EvidenceAdvice(ids)
    if says_nothing(written):
        return EvidenceAdvice(f"Whatever is said rests on a source. {ids}")
    several = [_read_piece(one, sources) for one in _BETWEEN.split(written)]
    if len(several) > 1 and all(several):
        return EvidenceAdvice("Write each id as an entry of its own", several=tuple(several))
    if piece := _read_piece(written, sources):
        help = "Write the id as it stands under sources, and a page or note after #, without a space"
        return EvidenceAdvice(help, piece)
    if _PAGE.fullmatch(written) and isinstance(before, str) and "#" not in before:
        whole = f"{_read_piece(before, sources) or before}#{_write_locator(written)}"
        return EvidenceAdvice(f"A page or a note belongs to its source, after # and without a space: {whole}")
    source, mark, locator = written.partition("#")
    plain = slugify(source)
    if mark and not locator:
        return EvidenceAdvice("Write what comes after #, a note or a page, or leave # out", plain)
    words = re.split(r"[,\s]+", source.strip())
    if not mark and len(words) > 1:
        place = _write_locator(source.strip()[len(words[0]) :])
        # a source and its page; anything longer is a sentence
        if re.search("[a-z]", words[0]) and re.fullmatch(_ID, words[0]) and _PLACE.fullmatch(place):
            help = "Write one id for each entry. A page or note goes after #, without a space"
            return EvidenceAdvice(f"{help}: {slugify(words[0])}#{place}")
        return EvidenceAdvice(f"Evidence is no sentence but the id of a source. {ids}")
    if apart := re.fullmatch(rf"({_ID})[/:|_]({_ID})", written.lower()):
        return EvidenceAdvice(f"{ids}. Perhaps {apart[1]}#{apart[2]} is meant")
    better = plain + (f"#{_write_locator(locator)}" if locator else "")
    return EvidenceAdvice(f"{ids}. Perhaps {better} is meant" if plain and better not in ids else ids)


def _read_piece(written: str, sources: dict[str, dict[str, Any]]) -> str:
    """A source and the place in it, however somebody writes the two; empty if it is anything else."""
    for id in sorted(sources, key=len, reverse=True):
        found = re.match(r"[\W_]*".join(map(re.escape, id.split("-"))) + r"(?![^\W_])(.*)", written, re.IGNORECASE)
        if not found:
            continue
        rest = found[1].strip()
        # behind # may stand words too, but not another source
        if rest and not (_PLACE.fullmatch(rest) or (rest.startswith("#") and not _BETWEEN.search(rest))):
            return ""
        locator = _write_locator(rest)
        return f"{id}#{locator}" if locator else id
    return ""


def _write_locator(written: str) -> str:
    """A page or a note as it stands after #: p. 12 is p.12."""
    plain = re.sub(r"(?<=\.)\s+|^[\s#,;:(]+|[\s)]+$", "", written.strip())
    return _NO_LOCATOR.sub("-", plain)[:40].strip("-+")


def _plain_address(url: Any) -> str:
    """An address without what does not matter when two are compared."""
    plain = re.sub(r"^(https?://)?(www\.)?", "", url.strip()) if isinstance(url, str) else ""
    return plain.rstrip("/")


def _list_sources(facts: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The case's own sources, as far as they have an id."""
    sources = facts.get("sources") if isinstance(facts, dict) else None
    for source in sources if isinstance(sources, list) else ():
        id = source.get("id") if isinstance(source, dict) else None
        if isinstance(id, str) and len(id) < 100 and re.fullmatch(_ID, id):
            yield id, source
