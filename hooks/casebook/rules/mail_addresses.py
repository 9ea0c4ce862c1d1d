"""E-mail addresses in any spelling: `jane@paper.test`, `jane [at] paper [dot] test`, `jane arroba paper punto test`.

The words for the two signs are first written as the signs, with fillers, so that every place stays the same.
Then an address is looked for around each @: a bounded way back and a bounded way on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["find_mail_addresses", "spot_mail", "spot_mail_in_lines"]

_FILLER = "\x00"
_AT, _WEAK_AT, _DOT = "@", "\x01", "."

_AT_WORDS = r"at|arroba|arrova|chiocciola|aro?bas?e?|klammeraffe|kuyruklu ?a|et"
_DOT_WORDS = r"dot|punto|ponto|point|punkt|nokta|period|puncto"
_OPEN, _CLOSE = r" ?[\[({<«\"'|*_~-]{1,2} ?", r" ?[\])}>»\"'|*_~-]{1,2} ?"
_SIGNS = re.compile(
    rf"(?P<at>{_OPEN}(?:@|{_AT_WORDS}|ät|a|ä){_CLOSE}(?=[^\W_])| {{0,2}}@ {{0,2}}|(?<=[a-z0-9])(?-i:AT)(?=[a-z0-9])"
    r"| (?:arroba|arrova|chiocciola|klammeraffe|kuyruklu ?a|at sign) )"
    r"|(?P<weak> at )"
    rf"|(?P<dot>{_OPEN}(?:\.|{_DOT_WORDS}){_CLOSE}(?=[^\W_])| (?:{_DOT_WORDS}) | \. ?(?=[a-z])"
    r"|(?<=[a-z0-9])(?-i:DOT)(?=[a-z])|\. (?=(?:com|org|net|edu|gov|test)\b))",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"\x00*((?:[^\W_][\w-]{0,62}\.\x00*){1,5}[^\W_][\w-]{0,62}|\[?\d{1,3}(?:\.\d{1,3}){3}\]?)")
_BEFORE_AT = re.compile(r"[\w.+%\x00-]")
_LONGEST_NAME = 64

_ENDINGS = frozenset(
    """
    com org net edu gov mil int info biz name pro mobi test example app dev online site tech store blog xyz ngo ong
    coop email mail club live africa lat city asia museum social community foundation digital world news media life
    group ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by
    bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm
    fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it
    je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo
    mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw
    py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl
    tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
    """.split()  # noqa: SIM905
)
_PROVIDERS = re.compile(
    r"(?:g(?:oogle)?mail|hotmail|outlook|yahoo|ymail|icloud|proton(?:mail)?|aol|gmx|live|msn|uol|bol|terra|ig"
    r"|libero|tiscali|virgilio|"
    r"yandex|zoho|mweb|telkomsa|vodamail|webmail|rediffmail|fastmail|tutanota|mail)\b",
    re.IGNORECASE,
)
_AT_PROVIDER = re.compile(
    r"(?<![\w.])[a-z]\w{0,30}[._\d][\w.]{0,30}(?: at | arroba |@| @ )(?:g(?:oogle)?mail|hotmail|yahoo|outlook"
    r"|icloud|uol|libero)(?![\w@.])",
    re.IGNORECASE,
)
"""An address of which everybody knows the end."""
_SAYS_MAIL = re.compile(
    r"(?:e-?mails?|mail|correo(?: electr[óo]nico)?|write(?: to)?|contact|contacto|contato|escrib\w{1,4}(?: a)?"
    r"|escrev\w{1,4}(?: para| a)?"
    r"|scriv\w{1,4}(?: a)?|address|reach(?:ed)?|posta|message)\W{1,3}(?:\w{1,4}\W{1,2}){0,2}[\w.+-]{1,64}\Z",
    re.IGNORECASE,
)
# what stands before " at " where a page or a place is meant
_NO_NAME = frozenset(
    """
    a about all and are as available back be been begins called came council end ends find found from gathered get
    go had has have he held here home hosted how in is it later live lives look looked looking looks meet meets met
    meeting more new now office on one online or out page people point published read register research sat school
    see seen served she shown sign site sold start started starts stay stayed stood stop that the them then there
    they this time up us visit was we website week went were what when where which who work worked working works you
    """.split()  # noqa: SIM905
)


_CERTAIN_SIGNS = (
    "@", "(at", "[at", "{at", "<at", "( at", "[ at", "-at-", "_at_", "*at*", "|at|", "~at~", "/at/", '"at"', "'at'",
    "(ät", "[ät", "(a)", "[a]",
    "(ä)", "arrob", "arrov", "chiocciola", "klammeraffe", "kuyruk", "arobas", "at sign",
)  # fmt: skip
_GLUED_AT = re.compile("[a-z0-9]AT[a-z0-9]")
_DOT_WITHIN = re.compile(r"\.[a-z]{2}")
_SAYS_DOT = re.compile(r"\W(?:dot|punto|ponto|point|punkt|nokta|period)\W")
_NAMES_OF_MAIL = ("mail", "yahoo", "outlook", "icloud", "libero", "uol")


def spot_mail(text: str) -> Iterator[int]:
    """A quick look, after which hardly any text is left: where there may be an address, or perhaps not.

    Either something stands there that hardly anything but an address has in it, or the word "at", and something
    that an address could end in.
    """
    low = _lower(text)
    yield from _spot_signs(text, low)
    if " at " in low and _may_end_like_mail(low):
        yield from (one.start() for one in re.finditer(" at ", low))


def spot_mail_in_lines(text: str) -> Iterator[int]:
    """The same for many texts, each in a line of its own."""
    low = _lower(text)
    yield from _spot_signs(text, low)
    if " at " in low and _may_end_like_mail(low):
        for one in re.finditer(" at ", low):
            end = low.find("\n", one.end())
            if _may_end_like_mail(low[low.rfind("\n", 0, one.start()) + 1 : end if end >= 0 else len(low)]):
                yield one.start()


def _lower(text: str) -> str:
    # the only letter of which two are made: every place would be another
    return text.replace("\u0130", "i").lower()


def _spot_signs(text: str, low: str) -> Iterator[int]:
    for sign in _CERTAIN_SIGNS:
        place = low.find(sign)
        while place >= 0:
            yield place
            place = low.find(sign, place + 1)
    if "AT" in text:
        yield from (one.start() for one in _GLUED_AT.finditer(text))


def _may_end_like_mail(low: str) -> bool:
    return (
        any(name in low for name in _NAMES_OF_MAIL)
        or _DOT_WITHIN.search(low) is not None
        or _SAYS_DOT.search(low) is not None
    )


def _write_signs(match: re.Match[str]) -> str:
    sign = _AT if match["at"] is not None else _WEAK_AT if match["weak"] else _DOT
    return sign + _FILLER * (len(match[0]) - 1)


def find_mail_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses begin and end in a folded text."""
    signed = _SIGNS.sub(_write_signs, text)
    end = 0
    for match in re.finditer(f"[{_AT}{_WEAK_AT}]", signed):
        at = match.start()
        found = _read_around(text, signed, at, end)
        if found:
            yield found
            end = found[1]
    yield from _find_spaced(text)
    yield from (match.span() for match in _AT_PROVIDER.finditer(text))


