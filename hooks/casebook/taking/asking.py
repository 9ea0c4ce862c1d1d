"""A conversation at the keyboard: what a case must say is asked for, and each answer is judged at once.

A question says what it is for and shows an example. What the checker would refuse is said in its own words, and asked
again. Nothing that was said is lost when somebody leaves.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from casebook.check import check_project
from casebook.diagnostics import Diagnostic
from casebook.fields import Field
from casebook.files import CASE_LIMIT, find_schema_folder, read_front_matter
from casebook.files.parsed_file import FieldPath
from casebook.model import Vocabulary
from casebook.taking.reading_cells import hear
from casebook.text.wording import slugify
from casebook.writing import write_case

__all__ = ["Judge", "ask_for_case", "list_required", "make_source_id", "put_answer"]


def list_required(tree: Field, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Field]]:
    """What a case must say, and where it stands: the fields required, of a list those of its first entry."""
    for field in tree.fields:
        here = (*path, field.name)
        # the id of a source is made of its publisher
        if not field.required or field.holds == "id":
            continue
        if field.entry and field.entry.fields:
            yield from list_required(field.entry, (*here, 0))
        elif field.fields:
            yield from list_required(field, here)
        else:
            yield here, field


def put_answer(facts: dict[str, Any], path: FieldPath, value: Any) -> None:
    """Put an answer where it belongs; what it belongs to is made on the way."""
    holder: Any = facts
    for step, following in pairwise(path):
        if isinstance(step, int):
            while len(holder) <= step:
                holder.append({})
            holder = holder[step]
        else:
            holder = holder.setdefault(step, [] if isinstance(following, int) else {})
    holder[path[-1]] = value


class Judge:
    """What the checker says of one answer: the file as it is so far is checked by itself, with the project's words."""

    def __init__(self, root: Path, tree: Field, schema: Path | None = None) -> None:
        """Judge by the schema of a project."""
        self._schema = schema or find_schema_folder(root)
        self._tree = tree

    def judge(self, facts: Mapping[str, Any], path: FieldPath) -> list[Diagnostic]:
        """The problems that stand in the line of a field."""
        city = facts.get("city")
        name = city.get("name") if isinstance(city, Mapping) else ""
        place = f"cases/{slugify(str(name)) or 'city'}/new-case.md"
        text = write_case(facts, "", self._tree)
        parsed = read_front_matter(text.encode("utf-8", "replace"), place, CASE_LIMIT)
        line = parsed.position(path).line
        with tempfile.TemporaryDirectory(prefix="casebook-") as folder:
            root = Path(folder).resolve()
            shutil.copytree(self._schema, root / "schema", ignore=shutil.ignore_patterns("essays"))
            (root / place).parent.mkdir(parents=True)
            (root / place).write_bytes(text.encode("utf-8", "replace"))
            found = check_project(root).diagnostics
        return [one for one in found if one.path == place and one.line == line and one.severity == "error"]


def ask_for_case(
    facts: dict[str, Any],
    tree: Field,
    vocabularies: Mapping[str, Vocabulary],
    judge: Judge,
    ask: Callable[[str], str],
    say: Callable[[str], object],
) -> None:
    """Ask for all that a case must say and that is not known; the answers go into the facts one by one.

    Raises:
        EOFError: There is nobody who answers any more.
        KeyboardInterrupt: Whoever answers has left.
    """
    for path, field in list_required(tree):
        if _find(facts, path) is not None:
            continue
        _explain_question(field, vocabularies, say)
        while True:
            answer = ask(f"{field.title}: ").strip()
            if not answer:
                say("A case cannot do without this. Ctrl-C leaves; what you said stays.\n")
                continue
            heard = hear(answer, field, vocabularies)
            # what is not understood is judged as it was said, so that the checker explains it
            put_answer(facts, path, answer if heard.value is None else heard.value)
            problems = [one for one in judge.judge(facts, path) if not _is_of_later(one, path)]
            if not problems or _ask_for_point(problems, facts, path, ask, say):
                break
            _take_back(facts, path)
            for one in problems[:3]:
                say(f"{one.message} {one.help}\n")


def make_source_id(source: Mapping[str, Any]) -> str:
    """A short name for a source: its publisher and the year."""
    year = str(source.get("published", ""))[:4]
    words = slugify(str(source.get("publisher") or source.get("title") or "source")[:200]).split("-")[:4]
    return "-".join([*filter(None, words), *([year] if year.isdigit() else [])])[:80] or "source"


def _explain_question(field: Field, vocabularies: Mapping[str, Vocabulary], say: Callable[[str], object]) -> None:
    say(f"\n{field.description}\n")
    if words := vocabularies.get(field.vocabulary):
        say("".join(f"  {one.id}: {one.definition}\n" for one in words.terms if one.status == "active"))
    if field.choices:
        say(f"  One of {', '.join(field.choices)}.\n")
    if field.examples:
        say(f"  For instance: {field.examples[0]}\n")


def _is_of_later(problem: Diagnostic, path: FieldPath) -> bool:
    """Whether a problem is that another answer is missing yet: it is told at the group to which both belong."""
    return problem.code in ("missing-field", "no-id") or (path[0] == "sources" and problem.code == "unused-source")


def _ask_for_point(
    problems: list[Diagnostic],
    facts: dict[str, Any],
    path: FieldPath,
    ask: Callable[[str], str],
    say: Callable[[str], object],
) -> bool:
    """A city that is on no map is right all the same, if somebody knows where it lies."""
    if path[0] != "city" or {one.code for one in problems} != {"unknown-city"}:
        return False
    say(f"{problems[0].message} {problems[0].help}\n")
    point = ask("Latitude and longitude, or nothing to write the name once more: ").replace(",", " ").split()
    try:
        latitude, longitude = map(float, point)
    except ValueError:
        _take_back(facts, ("city", "name"))
        facts["city"]["name"] = ask("Name of the city: ").strip()
        return False
    facts["city"] |= {"latitude": latitude, "longitude": longitude}
    return True


def _find(facts: Any, path: FieldPath) -> Any:
    for step in path:
        try:
            facts = facts[step]
        except (KeyError, IndexError, TypeError):
            return None
    return facts


def _take_back(facts: dict[str, Any], path: FieldPath) -> None:
    holder = _find(facts, path[:-1])
    if isinstance(holder, dict):
        holder.pop(path[-1], None)
