"""How a case, or an item of it, is cited: as plain text, as BibTeX, as CSL-JSON.

The three forms stand in `templates/cite.html`, once. Here is what goes into them: the facts of a case, written as
each form wants them, or slots, which a script fills in with those of an item (`docs/assets/find/citing.js`). A test
holds that both write the same.

Authors are those whom the case names as its contributors; else it is the casebook's own. The date is that of the
case's last change, and stays away where none is written down: a day on which somebody built the site says nothing
about a text. The version is that of the book, as `CITATION.cff` and `pyproject.toml` have it: those of the data
files count their shape, and not what they say. The place is that of the case: a title alone does not say where.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from casebook.book import Book
from casebook.markup import strip_markdown
from casebook.model import Case
from casebook.text.dates import say_when
from casebook.text.wording import join_words

__all__ = ["CITATION_FORMS", "Filling", "cite_case", "cite_whole", "escape_bibtex", "leave_slots", "list_cited"]

CITATION_FORMS = ("plain", "bibtex", "csl")
"""The forms, each the name of its macro in `cite.html`."""

_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces, also those behind a backslash
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)
_CSL_TEXTS = ("key", "title", "place", "address", "language", "license")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def escape_bibtex(text: str) -> str:
    """A text as the value of a field of BibTeX; letters with accents stay, since the file is in UTF-8."""
    return text.translate(_BIBTEX)


def _escape_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


@dataclass(frozen=True)
class Filling:
    """What goes into one form of a citation."""

    values: Mapping[str, str]
    """The facts as the form wants them, by name; one that is not known is empty."""
    has_slots: bool = False
    """Whether what is not among the values is a slot, which a script fills in."""

    def put(self, name: str, otherwise: str = "") -> str:
        """A fact; where there is none, something else. A slot keeps that until it is filled."""
        if self.has_slots and name not in self.values:
            return Markup('<var data-slot="{}">{}</var>').format(name, otherwise)
        return self.values.get(name, "") or otherwise

    def has(self, name: str) -> bool:
        """Whether there is such a fact, or may be: a part of a form whose slot stays empty is taken out again."""
        return (self.has_slots and name not in self.values) or bool(self.values.get(name))

    def but(self, **values: str) -> Filling:
        """The same with other values: they are as the form wants them."""
        return replace(self, values={**self.values, **values})


def list_cited(book: Book, case: Case) -> dict[str, Any]:
    """What a script must know of a case to cite it, beyond titles and addresses, which it sees; only what there is."""
    facts = {
        "place": f"{case.city.name}, {book.cities[case.city_id].country_name}" if case.city else "",
        "authors": list(case.contributors),
        "date": case.last_change.on if case.last_change else "",
        "language": case.language,
        "license": case.license,
    }
    return {name: fact for name, fact in facts.items() if fact}


def cite_case(book: Book, case: Case, form: str, site: str, version: str, url: str) -> Filling:
    """A case in one of the forms.

    Args:
        book: The linked book.
        case: The case.
        form: One of `CITATION_FORMS`.
        site: What the site is called.
        version: The version of the book; empty where it is not known.
        url: The site's whole address; empty where nobody has said it: then only the plain text has an address, as it
            stands in the casebook.
    """
    cited = list_cited(book, case) | {"key": case.id, "title": strip_markdown(case.title)}
    place = f"cases/{case.id}/"
    cited["address"] = url + place if url or form == "plain" else ""
    return Filling(_name_book(form, site, version) | _WRITERS[form](cited))


def cite_whole(book: Book, form: str, site: str, version: str, url: str) -> Filling:
    """The whole casebook in one of the forms; its date is that of the last change of any of its cases."""
    cited = {"key": "casebook", "address": url, "license": "CC-BY-4.0"}
    changes = [case.last_change.on for case in book.cases if case.last_change]
    if changes:
        cited["date"] = max(changes)
    return Filling(_name_book(form, site, version) | _WRITERS[form](cited))


def leave_slots(form: str, site: str, version: str) -> Filling:
    """One of the forms with slots for all that a case or an item has of its own."""
    return Filling(_name_book(form, site, version), has_slots=True)


def _name_book(form: str, site: str, version: str) -> dict[str, str]:
    escape = _ESCAPES[form]
    return {"book": escape(site), "version": escape(version)}


def _write_plain(cited: Mapping[str, Any]) -> dict[str, str]:
    date = say_when(cited["date"]) if "date" in cited else ""
    return dict(cited) | {"authors": join_words(cited.get("authors", [])), "date": date}


def _write_bibtex(cited: Mapping[str, Any]) -> dict[str, str]:
    year, _, rest = str(cited.get("date", "")).partition("-")
    month = rest[:2]
    return {
        **{name: escape_bibtex(cited[name]) for name in ("title", "place", "license") if name in cited},
        # an address is no text: what BibTeX hands on is printed as it is
        **{name: cited[name] for name in ("key", "address")},
        # in braces, so that nobody takes an organisation for a first and a last name
        "authors": " and ".join(f"{{{escape_bibtex(one)}}}" for one in cited.get("authors", [])),
        "year": year,
        "month": _MONTHS[int(month) - 1] if month else "",
        "date": say_when(cited["date"]) if year else "",
    }


def _write_csl(cited: Mapping[str, Any]) -> dict[str, str]:
    names = [{"literal": one} for one in cited.get("authors", [])]
    return {
        **{name: _escape_json(cited[name]) for name in _CSL_TEXTS if name in cited},
        "authors": json.dumps(names, ensure_ascii=False) if names else "",
        "date": ", ".join(str(int(part)) for part in cited["date"].split("-")) if "date" in cited else "",
    }


_ESCAPES: Mapping[str, Callable[[str], str]] = {"plain": str, "bibtex": escape_bibtex, "csl": _escape_json}
_WRITERS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, str]]] = {
    "plain": _write_plain,
    "bibtex": _write_bibtex,
    "csl": _write_csl,
}
