"""What to say when a value is not as its schema wants it: what was written, what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from casebook.diagnostics import say
from casebook.fields.advice import LONGEST_GUESS, Explanation, Violation, says_nothing, write_example
from casebook.fields.date_advice import advise_date
from casebook.fields.evidence_advice import advise_evidence
from casebook.fields.schemas import find_repeated
from casebook.fields.wrong_types import explain_no_evidence, explain_type
from casebook.text.dates import guess_date
from casebook.text.gazetteer import country_name, find_country_code
from casebook.text.urls import find_fault, mend_address
from casebook.text.wording import (
    even_out_spaces,
    find_strange_letter,
    join_words,
    number_of,
    quote,
    replace_look_alikes,
    show_plainly,
    slugify,
    suggest,
)

__all__ = ["explain_odd_space", "explain_violation", "find_language"]


def explain_violation(found: Violation) -> Explanation:
    """The code, the message and the help for a violation."""
    if isinstance(found.value, str) and found.keyword in ("pattern", "enum"):
        even = even_out_spaces(found.value[: LONGEST_GUESS + 1])
        if even != found.value[: LONGEST_GUESS + 1]:
            if even in found.limit if found.keyword == "enum" else re.search(found.limit, even):
                return explain_odd_space(found.value, even)
            found = replace(found, value=even)
    if explain := _EXPLAINERS.get(found.keyword):
        said = explain(found)
        # a help that repeats what was written is of use as long as one can read it
        if len(said.help) > 800:
            return said._replace(help=found.advice, better="", as_written="")
        return said if said.help.isprintable() else said._replace(help=show_plainly(said.help))
    return Explanation("wrong-form", f"{found.subject} is not as it should be: {quote(found.value)}.", found.advice)


def explain_odd_space(written: str, even: str) -> Explanation:
    """A word that is right but for a non-breaking space, or a space in quotation marks."""
    kind = "space" if written.strip(" ") == even else "non-breaking space"
    message = f"A {kind} stands in {quote(written)}, where no space belongs."
    if " " in even:
        message = f"A {kind} stands in {quote(written)}, which looks like any other space."
    return Explanation("hidden-character", message, f"Delete it and write {even}", even)


def _explain_length(found: Violation) -> Explanation:
    there, limit = len(found.value), found.limit
    short = found.keyword == "minLength"
    if short and not found.value.strip():
        said = say("empty", subject=found.subject, characters=number_of(limit, "character"), advice=found.advice)
        return Explanation("too-short", *said)
    told = {
        "subject": found.subject, "characters": number_of(there, "character"), "limit": limit,
        "are": "is" if limit == 1 else "are", "written": quote(found.value, 40),
    }  # fmt: skip
    if short:
        return Explanation("too-short", *say("short", **told, advice=found.advice))
    surplus = number_of(there - limit, "character")
    return Explanation("too-long", *say("long", **told, surplus=surplus, advice=found.field.description))


def _explain_few(found: Violation) -> Explanation:
    if found.names_evidence:
        return explain_no_evidence(found)
    entries = number_of(len(found.value), "entry", "entries")
    said = say("few", subject=found.subject, entries=entries, limit=found.limit, advice=found.field.description)
    return Explanation("too-few-entries", *said)


def _explain_many(found: Violation) -> Explanation:
    there, most = len(found.value), found.limit
    message = f"{found.subject} has {number_of(there, 'entry', 'entries')}; the most allowed are {most}."
    return Explanation(
        "wrong-form", message, f"Leave out {number_of(there - most, 'entry', 'entries')}. {found.field.description}"
    )


def _explain_repeated(found: Violation) -> Explanation:
    twice = found.value[find_repeated(found.value) or 0]
    said = quote(twice) if isinstance(twice, (str, int, float)) else "The same entry"
    return Explanation("repeated-entry", *say("twice", written=said, name=found.field.name))


def _explain_choice(found: Violation) -> Explanation:
    choices = [str(one) for one in found.limit]
    message = f"{quote(found.value)} is not one of the choices for `{found.field.name}`."
    help = f"{suggest(str(found.value), choices)} The choices are {join_words(choices, 'or')}."
    # capitals, accents and hyphens alone are no other word
    plain = slugify(str(found.value)[:LONGEST_GUESS])
    certain = next((one for one in choices if plain and slugify(one) == plain), "")
    return Explanation("wrong-choice", message, help.strip(), certain)


def _explain_range(found: Violation) -> Explanation:
    least, most = found.field.limits.get("minimum"), found.field.limits.get("maximum")
    message = f"{found.subject} is {quote(found.value)[1:-1]}, but must lie between {least} and {most}."
    if found.field.holds in ("date", "span"):
        better = guess_date(str(found.value)) or ""
        help = f"Did you mean {better}?" if better else "Write a year with four digits, such as 2020."
        return Explanation("wrong-form", f"{quote(found.value)} is not a year.", help, better)
    return Explanation("out-of-range", message, found.advice)


_MOST_READ = 2000
"""So many characters of what should be an address are looked at."""


def _explain_address(found: Violation) -> Explanation:
    written = found.value.strip()
    fault = find_fault(found.value) or "cannot be used"
    better = mend_address(found.value)
    help = "Copy the whole address from the browser: it begins with https:// or http://."
    inside = re.findall(r"https?://[^\s()<>\[\]\"',;]+", written[:_MOST_READ])
    if better:
        help = f"Write {better}"
    elif len(inside) > 1:
        help = f"Write one address alone: {inside[0]}. Another document is a source of its own."
    elif inside and not written.startswith(inside[0]):
        help = f"Write the address alone: {inside[0]}"
    elif inside and fault.startswith("has a space"):
        whole = re.sub(r"\s+", "%20", written)
        help = f"Write {whole}, if all of it is the address. If not, write what it begins with: {inside[0]}"
    elif says_nothing(found.value) or (fault.startswith("has a space") and not re.search(r"\w[./]\w", found.value)):
        help = "Leave the line out if the document has no address on the web: url need not be there."
    elif not inside and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[\w-]+(\.[\w-]+)+/", written):
        help += " If there is none, remove the line." if not found.field.required else ""
    elif fault == "leads to a private network":
        help = "Give an address that everybody can open, or leave url out."
    return Explanation("wrong-address", *say("address", written=quote(found.value), fault=fault, advice=help), better)


def _explain_pattern(found: Violation) -> Explanation:
    written, field = found.value, found.field
    if len(written) <= LONGEST_GUESS and (strange := find_strange_letter(written)):
        better = replace_look_alikes(written)
        help = f"Type it again on a Latin keyboard{f': {better}' if better else '.'}"
        return Explanation("wrong-form", f"In {quote(written)} {strange}.", help, better)
    match field.holds:
        case "id" | "term" | "case":
            better = slugify(written) if len(written) <= LONGEST_GUESS else ""
            help = "An id has small letters, digits and single hyphens between them"
            sure = better if field.holds == "id" and field.limits.get("maxLength", 80) >= len(better) else ""
            return Explanation(
                "wrong-form", f"{quote(written)} is not an id.", f"{help}: {better}" if better else f"{help}.", sure
            )
        case "country":
            code = find_country_code(written)
            help = f"Write {code}." if code else "Look the country up in ISO 3166-1: South Africa is ZA, Brazil is BR."
            # a name that only looks like a country's is a guess
            plain = slugify(written[:LONGEST_GUESS])
            certain = code is not None and plain in {slugify(code), slugify(country_name(code))}
            said = f"{quote(written)} is not a country in two capital letters."
            return Explanation("wrong-form", said, help, code if certain and code else "")
        case "language":
            said, code = f"{quote(written)} is not a language in the short form.", find_language(written)
            letters = "Write its letters, for instance en for English, es for Spanish, pt-BR for Brazilian Portuguese."
            return Explanation("wrong-form", said, f"Write {code}." if code else letters, code)
        case "evidence":
            cure = advise_evidence(written, found.parsed.value, found.before)
            right = ", ".join(cure.several) or cure.better
            help = f"{cure.help}: {right}" if right else f"{cure.help}."
            return Explanation("wrong-form", *say("no-piece", written=quote(written), advice=help), cure.better)
        case "lesson":
            example = f"For instance {write_example(field)}"
            return Explanation("wrong-form", *say("no-lesson", written=quote(written), advice=example))
        case "date" | "span":
            help, better = advise_date(written, field)
            return Explanation("wrong-form", *say("no-date", written=quote(written), advice=help), better)
    return Explanation("wrong-form", f"{quote(written)} is not as it should be.", found.advice)


_LANGUAGES = {
    "english": "en", "spanish": "es", "espanol": "es", "portuguese": "pt", "portugues": "pt", "french": "fr",
    "francais": "fr", "german": "de", "deutsch": "de", "italian": "it", "arabic": "ar", "isizulu": "zu", "zulu": "zu",
    "afrikaans": "af", "isixhosa": "xh", "xhosa": "xh", "swahili": "sw", "hindi": "hi", "dutch": "nl",
}  # fmt: skip


def find_language(written: str) -> str:
    """The short form of a language; empty if it is not certain."""
    if code := _LANGUAGES.get(slugify(written[:40])):
        return code
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", written)
    if not found or (not found[2] and found[1].lower() not in _LANGUAGES.values()):
        return ""
    return found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")


_EXPLAINERS: Mapping[str, Callable[[Violation], Explanation]] = {
    "type": explain_type,
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
