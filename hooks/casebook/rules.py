"""What a schema cannot say: references that lead somewhere, dates in order, texts without HTML.

Each rule is a small function from one file, seen among all others, to problems. `CASE_RULES` and
`SOURCE_RULES` list them. A rule must bear any value, since it also sees files that break the schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from casebook import places
from casebook.dates import find_impossible, read_span
from casebook.diagnostics import Diagnostic, Place
from casebook.frontmatter import Document, Path
from casebook.prose import Finding, check_headings, check_prose, count_words
from casebook.words import find_nearest, join_choices, number_of, quote, slugify

__all__ = [
    "CASE_RULES",
    "RESERVED_IDS",
    "SOURCE_RULES",
    "UNNAMED_CITY",
    "CheckedFile",
    "Problems",
    "Shelf",
    "check_note",
    "check_texts",
    "find_evidence",
    "is_reserved",
    "name_folder",
]

UNNAMED_CITY = "unnamed-city"

RESERVED_IDS = frozenset(
    "about-this-case actors challenge contents disagreements entry-points failures follow-ups lessons main "
    "open-questions related results sources story summary transfer".split()
)
"""Anchors that the page of a case uses itself."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# the page counts what has no id of its own
_COUNTED = re.compile(r"(result|follow-up|disagreement)-[0-9]+")
_ITEM_LISTS = {"entry_points": "entry point", "lessons": "lesson", "failures": "failure"}
_EVIDENCE_LISTS = (*_ITEM_LISTS, "results", "follow_ups", "disagreements")
_STORY_WORDS = (150, 1200)
_NOTE_WORDS = 25
_FAR = 100

Problems = Iterator[Diagnostic]
"""What a rule gives."""


