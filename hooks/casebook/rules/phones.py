"""Phone numbers of any country, however they are written.

A stretch of digits is taken apart into its groups. A number with a country code, a leading zero or an area
code in brackets tells itself; so does a way of grouping that no figure has. Whatever else has as many
digits is a phone only if a word before it says so: 612 345 678 may be a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casebook.rules.office_numbers import blank_office_numbers, names_a_document

__all__ = ["find_phones", "find_spelled_phones", "spot_spelled_phones"]

_FEWEST, _MOST = 7, 15

_RUN = re.compile(r"\(?(?:\+ ?)?\(?\d(?:[ .\-/()_·•*~,|:]{0,3}\d)*")
_GROUP = re.compile(r"\d+")
# between two numbers, not inside one
_BREAK = re.compile(r", | [/|] |\) ?\(|: | \+|:")

_COUNTRIES = re.compile(
    r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|2[1-689]\d|3[578]\d|42\d|5[09]\d|6[789]\d|8[05789]\d|9[679]\d"
)

_SAYS_PHONE = re.compile(
    r"(?:(?<!\w)(?:tel[eé]?(?:f(?:ono?s?|ones?)?)?|telf|tfno|(?:tele|cell|smart)?phones?|fone|fon|cells?"
    r"|celular(?:es)?|cellulare|cel|m[oó]vil"
    r"|mobile|mob|telemóvel|whats ?app|wh?ats|wpp|zap(?:zap)?|fax|sms|call|ring|dial|ligue|liga|ligar|llam(?:e"
    r"|ar|a|en|ad)|marque|marcar"
    r"|chiam(?:i|are|ate|a)|contacts?|contacto|contato|contatto|contatti|hotline|helpline|signal|viber|telegram"
    r"|(?:my|her|his|their|our|your|mi|su|meu|seu|sua|suo|mio) (?:number|n[uú]mero)|simu|arayın|numara|hp|ph)"
    r"(?!\w)|(?<![\w.])[tmpfcw](?=[.:] ?\Z)|[☎☏📞📱📲✆])"
    r"[ .:)=*-]{0,3}"
    r"(?:(?:nos?|nr|n|numbers?|num|n[úu]meros?|nº|n°|me|us|her|him|them|on|at|al|el|a|para|o|il|la|is|was|es|é"
    r"|è|to|the|office|line|through|by|via"
    r"|using|and|or|y|e|ou|or|anytime|now|phone|telephone|whatsapp|mobile|celular|telefone|tel[eé]fono|fijo"
    r"|direct\w{0,3}|home|work|casa)"
    r"(?!\w)[ .:=/)-]{0,3}){0,4}[ .:(]{0,2}\Z",
    re.IGNORECASE,
)  # fmt: skip
"""A word for a phone, and at most some small words between it and the number."""

_YEAR = re.compile(r"(?:19|20)\d\d")

# ways to group the digits of a number that no list of figures has, each with what may stand between them
_SHAPES = {
    # Colombia, India, Italy, United States
    (3, 3, 4): " -.", (5, 5): " ", (3, 7): " -./", (3, 4, 3): " ", (1, 3, 3, 4): "-.", (3, 3, 2, 2): " .-",
    # Brazil, Argentina, Mexico, China
    (2, 5, 4): " -.", (2, 4, 4): " -", (5, 4): "-", (2, 9): " -.", (3, 4, 4): " -", (1, 4, 4): " -", (2, 4, 2, 2): " -",
    # Spain
    (3, 2, 2, 2): " .-", (2, 3, 2, 2): " .-", (2, 3, 4): "-.", (2, 7): " -", (2, 8): " -", (3, 3, 3): "-",
}  # fmt: skip

_WITH_COUNTRY = {
    (2, 2, 3, 4), (2, 2, 5, 4), (2, 2, 4, 4), (2, 3, 3, 4), (2, 3, 2, 2, 2), (2, 5, 5), (2, 2, 7), (2, 2, 9), (2, 9),
    (2, 10), (2, 11),
    (1, 3, 3, 4), (3, 9), (3, 3, 6), (2, 1, 4, 4), (3, 2, 3, 4), (3, 2, 7), (2, 3, 7), (2, 2, 8), (3, 3, 3, 3),
    (1, 10),    (2, 3, 3, 2, 2), (2, 4, 6), (2, 2, 4, 3),
}  # fmt: skip
_TELLING = _SHAPES.keys() | _WITH_COUNTRY
_AFTER_ZERO = {
    (3, 3, 4),
    (3, 3, 2, 2),
    (2, 4, 4),
    (3, 7),
    (9,),
    (10,),
    (2, 3, 4),
    (4, 3, 3),
    (4, 6),
    (2, 7),
    (2, 8),
    (2, 3, 2, 2),
}

_BARE = re.compile(
    # ten digits as in Colombia, Italy, India, Turkey and the United States; none of a year and a number
    r"(?!19|20|\d{6,}0000?$)[2-9]\d{9}"
    r"|[1-9][1-9]9\d{8}"
    # nine as in Spain, Portugal, Chile and Peru
    r"|(?!\d+000$)[679]\d{8}"
    # with the country's code, but without a sign for it
    r"|27[678]\d{8}|55[1-9]\d9\d{8}|573\d{9}|34[67]\d{8}|393\d{8,9}|91[6-9]\d{9}|254[17]\d{8}|905\d{9}"
    r"|1[2-9]\d\d[2-9]\d{6}"
    r"|521?[1-9]\d{9}|549?\d{10}|569\d{8}|519\d{8}|447\d{9}|3519\d{8}|33[67]\d{8}|491[567]\d{8,9}|234[789]\d{9}"
    r"|5989\d{7}"
)


@dataclass(frozen=True)
class _Number:
    """Some groups of digits that stand together."""

    groups: tuple[str, ...]
    """The digits of each."""
    between: tuple[str, ...]
    """What stands between them."""
    before: str
    """The sign of a country code or brackets right before it."""
    said: bool
    """Whether a word before it says that it is a phone."""

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(map(len, self.groups))

    @property
    def like_thousands(self) -> bool:
        """Whether a figure may be written like this: 1 200 000."""
        marks = set(self.between)
        return len(self.groups) > 1 and set(self.shape[1:]) == {3} and self.shape[0] <= 3 and len(marks) == 1

    @property
    def like_years(self) -> bool:
        """Whether one of its groups of four is as likely a year."""
        return any(_YEAR.fullmatch(one) for one in self.groups)

    @property
    def counts_on(self) -> bool:
        """Whether the groups are 1 2 3 4 or 10 20 30 40."""
        steps = {int(b) - int(a) for a, b in pairwise(self.groups)}
        return len(self.groups) > 2 and len(steps) == 1


def _is_phone(number: _Number) -> bool:
    digits, shape = number.digits, number.shape
    if number.counts_on:
        return False
    if "+" in number.before:
        return _is_international(number)
    if digits.startswith("00") and digits[2] != "0":
        country = _COUNTRIES.match(digits, 2)
        return country is not None and len(digits) - 2 >= 9 - (len(shape) > 1)
    if len(digits) > 13:
        return False
    if number.said and _is_meant(number):
        return True
    # 0 8 2 1 2 3 4 5 6 7
    if set(shape) == {1}:
        return len(digits) >= 9
    if digits[0] == "0":
        return _is_national(number)
    if "(" in number.before and number.between and ")" in number.between[0]:
        return _has_area_code(number)
    if len(shape) == 1:
        return _BARE.fullmatch(digits) is not None
    # 27 82 123 4567
    if shape in _WITH_COUNTRY and _BARE.fullmatch(digits) and not number.like_thousands and not number.like_years:
        return True
    allowed = _SHAPES.get(shape)
    if allowed is None or any(_plain(mark) not in allowed for mark in number.between):
        return False
    return _is_unlike_figures(number)


def _plain(mark: str) -> str:
    """What stands between two groups, as one sign."""
    return mark.strip() or " "


def _is_unlike_figures(number: _Number) -> bool:
    """Of two or three figures side by side one would be a year, or round."""
    if number.like_years or number.like_thousands:
        return False
    if number.shape == (5, 4):
        return number.groups[0][0] == "9"
    if number.shape in {(5, 5), (1, 4, 4), (3, 4, 4), (2, 4, 4), (2, 7), (2, 8)}:
        return "-" in number.between or not any(one.endswith("00") for one in number.groups[1:])
    if number.shape == (2, 9):
        return number.groups[1][0] == "9"
    return not (set(map(_plain, number.between)) == {" "} and all(one.endswith("0") for one in number.groups))


def _is_international(number: _Number) -> bool:
    digits = number.digits
    if not _COUNTRIES.match(digits) or not 8 <= len(digits) <= _MOST:
        return False
    if number.like_thousands:
        return len(digits) >= 11 and not digits.endswith("000000")
    return not digits.endswith("0000") or number.said


def _is_meant(number: _Number) -> bool:
    """Whether it can be a phone, when the word before it says that it is one."""
    shape, digits = number.shape, number.digits
    if len(digits) < _FEWEST or (number.like_thousands and len(digits) < 9):
        return False
    return len(digits) >= 9 or (max(shape) > 1 and not all(_YEAR.fullmatch(one) for one in number.groups))


def _is_national(number: _Number) -> bool:
    """With the zero that one dials before an area code."""
    digits, shape = number.digits, number.shape
    if len(shape) > 1 and shape[0] == 1:
        return shape[1:] in _AFTER_ZERO
    if digits[1] == "0" or not 9 <= len(digits) <= min(10 + len(shape), 13):
        return False
    # a month and a year
    if len(shape) > 1 and shape[0] == 2 and digits[:2] <= "12" and _YEAR.fullmatch(number.groups[1]):
        return False
    return len(shape) <= 6 and min(shape[1:], default=2) >= 2


def _has_area_code(number: _Number) -> bool:
    rest = number.groups[1:]
    count = sum(map(len, rest))
    if not 1 < len(number.groups[0]) < 6 or not 6 <= count <= 9 or len(rest) > 4 or min(map(len, rest)) < 2:
        return False
    # a note and a span of years; a year and a figure
    if all(_YEAR.fullmatch(one) for one in rest) or _YEAR.fullmatch(number.groups[0]):
        return False
    return not (len(rest) > 1 and set(map(len, rest[1:])) == {3} and len(rest[0]) <= 3 and count < 9)


def _split(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """The groups of digits between two places, those that can be one number together."""
    together: list[tuple[int, int]] = []
    for match in _GROUP.finditer(text, start, end):
        if together and _BREAK.search(text[together[-1][1] : match.start()]):
            yield together
            together = []
        together.append(match.span())
    yield together


def _stands_free(text: str, start: int) -> bool:
    """Whether a number that begins here is no part of a longer word."""
    before = text[max(0, start - 2) : start]
    if not before:
        return True
    first, last = before[0], before[-1]
    if last.isalnum() or last in "#§_\x02" or (last in "-/.,:" and first.isdigit()):
        return False
    return not (len(before) == 2 and last in "-/" and first.isalnum())


_IN_A_STREET = re.compile(r"(?:[A-Z]{2}|[Ss]t|[Ss]treet|[Aa]venue|[Aa]ve|[Rr]oad|[Rr]d|[Bb]lvd)[., ]{1,3}\Z")
"""What stands before an American postcode."""
_GOES_ON = re.compile(r"[\w#°]|[-/.:,_]\w")


_MOST_GROUPS = 7
_LOOK_BACK = 48


def _find_in(text: str, groups: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    lengths = tuple(end - start for start, end in groups)
    first = 0 if sum(lengths) >= _FEWEST else len(groups)
    while first < len(groups):
        taken, opens = 0, groups[first][0]
        # a number begins after a space or a bracket
        if first == 0 or not {" ", "(", "+"}.isdisjoint(text[groups[first - 1][1] : opens]):
            signs = text[max(0, opens - 4) : opens]
            signs = signs[len(signs.rstrip("(+ ")) :].lstrip()
            opens -= len(signs)
            taken = _measure(text, groups, lengths, first, signs)
        if taken:
            yield opens, groups[first + taken - 1][1]
        first += taken or 1


def _measure(text: str, groups: Sequence[tuple[int, int]], lengths: tuple[int, ...], first: int, signs: str) -> int:
    """How many groups from this one on make a phone number, the most that do; 0 if none do."""
    start = groups[first][0]
    opens = start - len(signs)
    before = text[max(0, opens - _LOOK_BACK) : opens]
    # a word stands only before the first
    told = first == 0 and not before.rstrip(" ,/|(")[-1:].isdigit()
    said = told and _SAYS_PHONE.search(before) is not None
    if not said and (
        not _stands_free(text, opens) or (told and not signs.startswith("+") and names_a_document(before))
    ):
        return 0
    zero, marked = text[start] == "0" and not text.startswith("000", start), "+" in signs or "(" in signs
    counts = range(min(_MOST + 2 if first == 0 or "+" in signs else _MOST_GROUPS, len(groups) - first), 0, -1)
    for count in counts:
        shape = lengths[first : first + count]
        total = sum(shape)
        if not _FEWEST <= total <= _MOST + 3:
            continue
        # nearly all lists of figures end here
        if not (
            said
            or (zero and count < _MOST_GROUPS)
            or marked
            or count == 1
            or shape in _TELLING
            or (first == 0 and count == total)
        ):
            continue
        end = groups[first + count - 1][1]
        if (first + count < len(groups) and " " not in text[end : groups[first + count][0]]) or _GOES_ON.match(
            text, end
        ):
            continue
        spans = groups[first : first + count]
        words = [text[a:b] for a, b in spans]
        between = [text[a[1] : b[0]] for a, b in pairwise(spans)]
        # +27 (0)82
        if "+" in signs and len(words) > 1 and words[1] == "0" and "(" in between[0]:
            del words[1], between[0]
        number = _Number(tuple(words), tuple(between), signs, said)
        if _is_phone(number) and not (shape == (5, 4) and _IN_A_STREET.search(before)):
            return count
    return 0


_DIGIT_WORDS = {
    word: digit
    for digit, words in enumerate(
        (
            ("zero", "oh", "nil", "cero"), ("one", "uno", "um", "una", "uma"), ("two", "dos", "dois", "duas", "due"),
            ("three", "tres", "três", "tre"), ("four", "cuatro", "quatro", "quattro"), ("five", "cinco", "cinque"),
            ("six", "seis", "meia", "sei"), ("seven", "siete", "sete", "sette"), ("eight", "ocho", "oito", "otto"),
            ("nine", "nueve", "nove"),
        )
    )
    for word in words
}  # fmt: skip
_SPELLED = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(sorted(_DIGIT_WORDS, key=len, reverse=True))})(?!\w)[ ,.-]{{0,2}}){{7,15}}", re.IGNORECASE
)


_TWO_SPELLED = re.compile(
    rf"[ ,.-](?:{'|'.join(_DIGIT_WORDS)})[ ,.-]{{1,2}}(?:{'|'.join(_DIGIT_WORDS)})(?!\w)", re.IGNORECASE
)


def spot_spelled_phones(text: str) -> Iterator[int]:
    """A quick look, after which hardly any text is left: where two words for digits follow each other.

    Of seven in a row all but the first have a sign before them, and all but the last have one behind them.
    """
    words = text.lower().replace(",", " ").replace(".", " ").replace("-", " ").split()
    if b"\x01\x01" in bytes(map(_DIGIT_WORDS.__contains__, words)):
        yield from (one.start() for one in _TWO_SPELLED.finditer(text))


def find_spelled_phones(text: str) -> Iterator[tuple[int, int]]:
    """Where phone numbers in words begin and end in a folded text."""
    for match in _SPELLED.finditer(text):
        words = re.findall(r"\w+", match[0].lower())
        digits = [_DIGIT_WORDS[word] for word in words]
        counting = len({b - a for a, b in pairwise(digits)}) == 1
        said = _SAYS_PHONE.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
        if (len(digits) >= 9 or said) and not counting:
            yield match.start(), match.start() + len(match[0].rstrip(" ,.-"))


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """Where phone numbers begin and end in a folded text."""
    # a letter O between digits is a zero
    plain = re.sub(r"(?<!\w)[OО](?=\d\d)|(?<=\d)[OО](?=[\d -]\d)", "0", text)
    if not any(sum(map(str.isdigit, run[0])) >= _FEWEST for run in _RUN.finditer(plain)):
        return
    plain = blank_office_numbers(plain)
    for run in _RUN.finditer(plain):
        for groups in _split(plain, *run.span()):
            yield from _find_in(plain, groups)
