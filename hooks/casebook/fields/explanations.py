"""What to say when a value is not as its schema wants it: what was written, what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from casebook.fields.schemas import find_repeated
from casebook.fields.tree import Field, find_item_kind
from casebook.files import FieldPath
from casebook.text.dates import guess_date
from casebook.text.gazetteer import find_country_code
from casebook.text.urls import find_fault, mend_address
from casebook.text.wording import join_words, number_of, quote, show_plainly, slugify, suggest

__all__ = ["Violation", "advise_field", "explain_violation"]


class Explanation(NamedTuple):
    """What to say of a problem."""

    code: str
    """The kind of problem."""
    message: str
    """What is wrong."""
    help: str
    """What to do."""
    better: str = ""
    """The right value, if it is certain."""


_LONGEST = 160
"""What is longer is no misspelt id, date or word, so nothing is guessed of it, and nothing repeats it whole."""

_TYPE_WORDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "a group of fields",
    "boolean": "true or false",
}


@dataclass(frozen=True)
class Violation:
    """A value that is not as its field wants it."""

    keyword: str
    """The word of the schema that is broken: type, minLength, pattern …"""
    limit: Any
    """What the schema says with that word."""
    value: Any
    """What was written."""
    path: FieldPath
    """Where it stands."""
    field: Field
    """The field that it belongs to."""

    @property
    def subject(self) -> str:
        """The value as messages begin with it."""
        if not self.path:
            return "The file"
        last = self.path[-1]
        return f"Entry {last + 1} of `{self.field.name}`" if isinstance(last, int) else f"`{self.field.name}`"

    @property
    def advice(self) -> str:
        """What the field is for, and how it may look."""
        return advise_field(self.field)

    @property
    def names_evidence(self) -> bool:
        """Whether this is a whole list of evidence."""
        return self.field.entry is not None and self.field.entry.holds == "evidence"


@lru_cache(maxsize=1024)
def advise_field(field: Field) -> str:
    """What a field is for, and how it may look."""
    example = _write_example(field)
    return f"{field.description}{f' For instance {example}' if example else ''}".strip()


def _write_example(field: Field) -> str:
    """How the field may look, if an example of it fits into a line."""
    for example in field.examples:
        if isinstance(example, (str, int, float)) and len(str(example)) <= 80:
            return f"{field.name}: {_write(example)}"
        if isinstance(example, list) and all(isinstance(one, (str, int)) for one in example):
            text = ", ".join(_write(one) for one in example)
            if len(text) <= 80:
                return f"{field.name}: [{text}]"
    return ""


def _write(value: Any) -> str:
    """A value as one would write it in a case."""
    text = str(value)
    return text if not isinstance(value, str) or re.fullmatch(r"[\w#./-]+", text) else f'"{text}"'


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


def explain_violation(found: Violation) -> Explanation:
    """The code, the message and the help for a violation."""
    if explain := _EXPLAINERS.get(found.keyword):
        said = explain(found)
        # a help that repeats what was written is of use as long as one can read it
        if len(said.help) > 800:
            return said._replace(help=found.advice, better="")
        return said if said.help.isprintable() else said._replace(help=show_plainly(said.help))
    return Explanation("wrong-form", f"{found.subject} is not as it should be: {quote(found.value)}.", found.advice)


def _explain_type(found: Violation) -> Explanation:
    value, wanted = found.value, found.field.types
    if value is None:
        if found.names_evidence:
            return _explain_no_evidence(found)
        help = f"Write a value after the colon, or remove the line if you have none. {found.advice}"
        if found.path and isinstance(found.path[-1], int):
            help = "Write something after the hyphen, or remove the line."
        return Explanation("empty-value", f"{found.subject} has no value.", help.strip())
    words = [_TYPE_WORDS[one] for one in wanted if one != "null"]
    # a year is written as a number, yet the field is a date
    if set(wanted) == {"string", "integer"}:
        words = ["a date"]
    message = f"{found.subject} should be {join_words(words, 'or')}, but here stands {_describe(value)}."
    return Explanation("wrong-type", message, _advise_type(found))


def _advise_type(found: Violation) -> str:
    value, field, wanted = found.value, found.field, found.field.types
    if "string" in wanted:
        if choices := field.choices:
            if isinstance(value, bool) and "yes" in choices:
                return f"Write {'yes' if value else 'no'}. The choices are {join_words(choices, 'or')}."
            return f"The choices are {join_words(choices, 'or')}."
        if isinstance(value, (bool, int, float)):
            return f'If it is meant as a text, put it in double quotes: "{str(value).lower()}".'
        if isinstance(value, dict) and len(value) == 1:
            ((name, inner),) = value.items()
            if isinstance(inner, (str, int, float)):
                better = quote(f"{name}: {inner}", 70)
                return f"The colon makes a field of it. Put the text in double quotes: {better}"
        if isinstance(value, list) and len(value) == 1:
            return f"Write the text alone, without a hyphen or brackets. {found.advice}"
        return f"Write one text. {found.advice}"
    if "array" in wanted:
        if isinstance(value, str):
            entries = [part.strip() for part in value.split(",")] if len(value) < 60 else []
            if entries and field.entry and field.entry.types == ("string",):
                return f"Put it in square brackets: {field.name}: [{', '.join(entries)}]"
        if isinstance(value, dict):
            return "Begin each entry of the list with a hyphen and a space."
        return f"Write each entry on a line of its own, after a hyphen and a space. {_write_example(field)}".strip()
    if "object" in wanted:
        names = [one.name for one in field.fields if one.required] or [one.name for one in field.fields[:3]]
        if isinstance(value, list):
            return f"Remove the hyphen; there is only one. Its fields are {join_words(names, 'and')}."
        return f"Write its fields below it, two spaces further in: {join_words(names, 'and')}."
    if isinstance(value, str) and re.fullmatch(r"\s*-?\d+,\d+\s*", value):
        return f"Write a point in place of the comma: {value.strip().replace(',', '.')}"
    if isinstance(value, str) and re.fullmatch(r"\s*[-+]?\d+(\.\d+)?\s*", value):
        return f"Write it without quotation marks: {field.name}: {value.strip()}"
    return f"Write the number alone, without quotation marks or letters. {_write_example(field)}".strip()


def _explain_length(found: Violation) -> Explanation:
    there, limit = len(found.value), found.limit
    short = found.keyword == "minLength"
    allowed = f"the {'fewest' if short else 'most'} allowed {'is' if limit == 1 else 'are'} {limit}"
    if short and not found.value.strip():
        help = f"Write at least {number_of(limit, 'character')}. {found.advice}"
        return Explanation("too-short", f"{found.subject} is empty.", help)
    message = f"{found.subject} has {number_of(there, 'character')}; {allowed}: {quote(found.value, 40)}."
    if short:
        return Explanation("too-short", message, found.advice)
    shorten = f"Shorten it by {number_of(there - limit, 'character')}."
    return Explanation("too-long", message, f"{shorten} {found.field.description}".strip())


def _explain_no_evidence(found: Violation) -> Explanation:
    kind = find_item_kind(found.path)
    figure = kind is not None and kind.id == "result"
    return Explanation(
        "figure-without-evidence" if figure else "no-evidence",
        f"This {'figure' if figure else 'item'} has no evidence: the list is empty.",
        "Name the sources that say so by their ids, for instance evidence: [mercury-2019, harvest#n041].",
    )


def _explain_few(found: Violation) -> Explanation:
    if found.names_evidence:
        return _explain_no_evidence(found)
    there, least = len(found.value), found.limit
    message = f"{found.subject} has {number_of(there, 'entry', 'entries')}; it needs {least} or more."
    return Explanation("too-few-entries", message, found.field.description)


def _explain_many(found: Violation) -> Explanation:
    there, most = len(found.value), found.limit
    message = f"{found.subject} has {number_of(there, 'entry', 'entries')}; the most allowed are {most}."
    return Explanation(
        "wrong-form", message, f"Leave out {number_of(there - most, 'entry', 'entries')}. {found.field.description}"
    )


def _explain_repeated(found: Violation) -> Explanation:
    twice = found.value[find_repeated(found.value) or 0]
    said = quote(twice) if isinstance(twice, (str, int, float)) else "The same entry"
    return Explanation("repeated-entry", f"{said} stands twice in `{found.field.name}`.", "Remove one of the two.")


def _explain_choice(found: Violation) -> Explanation:
    choices = [str(one) for one in found.limit]
    message = f"{quote(found.value)} is not one of the choices for `{found.field.name}`."
    help = f"{suggest(str(found.value), choices)} The choices are {join_words(choices, 'or')}."
    return Explanation("wrong-choice", message, help.strip())


def _explain_range(found: Violation) -> Explanation:
    least, most = found.field.limits.get("minimum"), found.field.limits.get("maximum")
    message = f"{found.subject} is {quote(found.value)[1:-1]}, but must lie between {least} and {most}."
    if found.field.holds in ("date", "span"):
        return Explanation(
            "wrong-form", f"{quote(found.value)} is not a year.", "Write a year with four digits, such as 2020."
        )
    return Explanation("out-of-range", message, found.advice)


def _explain_address(found: Violation) -> Explanation:
    fault = find_fault(found.value) or "cannot be used"
    better = mend_address(found.value)
    help = "Copy the whole address from the browser: it begins with https:// or http://."
    if better:
        help = f"Write {better}"
    elif fault.startswith("has a space"):
        help = "Write %20 in place of each space, and leave out what is not part of the address."
    elif fault == "leads to a private network":
        help = "Give an address that everybody can open, or leave url out."
    return Explanation("wrong-address", f"The address {quote(found.value)} {fault}.", help, better)


def _explain_pattern(found: Violation) -> Explanation:
    written, field = found.value, found.field
    match field.holds:
        case "id" | "term" | "case":
            better = slugify(written) if len(written) <= _LONGEST else ""
            help = "An id has small letters, digits and single hyphens between them"
            return Explanation(
                "wrong-form", f"{quote(written)} is not an id.", f"{help}: {better}" if better else f"{help}."
            )
        case "country":
            code = find_country_code(written)
            help = f"Write {code}." if code else "Look the country up in ISO 3166-1: South Africa is ZA, Brazil is BR."
            return Explanation("wrong-form", f"{quote(written)} is not a country in two capital letters.", help)
        case "language":
            return Explanation(
                "wrong-form", f"{quote(written)} is not a language in the short form.", _advise_language(written)
            )
        case "evidence":
            return Explanation("wrong-form", f"{quote(written)} is not a piece of evidence.", _advise_evidence(written))
        case "lesson":
            help = f"Write the id of the case, # and the id of the lesson. For instance {_write_example(field)}"
            return Explanation("wrong-form", f"{quote(written)} does not name a lesson of a case.", help)
        case "date" | "span":
            return Explanation(
                "wrong-form", f"{quote(written)} is not a date in the right form.", _advise_date(written, field)
            )
    return Explanation("wrong-form", f"{quote(written)} is not as it should be.", found.advice)


_LANGUAGES = {
    "english": "en", "spanish": "es", "espanol": "es", "portuguese": "pt", "portugues": "pt", "french": "fr",
    "francais": "fr", "german": "de", "deutsch": "de", "italian": "it", "arabic": "ar", "isizulu": "zu", "zulu": "zu",
    "afrikaans": "af", "isixhosa": "xh", "xhosa": "xh", "swahili": "sw", "hindi": "hi", "dutch": "nl",
}  # fmt: skip


def _advise_language(written: str) -> str:
    code = _LANGUAGES.get(slugify(written[:40]))
    if code is None and (found := re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", written)):
        code = found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")
    letters = "Write its letters, for instance en for English, es for Spanish, pt-BR for Brazilian Portuguese."
    return f"Write {code}." if code else letters


_NO_LOCATOR = re.compile(r"""[\s#=@!"'`<>{}|\\^~*$%?]+""")
"""What no locator has: what separates it from others, and what a spreadsheet would compute with."""


def _advise_evidence(written: str) -> str:
    if len(written) > _LONGEST:
        return "Write the id of a source as it stands under sources, and a page or note after #: report-2020#p.12"
    if re.match(r"https?://|www\.", written):
        return "Evidence names a source by its id. List the document under sources: with this address as its url."
    source, mark, locator = written.partition("#")
    if mark and not locator:
        return f"Write what comes after #, a note or a page, or leave # out: {slugify(source)}"
    parts = re.split(r"[,\s]+", source.strip(), maxsplit=1)
    if not mark and len(parts) == 2:
        place = re.sub(_NO_LOCATOR, "", parts[1])[:30].lstrip("-+")
        better = f"{slugify(parts[0])}#{place}"
        return f"Write one id for each entry. A page or note goes after #, without a space: {better}"
    better = slugify(source)
    if place := re.sub(_NO_LOCATOR, "-", locator).strip("-+"):
        better += f"#{place}"
    return f"Write the id of a source as it stands under sources, and a page or note after #: {better}"


def _advise_date(written: str, field: Field) -> str:
    span = field.holds == "span"
    forms = ["a year (2020)", "a month (2020-03)", "a day (2020-03-27)"]
    forms += ["a span (2020-04/2020-06)"] * span + [f"the word {word}" for word in field.words]
    better = guess_date(written, span=span, words=field.words)
    meant = f"Did you mean {better}? " if better else ""
    return f"{meant}Write {join_words(forms, 'or')}."


_EXPLAINERS: Mapping[str, Callable[[Violation], Explanation]] = {
    "type": _explain_type,
    "minLength": _explain_length,
    "maxLength": _explain_length,
    "minItems": _explain_few,
    "maxItems": _explain_many,
    "uniqueItems": _explain_repeated,
    "enum": _explain_choice,
    "minimum": _explain_range,
    "maximum": _explain_range,
    "format": _explain_address,
    "pattern": _explain_pattern,
}