@dataclass(frozen=True, eq=False)
class CheckedFile:
    """A file that was read, seen by the rules."""

    id: str
    """The file's name without its ending."""
    path: str
    """Relative to the project, with forward slashes."""
    document: Document
    """What it says."""

    @property
    def facts(self) -> dict[str, Any]:
        """The fields; empty for a file that could not be read."""
        return self.document.value if isinstance(self.document.value, dict) else {}

    @property
    def readable(self) -> bool:
        """Whether its fields could be read at all."""
        return isinstance(self.document.value, dict)

    def report(self, code: str, where: Path | Place, message: str, help: str) -> Diagnostic:
        """A problem in this file."""
        place = where if isinstance(where, Place) else self.document.place(where)
        return Diagnostic.of(code, self.path, place, message, help)

    def group(self, name: str) -> dict[str, Any]:
        """A group of fields; empty if it is something else."""
        value = self.facts.get(name)
        return value if isinstance(value, dict) else {}

    def entries(self, name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        """The entries of a list that are groups of fields, each with its path."""
        value = self.facts.get(name)
        for index, entry in enumerate(value if isinstance(value, list) else ()):
            if isinstance(entry, dict):
                yield (name, index), entry

    @cached_property
    def items(self) -> dict[str, tuple[str, Path]]:
        """Entry points, lessons and failures by id: the list and the path of the first of that id."""
        found: dict[str, tuple[str, Path]] = {}
        for name in _ITEM_LISTS:
            for path, entry in self.entries(name):
                if isinstance(id := entry.get("id"), str):
                    found.setdefault(id, (name, path))
        return found

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The anchors of all items: their ids, and the numbers of those that have none."""
        counted = {
            f"{name[:-1].replace('_', '-')}-{n}"
            for name in ("results", "follow_ups", "disagreements")
            for n, _ in enumerate(self.entries(name), 1)
        }
        return frozenset({*self.items, *counted})

    @cached_property
    def own_sources(self) -> dict[str, Path]:
        """The case's own sources by id."""
        found: dict[str, Path] = {}
        for path, entry in self.entries("sources"):
            if isinstance(id := entry.get("id"), str):
                found.setdefault(id, path)
        return found

    @cached_property
    def notes(self) -> dict[str, dict[str, Any]]:
        """The notes of a shared source by id."""
        found: dict[str, dict[str, Any]] = {}
        for _, entry in self.entries("notes"):
            if isinstance(id := entry.get("id"), str):
                found.setdefault(id, entry)
        return found


@dataclass(frozen=True, eq=False)
class Shelf:
    """All files together: what a rule may look things up in."""

    cases: tuple[CheckedFile, ...]
    """Every case, broken ones too, by path."""
    sources: tuple[CheckedFile, ...]
    """Every shared source, broken ones too, by path."""
    today: date
    """The day on which the check runs."""

    @cached_property
    def cases_by_id(self) -> dict[str, CheckedFile]:
        """The cases by id, the first of each."""
        return {case.id: case for case in reversed(self.cases)}

    @cached_property
    def sources_by_id(self) -> dict[str, CheckedFile]:
        """The shared sources by the name of their file."""
        return {source.id: source for source in reversed(self.sources)}

    @cached_property
    def former_ids(self) -> dict[str, CheckedFile]:
        """Earlier ids of cases, with the first case that claims each."""
        found: dict[str, CheckedFile] = {}
        for case in self.cases:
            former = case.facts.get("formerly")
            for id in former if isinstance(former, list) else ():
                if isinstance(id, str):
                    found.setdefault(id, case)
        return found

    @cached_property
    def cities_by_folder(self) -> dict[str, CheckedFile]:
        """The first case of each folder."""
        return {case.path.split("/")[1]: case for case in reversed(self.cases) if case.path.count("/") == 2}


def is_reserved(id: str) -> bool:
    """Whether the page of a case uses this anchor itself."""
    return id in RESERVED_IDS or bool(_COUNTED.fullmatch(id))


def name_folder(city: Any) -> str | None:
    """The folder that a case of this city belongs in; None if the city is not written properly."""
    if city is None:
        return UNNAMED_CITY
    if not isinstance(city, dict) or not isinstance(name := city.get("name"), str):
        return None
    country = city.get("country")
    known = places.find_city(name, country) if isinstance(country, str) and not slugify(name) else None
    # a name in another script has no Latin letters; GeoNames has a Latin name for it
    return slugify(name) or (slugify(known.name) if known else None)


def find_evidence(facts: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every piece of evidence in a case, with its path."""
    for name in _EVIDENCE_LISTS:
        entries = facts.get(name)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if not isinstance(entry, dict):
                continue
            holders: list[tuple[Path, Any]] = [((name, index), entry)]
            accounts = entry.get("accounts")
            if isinstance(accounts, list):
                holders += [((name, index, "accounts", n), account) for n, account in enumerate(accounts)]
            for path, holder in holders:
                pieces = holder.get("evidence") if isinstance(holder, dict) else None
                for n, piece in enumerate(pieces if isinstance(pieces, list) else ()):
                    if isinstance(piece, str):
                        yield (*path, "evidence", n), piece


# --- names -----------------------------------------------------------------------------------


def _check_place_of_file(case: CheckedFile, shelf: Shelf) -> Problems:
    folders = PurePosixPath(case.path).parts[1:-1]
    city = case.facts.get("city")
    wanted = name_folder(city) if "city" in case.facts else None
    if len(folders) != 1:
        lies = "directly in cases/" if not folders else f"in cases/{'/'.join(folders)}/"
        better = f"cases/{wanted or 'the-city'}/{case.id}.md"
        yield case.report("wrong-folder", Place(1, 1), f"The case lies {lies}.", f"Move it to {better}: one folder for each city.")
    elif wanted and folders[0] != wanted and not _is_misspelt(city, folders[0]):
        where: Path = ("city", "name") if isinstance(city, dict) else ("city",)
        said = f"The city is {quote(city['name'])}" if isinstance(city, dict) else "The case names no city"
        yield case.report(
            "wrong-folder", where, f"{said}, but the case lies in the folder {quote(folders[0])}.",
            f"Move the file to cases/{wanted}/{case.id}.md, or correct the name of the city.",
        )  # fmt: skip
    if not _ID.fullmatch(case.id) or len(case.id) > 80 or case.id == "index":
        better = slugify(case.id)[:80].strip("-")
        help = "The name is the address of the case: small letters, digits and single hyphens."
        if better and better != "index":
            help += f" Call it {better}.md"
        yield case.report("wrong-file-name", Place(1, 1), f"The file is called {quote(case.id + '.md')}.", help)


def _is_misspelt(city: Any, folder: str) -> bool:
    """Whether the folder is right and the city's name is not; the rule on cities says so."""
    if not isinstance(city, dict) or "latitude" in city or not isinstance(city.get("country"), str):
        return False
    name, country = city["name"], city["country"]
    near = places.suggest_cities(name, country) if places.find_city(name, country) is None else []
    return folder in map(slugify, near)


def _check_case_ids(case: CheckedFile, shelf: Shelf) -> Problems:
    first = shelf.cases_by_id[case.id]
    if first is not case:
        yield case.report(
            "duplicate-id", Place(1, 1), f"There is another case called {quote(case.id)}: {first.path}.",
            "Rename one of the two files; a case's name is its address, whatever its folder.",
        )  # fmt: skip
    former = case.facts.get("formerly")
    for index, id in enumerate(former if isinstance(former, list) else ()):
        if not isinstance(id, str):
            continue
        other = shelf.cases_by_id.get(id)
        claimed = shelf.former_ids.get(id)
        if other is not None or claimed not in (None, case):
            is_own = " itself" if other is case else ""
            holder = other or claimed
            said = f"is the id of {holder.path}{is_own}" if other else f"is a former id of {holder.path} too"
            yield case.report(
                "duplicate-id", ("formerly", index), f"{quote(id)} {said}.",
                "An old address can lead to one case only. Remove it here or there.",
            )  # fmt: skip


def _check_item_ids(case: CheckedFile, shelf: Shelf) -> Problems:
    for name, word in _ITEM_LISTS.items():
        for path, entry in case.entries(name):
            id = entry.get("id")
            if not isinstance(id, str):
                continue
            where = (*path, "id")
            kind, _, rest = id.partition("-")
            named = {"source": (rest,), "note": [rest[:n] for n, c in enumerate(rest) if c == "-"]}.get(kind, ())
            if is_reserved(id) or any(one in case.own_sources or one in shelf.sources_by_id for one in named):
                yield case.report(
                    "reserved-id", where, f"The id {quote(id)} is used by the page itself.",
                    f"Give the {word} an id that says more, such as {_suggest_id(entry, id)}",
                )  # fmt: skip
            first_list, first = case.items[id]
            if first != path:
                line = case.document.place((*first, "id")).line
                first_word = _ITEM_LISTS[first_list]
                yield case.report(
                    "duplicate-id", where, f"The id {quote(id)} is used twice: for the {first_word} in line {line} and here.",
                    f"Give this {word} another id, such as {_suggest_id(entry, id)}",
                )  # fmt: skip


def _suggest_id(entry: Mapping[str, Any], taken: str) -> str:
    title = entry.get("title")
    words = slugify(title).split("-")[:6] if isinstance(title, str) else []
    better = "-".join(words)
    return better if better and better != taken and not is_reserved(better) else f"the-{taken}-here"


def _check_source_ids(case: CheckedFile, shelf: Shelf) -> Problems:
    for path, entry in case.entries("sources"):
        id = entry.get("id")
        if not isinstance(id, str):
            continue
        if case.own_sources[id] != path:
            line = case.document.place((*case.own_sources[id], "id")).line
            yield case.report(
                "duplicate-id", (*path, "id"), f"The id {quote(id)} is used for two sources; the first is in line {line}.",
                f"Give this source another id, such as {id}-2, and use it in the evidence that is meant.",
            )  # fmt: skip
        if id in shelf.sources_by_id:
            yield case.report(
                "shadowed-source", (*path, "id"),
                f"The id {quote(id)} belongs to a source that several cases share ({shelf.sources_by_id[id].path}).",
                "If you mean that source, remove it from this list: evidence finds it by its id. If not, give this one "
                "another id.",
            )  # fmt: skip


# --- evidence --------------------------------------------------------------------------------


def _check_evidence(case: CheckedFile, shelf: Shelf) -> Problems:
    known = [*case.own_sources, *shelf.sources_by_id]
    for where, piece in find_evidence(case.facts):
        source, _, locator = piece.partition("#")
        if source in case.own_sources:
            continue
        shared = shelf.sources_by_id.get(source)
        if shared is not None:
            yield from check_note(case, where, shared, locator)
        elif _ID.fullmatch(source):
            near = find_nearest(source, known)
            help = f'Did you mean "{near[0]}"?' if near else "Add it under sources:, or write the id of one that is there."
            if not near and known:
                help += f" There are {join_choices(known[:8], 'and')}{' and others' if len(known) > 8 else ''}."
            yield case.report(
                "dangling-source", where,
                f"The evidence names {quote(source)}, but neither this case nor cases/_sources/ has a source of that id.",
                help,
            )  # fmt: skip


def check_note(file: CheckedFile, where: Path, shared: CheckedFile, locator: str) -> Problems:
    """Whether evidence names a note of a shared source on which something can rest."""
    if not shared.readable or not shared.notes or not locator:
        # the source as a whole may be named; a broken one is reported at its own file
        return
    note = shared.notes.get(locator)
    if note is None:
        near = find_nearest(locator, shared.notes)
        yield file.report(
            "dangling-note", where,
            f"{quote(locator)} is not a note of the shared source {shared.id}, which has "
            f"{number_of(len(shared.notes), 'note')}.",
            f'Did you mean "{shared.id}#{near[0]}"?' if near else f"Look up the id of the note in {shared.path}.",
        )  # fmt: skip
        return
    reason = note.get("set_aside")
    if isinstance(reason, str):
        same = note.get("same_as")
        help = "Name another note, or another source."
        if isinstance(same, str):
            help = f'Name the other note: "{shared.id}#{same}".'
        yield file.report("set-aside-note", where, f"The note {locator} is set aside: {quote(reason, 90)}", help)
    elif note.get("kind") in ("title", "frame", "theme"):
        yield file.report(
            "set-aside-note", where, f"The note {locator} is a heading ({quote(note.get('says', ''))}); nothing can rest on it.",
            "Name a note that says something below that heading.",
        )  # fmt: skip


def _check_unused_sources(case: CheckedFile, shelf: Shelf) -> Problems:
    # evidence in a misspelt list, or written as one text, is another problem and reported as such
    elsewhere = {key: value for key, value in case.facts.items() if key != "sources"}
    used = {text.partition("#")[0] for _, text in _texts(elsewhere, ())}
    # a stub has its sources before it has anything that rests on them
    has_items = any(isinstance(case.facts.get(name), list) and case.facts[name] for name in _EVIDENCE_LISTS)
    if has_items:
        for id, path in case.own_sources.items():
            if id not in used:
                yield case.report(
                    "unused-source", (*path, "id"), f"Nothing in the case rests on the source {quote(id)}.",
                    f"Write {id} into the evidence of what it says, or remove the source.",
                )  # fmt: skip
    if not any(find_evidence(case.facts)) and case.facts.get("sources") == []:
        yield case.report(
            "no-source", ("sources",), "The case names no source at all.",
            "Add at least one under sources:, or name a shared source as evidence, such as harvest#n041.",
        )  # fmt: skip


# --- other cases -----------------------------------------------------------------------------


def _check_references(case: CheckedFile, shelf: Shelf) -> Problems:
    for path, entry in case.entries("related"):
        if isinstance(entry.get("case"), str):
            yield from _check_case(case, shelf, (*path, "case"), entry["case"])
    for path, lesson in case.entries("lessons"):
        applied = lesson.get("applied_in")
        for index, id in enumerate(applied if isinstance(applied, list) else ()):
            if isinstance(id, str):
                yield from _check_case(case, shelf, (*path, "applied_in", index), id)
        for word in ("supports", "contradicts"):
            links = lesson.get(word)
            for index, link in enumerate(links if isinstance(links, list) else ()):
                if isinstance(link, dict) and isinstance(link.get("lesson"), str):
                    yield from _check_lesson(case, shelf, (*path, word, index, "lesson"), link["lesson"])


def _check_case(case: CheckedFile, shelf: Shelf, where: Path, id: str) -> Problems:
    if id == case.id:
        yield case.report("self-reference", where, f"{quote(id)} is this case itself.", "Name another case, or remove the entry.")
    elif id not in shelf.cases_by_id and _ID.fullmatch(id):
        now = shelf.former_ids.get(id)
        near = [now.id] if now else find_nearest(id, [one for one in shelf.cases_by_id if one != case.id])
        said = f"The case {quote(id)} has a new id." if now else f"There is no case {quote(id)}."
        help = f'Did you mean "{near[0]}"?' if near else "A case is named by its file: cases/a-city/this-is-the-id.md."
        yield case.report("dangling-case", where, said, f"Write {now.id}." if now else help)


def _check_lesson(case: CheckedFile, shelf: Shelf, where: Path, name: str) -> Problems:
    id, mark, item = name.partition("#")
    if not mark or not _ID.fullmatch(id):
        return
    if id == case.id or id not in shelf.cases_by_id:
        yield from _check_case(case, shelf, where, id)
        return
    other = shelf.cases_by_id[id]
    lessons = [one for one, (kind, _) in other.items.items() if kind == "lessons"]
    if not other.readable or item in lessons:
        return
    if item in other.items:
        kind = _ITEM_LISTS[other.items[item][0]]
        message = f"{quote(item)} is a{'n' if kind[0] == 'e' else ''} {kind} of the case {id}, not a lesson."
        yield case.report("dangling-lesson", where, message, "A lesson can only be linked to lessons.")
        return
    near = find_nearest(item, lessons)
    help = f'Did you mean "{id}#{near[0]}"?' if near else f"Its lessons are {join_choices(lessons, 'and')}."
    if not lessons:
        help = "That case has no lessons yet. Remove the entry."
    yield case.report("dangling-lesson", where, f"The case {id} has no lesson {quote(item)}.", help)


# --- time ------------------------------------------------------------------------------------


def _dates_of(file: CheckedFile) -> Iterator[tuple[Path, Any]]:
    for name in ("from", "to"):
        yield ("period", name), file.group("period").get(name)
    for name in ("results", "follow_ups"):
        for path, entry in file.entries(name):
            yield (*path, "when"), entry.get("when")
    for path, entry in file.entries("sources"):
        yield (*path, "published"), entry.get("published")
    yield ("reviewed", "on"), file.group("reviewed").get("on")
    yield ("published",), file.facts.get("published")


def _check_dates(file: CheckedFile, shelf: Shelf) -> Problems:
    # where the writer lives it may be tomorrow already
    latest = shelf.today + timedelta(days=1)
    for where, value in _dates_of(file):
        if impossible := find_impossible(value):
            year, month = impossible.split("-")[:2]
            (_, last) = read_span(f"{year}-{month}")[0]
            yield file.report(
                "impossible-date", where, f"The calendar has no {impossible}; that month ends on the {last.day}th.",
                f"Correct the day, or give the month alone: {year}-{month}",
            )  # fmt: skip
            continue
        span = read_span(value)
        if len(span) == 2 and span[0][0] > span[1][1]:
            first, second = str(value).split("/")
            yield file.report(
                "dates-out-of-order", where, f"The span {value} ends before it begins.", f"Write {second}/{first}, if that is meant."
            )
        if span and max(first for first, _ in span) > latest:
            help = "Check the year. A story that goes on has to: ongoing." if where[-1] == "to" else "Check the year."
            yield file.report("future-date", where, f"{quote(value)} is still to come (today is {shelf.today}).", help)


def _check_order(case: CheckedFile, shelf: Shelf) -> Problems:
    period = case.group("period")
    start, end = read_span(period.get("from")), read_span(period.get("to"))
    if len(start) != 1:
        return
    if len(end) == 1 and start[0][0] > end[0][1]:
        yield case.report(
            "dates-out-of-order", ("period", "to"),
            f"The story ends in {period['to']}, before it begins in {period['from']}.",
            "Check the two dates; perhaps they are the wrong way round.",
        )  # fmt: skip
    for path, entry in case.entries("follow_ups"):
        span = read_span(entry.get("when"))
        if span and span[-1][1] < start[0][0]:
            yield case.report(
                "dates-out-of-order", (*path, "when"),
                f"This follow-up is of {entry['when']}, before the story begins in {period['from']}.",
                "A follow-up says what became of it afterwards. Check the date, or tell it in the story.",
            )  # fmt: skip


# --- place -----------------------------------------------------------------------------------


def _check_countries(case: CheckedFile, shelf: Shelf) -> Problems:
    holders: list[tuple[Path, dict[str, Any]]] = [(("city",), case.group("city")), *case.entries("also")]
    for path, holder in holders:
        code = holder.get("country")
        if isinstance(code, str) and re.fullmatch(r"[A-Z]{2}", code) and not places.is_country(code):
            meant = places.find_country_code(code)
            help = "Look it up in ISO 3166-1: South Africa is ZA, Brazil is BR."
            if meant:
                help = f"Write {meant} ({places.country_name(meant)})."
            yield case.report("unknown-country", (*path, "country"), f"No country has the letters {quote(code)}.", help)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _check_city(case: CheckedFile, shelf: Shelf) -> Problems:
    if case.facts.get("city", 0) is None and not case.facts.get("city_note"):
        yield case.report(
            "no-city-note", ("city",), "The case names no city and does not say why.",
            "Add city_note: with the reason, for instance city_note: The notes tell this story without naming the city.",
        )  # fmt: skip
    city = case.group("city")
    name, country = city.get("name"), city.get("country")
    if not isinstance(name, str) or not isinstance(country, str) or not places.is_country(country):
        return
    given = [key for key in ("latitude", "longitude") if city.get(key) is not None]
    known = places.find_city(name, country)
    if len(given) == 1:
        other = {"latitude": "longitude", "longitude": "latitude"}[given[0]]
        yield case.report(
            "half-coordinates", ("city", given[0]), f"The city has a {given[0]} but no {other}.",
            f"Add the {other}, or remove the {given[0]}.",
        )  # fmt: skip
    elif not given and known is None:
        near = places.suggest_cities(name, country)
        meant = f"Did you mean {join_choices(map(quote, near))}? If not, add" if near else "Add"
        yield case.report(
            "unknown-city", ("city", "name"), f"GeoNames knows no city {quote(name)} in {places.country_name(country)}.",
            f"{meant} its place on the map: latitude and longitude in decimal degrees, such as -29.858 and 31.029.",
        )  # fmt: skip
    elif given and known and all(_number(city[key]) and abs(city[key]) <= 180 for key in given):
        distance = places.measure_distance(city["latitude"], city["longitude"], known)
        if distance > _FAR:
            yield case.report(
                "doubtful-coordinates", ("city", "latitude"),
                f"This point is {distance:,.0f} km from {known.name} as GeoNames has it.",
                f"GeoNames has {known.latitude}, {known.longitude}. Check the signs and whether the two are exchanged, "
                "or leave both out.",
            )  # fmt: skip


def _check_folder_of_one_city(case: CheckedFile, shelf: Shelf) -> Problems:
    country = case.group("city").get("country")
    first = shelf.cities_by_folder.get(case.path.split("/")[1]) if case.path.count("/") == 2 else None
    if first is None or first is case or not isinstance(country, str):
        return
    other = first.group("city").get("country")
    if isinstance(other, str) and other != country and places.is_country(other) and places.is_country(country):
        yield case.report(
            "city-clash", ("city", "country"),
            f"The folder holds a city of {places.country_name(country)} here and of {places.country_name(other)} in "
            f"{first.path}.",
            "One folder is one city. If both are right, write the fuller name of one of them, and move it to the folder "
            "of that name.",
        )  # fmt: skip


# --- what is said ----------------------------------------------------------------------------


def _check_figures(case: CheckedFile, shelf: Shelf) -> Problems:
    for path, entry in case.entries("results"):
        value = entry.get("value")
        if not isinstance(value, str):
            continue
        if not any(character.isdigit() for character in value):
            yield case.report(
                "wrong-form", (*path, "value"), f"{quote(value)} has no figure in it.",
                "Write the figure in digits, such as 120, about 170 or more than 340000; a word alone belongs in the text.",
            )  # fmt: skip
        elif found := re.search(r"\d{1,3}(?:[, \u00a0'’]\d{3})+(?!\d)|\d,\d", value):
            plain = re.sub(r"[, \u00a0'’]", "", found[0]) if len(found[0]) > 3 else found[0].replace(",", ".")
            yield case.report(
                "wrong-form", (*path, "value"), f"The figure {quote(found[0])} could be read in two ways.",
                f"Write nothing between thousands and a point before decimals: {value.replace(found[0], plain)}. "
                "The page puts in the commas.",
            )  # fmt: skip


def _check_failures(case: CheckedFile, shelf: Shelf) -> Problems:
    failures, reason = case.facts.get("failures", 0), case.facts.get("no_failures_because")
    if failures == [] and not reason:
        yield case.report(
            "no-failures-reason", ("failures",), "The list of failures is empty, and nothing says why.",
            "Write down what went wrong, or say in no_failures_because: why nothing is known of it.",
        )  # fmt: skip
    elif reason and failures != []:
        there = "there are failures" if failures else "there is no failures: [] beside it"
        help = "Remove no_failures_because." if failures else "Add failures: [] above it, or remove the reason."
        yield case.report(
            "needless-reason", case.document.key_place(("no_failures_because",)),
            f"The case says why it has no failures, but {there}.", help,
        )  # fmt: skip


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text a writer wrote, except addresses on the web, which have rules of their own."""
    if isinstance(value, str) and (not path or path[-1] != "url"):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))


def check_texts(file: CheckedFile, shelf: Shelf) -> Problems:
    """HTML, images, contacts and dead links in any text of a file."""
    anchors = file.anchors | RESERVED_IDS
    for where, text in _texts(file.facts, ()):
        for finding in check_prose(text, anchors):
            yield file.report(finding.code, file.document.find(where, finding.words), finding.message, finding.help)
    body = file.document.body
    for finding in (*check_prose(body, anchors), *check_headings(body)):
        yield file.report(finding.code, _place_in_body(file, finding), finding.message, finding.help)


def _place_in_body(file: CheckedFile, finding: Finding) -> Place:
    body = file.document.body
    start = body.rfind("\n", 0, finding.offset) + 1
    return Place(file.document.body_line + body.count("\n", 0, start), finding.offset - start + 1)


def _check_story(case: CheckedFile, shelf: Shelf) -> Problems:
    if not case.readable:
        return
    words, (least, most) = count_words(case.document.body), _STORY_WORDS
    story = case.document.body
    empty = len(story) - len(story.lstrip())
    place = Place(case.document.body_line + story[:empty].count("\n") if words else case.document.body_line - 1, 1)
    if not words:
        yield case.report(
            "no-story", place, "The case has no story yet.",
            f"Tell it below the second line of hyphens, in {least} to {most} words.",
        )  # fmt: skip
    elif not least <= words <= most:
        more = "Tell a little more" if words < least else "Shorten it, or make two cases of it"
        yield case.report(
            "story-length", place, f"The story has {number_of(words, 'word')}.", f"{more}: a good length is {least} to {most} words."
        )


def _check_titles(case: CheckedFile, shelf: Shelf) -> Problems:
    titles: list[tuple[Path, Any]] = [(("title",), case.facts.get("title"))]
    titles += [((*path, "title"), entry.get("title")) for name in _ITEM_LISTS for path, entry in case.entries(name)]
    for where, title in titles:
        if isinstance(title, str) and re.search(r"\w\w\w\.\s*$", title) and not re.search(r"\betc\.\s*$", title):
            yield case.report("title-full-stop", where, f"The title ends with a full stop: {quote(title)}.", "Remove the full stop.")


# --- shared sources --------------------------------------------------------------------------


def _check_source_name(source: CheckedFile, shelf: Shelf) -> Problems:
    id = source.facts.get("id")
    if not _ID.fullmatch(source.id):
        yield source.report(
            "wrong-file-name", Place(1, 1), f"The file is called {quote(source.id + '.yml')}.",
            f"The name is the id of the source: small letters, digits and single hyphens. Call it {slugify(source.id)}.yml",
        )  # fmt: skip
    elif isinstance(id, str) and id != source.id:
        yield source.report(
            "wrong-file-name", ("id",), f"The source calls itself {quote(id)}, but its file is {source.id}.yml.",
            f"Write id: {source.id}, or rename the file.",
        )  # fmt: skip


def _check_notes(source: CheckedFile, shelf: Shelf) -> Problems:
    parts = [entry["id"] for _, entry in source.entries("parts") if isinstance(entry.get("id"), str)]
    lines: dict[str, int] = {}
    for path, part in source.entries("parts"):
        id = part.get("id")
        if isinstance(id, str) and parts.index(id) != path[1]:
            yield source.report("duplicate-id", (*path, "id"), f"The part {quote(id)} stands twice.", "Give one of the two another id.")
    for path, note in source.entries("notes"):
        where = (*path, "id")
        id, part, same, says = (note.get(key) for key in ("id", "part", "same_as", "says"))
        if isinstance(id, str):
            if id in lines:
                yield source.report(
                    "duplicate-id", where, f"The note {quote(id)} stands twice; the first is in line {lines[id]}.",
                    "Give one of the two another id.",
                )  # fmt: skip
            lines.setdefault(id, source.document.place(where).line)
        if isinstance(part, str) and parts and part not in parts:
            near = find_nearest(part, parts)
            help = f'Did you mean "{near[0]}"? ' if near else ""
            yield source.report(
                "dangling-part", (*path, "part"), f"{quote(part)} is not a part of this source.",
                f"{help}Its parts are {join_choices(parts, 'and')}.",
            )  # fmt: skip
        if isinstance(same, str) and (same not in source.notes or same == id):
            near = find_nearest(same, [one for one in source.notes if one != id])
            said = "is this note itself" if same == id else "is not a note of this source"
            yield source.report(
                "dangling-note", (*path, "same_as"), f"{quote(same)} {said}.",
                f'Did you mean "{near[0]}"?' if near else "Write the id of the other note.",
            )  # fmt: skip
        if isinstance(says, str) and (words := len(says.split())) > _NOTE_WORDS:
            yield source.report(
                "note-too-long", (*path, "says"), f"The note has {words} words; {_NOTE_WORDS} are the most: {quote(says)}.",
                "Say it in our own words and shorter. A note of others is summed up here and not copied.",
            )  # fmt: skip


Rule = Callable[[CheckedFile, Shelf], Problems]

CASE_RULES: tuple[Rule, ...] = (
    _check_place_of_file,
    _check_case_ids,
    _check_item_ids,
    _check_source_ids,
    _check_evidence,
    _check_unused_sources,
    _check_references,
    _check_dates,
    _check_order,
    _check_countries,
    _check_city,
    _check_folder_of_one_city,
    _check_figures,
    _check_failures,
    check_texts,
    _check_story,
    _check_titles,
)
"""What is asked of every case."""

SOURCE_RULES: tuple[Rule, ...] = (_check_source_name, _check_dates, _check_notes, check_texts)
"""What is asked of every shared source."""
