"""What to say when a value is not as its schema wants it: what was written, what is allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema.exceptions import ValidationError

from casebook.files import FieldPath
from casebook.text.dates import guess_date
from casebook.text.gazetteer import find_country_code
from casebook.text.urls import find_fault
from casebook.text.wording import find_nearest, join_words, number_of, quote, slugify

__all__ = ["Field", "explain_violation"]

_TYPE_WORDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "a group of fields",
    "boolean": "true or false",
    "null": "null",
}


@dataclass(frozen=True)
class Field:
    """A field as the schema describes it."""

    path: FieldPath
    """Where it stands."""
    schema: Mapping[str, Any]
    """What the schema says, references included."""
    references: tuple[str, ...]
    """The shared definitions it uses: id, date, evidence …"""

    @property
    def title(self) -> str:
        """What the field is called in the field guide."""
        return self.schema.get("title", "")

    @property
    def name(self) -> str:
        """The field as the writer knows it: its name, or that of the list it is an entry of."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def subject(self) -> str:
        """The field as messages begin with it."""
        if not self.path:
            return "The file"
        if isinstance(self.path[-1], int):
            return f"Entry {self.path[-1] + 1} of `{self.name}`"
        return f"`{self.name}`"

    @property
    def example(self) -> str:
        """How the field may look, if an example of it fits into a line."""
        for example in self.schema.get("examples", ()):
            if isinstance(example, (str, int, float)) and len(str(example)) <= 80:
                return f"{self.name}: {_write(example)}"
            if isinstance(example, list) and all(isinstance(one, (str, int)) for one in example):
                text = ", ".join(_write(one) for one in example)
                if len(text) <= 80:
                    return f"{self.name}: [{text}]"
        return ""

    @property
    def advice(self) -> str:
        """What the field is for, and how it may look."""
        example = f" For instance {self.example}" if self.example else ""
        return f"{self.schema.get('description', '')}{example}"


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


def explain_violation(error: ValidationError, field: Field) -> tuple[str, str, str] | None:
    """The code, the message and the help for a violation; None if something else says it better."""
    explain = _EXPLAINERS.get(error.validator)
    if explain is not None:
        return explain(error, field)
    return "wrong-form", f"{field.subject} is not as it should be: {quote(error.instance)}.", field.advice


def _explain_type(error: ValidationError, field: Field) -> tuple[str, str, str]:
    value, wanted = error.instance, error.validator_value
    wanted = [wanted] if isinstance(wanted, str) else list(wanted)
    if value is None:
        if field.name == "evidence" and isinstance(field.path[-1], str):
            return _explain_no_evidence(field)
        help = f"Write a value after the colon, or remove the line if you have none. {field.advice}"
        if isinstance(field.path[-1] if field.path else "", int):
            help = "Write something after the hyphen, or remove the line."
        return "empty-value", f"{field.subject} has no value.", help.strip()
    words = [_TYPE_WORDS[one] for one in wanted if one != "null"]
    # a year is written as a number, yet the field is a date
    if set(wanted) == {"string", "integer"}:
        words = ["a date"]
    message = f"{field.subject} should be {join_words(words, 'or')}, but here stands {_describe(value)}."
    return "wrong-type", message, _advise_type(value, wanted, field)


def _advise_type(value: Any, wanted: list[str], field: Field) -> str:
    if "string" in wanted:
        if choices := field.schema.get("enum"):
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
            return f"Write the text alone, without a hyphen or brackets. {field.advice}"
        return f"Write one text. {field.advice}"
    if "array" in wanted:
        if isinstance(value, str):
            entries = [part.strip() for part in value.split(",")] if len(value) < 60 else []
            inner = field.schema.get("items", {})
            if entries and inner.get("type", "string") == "string":
                return f"Put it in square brackets: {field.name}: [{', '.join(entries)}]"
        if isinstance(value, dict):
            return "Begin each entry of the list with a hyphen and a space."
        return f"Write each entry on a line of its own, after a hyphen and a space. {field.example}".strip()
    if "object" in wanted:
        names = list(field.schema.get("required", ())) or list(field.schema.get("properties", ()))[:3]
        if isinstance(value, list):
            return f"Remove the hyphen; there is only one. Its fields are {join_words(names, 'and')}."
        return f"Write its fields below it, two spaces further in: {join_words(names, 'and')}."
    if isinstance(value, str) and re.fullmatch(r"\s*-?\d+,\d+\s*", value):
        return f"Write a point in place of the comma: {value.strip().replace(',', '.')}"
    if isinstance(value, str) and re.fullmatch(r"\s*[-+]?\d+(\.\d+)?\s*", value):
        return f"Write it without quotation marks: {field.name}: {value.strip()}"
    return f"Write the number alone, without quotation marks or letters. {field.example}".strip()