def _read_around(text: str, signed: str, at: int, least: int) -> tuple[int, int] | None:
    """The address around an @, or nothing."""
    start = at
    while start > max(least, at - _LONGEST_NAME) and _BEFORE_AT.match(signed, start - 1):
        start -= 1
    name = signed[start:at].lstrip(".-%+\0")
    start = at - len(name)
    domain = _DOMAIN.match(signed, at + 1)
    if not name or domain is None:
        return None
    if re.fullmatch(r"[\d.\[\]]+", domain[1]):
        return (start, domain.end()) if re.fullmatch(r"\[?\d{1,3}(?:\.\d{1,3}){3}\]?", domain[1]) else None
    labels = domain[1].split(".")
    while len(labels) > 1 and not re.fullmatch(r"\x00*(?:[^\W\d_]{2,24}|xn--[\w-]{2,58})", labels[-1]):
        labels.pop()
    if len(labels) < 2:
        return None
    end = domain.start(1) + len(".".join(labels))
    written = text[start:end]
    ending = labels[-1].strip(_FILLER)
    disguised = any(one.startswith(_FILLER) for one in labels[1:])
    plain_at = signed[at] == _AT and text[at] == "@" and not signed.startswith(_FILLER, at + 1)
    # tod@s.La: Spanish for all of them, and a new sentence
    if plain_at and labels[0] == "s" and ending[:1].isupper():
        return None
    if plain_at and not disguised:
        return start, end
    if ending.lower() not in _ENDINGS or not (ending.islower() or ending.isupper()):
        return None
    if signed[at] == _AT:
        return start, end
    # " at ": a place as often as an address
    word = re.split(r"[\x00]", name)[-1]
    certain = re.search(r"[\d._+-]", name) or _PROVIDERS.match(labels[0].strip(_FILLER)) or _SAYS_MAIL.search(
        text[max(0, at - 100) : at]
    )  # fmt: skip
    usual = word.lower() in _NO_NAME
    spelled = disguised and re.search(rf"\W(?:{_DOT_WORDS})\W", written, re.IGNORECASE)
    return (start, end) if (certain or spelled) and not usual else None


_SPACED = re.compile(r"(?<!\S)\S(?: {1,2}\S){6,80}(?!\S)")


def _find_spaced(text: str) -> Iterator[tuple[int, int]]:
    """The same with a space after each letter."""
    for match in _SPACED.finditer(text):
        if "@" in match[0] and re.search(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w\w", match[0].replace(" ", "")):
            yield match.span()
