"""What to say where a value is of another kind than its field: a text for a list, a list for a text, nothing at all."""

from __future__ import annotations

import json
import re
from typing import Any

from casebook.fields.advice import (
    Explanation,
    Violation,
    says_nothing,
    write_example,
)
from casebook.fields.date_advice import advise_date
from casebook.fields.evidence_advice import advise_evidence
from casebook.fields.tree import TEXTS, Field, find_item_kind
from casebook.text.dates import guess_date
from casebook.text.gazetteer import find_country_code
from casebook.text.wording import join_words, quote, replace_look_alikes, shorten, slugify

__all__ = ["explain_no_evidence", "explain_type"]

_TYPE_WORDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "a group of fields",
    "boolean": "true or false",
}
_WORDS = ("id", "term", "case", "choice", "country", "language")
"""What fields hold that is one word, in which no comma can stand."""

_OTHER_HYPHEN = re.compile(r"-(?=\w)|(?:[•◦▪‣●·–—]|[0-9]{1,2}[.)])\s+")
"""What people write before the entries of a list elsewhere."""


def _describe(value: Any) -> str:
    """A value of the wrong kind, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the word {str(value).lower()}"
    if isinstance(value, (int, float)):
        return f"the number {quote(value)[1:-1]}"
    if isinstance(value, str):
        return f"the text {quote(value)}"
    if isinstance(value, list):
        return "a list"
    names = join_words((quote(name, 20) for name in list(value)[:2]), "and")
    return f"a group of fields ({names}{', …' if len(value) > 2 else ''})" if value else "an empty group of fields"


def explain_no_evidence(found: Violation) -> Explanation:
    """An item without any evidence."""
    kind = find_item_kind(found.path)
    figure = kind is not None and kind.id == "result"
    return Explanation(
        "figure-without-evidence" if figure else "no-evidence",
        f"This {'figure' if figure else 'item'} has no evidence: the list is empty.",
        "Name the sources that say so by their ids, for instance evidence: [mercury-2019, harvest#n041].",
    )


def explain_type(found: Violation) -> Explanation:
    """A value of the wrong kind, or none."""
    value, wanted = found.value, found.field.types
    if value is None:
        return _explain_nothing(found)
    words = [_TYPE_WORDS[one] for one in wanted if one != "null"]
    # a year is written as a number, yet the field is a date
    if set(wanted) == {"string", "integer"}:
        words = ["a date"]
    message = f"{found.subject} should be {join_words(words, 'or')}, but here stands {_describe(value)}."
    advise = next(advise for kind, advise in _ADVISERS.items() if kind in wanted)
    help, as_written = advise(found)
    return Explanation("wrong-type", message, help, as_written=as_written)


def _explain_nothing(found: Violation) -> Explanation:
    if found.names_evidence:
        return explain_no_evidence(found)
    if found.path and isinstance(found.path[-1], int):
        help = "Write something after the hyphen, or remove the line."
    elif found.field.required:
        help = f"Write a value after the colon; it cannot be left out. {found.advice}"
    else:
        help = f"Write a value after the colon, or remove the line if you have none. {found.advice}"
    return Explanation("empty-value", f"{found.subject} has no value.", help.strip())


def _advise_text(found: Violation) -> tuple[str, str]:
    value, field = found.value, found.field
    if choices := field.choices:
        said = f"The choices are {join_words(choices, 'or')}."
        if isinstance(value, bool) and "yes" in choices:
            word = "yes" if value else "no"
            return f"Write {word}. {said}", word
        return said, ""
    if isinstance(value, (bool, int, float)):
        written = found.parsed.written(found.path) or str(value).lower()
        if field.holds == "evidence":
            return f"{advise_evidence(written, found.parsed.value, found.before).help}.", ""
        if field.holds in ("date", "span"):
            # 2020.0 is the year 2020 as some spreadsheets write it
            return advise_date(str(int(value)) if isinstance(value, float) and value.is_integer() else written, field)
        if not _takes(field, written):
            return f"Write one text. {found.advice}", ""
        help = f'If it is meant as a text, put it in double quotes: "{written}".'
        certain = not isinstance(value, bool)
        return help, f'"{written}"' if certain else ""
    if isinstance(value, dict) and len(value) == 1:
        ((name, inner),) = value.items()
        if isinstance(inner, (str, int, float)):
            better = quote(f"{name}: {inner}", 300)
            help = f"The colon makes a field of it. Put the text in double quotes: {better}"
            whole = found.parsed.rest_of_line(found.path)
            certain = whole == f"{name}: {inner}" and bool(found.parsed.unquoted_end((*found.path, name)))
            # a word in small letters may have been meant as a field
            certain = certain and not re.fullmatch("[a-z_]+", name)
            return help, json.dumps(whole, ensure_ascii=False) if certain else ""
    if isinstance(value, list) and len(value) == 1:
        return f"Write it alone, without a hyphen or brackets. {found.advice}", ""
    return f"Write one text. {found.advice}", ""


def _takes(field: Field, text: str) -> bool:
    """Whether a field of words takes a text: not everything that stands in quotation marks is one of its own."""
    fits = field.limits.get("minLength", 0) <= len(text) <= field.limits.get("maxLength", len(text))
    return field.holds in TEXTS and fits and re.search(field.limits.get("pattern", ""), text) is not None


def _advise_list(found: Violation) -> tuple[str, str]:
    value, field = found.value, found.field
    entry = field.entry
    if isinstance(value, str) and says_nothing(value) and not found.names_evidence:
        return _advise_leaving_out(field), ""
    if isinstance(value, str) and re.match(r"-\w", value):
        return f"A space belongs after each hyphen: - {value[1:60].partition(' -')[0]}", ""
    if isinstance(value, str) and (sign := _BULLET.match(value)):
        first = shorten(re.split(rf" {_BULLET.pattern}", value[sign.end() :])[0], 60)
        return f"Begin each entry with a hyphen and a space, in a line of its own: - {first}", ""
    if isinstance(value, str) and field.name == "failures":
        return f"Write each failure as an entry with fields of its own. If none is known: {_NO_FAILURES}", ""
    if isinstance(value, str) and entry and entry.types == ("string",):
        if found.names_evidence:
            return _advise_evidence_list(value, found)
        if entry.holds in _WORDS:
            value = replace_look_alikes(value) or value
            pieces = [piece.strip() for piece in re.split(r"[,;/|]|\s+(?:and|or|y|e|et|und)\s+", value[:200])]
            words = [slugify(piece) for piece in pieces if slugify(piece)]
            if words and len(value) <= 200:
                written = f"[{', '.join(words)}]"
                return f"Put it in square brackets, with a comma between two: {field.name}: {written}", written
        elif len(value) <= 300:
            quoted = f"[{json.dumps(value, ensure_ascii=False)}]"
            several = "If these are several, write each on a line of its own, after a hyphen and a space. "
            # a text over several lines, or with half a bracket, may be several
            certain = value == found.parsed.rest_of_line(found.path) and not re.search(r"[,;•\[\]{}]", value)
            return (
                f"{'' if certain else several}Put a text in double quotes and square brackets: {field.name}: {quoted}",
                quoted if certain else "",
            )
    if isinstance(value, (int, float)) and found.names_evidence:
        return _advise_evidence_list(str(value), found)[0], ""
    if isinstance(value, dict):
        return _advise_hyphen(value, found), ""
    return f"Write each entry on a line of its own, after a hyphen and a space. {write_example(field)}".strip(), ""


def _advise_hyphen(value: dict[str, Any], found: Violation) -> str:
    """Where the hyphen goes before the first field of an entry: into the room to the left of it, if there is some."""
    name = next(iter(value), "")
    place = found.parsed.position(found.path)
    line = found.parsed.lines[place.line - 1]
    if place.column > 2 and line[: place.column - 1].isspace() and line.strip().startswith(f"{name}:"):
        better = f"{' ' * (place.column - 3)}- {shorten(line.strip(), 60)}"
        return f"Put a hyphen and a space in place of the two spaces before {name}, and leave the others: {better}"
    return "Begin each entry of the list with a hyphen and a space."


_BULLET = re.compile(r"(?:[•·●▪‣*–—]|[0-9]{1,2}[.)]) ")
_NO_FAILURES = (
    "Write failures: [] and say in no_failures_because: why nothing is known of any, for instance "
    'no_failures_because: "The two articles speak of none."'
)


def _advise_leaving_out(field: Field) -> str:
    if field.name == "failures":
        return _NO_FAILURES
    if field.required:
        return f"This list cannot be left out. {field.description}"
    return f"If there is none, leave the line out: {field.name} need not be there."


def _advise_evidence_list(value: str, found: Violation) -> tuple[str, str]:
    if says_nothing(value):
        known = advise_evidence("", found.parsed.value).example
        return f"Nothing can stand without evidence: name a source that says so, for instance evidence: [{known}]", ""
    pieces = [piece.strip() for piece in re.split(r"[,;]", value)] if len(value) < 300 else []
    if says_nothing(value) or not re.search("[a-z]", value):
        pieces = []
    # ids with their places, which need nothing but brackets
    if pieces and all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(#[^\s#,\[\]{}]+)?", piece) for piece in pieces):
        written = f"[{', '.join(pieces)}]"
        return f"Put it in square brackets: {found.field.name}: {written}", written
    said = advise_evidence(value, found.parsed.value)
    right = ", ".join(said.several) or said.better
    written = f"[{right}]" if re.fullmatch(r"[\w#., -]+", right) else ""
    if written:
        return f"{said.help}. The list stands in square brackets: {found.field.name}: {written}", written
    return f"{said.help}. For instance {found.field.name}: [{said.example}]", ""


def _advise_group(found: Violation) -> tuple[str, str]:
    value, field = found.value, found.field
    names = [one.name for one in field.fields if one.required] or [one.name for one in field.fields[:3]]
    if field.name == "city" and (cities := _list_cities(value)):
        return _advise_cities(cities), ""
    if {"from", "to"} <= field.by_name.keys() and isinstance(value, (str, int)):
        first, _, last = (guess_date(str(value), span=True) or "").partition("/")
        if last:
            written = f"{{from: {first}, to: {last}}}"
            return f"Write its two dates as fields: {field.name}: {written}", written
        if first:
            return f"Write its two dates as fields: {field.name}: {{from: {first}, to: ongoing}}, or when it ended.", ""
    if field.name == "city" and isinstance(value, str):
        return _advise_city(value), ""
    if isinstance(value, list):
        return f"There is only one: put a space in place of the hyphen. Its fields are {join_words(names, 'and')}.", ""
    if isinstance(value, str) and names[0] == "name" and len(value) < 80:
        return f"Write its fields {join_words(names, 'and')}: {{name: {value}, {': …, '.join(names[1:])}: …}}", ""
    return f"Write its fields below it, two spaces further in: {join_words(names, 'and')}.", ""


def _advise_city(value: str) -> str:
    if says_nothing(value) or value.strip().lower() in {"unknown", "various", "several"}:
        return "Write city: null if no source names it, and say so in the next line under city_note."
    name, _, rest = re.sub(r"\s*\(", ",", value[:80]).partition(",")
    if country := find_country_code(rest.strip(" )")) if rest.strip(" )") else None:
        return f"Write its name and its country as fields: city: {{name: {name.strip()}, country: {country}}}"
    example = f"city: {{name: {name.strip()}, country: ZA}}"
    return (
        f"Write its fields below it, two spaces further in: name and country. In one line, for South Africa: {example}"
    )


def _list_cities(value: Any) -> list[tuple[str, str]]:
    """The names, and countries if there are any, of several cities in the place of one."""
    found: list[tuple[str, str]] = []
    parts = re.split(r"\s+(?:and|y|e|et|und|&)\s+|\s*[/;]\s*", value[:200]) if isinstance(value, str) else value
    for one in parts if isinstance(parts, list) else ():
        name, country = (one.get("name"), one.get("country")) if isinstance(one, dict) else (one, "")
        if isinstance(one, str) and (both := re.fullmatch(r"([^,]*), ?([A-Z]{2})", one)):
            name, country = both[1], both[2]
        if isinstance(name, str) and name and len(name) < 80:
            found.append((name, country if isinstance(country, str) else ""))
    return found if len(found) > 1 else []


def _advise_cities(cities: list[tuple[str, str]]) -> str:
    (first, country), *others = cities[:4]
    also = ", ".join(f"{{name: {name}, country: {other or country or 'BR'}}}" for name, other in others)
    return (
        "A case has one city, and the others have a part in the story: write the first under city and the others "
        f"under also. city: {{name: {first}, country: {country or 'BR'}}} and, in the next line, also: [{also}]"
    )


def _advise_number(found: Violation) -> tuple[str, str]:
    value, field = found.value, found.field
    if isinstance(value, str) and len(value) < 40:
        if re.fullmatch(r"\s*[-+−]?[0-9]+,[0-9]+\s*", value):
            plain = value.strip().replace(",", ".").replace("−", "-")
            return f"Write a point in place of the comma: {field.name}: {plain}", plain
        if re.fullmatch(r"\s*[-+−]?[0-9]+(\.[0-9]+)?\s*", value):
            plain = value.strip().replace("−", "-")
            return f"Write it without quotation marks: {field.name}: {plain}", plain
    return f"Write the number alone, without quotation marks or letters. {write_example(field)}".strip(), ""


_SAID = {"true": ("true", "yes", "y", "1", "on"), "false": ("false", "no", "n", "0", "off")}
"""What people write for true and for false elsewhere."""


def _advise_boolean(found: Violation) -> tuple[str, str]:
    name, value = found.field.name, str(found.value)[:40].strip().lower()
    meant = next((word for word, said in _SAID.items() if value in said), "")
    if meant:
        return f"Write it in this way, without quotation marks: {name}: {meant}", meant
    return f"Write {name}: true or {name}: false, without quotation marks.", ""


_ADVISERS = {"string": _advise_text, "array": _advise_list, "object": _advise_group, "number": _advise_number,
             "integer": _advise_number, "boolean": _advise_boolean}  # fmt: skip