def _explain_length(error: ValidationError, field: Field) -> tuple[str, str, str]:
    there, limit = len(error.instance), error.validator_value
    short = error.validator == "minLength"
    allowed = f"the {'fewest' if short else 'most'} allowed {'is' if limit == 1 else 'are'} {limit}"
    if short and not error.instance.strip():
        help = f"Write at least {number_of(limit, 'character')}. {field.advice}"
        return "too-short", f"{field.subject} is empty.", help
    message = f"{field.subject} has {number_of(there, 'character')}; {allowed}: {quote(error.instance, 40)}."
    if short:
        return "too-short", message, field.advice
    shorten = f"Shorten it by {number_of(there - limit, 'character')}."
    return "too-long", message, f"{shorten} {field.schema.get('description', '')}".strip()


def _explain_no_evidence(field: Field) -> tuple[str, str, str]:
    figure = bool(field.path) and field.path[0] == "results"
    return (
        "figure-without-evidence" if figure else "no-evidence",
        f"This {'figure' if figure else 'item'} has no evidence: the list is empty.",
        "Name the sources that say so by their ids, for instance evidence: [mercury-2019, harvest#n041].",
    )


def _explain_few(error: ValidationError, field: Field) -> tuple[str, str, str]:
    if field.name == "evidence":
        return _explain_no_evidence(field)
    there, least = len(error.instance), error.validator_value
    message = f"{field.subject} has {number_of(there, 'entry', 'entries')}; it needs {least} or more."
    return "too-few-entries", message, field.schema.get("description", "")


def _explain_repeated(error: ValidationError, field: Field) -> tuple[str, str, str]:
    items = error.instance
    twice = next((item for index, item in enumerate(items) if item in items[:index]), "")
    said = quote(twice) if isinstance(twice, (str, int, float)) else "The same entry"
    return "repeated-entry", f"{said} stands twice in `{field.name}`.", "Remove one of the two."


def _explain_choice(error: ValidationError, field: Field) -> tuple[str, str, str]:
    choices = [str(one) for one in error.validator_value]
    near = find_nearest(str(error.instance), choices)
    meant = f'Did you mean "{near[0]}"? ' if near else ""
    message = f"{quote(error.instance)} is not one of the choices for `{field.name}`."
    return "wrong-choice", message, f"{meant}The choices are {join_words(choices, 'or')}."


def _explain_range(error: ValidationError, field: Field) -> tuple[str, str, str]:
    least, most = field.schema.get("minimum"), field.schema.get("maximum")
    message = f"{field.subject} is {quote(error.instance)[1:-1]}, but must lie between {least} and {most}."
    if (least, most) == (1000, 2999):
        return "wrong-form", f"{quote(error.instance)} is not a year.", "Write a year with four digits, such as 2020."
    return "out-of-range", message, field.advice


def _explain_address(error: ValidationError, field: Field) -> tuple[str, str, str]:
    fault = find_fault(error.instance) or "cannot be used"
    help = "Copy the whole address from the browser: it begins with https:// or http://."
    if re.match(r"(www\.|[\w-]+\.)[\w.-]+", error.instance) and not find_fault(f"https://{error.instance}"):
        help = f"Write https://{error.instance}"
    elif fault.startswith("has a space"):
        help = "Write %20 in place of each space, and leave out what is not part of the address."
    return "wrong-address", f"The address {quote(error.instance)} {fault}.", help


