"""Which column of a table is which field of a case: proposed by their names, written down, corrected, read again."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from casebook.fields import TEXTS, Field
from casebook.fields.violations import OTHER_WORDS
from casebook.files import SHARED_LIMIT, read_yaml
from casebook.taking.placing import TakingError
from casebook.taking.sheet import Sheet
from casebook.taking.tags import has_tags, read_tags
from casebook.text.wording import find_nearest, quote, slugify

__all__ = [
    "ID",
    "STORY",
    "ColumnMapping",
    "Target",
    "find_target",
    "name_columns",
    "propose_columns",
    "read_columns",
    "write_columns",
]

STORY, ID = "story", "id"
"""Two things beside the fields that a column can be: part of the story, and what the file is called."""

_TARGET = re.compile(r"([a-z_]{1,40})(\[\d{0,2}\])?(?:\.([a-z_]{1,40}))?\Z")


@dataclass(frozen=True)
class Target:
    """What a column says."""

    written: str
    """As the mapping has it, such as `sources[2].title`."""
    field: Field | None
    """The field; None for the story and for the file's name."""
    first: str
    """The field of the case that it is, or that it belongs to."""
    entry: int
    """Which entry of that field's list, from 0."""
    inner: str
    """The field inside of it; empty where it is that field itself."""


@dataclass(frozen=True)
class ColumnMapping:
    """How a table is read."""

    sheet: str
    """The sheet; empty in a file that holds but one."""
    header: int
    """The row that holds the columns' names."""
    html: bool
    """Whether cells hold tags of a website, which are taken out."""
    targets: Mapping[str, str]
    """What each column is, by its name; empty where it is nothing that a case says."""


def find_target(written: str, tree: Field) -> Target | None:
    """What a mapping means by a target; None where no field is called so."""
    if written in (STORY, ID):
        return Target(written, None, written, 0, "")
    found = _TARGET.match(written)
    outer = tree.by_name.get(found[1]) if found else None
    if found is None or outer is None:
        return None
    group = outer.entry if found[2] else outer
    field = group.by_name.get(found[3]) if group and found[3] else group
    if field is None or (found[2] and not found[3]) or (outer.entry and outer.entry.fields and not found[2]):
        return None
    number = max(int((found[2] or "[]")[1:-1] or 1) - 1, 0)
    return Target(written, field, found[1], number, found[3] or "")


def _list_targets(tree: Field) -> Iterator[tuple[str, Field]]:
    """Every field that a column can be, as a mapping writes it."""
    for outer in tree.fields:
        if outer.entry and outer.entry.fields:
            yield from ((f"{outer.name}[].{one.name}", one) for one in outer.entry.fields if _is_plain(one))
        else:
            yield outer.name, outer
            yield from ((f"{outer.name}.{one.name}", one) for one in outer.fields if _is_plain(one))


def _is_plain(field: Field) -> bool:
    return not field.fields and not (field.entry and field.entry.fields)


def _key(text: str) -> str:
    """A name as it is compared: without accents and signs, one or many."""
    return "-".join(word.removesuffix("s") for word in slugify(text[:200]).split("-"))


@cache
def _read_headings() -> dict[str, str]:
    text = files("casebook.taking").joinpath("headings.yml").read_text(encoding="utf-8")
    return {_key(word): target for target, words in yaml.safe_load(text).items() for word in words}


def _name_targets(tree: Field) -> dict[str, str]:
    """What each column may be called: the target by the name. A name that two fields bear is of none."""
    sure: dict[str, str] = {}
    bare: dict[str, list[str]] = {}
    for written, field in _list_targets(tree):
        if "." not in written:
            names = {field.name, field.title}
            sure |= {_key(name): written for name in names}
            continue
        owner = written.split("[")[0].split(".")[0]
        entry = tree.by_name[owner].entry
        for name in {field.name, field.title}:
            for whose in {owner, entry.title if entry else owner}:
                sure.setdefault(_key(f"{whose} {name}"), written)
                sure.setdefault(_key(f"{name} {whose}"), written)
            bare.setdefault(_key(name), []).append(written)
    sure |= {name: found[0] for name, found in bare.items() if len(set(found)) == 1 and name not in sure}
    # a list of groups by its own name is one of its fields, which its cells decide
    for outer in tree.fields:
        if outer.entry and outer.entry.fields:
            sure |= {_key(name): outer.name for name in (outer.name, outer.title)}
    known = {**{_key(word): meant for word, meant in OTHER_WORDS.items() if meant in tree.by_name}, **_read_headings()}
    return {**known, **sure}


def propose_columns(sheets: Sequence[Sheet], tree: Field) -> ColumnMapping:
    """How the first sheet may be read: its header, and what the names of its columns say without doubt."""
    sheet = sheets[0]
    head = next((row for row in sheet.rows if len(row) > 1), sheet.rows[0])
    names = name_columns(sheet, head[0].row)
    known = _name_targets(tree)
    prefix = _find_prefix(list(names.values()))
    targets: dict[str, str] = {}
    for column, name in names.items():
        cells = [str(one.value) for row in sheet.rows for one in row if one.column == column and one.row > head[0].row]
        target = _propose(name.removeprefix(prefix), known, tree, cells)
        targets[name] = target if target not in targets.values() or target == STORY else ""
    sample = [str(one.value) for row in sheet.rows[:50] for one in row]
    return ColumnMapping(sheet.name, head[0].row, any(map(has_tags, sample)), targets)


