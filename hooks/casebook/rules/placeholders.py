"""What stands in a file until somebody writes it: the guide's template, TODO, and addresses of nobody.

The template is read from the file that the guide shows, so that both say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import yaml

from casebook.diagnostics import Position
from casebook.fields import TEXTS
from casebook.model import ITEM_KINDS
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import quote

__all__ = ["check_placeholders", "holds_placeholder"]

_ALONE = re.compile(
    r"no response|todo|to ?do|tb[acd]|fixme|x{2,}|\.{3,}|…|placeholder|lorem ipsum.{0,9000}|n/a|asdf\w{0,9}"
    r"|qwerty\w{0,9}|blah(?: blah)*"
    r"|to be (?:added|completed|confirmed|defined|determined|done|filled in|written)|coming soon|work in progress|wip"
    r"|fill (?:me |this |it )?in|(?:insert|enter|write|add|your) (?:\w+ ){0,3}(?:text|title|name|summary"
    r"|description|story|here)"
    r"|por (?:definir|completar|escribir|hacer)|a (?:definir|preencher|completar|escrever)|da (?:definire"
    r"|scrivere|completare|compilare)"
    r"|sin respuesta|sem resposta|nessuna risposta|texto de ejemplo|texto de exemplo|testo di esempio",
    re.IGNORECASE,
)
"""What is one where nothing else stands."""

_ANYWHERE = re.compile(
    r"_No response_|(?<!\w)(?:TBD|FIXME)(?!\w)|(?<!\w)TODO(?=:|\]|\))|(?i:(?<!\w)x{4,}(?!\w)"
    r"|(?<!\w)lorem ipsum(?!\w)|https?://(?:www\.)?example\.(?:com|org|net|edu)(?![\w-]|\.\w))"
)
"""What is one wherever it stands: in Spanish todo is a word, and XXX is thirty."""

_FRAME = " \t\n_*`~[](){}<>\"'“”‘’.:;,!?-–—#"
_NOBODYS_HOST = re.compile(r"(?:[^/]*\.)?example(?:\.(?:com|org|net|edu))?\.?")


_BEGINS_ALONE = re.compile(
    r"no|to|tb|fix|x|\.|…|pla|lor|n/|asd|qwe|bla|com|wor|wip|fill|ins|ent|wri|add|your|por|a\s|da\s|sin|sem|nes|te[xs]",
    re.IGNORECASE,
)
"""How each of them begins: a quick look, after which few texts are left."""


@cache
def _read_template() -> tuple[frozenset[str], frozenset[str], str]:
    """The texts of the template, its ids of items, and its story."""
    text = files("casebook.rules").joinpath("template.md").read_text(encoding="utf-8")
    _, facts, story = text.split("---\n", 2)
    values: dict[str, Any] = yaml.safe_load(facts)
    ids = {one["id"] for kind in ITEM_KINDS for one in values.get(kind.field, ()) if "id" in one}
    # a term, a date or a code is one word, and may be meant
    texts = {_flatten(one) for one in _list_texts(values) if " " in one}
    return frozenset(texts), frozenset(ids), _flatten(story)


@cache
def _list_first_words() -> frozenset[str]:
    return frozenset(text.partition(" ")[0] for text in _read_template()[0])


def _list_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _list_texts(one)


def _flatten(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")


def _may_stand_in(text: str) -> bool:
    """A quick look, after which hardly any text is left."""
    low = text.casefold()
    return any(sign in low for sign in ("_no response_", "tbd", "fixme", "todo", "xxxx", "lorem", "example."))


def _stands_alone(text: str) -> bool:
    bare = text.strip(_FRAME)
    return _BEGINS_ALONE.match(bare) is not None and _ALONE.fullmatch(" ".join(bare.split())) is not None


def _is_of_template(text: str) -> bool:
    # of nearly every text its first word says that it is none
    first = text.split(maxsplit=1)[:1]
    return bool(first) and first[0].casefold() in _list_first_words() and _flatten(text) in _read_template()[0]


def _find_placeholder(text: str, *, within: bool = True) -> str:
    """What stands in a text in place of words of its own; empty if all are.

    Args:
        text: The text.
        within: Whether one may stand among its words.
    """
    if _stands_alone(text) or _is_of_template(text):
        return text.strip()
    found = _ANYWHERE.search(text) if within and _may_stand_in(text) else None
    return found[0] if found else ""


def holds_placeholder(paragraph: str) -> bool:
    """Whether a paragraph of a story holds something that was to be replaced."""
    return bool(_find_placeholder(paragraph)) or _flatten(paragraph) == _read_template()[2]


def check_placeholders(file: CheckedFile, project: Project) -> Problems:
    """Whether something still stands there as the guide or a form has it."""
    texts = tuple(file.words(*TEXTS))
    within = _may_stand_in("\n".join(text for _, _, text in texts))
    for field, where, text in texts:
        # one that is too short is told already
        if len(text) < field.limits.get("minLength", 0) or not (found := _find_placeholder(text, within=within)):
            continue
        help = f"Write your own words in its place. {field.description}".strip()
        place = file.parsed.find(where, found)
        yield file.report("placeholder", place, f"A placeholder stands here: {quote(found)}.", help)
    for where, id in ((path, id) for id, (_, path) in file.items.items() if id in _read_template()[1]):
        message = f"The id {quote(id)} is the template's."
        help = "Write a short name for this one, in lower case with hyphens: it becomes part of its address."
        yield file.report("placeholder", (*where, "id"), message, help)
    for _, where, address in file.words("url"):
        if _is_nobodys(address):
            message = f"The address {quote(address)} is one for examples, at which nobody has a page."
            help = "Write the address of the document itself; if it has none, remove this line."
            yield file.report("placeholder", where, message, help)
    yield from _check_story(file)


def _is_nobodys(address: str) -> bool:
    # a browser leaves out the ends of lines that stand in an address
    if "example" not in address.lower() and address.isprintable():
        return False
    try:
        return _NOBODYS_HOST.fullmatch(urlsplit(address).hostname or "") is not None
    except ValueError:
        return False


def _check_story(file: CheckedFile) -> Problems:
    body = file.parsed.body
    if not body.strip():
        return
    story = _read_template()[2]
    found = next((line for line in body.split("\n") if line.strip() and _flatten(line) == story), "")
    alone = found or (body.strip() if _stands_alone(body) else "")
    match = _ANYWHERE.search(body) if not alone and _may_stand_in(body) else None
    if found := alone or (match[0] if match else ""):
        offset = body.find(found)
        start = body.rfind("\n", 0, offset) + 1
        place = Position(file.parsed.body_line + body.count("\n", 0, start), offset - start + 1)
        help = "Write your own words in its place, or leave it out."
        if alone:
            help = "Tell the story in your own words, or leave the part below the facts empty until somebody can."
        yield file.report("placeholder", place, f"A placeholder stands in the story: {quote(found)}.", help)
