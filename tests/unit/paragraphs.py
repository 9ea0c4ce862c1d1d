"""The two examples in each paragraph of problems.md, each put into a sound file where a reader would put it.

An example is a few lines of a case. A field of the case takes the place of what the case says there; a field of an
entry that of the first entry that has it; an entry comes first in the list that has such fields; and what
is no field stands first in the story. So the examples stay as short as they are, and are tried all the same.
Behind the words wrong and right stands what a reader must know of it; a file that is named there is the example's.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from examples import SMALL, TESTS, TODAY, make_project

from broken.mistake import SOUND
from casebook.check import check_project
from casebook.diagnostics import CODES
from casebook.fields import Field

__all__ = ["SHOWN_ELSEWHERE", "Shown", "find_codes", "read_pair"]

SHOWN_ELSEWHERE = {
    "unreadable-file": "a link to a file",
    "file-too-large": "as large as a report",
    "too-much": "thousands of signs",
    "not-judged": "no file is known that is one",
    "more-problems": "a hundred problems",
    "unexpected-file": "no file of text",
    "deprecated-term": "no term is deprecated yet",
    "stale-translation": "the letters stand for a text that only the checker knows",
}
"""What a few lines cannot be, with the reason; files in `tests/cases_bad`, and test_hostile.py, try them."""

_CASE = (
    SOUND.replace("city: {name: Recife, country: BR}", "city:\n  name: Recife\n  country: BR")
    .replace("when: 2020-06\n    evidence: [", "when: 2020-06\n    evidence: [daily-paper-2020, ")
    .replace(
        "sources:\n",
        "disagreements:\n  - about: How long it took\n    accounts:\n"
        "      - {say: It took nine years., evidence: [city-paper-2021]}\n"
        "      - {say: It took a year., evidence: [health-report-2021]}\n"
        "sources:\n  - id: daily-paper-2020\n    title: Kitchens everywhere\n    publisher: The Daily Paper\n"
        "    published: 2020-05\n    kind: news\n    seen: whole\n    language: en\n",
    )
)  # fmt: skip
"""A sound case, with each field on a line of its own, a disagreement, and a source more."""
_STUB = "---\n" + "".join(
    f"{line}\n"
    for line in SOUND.split("\n---\n")[0].split("\n")[1:]
    if re.match(r"title|summary|  When|  from one|city|period|  from|  to:", line)
) + "sources:\n  - {id: the-report, title: The report, publisher: The city, published: 2020, kind: report, language: en}\n---\n"  # fmt: skip
"""The least that a case can say."""
_OTHER = (
    (SMALL / "cases/durban/durban-shelter.md").read_text(encoding="utf-8").replace("formerly: [durban-old-name]\n", "")
)
_NOTES = (
    ("n041", "Trust is the key."), ("n042", "It took years."), ("n007", "Nine years of trying."),
    ("n095", "Small things first."), ("n100", "Small things first., same_as: n095, set_aside: The same words stand in note n095."),
)  # fmt: skip
_HARVEST = (SMALL / "cases/_sources/harvest.yml").read_text(encoding="utf-8") + "".join(
    f"  - {{id: {id}, part: journaling, says: {says}}}\n" for id, says in _NOTES
)
_TRANSLATION = '---\ntitle: "Las vecinas cocinan juntas"\nsummary: "Las vecinas cocinaron juntas cuando llegó la cuarentena."\nread_by_native: false\nEXAMPLE---\n'
_ESSAYS = "id: {id}\nessays:\n{before}EXAMPLE"
_EXAMPLE = "EXAMPLE"


def _place_other(city: str, country: str, more: str = "", **changes: str) -> str:
    """The other case in another city."""
    text = _OTHER.replace("city: {name: Durban, country: ZA}", f"city: {{name: {city}, country: {country}{more}}}")
    for old, new in {"papers.test/four-pots": f"papers.test/{city[:3].lower()}", **changes}.items():
        text = text.replace(old, new)
    return text


@dataclass(frozen=True)
class Setting:
    """Where an example is put, if not into a case that stands alone."""

    at: str = "cases/recife/the-case.md"
    """The file, where the example names none."""
    into: str = ""
    """The text of the file, with EXAMPLE in the place of the example; by default the sound case."""
    stub: bool = False
    """Whether the case says nothing but what every case must."""
    whole: bool = False
    """Whether the example shows the file from its first line on; a title stands for all the facts."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Other files of the project."""


