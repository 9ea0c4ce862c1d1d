"""Where a file lies and what it is called."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from casebook.diagnostics import Diagnostic, Position
from casebook.files import FieldPath, fold_path
from casebook.rules.ids import ID
from casebook.rules.places import find_homes
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text import gazetteer
from casebook.text.wording import quote, slugify

__all__ = [
    "UNNAMED_CITY",
    "check_former_names",
    "check_own_name",
    "check_place_of_file",
    "find_windows_fault",
    "name_folder",
]

UNNAMED_CITY = "unnamed-city"
"""The folder of cases without a named city."""


# Names of devices, with any ending: Windows can hold no file and no folder of such a name.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)


def find_windows_fault(name: str) -> str | None:
    """Why Windows cannot hold a file or folder of this name, in words that go on after it; None if it can."""
    if _DEVICES.fullmatch(name.split(".", maxsplit=1)[0].rstrip()):
        return "Windows keeps this name for a device"
    if name.endswith((".", " ")):
        return "Windows takes off a space or a full stop at the end of a name"
    if odd := re.search(r'[<>:"/\\|?*\x00-\x1f]', name):
        return f"Windows allows no {quote(odd[0])} in a name"
    return None


def name_folder(city: Any) -> str | None:
    """The folder that a case of this city belongs in; None if the city is not written properly."""
    if city is None:
        return UNNAMED_CITY
    if not isinstance(city, dict) or not isinstance(name := city.get("name"), str):
        return None
    country = city.get("country")
    known = gazetteer.find_city(name, country) if isinstance(country, str) and not slugify(name) else None
    # a name in another script has no Latin letters; GeoNames has a Latin name for it
    folder = slugify(name) or (slugify(known.name) if known else None)
    return f"{folder}-city" if folder and find_windows_fault(folder) else folder


def check_place_of_file(case: CheckedFile, project: Project) -> Problems:
    """Whether a case lies in the folder of its city, under a name that can be an address."""
    folders = PurePosixPath(case.path).parts[1:-1]
    city = case.facts.get("city")
    wanted = name_folder(city) if "city" in case.facts else None
    better = f"cases/{wanted or 'the-city'}/{case.id}.md"
    if twin := _find_twin(case, project):
        yield twin
        return
    if len(folders) != 1:
        lies = "directly in cases/" if not folders else f"in cases/{'/'.join(folders)}/"
        help = f"Move it to {better}: one folder for each city."
        yield case.report("wrong-folder", Position(1, 1), f"The case lies {lies}.", help)
    elif fault := find_windows_fault(folders[0]):
        message = f"The folder of this case is called {quote(folders[0])}, and {fault}."
        yield case.report("wrong-file-name", Position(1, 1), message, f"Move the file to {better}")
    elif city is None and not case.facts.get("city_note"):
        # the rule on cities says what to do, here too
        pass
    elif wanted and folders[0] != wanted and not _is_misspelt(city, folders[0]):
        yield _explain_folder(case, folders[0], wanted, project)
    fault = find_windows_fault(case.id)
    if fault or not ID.fullmatch(case.id) or len(case.id) > 80 or case.id == "index":
        name = slugify(case.id)[:80].strip("-")
        said = f", and {fault}" if fault else ""
        message = f"The file is called {quote(case.id + '.md')}{said}."
        help = "The name is the address of the case: small letters, digits and single hyphens."
        if name and name != "index":
            help += f" Call it {_avoid_device(name)}.md"
        yield case.report("wrong-file-name", Position(1, 1), message, help)


def _explain_folder(case: CheckedFile, folder: str, wanted: str, project: Project) -> Diagnostic:
    """The problem of a case that lies in a folder of another name than its city has."""
    city, better = case.facts.get("city"), f"cases/{wanted}/{case.id}.md"
    where: FieldPath = ("city", "name") if isinstance(city, dict) else ("city",)
    if slugify(folder) == wanted:
        message = f"The folder is called {quote(folder)}; it has small letters without accents, and hyphens for spaces."
        return case.report("wrong-folder", where, message, f"Move the file to {better}{_and_spell(case)}")
    said = f"The city is {quote(city['name'])}" if isinstance(city, dict) else "The case names no city"
    message = f"{said}, but the case lies in the folder {quote(folder)}."
    help = f"Move the file to {better}, or correct the name of the city."
    first = project.heads.get(folder)
    # the folder may be right, and the city have another name in it
    here, there = case.place, first.place if first else None
    if here and first and there and find_homes([here, there, there])[here] == folder == project.homes[there]:
        message = f"The city is {quote(here.name)} here; the cases of this folder call it {quote(there.name)}."
        return case.report("wrong-folder", where, message, f"Write {there.name}, as {first.path} does.")
    return case.report("wrong-folder", where, message, help)


def _avoid_device(name: str) -> str:
    return f"{name}-in-the-city" if find_windows_fault(name) else name


def _and_spell(case: CheckedFile) -> str:
    better = case.place.better_name if case.place else ""
    return f", and write {better} as the name of the city" if better else ""


def _find_twin(case: CheckedFile, project: Project) -> Diagnostic | None:
    """The problem of a file, or of its folder, that some file systems cannot tell from another one."""
    folder = case.path.rpartition("/")[0]
    for path, noun in ((case.path, "file"), (folder, "folder")):
        other = project.spellings.get(fold_path(path), path)
        if other != path:
            message = (
                f"The {noun} is called {quote(path, 200)}, and there is {quote(other, 200)}: on Windows and macOS the "
                "two cannot stand beside each other."
            )
            id = slugify(case.id) or case.id
            help = (
                f"Move this file to {other}/{id}.md{_and_spell(case)}"
                if noun == "folder"
                else "Keep one of them, or rename this one."
            )
            return case.report("wrong-file-name", Position(1, 1), message, help)
    return None


def check_former_names(case: CheckedFile, project: Project) -> Problems:
    """Whether the former ids of a case can be folders, in which the old addresses lead on."""
    former = case.facts.get("formerly")
    for index, id in enumerate(former if isinstance(former, list) else ()):
        if isinstance(id, str) and (fault := find_windows_fault(id)) and ID.fullmatch(id):
            message = f"There cannot have been a case called {quote(id)}: {fault}."
            yield case.report("wrong-file-name", ("formerly", index), message, "Remove this entry.")


def _is_misspelt(city: Any, folder: str) -> bool:
    """Whether the folder is right and the city's name is not; the rule on cities says so."""
    if not isinstance(city, dict) or "latitude" in city or not isinstance(city.get("country"), str):
        return False
    name, country = city["name"], city["country"]
    # two cities in one name
    if folder in map(slugify, re.split(r"\s+(?:and|y|e|et|und|&)\s+|\s*[,/;]\s*", name[:120])):
        return gazetteer.find_city(name, country) is None
    near = gazetteer.suggest_cities(name, country) if gazetteer.find_city(name, country) is None else []
    return folder in map(slugify, near)


def check_own_name(file: CheckedFile, project: Project) -> Problems:
    """Whether a file is called by the id that it gives itself, in a form that an id has."""
    id, noun = file.facts.get("id"), file.tree.title.lower()
    fault = find_windows_fault(file.id)
    if fault or not ID.fullmatch(file.id):
        name = slugify(file.id) or "the-name"
        better = f"{name}-source" if find_windows_fault(name) else name
        yield file.report(
            "wrong-file-name", Position(1, 1),
            f"The file is called {quote(file.id + '.yml')}{f', and {fault}' if fault else ''}.",
            f"The name is the id of the {noun}: small letters, digits and single hyphens. Call it {better}.yml"
            f"{f', and write id: {better}' if fault else ''}",
        )  # fmt: skip
    elif isinstance(id, str) and id != file.id:
        yield file.report(
            "wrong-file-name", ("id",), f"The {noun} calls itself {quote(id)}, but its file is {file.id}.yml.",
            f"Write id: {file.id}, or rename the file.",
        )  # fmt: skip
