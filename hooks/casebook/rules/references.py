"""Other cases and their lessons, as a case names them."""

from __future__ import annotations

from casebook.files import FieldPath
from casebook.rules.ids import ID
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import join_words, quote, suggest, with_article

__all__ = ["check_references"]


def check_references(case: CheckedFile, project: Project) -> Problems:
    """Whether the cases and lessons that it names are there."""
    for field, where, name in case.words("case", "lesson"):
        check = _check_case if field.holds == "case" else _check_lesson
        yield from check(case, project, where, name)


def _check_case(case: CheckedFile, project: Project, where: FieldPath, id: str) -> Problems:
    if id == case.id:
        message = f"{quote(id)} is this case itself."
        yield case.report("self-reference", where, message, "Name another case, or remove the entry.")
    elif id not in project.cases_by_id and ID.fullmatch(id):
        now = project.former_ids.get(id)
        said = f"The case {quote(id)} has a new id." if now else f"There is no case {quote(id)}."
        others = [one for one in project.cases_by_id if one != case.id]
        help = suggest(id, others, "A case is named by its file: cases/a-city/this-is-the-id.md.")
        yield case.report("dangling-case", where, said, f"Write {now.id}." if now else help)


def _check_lesson(case: CheckedFile, project: Project, where: FieldPath, name: str) -> Problems:
    id, mark, item = name.partition("#")
    if not mark or not ID.fullmatch(id):
        return
    if id == case.id or id not in project.cases_by_id:
        yield from _check_case(case, project, where, id)
        return
    other = project.cases_by_id[id]
    lessons = [one for one, (kind, _) in other.items.items() if kind.id == "lesson"]
    if not other.knows_its_items or item in lessons:
        return
    if item in other.items:
        message = f"{quote(item)} is {with_article(other.items[item][0].noun)} of the case {id}, not a lesson."
        yield case.report("dangling-lesson", where, message, "A lesson can only be linked to lessons.")
        return
    help = suggest(item, lessons, f"Its lessons are {join_words(lessons)}.", f'"{id}#{{}}"')
    if not lessons:
        help = "That case has no lessons yet. Remove the entry."
    yield case.report("dangling-lesson", where, f"The case {id} has no lesson {quote(item)}.", help)