_SETTINGS: Mapping[str, Setting] = {
    "no-front-matter": Setting(whole=True),
    "unclosed-front-matter": Setting(whole=True),
    "no-story": Setting(whole=True),
    "no-source": Setting(stub=True),
    "no-status": Setting(stub=True),
    "story-length": Setting(stub=True),
    "city-clash": Setting(beside={"cases/cartagena/the-port.md": _place_other("Cartagena", "ES")}),
    "city-twice": Setting(beside={"cases/milan/the-market.md": _place_other("Milan", "IT")}),
    "city-near": Setting(
        beside={
            "cases/nelson-mandela-bay/the-port.md": _place_other(
                "Nelson Mandela Bay", "ZA", ", latitude: -33.961, longitude: 25.615"
            )
        }
    ),
    "document-clash": Setting(
        beside={
            "cases/durban/the-other.md": _place_other(
                "Durban", "ZA", **{"https://www.papers.test/dur": "https://www.example.org/a-shelter-opens", "Four pots and a list": "A shelter opens"}
            )
        }
    ),
    "dangling-part": Setting("cases/_sources/harvest.yml", f"{_HARVEST}  {_EXAMPLE}"),
    "note-too-long": Setting(
        "cases/_sources/harvest.yml", f"{_HARVEST}  - id: n200\n    part: journaling\n    {_EXAMPLE}"
    ),
    "dangling-item": Setting(
        "schema/essays/themes.yml",
        f"id: themes\nessays:\n  - about: trust\n    paragraphs:\n      - text: Trust took years.\n        {_EXAMPLE}",
    ),
    "no-claim": Setting("schema/essays/themes.yml", f"id: themes\nessays:\n  {_EXAMPLE}"),
    "essay-length": Setting(
        "schema/essays/themes.yml", f"id: themes\nessays:\n  - about: trust\n    claim: Trust came late.\n    {_EXAMPLE}"
    ),
    "term-moved": Setting(
        "schema/essays/causes.yml",
        f"id: causes\nessays:\n  {_EXAMPLE}",
        beside={
            "cases/lima/lima-hill-kitchens.md": _place_other(
                "Lima", "PE", **{"the-money-ended": "nobody-paid", "cause: red-tape": "cause: money"}
            )
        },
    ),
    "wrong-language": Setting(into=_TRANSLATION, beside={"cases/lima/lima-ollas-comunes.md": _place_other("Lima", "PE")}),
    "translated-story": Setting(
        "cases/durban/ethekwini-strollers-shelter.es.md", _TRANSLATION, whole=True
    ),
    "untranslated": Setting(
        "cases/teresina/the-kitchens.es.md",
        _TRANSLATION,
        beside={
            "cases/teresina/the-kitchens.md": _STUB.replace("Recife", "Teresina").replace(
                "sources:",
                "lessons:\n" + "".join(
                    f"  - {{id: {id}, title: Ask first, insight: They asked., evidence: [the-report]}}\n"
                    for id in ("cook-first", "ask-the-market")
                ) + "sources:",
            )
        },
    ),
}  # fmt: skip
"""The codes whose examples need one."""


@dataclass(frozen=True)
class Shown:
    """One of the two examples of a paragraph."""

    code: str
    """The code."""
    text: str
    """The example; empty where the name of the file is all of it."""
    at: str
    """The file that it is, or is put into."""


def read_pair(code: str) -> tuple[Shown, Shown]:
    """What the paragraph of a code shows as wrong and as right."""
    found = re.search(
        r"```yaml\n# wrong([^\n]*)\n(.*?)^# right([^\n]*)\n(.*?)```", CODES[code].explanation, re.DOTALL | re.MULTILINE
    )
    assert found, code
    at = _SETTINGS.get(code, Setting()).at

    def find_file(said: str, otherwise: str) -> str:
        named = re.search(r"cases/[^,\n]+?\.md(?:\.txt)?(?![\w.])", said)
        return named[0] if named else otherwise

    wrong_at = find_file(found[1], at)
    return Shown(code, found[2], wrong_at), Shown(code, found[4], find_file(found[3], wrong_at))


_FIELD = re.compile(r"^([a-z_]+):", re.MULTILINE)


def _split(text: str) -> tuple[str, str]:
    """The facts and the story."""
    facts, _, story = text.removeprefix("---\n").partition("\n---\n")
    return facts + "\n", story


def _find_block(facts: str, name: str, *, nested: bool, start: int = 0) -> re.Match[str] | None:
    """A field with all that stands in it: from its name to the next line that stands as far out."""
    indent = r"(?P<indent> +)(?P<hyphen>- )?" if nested else "(?P<indent>)(?P<hyphen>)"
    more = r"(?P=indent)(?(hyphen)(?:  ) +|  *)" if nested else " "
    return re.compile(rf"^{indent}{name}:.*\n(?:{more}.*\n)*", re.MULTILINE).search(facts, start)


def _put_fields(facts: str, example: str, names: list[str]) -> str:
    """Facts in which an example stands in place of the fields that it names."""
    for name in names:
        if found := _find_block(facts, name, nested=False):
            facts = facts[: found.start()] + facts[found.end() :]
    return example + facts


