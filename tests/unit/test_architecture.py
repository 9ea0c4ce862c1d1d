"""The page on architecture says how the house is: its rooms, their order, and that a name stands for one thing."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
CORE = PROJECT / "hooks" / "casebook"
PAGE = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
MOST_LINES = 450


def _modules() -> list[Path]:
    return sorted(CORE.rglob("*.py"))


def _rooms() -> list[str]:
    """The rooms in the order of the page, the ground floor first."""
    table = PAGE.split("## The rooms")[1].split("## ")[0]
    return re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


def _room_of(module: Path) -> str:
    return module.relative_to(CORE).parts[0].removesuffix(".py")


def _imports(module: Path) -> Iterator[str]:
    """The names of the modules that a module imports."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{one.name}" for one in node.names)


def test_the_page_names_every_room_and_no_other() -> None:
    there = {_room_of(module) for module in _modules()} - {"__init__", "__main__"}
    assert set(_rooms()) == there
    assert len(_rooms()) == len(there)


def test_a_room_uses_only_rooms_below() -> None:
    floor = {room: n for n, room in enumerate(_rooms())}
    upwards = []
    for module in _modules():
        here = _room_of(module)
        for name in _imports(module):
            there = name.split(".")[1] if name.startswith("casebook.") else ""
            if here in floor and there in floor and floor[there] > floor[here]:
                upwards.append(f"{module.relative_to(CORE)} uses {name}")
    assert not upwards


def test_the_page_is_read_first_where_it_says() -> None:
    table = PAGE.split("## The rooms")[1].split("## ")[0]
    for room, first in re.findall(r"^\| `(\w+)` \|.*\| `([\w./]+)` \|$", table, re.MULTILINE):
        place = CORE / room
        if first.endswith(".py"):
            assert (place / first).is_file(), (room, first)
        else:
            file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
            assert re.search(rf"^(def )?{first}\b", file.read_text(encoding="utf-8"), re.MULTILINE), (room, first)


def test_no_module_is_too_long_to_hold_in_the_head() -> None:
    sizes = {str(one.relative_to(PROJECT)): len(one.read_text(encoding="utf-8").splitlines()) for one in _modules()}
    scripts = (PROJECT / "docs" / "assets").rglob("*.js")
    sizes |= {str(one.relative_to(PROJECT)): len(one.read_text(encoding="utf-8").splitlines()) for one in scripts}
    assert not {name: size for name, size in sizes.items() if size > MOST_LINES}


def _public(module: Path) -> Iterator[str]:
    """What a module defines and names in `__all__`."""
    body = ast.parse(module.read_text(encoding="utf-8")).body
    defined = {one.name for one in body if isinstance(one, (ast.FunctionDef, ast.ClassDef))}
    listed: list[str] = []
    for one in body:
        targets = one.targets if isinstance(one, ast.Assign) else [one.target] if isinstance(one, ast.AnnAssign) else []
        for target in targets:
            if isinstance(target, ast.Name):
                defined.add(target.id)
                if target.id == "__all__" and one.value:
                    listed = ast.literal_eval(one.value)
    return (name for name in listed if name in defined)


def test_no_two_public_things_share_a_name() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for module in _modules():
        for name in _public(module):
            homes[name].append(str(module.relative_to(CORE)))
    assert not {name: places for name, places in homes.items() if len(places) > 1}


def test_every_public_thing_is_named_as_public() -> None:
    """A module's `__all__` is there, and names nothing that it does not have."""
    for module in _modules():
        text = module.read_text(encoding="utf-8")
        if module.name == "__main__.py" or "import" not in text:
            continue
        assert "__all__" in text, module


def test_every_list_of_things_is_where_the_page_says() -> None:
    from casebook.cli import COMMANDS
    from casebook.export import EXPORTS
    from casebook.find import FACETS
    from casebook.kinds import KINDS
    from casebook.model import ITEM_KINDS
    from casebook.render.pages import PAGES
    from casebook.rules import CASE_RULES, ESSAY_RULES, SOURCE_RULES, VOCABULARY_RULES

    rules = (CASE_RULES, ESSAY_RULES, SOURCE_RULES, VOCABULARY_RULES)
    for things in (COMMANDS, EXPORTS, FACETS, KINDS, ITEM_KINDS, PAGES, *rules):
        assert isinstance(things, tuple) and things
