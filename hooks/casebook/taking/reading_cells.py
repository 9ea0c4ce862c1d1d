"""What a cell says as the value of a field, where there is no doubt; else why it does not say one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Any

from casebook.fields import Field, says_nothing
from casebook.fields.explanations import find_language
from casebook.model import Vocabulary
from casebook.taking.sheet import Value
from casebook.text.dates import guess_date
from casebook.text.gazetteer import find_country_code
from casebook.text.urls import find_fault
from casebook.text.wording import quote, slugify, suggest

__all__ = ["Heard", "hear"]

_LONGEST = 24 * 1024


@dataclass(frozen=True)
class Heard:
    """What a cell says."""

    value: Any = None
    """The value for the field; None where it says none."""
    left: tuple[str, ...] = field(default=())
    """What of it could not be placed, and why: a sentence each."""


class _DoubtError(Exception):
    """Why a word is no value of its field."""


def hear(value: Value, target: Field, vocabularies: Mapping[str, Vocabulary]) -> Heard:
    """Read a cell as the value of a field.

    Args:
        value: What the cell says.
        target: The field.
        vocabularies: The vocabularies of the project, by id.
    """
    try:
        if target.entry:
            return _hear_list(value, target.entry, vocabularies)
        if target.fields:
            return _hear_group(_write(value, target), target, vocabularies)
        return Heard(_hear_one(value, target, vocabularies))
    except _DoubtError as doubt:
        return Heard(None, (str(doubt),))


def _write(value: Value, target: Field) -> str:
    """A value as it stands in the cell, where that is certain."""
    if isinstance(value, bool):
        raise _DoubtError("it is only yes or no")
    if isinstance(value, datetime):
        if target.holds not in ("date", "span") and "date" not in target.within:
            raise _DoubtError("the spreadsheet has made a date of it, and what it was is not known")
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, (date, time)):
        if isinstance(value, time) or (target.holds not in ("date", "span") and "date" not in target.within):
            raise _DoubtError("the spreadsheet has made a date or a time of it, and what it was is not known")
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text.encode("utf-8", "replace")) > _LONGEST:
        raise _DoubtError(f"it is longer than a whole story may be ({len(text):,} characters)")
    if text in ("-", "–", "—", "?") or says_nothing(text):
        raise _DoubtError("it says that there is nothing to say")
    return text


def _hear_list(value: Value, entry: Field, vocabularies: Mapping[str, Vocabulary]) -> Heard:
    text = _write(value, entry)
    parts = [part.strip(" \t•*-") for part in re.split(r"[\n;]", text)]
    if entry.holds not in {"line", "text"}:
        # commas separate what is one word each, unless the whole is a word with a comma
        parts = [one for part in parts for one in _part_at_commas(part, entry, vocabularies)]
    found, left = [], []
    for part in dict.fromkeys(filter(None, parts)):
        try:
            found.append(_hear_one(part, entry, vocabularies))
        except _DoubtError as doubt:
            left.append(str(doubt))
    return Heard(list(dict.fromkeys(found)) or None, tuple(left))


def _part_at_commas(part: str, entry: Field, vocabularies: Mapping[str, Vocabulary]) -> Iterator[str]:
    try:
        _hear_one(part, entry, vocabularies)
        yield part
    except _DoubtError:
        yield from (one.strip() for one in part.split(","))


def _hear_group(text: str, group: Field, vocabularies: Mapping[str, Vocabulary]) -> Heard:
    """A group in one cell: a place with its country, or a period."""
    dates = [one for one in group.fields if one.holds == "date"]
    if len(dates) == 2:
        guessed = guess_date(text, span=True, words=dates[1].words)
        if not guessed:
            raise _DoubtError("which dates it means is not certain")
        start, _, end = guessed.partition("/")
        # one date says when it was, but not that it was over then
        return Heard({dates[0].name: start, **({dates[1].name: end} if end else {})})
    names = {one.holds: one for one in group.fields if one.required}
    if {"text", "country"} <= names.keys():
        parted = re.fullmatch(r"(.{2,80}?)\s*(?:,|;|/|\(|–|—| - )\s*([^,;()]{2,60})\)?", text)
        code = _find_country(parted[2]) if parted else ""
        name = parted[1] if parted and code else text
        place = {names["text"].name: _hear_one(name, names["text"], vocabularies)}
        return Heard(place | ({names["country"].name: code} if code else {}))
    raise _DoubtError("one cell cannot be a group of fields")


def _find_country(written: str) -> str:
    text = written.strip(" .")
    code = find_country_code(text) or ""
    # what only looks like a country is none
    return code if code and (len(text) > 3 or text.isupper()) else ""


def _hear_one(value: Value, target: Field, vocabularies: Mapping[str, Vocabulary]) -> Any:
    text = _write(value, target)
    match target.holds:
        case "term":
            return _find_term(text, vocabularies.get(target.vocabulary))
        case "choice":
            for choice in target.choices:
                if slugify(choice) == slugify(text):
                    return choice
            raise _DoubtError(f"{quote(text)} is none of {', '.join(target.choices)}")
        case "country":
            if code := _find_country(text):
                return code
            raise _DoubtError(f"no country is called {quote(text)}")
        case "language":
            if code := find_language(text):
                return code
            raise _DoubtError(f"which language {quote(text)} is, is not certain")
        case "date" | "span":
            guessed = guess_date(text, span=target.holds == "span", words=target.words)
            if guessed and (isinstance(value, str) or not isinstance(value, (int, float)) or len(text) == 4):
                return guessed
            raise _DoubtError(f"which date {quote(text)} means is not certain")
        case "number":
            if isinstance(value, (int, float)):
                return value
            if re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", text):
                return float(text) if "." in text else int(text)
            raise _DoubtError(f"{quote(text)} is not a number as the file writes one, such as -29.858")
        case "figure":
            return value if isinstance(value, (int, float)) else " ".join(text.split())
        case "url":
            if fault := find_fault(text):
                raise _DoubtError(f"{quote(text)} is no address: it {fault}")
            return text
        case "id" | "case" | "lesson" | "evidence":
            if len(text) <= 200 and re.search(target.limits.get("pattern", ""), text):
                return text
            raise _DoubtError(f"{quote(text)} is not {_say_holds(target)}")
        case "prose":
            return text
        case _:
            return " ".join(text.split())


def _say_holds(target: Field) -> str:
    return {"id": "an id, which is small letters with hyphens", "evidence": "the id of a source"}.get(
        target.holds, "the id of a case of this book"
    )


def _find_term(text: str, vocabulary: Vocabulary | None) -> str:
    if vocabulary is None:
        raise _DoubtError("its vocabulary cannot be read")
    words = _list_words(vocabulary)
    found = words.get(slugify(text) or text.casefold(), ())
    if len(found) == 1:
        return found[0]
    if found:
        raise _DoubtError(f"{quote(text)} can be {' or '.join(found)}")
    meant = suggest(text, words, "", '"{}"')
    raise _DoubtError(f"no term of {vocabulary.title.lower()} is called {quote(text)}. {meant}".rstrip(". "))


@cache
def _words_of(terms: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for id, words in terms:
        for word in words:
            key = slugify(word) or word.casefold()
            # an id is its own, whatever another term is called beside its name
            if id not in found.get(key, ()):
                found[key] = (*found.get(key, ()), id)
    return found | {id: (id,) for id, _ in terms}


def _list_words(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The active terms by all that they are called."""
    active = (one for one in vocabulary.terms if one.status == "active")
    return _words_of(tuple((one.id, (one.id, one.label, *one.other_words)) for one in active))