def _propose(name: str, known: Mapping[str, str], tree: Field, cells: Sequence[str]) -> str:
    number = re.search(r"\s*[#_-]?\s*\b(\d{1,2})\b", name.replace("_", " "))
    target = known.get(_key(name), "")
    if not target and number:
        plain = name.replace("_", " ")
        target = known.get(_key(plain[: number.start()] + " " + plain[number.end() :]), "")
    outer = tree.by_name.get(target)
    if outer and outer.entry and outer.entry.fields:
        inner = _choose_text(outer.entry, cells)
        target = f"{target}[].{inner}" if inner else ""
    return target.replace("[]", f"[{number[1]}]") if number and "[]" in target else target


def _choose_text(group: Field, cells: Sequence[str]) -> str:
    """Which text of a group holds what stands there: its name or title, else its account; empty where neither can.

    What a figure means is not known from one cell, so a group that holds one is left to whoever corrects the mapping.
    """
    if "figure" in group.within:
        return ""
    texts = [one for one in group.fields if one.required and one.holds in TEXTS]
    longest = max((len(read_tags(one) if has_tags(one) else one) for one in cells), default=0)
    for one in (*texts[:1], *(one for one in texts if one.holds == "prose")):
        if one.limits.get("maxLength", 0) >= longest:
            return one.name
    return ""


def _find_prefix(names: Sequence[str]) -> str:
    """What stands before most names, up to an underscore, a point or a colon: some programs put it there."""
    found = Counter(match[0] for name in names if (match := re.match(r"[A-Za-z]+[_.:]", name)))
    prefix, count = found.most_common(1)[0] if found else ("", 0)
    return prefix if count * 2 > len(names) else ""


def name_columns(sheet: Sheet, header: int) -> dict[int, str]:
    """What each column is called: by the header, else by its letter; a second one of a name has a number."""
    head = {one.column: " ".join(str(one.value).split()) for row in sheet.rows for one in row if one.row == header}
    letters = {one.column: one.letter for row in sheet.rows for one in row if one.row > header}
    names: dict[int, str] = {}
    for column in sorted({*head, *letters}):
        name = head.get(column) or f"column {letters[column]}"
        number, taken = 2, name
        while taken in names.values():
            taken, number = f"{name} ({number})", number + 1
        names[column] = taken
    return names


def write_columns(columns: ColumnMapping) -> str:
    """The mapping as a file that one can correct."""
    lines = [
        "# Which column is which field of a case. Correct what is wrong, and give the file back with --mapping.",
        "# A field is written as in the guide: title, city.name, crisis, lessons[].insight. sources[2].url is that of",
        "# the second source. story puts the text into the story, below the column's name; id is the file's name.",
        "# A column with nothing after it is left out, and each of its cells is reported.",
        *([f"sheet: {_quote(columns.sheet)}"] if columns.sheet else []),
        f"header: {columns.header}",
        "# Whether tags of a website are taken out of the cells.",
        f"html: {'true' if columns.html else 'false'}",
        "columns:",
        *(f"  {_quote(name)}: {_quote(target)}" for name, target in columns.targets.items()),
    ]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_columns(file: Path, tree: Field) -> ColumnMapping:
    """A mapping as somebody has corrected it.

    Raises:
        TakingError: It cannot be read, or names a field that there is not.
    """
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise TakingError(f"{quote(file, 200)} could not be read: {error.strerror}.") from error
    parsed = read_yaml(raw, file.name, SHARED_LIMIT)
    value = parsed.value
    if parsed.diagnostics and not isinstance(value, dict):
        first = parsed.diagnostics[0]
        raise TakingError(f"{file.name}:{first.line}: {first.message} {first.help}")
    targets = value.get("columns") if isinstance(value, dict) else None
    if not isinstance(targets, dict) or not all(isinstance(one, (str, type(None))) for one in targets.values()):
        raise TakingError(
            f"{quote(file, 200)} is no mapping: below `columns:` stands a column with its field in each line."
        )
    known = [written for written, _ in _list_targets(tree)]
    for name, target in targets.items():
        if target and find_target(target, tree) is None:
            near = find_nearest(target, known)
            meant = f" Did you mean {near[0]}?" if near else " The guide to the fields lists them all."
            raise TakingError(
                f"{file.name}: the column {quote(name)} is to be {quote(target)}, and no field is called so.{meant}"
            )
    header = value.get("header", 1)
    if not isinstance(header, int) or isinstance(header, bool) or header < 1:
        raise TakingError(f"{file.name}: header is the number of the row that holds the names, such as 1.")
    return ColumnMapping(
        str(value.get("sheet") or ""), header, value.get("html") is True, {str(k): v or "" for k, v in targets.items()}
    )