def _put_entry(facts: str, example: str, tree: Field) -> str:
    """Facts in which an example stands first in the list whose entries have such fields."""
    said = set(re.findall(r"[{,] ?([a-z_]+):|^- ([a-z_]+):", example, re.MULTILINE))
    names = {one or other for one, other in said}
    for home in (one for one in tree.all() if one.entry and names <= set(one.entry.by_name)):
        lines = "".join(f"  {line}\n" for line in example.rstrip("\n").split("\n"))
        if len(home.path) == 1:
            return re.sub(rf"^{home.name}:\n", lambda _: f"{home.name}:\n{lines}", facts, count=1, flags=re.MULTILINE)
        # a list of an entry: of the first that is there
        at = re.search(r"^lessons:\n  - id: .*\n", facts, re.MULTILINE)
        assert at and home.path[0] == "lessons", home.path
        return f"{facts[: at.end()]}    {home.name}:\n{lines.replace('  -', '      -')}{facts[at.end() :]}"
    raise AssertionError(f"no list has entries of {names}")


def _put_inside(facts: str, example: str, tree: Field) -> str:
    """Facts in which fields of an entry stand in place of those of the first entry that has them."""
    start = 0
    for part in re.split(r"^(?=[a-z_]+:)", example, flags=re.MULTILINE)[1:]:
        name = part.partition(":")[0]
        found = _find_block(facts, name, nested=True, start=start)
        if found is None:
            # none has it yet: the group to which it belongs
            home = tree.homes[name][0]
            found = re.compile(rf"^(?P<indent>)(?P<hyphen>){home.name}:\n", re.MULTILINE).search(facts)
            assert found, name
            indented = "".join(f"  {line}\n" for line in part.rstrip("\n").split("\n"))
            facts = facts[: found.end()] + indented + facts[found.end() :]
            continue
        deeper = found["indent"] + ("  " if found["hyphen"] else "")
        first, *rest = part.rstrip("\n").split("\n")
        lines = [f"{found['indent']}{found['hyphen'] or ''}{first}", *(deeper + line for line in rest)]
        made = "\n".join(lines) + "\n"
        facts = facts[: found.start()] + made + facts[found.end() :]
        start = found.start() + len(made)
    return facts


def _set_in_case(example: str, case: str, tree: Field) -> str:
    """A case with an example in it."""
    facts, story = _split(case)
    names = _FIELD.findall(example)
    if example.startswith(("- {", "- id:")):
        facts = _put_entry(facts, example, tree)
    elif not names:
        story = f"\n{example}\n{story}"
    elif all(name in tree.by_name or name not in tree.homes for name in names):
        facts = _put_fields(facts, example, names)
    else:
        facts = _put_inside(facts, example, tree)
    return f"---\n{facts}---\n{story}"


def _show_whole(example: str, facts: str) -> str:
    """A file of which the example shows the first lines."""
    return re.sub(r"^title: .*\n", lambda _: facts, example, count=1, flags=re.MULTILINE)


def _set_in_text(example: str, text: str) -> str:
    """Any other file with an example in it."""
    (indent,) = re.findall(rf"^( *){_EXAMPLE}", text, re.MULTILINE)
    return text.replace(_EXAMPLE, example.replace("\n", f"\n{indent}").removesuffix(indent))


def _write(shown: Shown, setting: Setting, tree: Field) -> bytes:
    """The file in which an example stands, letter by letter as somebody would have it."""
    # a text that is broken off goes on for as long as one likes to read
    example = re.sub(r" …$", " and so on [@harvest#n041]" + " and on" * 150 + ".", shown.text, flags=re.MULTILINE)
    example = re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), example)
    case = _STUB if setting.stub else _CASE
    if setting.whole:
        text = _show_whole(example, _split((setting.into or case).replace(_EXAMPLE, ""))[0])
    else:
        text = _set_in_text(example, setting.into) if setting.into else _set_in_case(example, case, tree)
    # a letter of another encoding is shown as a sign that stands for nothing
    return text.encode().replace("\ufffd".encode(), b"\xed")


def find_codes(root: Path, shown: Shown, tree: Field) -> set[str]:
    """The codes that are said of an example in its setting."""
    setting = _SETTINGS.get(shown.code, Setting())
    make_project(root)
    files = {
        "cases/_sources/harvest.yml": _HARVEST.encode(),
        "cases/durban/ethekwini-strollers-shelter.md": _place_other("Durban", "ZA").encode(),
        **{path: text.encode() for path, text in setting.beside.items()},
        shown.at: _write(shown, setting, tree),
    }
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    if shown.at.startswith("schema/"):
        shutil.copytree(
            TESTS.parent / "schema", root / "schema", ignore=shutil.ignore_patterns("essays"), dirs_exist_ok=True
        )
    return {one.code for one in check_project(root, TODAY).diagnostics}
