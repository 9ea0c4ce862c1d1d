"""Where a file lies and what it is called."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from casebook.diagnostics import Position
from casebook.files import FieldPath
from casebook.rules.ids import ID
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text import gazetteer
from casebook.text.wording import quote, slugify

__all__ = ["UNNAMED_CITY", "check_own_name", "check_place_of_file", "name_folder"]

UNNAMED_CITY = "unnamed-city"
"""The folder of cases without a named city."""


def name_folder(city: Any) -> str | None:
    """The folder that a case of this city belongs in; None if the city is not written properly."""
    if city is None:
        return UNNAMED_CITY
    if not isinstance(city, dict) or not isinstance(name := city.get("name"), str):
        return None
    country = city.get("country")
    known = gazetteer.find_city(name, country) if isinstance(country, str) and not slugify(name) else None
    # a name in another script has no Latin letters; GeoNames has a Latin name for it
    return slugify(name) or (slugify(known.name) if known else None)


def check_place_of_file(case: CheckedFile, project: Project) -> Problems:
    """Whether a case lies in the folder of its city, under a name that can be an address."""
    folders = PurePosixPath(case.path).parts[1:-1]
    city = case.facts.get("city")
    wanted = name_folder(city) if "city" in case.facts else None
    if len(folders) != 1:
        lies = "directly in cases/" if not folders else f"in cases/{'/'.join(folders)}/"
        better = f"cases/{wanted or 'the-city'}/{case.id}.md"
        help = f"Move it to {better}: one folder for each city."
        yield case.report("wrong-folder", Position(1, 1), f"The case lies {lies}.", help)
    elif wanted and folders[0] != wanted and not _is_misspelt(city, folders[0]):
        where: FieldPath = ("city", "name") if isinstance(city, dict) else ("city",)
        said = f"The city is {quote(city['name'])}" if isinstance(city, dict) else "The case names no city"
        yield case.report(
            "wrong-folder", where, f"{said}, but the case lies in the folder {quote(folders[0])}.",
            f"Move the file to cases/{wanted}/{case.id}.md, or correct the name of the city.",
        )  # fmt: skip
    if not ID.fullmatch(case.id) or len(case.id) > 80 or case.id == "index":
        better = slugify(case.id)[:80].strip("-")
        help = "The name is the address of the case: small letters, digits and single hyphens."
        if better and better != "index":
            help += f" Call it {better}.md"
        yield case.report("wrong-file-name", Position(1, 1), f"The file is called {quote(case.id + '.md')}.", help)


def _is_misspelt(city: Any, folder: str) -> bool:
    """Whether the folder is right and the city's name is not; the rule on cities says so."""
    if not isinstance(city, dict) or "latitude" in city or not isinstance(city.get("country"), str):
        return False
    name, country = city["name"], city["country"]
    near = gazetteer.suggest_cities(name, country) if gazetteer.find_city(name, country) is None else []
    return folder in map(slugify, near)


def check_own_name(file: CheckedFile, project: Project) -> Problems:
    """Whether a file is called by the id that it gives itself, in a form that an id has."""
    id, noun = file.facts.get("id"), file.tree.title.lower()
    if not ID.fullmatch(file.id):
        yield file.report(
            "wrong-file-name", Position(1, 1), f"The file is called {quote(file.id + '.yml')}.",
            f"The name is the id of the {noun}: small letters, digits and single hyphens. "
            f"Call it {slugify(file.id)}.yml",
        )  # fmt: skip
    elif isinstance(id, str) and id != file.id:
        yield file.report(
            "wrong-file-name", ("id",), f"The {noun} calls itself {quote(id)}, but its file is {file.id}.yml.",
            f"Write id: {file.id}, or rename the file.",
        )  # fmt: skip