def _explain_pattern(error: ValidationError, field: Field) -> tuple[str, str, str] | None:
    written = error.instance
    references = field.references
    if "id" in references or "term" in references:
        better = slugify(written)
        help = "An id has small letters, digits and single hyphens between them"
        return "wrong-form", f"{quote(written)} is not an id.", f"{help}: {better}" if better else f"{help}."
    if field.name == "country":
        code = find_country_code(written)
        help = f"Write {code}." if code else "Look the country up in ISO 3166-1: South Africa is ZA, Brazil is BR."
        return "wrong-form", f"{quote(written)} is not a country in two capital letters.", help
    if "language" in references:
        return "wrong-form", f"{quote(written)} is not a language in the short form.", _advise_language(written)
    if field.name == "evidence":
        return "wrong-form", f"{quote(written)} is not a piece of evidence.", _advise_evidence(written)
    if field.name == "lesson":
        help = f"Write the id of the case, # and the id of the lesson. For instance {field.example}"
        return "wrong-form", f"{quote(written)} does not name a lesson of a case.", help
    return _explain_date(written, field)


_LANGUAGES = {
    "english": "en", "spanish": "es", "espanol": "es", "portuguese": "pt", "portugues": "pt", "french": "fr",
    "francais": "fr", "german": "de", "deutsch": "de", "italian": "it", "arabic": "ar", "isizulu": "zu", "zulu": "zu",
    "afrikaans": "af", "isixhosa": "xh", "xhosa": "xh", "swahili": "sw", "hindi": "hi", "dutch": "nl",
}  # fmt: skip


def _advise_language(written: str) -> str:
    code = _LANGUAGES.get(slugify(written))
    if code is None and (found := re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", written)):
        code = found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")
    letters = "Write its letters, for instance en for English, es for Spanish, pt-BR for Brazilian Portuguese."
    return f"Write {code}." if code else letters


def _advise_evidence(written: str) -> str:
    if re.match(r"https?://|www\.", written):
        return "Evidence names a source by its id. List the document under sources: with this address as its url."
    source, mark, locator = written.partition("#")
    if mark and not locator:
        return f"Write what comes after #, a note or a page, or leave # out: {slugify(source)}"
    parts = re.split(r"[,\s]+", source.strip(), maxsplit=1)
    if not mark and len(parts) == 2:
        place = re.sub(r"[\s#]+", "", parts[1])[:30]
        better = f"{slugify(parts[0])}#{place}"
        return f"Write one id for each entry. A page or note goes after #, without a space: {better}"
    better = slugify(source)
    if locator:
        better += "#" + re.sub(r"[\s#]+", "-", locator.strip())
    return f"Write the id of a source as it stands under sources, and a page or note after #: {better}"


def _explain_date(written: str, field: Field) -> tuple[str, str, str]:
    span = "when" in field.references
    words = "a year (2020), a month (2020-03) or a day (2020-03-27)"
    if span:
        words = "a year (2020), a month (2020-03), a day (2020-03-27), a span (2020-04/2020-06) or the word unknown"
    elif field.name == "to":
        words = "a year (2020), a month (2020-03), a day (2020-03-27), or the word ongoing or unknown"
    elif field.name == "published":
        words = "a year (2020), a month (2020-03), a day (2020-03-27) or the word unknown"
    better = guess_date(written, span=span, words=("ongoing", "unknown") if field.name == "to" else ("unknown",))
    help = f"Did you mean {better}? Write {words}." if better else f"Write {words}."
    return "wrong-form", f"{quote(written)} is not a date in the right form.", help


_EXPLAINERS = {
    "type": _explain_type,
    "minLength": _explain_length,
    "maxLength": _explain_length,
    "minItems": _explain_few,
    "uniqueItems": _explain_repeated,
    "enum": _explain_choice,
    "minimum": _explain_range,
    "maximum": _explain_range,
    "format": _explain_address,
    "pattern": _explain_pattern,
}
