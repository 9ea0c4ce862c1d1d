"""Numbers that a state gives to a person, in the countries of the book and those that border on it.

Most have check digits, so that hardly any other number is taken for one. Those of organisations (a CNPJ, a
NIT, a CIF) are no person's and may stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from stdnum.ar import cuit
from stdnum.br import cpf
from stdnum.cl import rut
from stdnum.es import dni, nie
from stdnum.in_ import aadhaar
from stdnum.it import codicefiscale
from stdnum.mx import curp
from stdnum.tr import tckimlik
from stdnum.us import ssn
from stdnum.za import idnr

from casebook.rules.office_numbers import names_a_document

__all__ = ["find_identity_numbers", "find_named_numbers", "spot_named_numbers"]


class _Form(NamedTuple):
    """One country's number."""

    pattern: re.Pattern[str]
    """What it looks like."""
    holds: Callable[[str], bool]
    """Whether its check digits hold."""


def _any(number: str) -> bool:
    return True


def _is_citizens(number: str) -> bool:
    # from 50 million on it is a company's
    return rut.is_valid(number) and int(number[:-1]) < 50_000_000


def _is_persons(number: str) -> bool:
    return number[:2] in {"20", "23", "24", "27"} and cuit.is_valid(number)


def _is_aadhaar(number: str) -> bool:
    years = re.fullmatch(r"(?:(?:19|20)\d\d){3}", number)
    return not years and aadhaar.is_valid(number)


_BEFORE, _AFTER = r"(?<![\w.,/-])", r"(?![\w/]|[.,-]\w)"


def _form(pattern: str, holds: Callable[[str], bool]) -> _Form:
    return _Form(re.compile(_BEFORE + pattern + _AFTER, re.IGNORECASE), holds)


_WORDS = (
    r"c[ée]dulas?(?: de (?:ciudadan[íi]a|identidad|identidade|extranjer[íi]a))?|c\. ?c\.|(?-i:CC)(?= *(?:no?\b"
    r"|n[º°o]\b|[.:#]))"
    r"|dni|d\.n\.i\.|cpf|ssn|curp|cuil|aadhaar|aadhar|(?-i:RG|RUT|RUN|NIF|NIE|NINO)|pan(?= (?:no|card|number))"
    r"|t\.? ?c\.? kimlik(?: no)?|kitambulisho|voter id"
    r"|(?:national|identity|citizen) (?:id|card|number|document)|id (?:no|number|card|nr)|(?:her|his|whose) id"
    r"|(?:documento|carteira|carta|tarjeta|carn[ée]t?|n[úu]mero) (?:de |d'|di )?identi\w{3,10}"
    r"|(?:social security|national insurance)(?: number| no)?|passports?|passaporte|pasaporte|passaporto"
)
_SAID = re.compile(
    rf"(?<!\w)(?<!project )(?<!grant )(?:{_WORDS})(?!\w)[ .:#]{{0,3}}"
    r"(?:(?:no|nº|n°|n|nr|number|num|número|numero|de|is|es|é|è|was|with|con|com|card|la|o)(?!\w)[ .:#º°]{0,3}){0,3}"
    r"(?P<number>(?:[a-z]{1,3}[ -]?)?\d(?:[ .-]?\d){4,16}(?:-?[a-z])?)(?!\w)",
    re.IGNORECASE,
)
_FEWEST_DIGITS = 5

_FORMS = (
    # South Africa: born on, order, citizen, check digit
    _form(r"\d{6}[ -]?\d{4}[ -]?\d{2}[ -]?\d", idnr.is_valid),
    # Brazil, Chile, Argentina, Mexico
    _form(r"\d{3}[. ]\d{3}[. ]\d{3}[-./ ]\d{2}", cpf.is_valid),
    _form(r"\d{9}-?\d{2}", cpf.is_valid),
    _form(r"\d{1,2}\.\d{3}\.\d{3} ?- ?[\dk]", _is_citizens),
    _form(r"\d{7,8}-[\dk]", _is_citizens),
    _form(r"\d{2}[- ]\d{8}[- ]\d", _is_persons),
    _form(r"[a-z]{4}\d{6}[hmx][a-z]{5}[\da-z]\d", curp.is_valid),
    # Spain and Italy
    _form(r"\d{2}\.?\d{3}\.?\d{3}[ -]?[a-z]", dni.is_valid),
    _form(r"[xyz][ -]?\d{7}[ -]?[a-z]", nie.is_valid),
    _form(r"[a-z]{3} ?[a-z]{3} ?\d{2}[a-ehlmprst]\d{2} ?[a-z]\d{3} ?[a-z]", codicefiscale.is_valid),
    # India: Aadhaar, and the tax number of a person
    _form(r"[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}", _is_aadhaar),
    _form(r"[a-z]{3}p[a-z]\d{4}[a-z]", _any),
    # Turkey and the United States
    _form(r"[1-9]\d{10}", tckimlik.is_valid),
    _form(r"\d{3}[- ]\d{2}[- ]\d{4}", ssn.is_valid),
)


_SAYS = re.compile(_WORDS, re.IGNORECASE)
_LOOK_BACK = 100
"""No more characters stand between the beginning of such a word and the digits."""


def spot_named_numbers(text: str, numbers: Iterable[int]) -> Iterator[int]:
    """A quick look: which numbers stand behind a word for a number of a person.

    Args:
        text: A folded text.
        numbers: Where its numbers begin, in their order. The first sign of one may be the O in which a word ends.
    """
    after, said = 0, -_LOOK_BACK - 1
    for number in numbers:
        # no stretch is gone over twice
        for word in _SAYS.finditer(text, max(after, number - _LOOK_BACK), number + 1):
            said = word.start()
        after = number
        if number - said <= _LOOK_BACK:
            yield number


def find_named_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers of persons begin and end in a folded text that have a word that says so, but no check digit."""
    for match in _SAID.finditer(text):
        if sum(one.isdigit() for one in match["number"]) >= _FEWEST_DIGITS:
            yield match.span("number")


def find_identity_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers of persons begin and end in a folded text that tell themselves by their form and check digits."""
    for pattern, holds in _FORMS:
        for match in pattern.finditer(text):
            if holds(re.sub(r"\W", "", match[0])) and not names_a_document(
                text[max(0, match.start() - 48) : match.start()]
            ):
                yield match.span()
