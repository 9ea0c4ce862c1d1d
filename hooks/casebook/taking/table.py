"""A table becomes case files: each row one case, each cell in its field or in the report.

Nothing is made up but the names of files and the ids of sources and items, which are made of their titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from casebook.diagnostics import Diagnostic
from casebook.fields import Field, Schemas
from casebook.model import Vocabulary
from casebook.taking.columns import ID, STORY, ColumnMapping, Target, find_target, name_columns
from casebook.taking.placing import TakingError, make_place
from casebook.taking.reading_cells import Heard, hear
from casebook.taking.sheet import Cell, Sheet
from casebook.taking.tags import read_tags
from casebook.taking.trial import judge_among_others
from casebook.text.wording import number_of, quote, shorten, slugify
from casebook.writing import write_case

__all__ = ["LeftCell", "TakenCase", "TakenTable", "report_table", "take_rows", "take_table"]

_MOST_IN_REPORT = 20_000


@dataclass(frozen=True)
class LeftCell:
    """A cell that could not be placed, or a part of one."""

    cell: Cell
    """The cell."""
    column: str
    """What its column is called."""
    why: str
    """Why not."""
    in_part: bool = False
    """Whether the rest of it was placed."""


@dataclass(frozen=True)
class TakenCase:
    """A case that was made of a row."""

    row: int
    """The row."""
    place: str
    """Where its file belongs."""
    text: str
    """Its file."""
    problems: tuple[Diagnostic, ...] = ()
    """What the checker says of it."""


@dataclass(frozen=True)
class TakenTable:
    """What became of a table."""

    cases: tuple[TakenCase, ...]
    """The cases."""
    left: tuple[LeftCell, ...]
    """The cells that could not be placed, whole or in part."""
    cells: int
    """How many cells held something, below the header."""
    columns: ColumnMapping
    """How the table was read."""
    notes: tuple[str, ...]
    """What else one should know."""

    @property
    def placed(self) -> int:
        """How many cells were placed whole."""
        return self.cells - len({(one.cell.row, one.cell.column) for one in self.left})

    @property
    def in_part(self) -> int:
        """How many cells were placed in part."""
        return len({(one.cell.row, one.cell.column) for one in self.left if one.in_part})

    @property
    def broken(self) -> int:
        """How many cases have errors."""
        return sum(any(one.severity == "error" for one in case.problems) for case in self.cases)


def take_table(
    sheets: Sequence[Sheet],
    columns: ColumnMapping,
    root: Path,
    schemas: Schemas,
    vocabularies: Mapping[str, Vocabulary],
) -> TakenTable:
    """Make cases of a table that was read, and judge them among those of the project.

    Raises:
        TakingError: The sheet that the mapping names is not there.
    """
    taken = take_rows(sheets, schemas.trees["case"], vocabularies, columns)
    problems = judge_among_others(root, {case.place: case.text for case in taken.cases})
    return replace(taken, cases=tuple(replace(one, problems=problems[one.place]) for one in taken.cases))


def take_rows(
    sheets: Sequence[Sheet], tree: Field, vocabularies: Mapping[str, Vocabulary], columns: ColumnMapping
) -> TakenTable:
    """Make cases of the rows of a table.

    Raises:
        TakingError: The sheet that the mapping names is not there.
    """
    sheet = next((one for one in sheets if one.name == columns.sheet), None)
    if sheet is None and not columns.sheet:
        sheet = sheets[0]
    if sheet is None:
        there = ", ".join(quote(one.name) for one in sheets)
        raise TakingError(f"There is no sheet {quote(columns.sheet)} in the table. There is {there}.")
    notes = [
        *sheet.notes,
        *(
            f"The sheet {quote(one.name)} was not read: {number_of(one.size, 'cell')}."
            for one in sheets
            if one is not sheet
        ),
        *(
            f"No column is called {quote(name)}, which the mapping names."
            for name in columns.targets
            if name not in name_columns(sheet, columns.header).values()
        ),
    ]
    names = name_columns(sheet, columns.header)
    above = [one for row in sheet.rows for one in row if one.row < columns.header]
    left = [LeftCell(one, names.get(one.column, f"column {one.letter}"), "it stands above the header") for one in above]
    targets = {column: find_target(columns.targets.get(name, ""), tree) for column, name in names.items()}
    cases: list[TakenCase] = []
    count = len(above)
    for row in sheet.rows:
        if row[0].row <= columns.header:
            continue
        count += len(row)
        made = _Row(row, names, targets, columns, tree, vocabularies)
        left += made.left
        if not made.facts and not made.story:
            continue
        place = make_place(made.facts, {one.place for one in cases}, made.id)
        if not place:
            place = make_place({**made.facts, "title": f"row {row[0].row}"}, {one.place for one in cases})
        text = write_case(made.facts, made.story, tree, place=place)
        cases.append(TakenCase(row[0].row, place, text))
    return TakenTable(tuple(cases), tuple(left), count, columns, tuple(notes))


class _Row:
    """A row on its way to a case."""

    def __init__(
        self,
        row: tuple[Cell, ...],
        names: Mapping[int, str],
        targets: Mapping[int, Target | None],
        columns: ColumnMapping,
        tree: Field,
        vocabularies: Mapping[str, Vocabulary],
    ) -> None:
        self.facts: dict[str, Any] = {}
        self.left: list[LeftCell] = []
        self.id = ""
        self._tree = tree
        self._words = vocabularies
        parts: list[str] = []
        for cell in row:
            name = names[cell.column]
            target = targets[cell.column]
            value = cell.value
            if cell.fault or target is None:
                self.left.append(LeftCell(cell, name, cell.fault or "the mapping has no field for this column"))
                continue
            if columns.html and isinstance(value, str):
                value = read_tags(value)
                if not value:
                    self.left.append(LeftCell(cell, name, "it holds tags and no words"))
                    continue
            for why, in_part in self._place(replace(cell, value=value), target, name, parts):
                self.left.append(LeftCell(cell, name, why, in_part))
        self.story = "\n\n".join(parts)
        self._name_entries()

    def _place(self, cell: Cell, target: Target, name: str, parts: list[str]) -> Iterator[tuple[str, bool]]:
        """Put a cell where it belongs; gives what could not be placed, and whether the rest of it was."""
        if target.first == STORY:
            text = str(cell.value).replace("\r\n", "\n").strip()
            parts.append(f"## {' '.join(name.split())}\n\n{text}")
            return
        if target.first == ID:
            self.id = str(cell.value)
            return
        heard = hear(cell.value, target.field, self._words) if target.field else Heard()
        if heard.value is not None and (clash := self._set(target, heard.value)):
            yield clash, False
            return
        for why in heard.left:
            yield why, heard.value is not None

    def _set(self, target: Target, value: Any) -> str:
        """Set a field; gives the reason where another cell of the row has set it already."""
        outer = self._tree.by_name[target.first]
        holder: dict[str, Any] = self.facts
        name = target.first
        if target.inner:
            if outer.entry:
                entries = self.facts.setdefault(target.first, [])
                while len(entries) <= target.entry:
                    entries.append({})
                holder, name = entries[target.entry], target.inner
            else:
                holder, name = self.facts.setdefault(target.first, {}), target.inner
        before = holder.get(name)
        if isinstance(before, list) and isinstance(value, list):
            holder[name] = [*before, *(one for one in value if one not in before)]
        elif isinstance(before, dict) and isinstance(value, dict) and not before.keys() & value.keys():
            holder[name] = {**before, **value}
        elif before is not None and before != value:
            return f"{target.written} says something else already in this row"
        else:
            holder[name] = value
        return ""

    def _name_entries(self) -> None:
        """Give entries that need an id one of their first words, and drop those in which nothing stands."""
        for outer in self._tree.fields:
            if not (outer.entry and outer.name in self.facts and isinstance(self.facts[outer.name], list)):
                continue
            entries = [one for one in self.facts[outer.name] if one]
            self.facts[outer.name] = entries
            id = outer.entry.by_name.get("id")
            taken: set[str] = {one["id"] for one in entries if isinstance(one, dict) and "id" in one}
            for entry in entries if id and id.required else ():
                if "id" in entry:
                    continue
                words = next((text for text in entry.values() if isinstance(text, str)), outer.name)
                made = "-".join(slugify(words[:200]).split("-")[:6]) or outer.name.replace("_", "-")
                number, free = 2, made[:60].strip("-")
                while free in taken:
                    free, number = f"{made[:60].strip('-')}-{number}", number + 1
                taken.add(free)
                entry["id"] = free


def report_table(taken: TakenTable, name: str) -> str:
    """What became of a table, as Markdown: the figures, every cell that could not be placed, and the checker's word."""
    share = f"{100 * taken.placed / taken.cells:.0f} %" if taken.cells else "none"
    lines = [
        f"# {' '.join(name.split())}",
        "",
        f"{number_of(len(taken.cases), 'case')} made. Of {number_of(taken.cells, 'cell')} in which something stands, "
        f"{taken.placed:,} were placed whole ({share}), {taken.in_part:,} in part, "
        f"{taken.cells - taken.placed - taken.in_part:,} not.",
        *([""] if taken.notes else []),
        *(f"- {_show(note, 400)}" for note in taken.notes),
    ]
    if taken.left:
        lines += ["", "## Not placed", ""]
        lines += [
            f"- Row {one.cell.row}, column {one.cell.letter}, {_show(quote(one.column), 80)}: "
            f"{_show(quote(one.cell.value, 200))} was {'placed only in part' if one.in_part else 'not placed'}: "
            f"{_show(one.why)}."
            for one in taken.left[:_MOST_IN_REPORT]
        ]
    if taken.broken:
        lines += ["", "## What the checker says", ""]
        for case in taken.cases:
            for problem in case.problems:
                if problem.severity == "error":
                    lines.append(
                        f"- Row {case.row}, {case.place}:{problem.line}: {_show(problem.message)} {_show(problem.help)}"
                    )
    return "\n".join(lines) + "\n"


def _show(text: str, most: int = 300) -> str:
    return shorten(text, most).replace("<", "&lt;").replace("`", "'")
