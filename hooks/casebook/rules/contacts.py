"""How to reach a person: mail, phones, messengers, handles and identity numbers, in any spelling.

Everything is looked for in what a reader sees, folded to plain letters and digits, and in the addresses
that the links lead to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from casebook.diagnostics import say
from casebook.rules.identity_numbers import find_identity_numbers, find_named_numbers, spot_named_numbers
from casebook.rules.mail_addresses import find_mail_addresses, spot_mail, spot_mail_in_lines
from casebook.rules.phones import find_phones, find_spelled_phones, spot_spelled_phones
from casebook.text.folded import FoldedText
from casebook.text.wording import quote

__all__ = ["Contact", "explain_contact", "find_contacts", "leads_to_somebody", "locate", "suspect"]


class Contact(NamedTuple):
    """A way to reach a person."""

    kind: str
    """Which way it is, in words."""
    written: str
    """As a reader sees it, or the address of a link."""


_MAIL = "an e-mail address"
_PHONE = "a phone number"
_LINK = "a link that writes to somebody or calls"
_IDENTITY = "the number of a person's identity document"
_HANDLE = "somebody's name on a social network"

_REMOVE = "Remove it. The casebook names organisations and roles, and nobody's own"
_CURES: Mapping[str, str] = MappingProxyType(
    {
        _PHONE: f"{_REMOVE} number; link to the organisation's page. If it is a figure, write it without spaces or "
        "put its unit behind it; if it is that of a contract or a law, write so before it: contract number …",
        _LINK: f"{_REMOVE} address; link to the organisation's page.",
        _IDENTITY: f"{_REMOVE} number. If it is that of a contract or a law, write so before it: contract number …",
        _HANDLE: f"{_REMOVE} account. Write the name of the organisation, and link to its page.",
    }
)
"""What to do, by the kind of contact; of an e-mail address the form says it too."""


def explain_contact(kind: str, written: str) -> tuple[str, str]:
    """What is wrong with a way to reach a person, and what to do."""
    if kind == _MAIL:
        return say("mail", written=quote(written))
    return f"What looks like {kind} stands here: {quote(written)}.", _CURES[kind]


_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,4000}", re.IGNORECASE)
_SCHEME = re.compile(
    r"(?:mailto|tel|sms|smsto|mms|callto|skype|whatsapp|viber|tg|sgnl|facetime|facetime-audio|xmpp|sips?|msnim"
    r"|ymsgr|matrix|line):/{0,2}"
    r"(?=[^\s/]{3})[^\s]{3,2000}",
    re.IGNORECASE,
)
_MESSENGER = re.compile(
    r"(?:https?://)?(?<![\w-])(?:www\.|m\.|web\.)?"
    r"(?:wa\.me|wa\.link|(?:api|web|chat|call)\.whatsapp\.com|whatsapp\.com/send|t\.me|telegram\.(?:me|dog)"
    r"|m\.me|messenger\.com/t"
    r"|signal\.me|signal\.group|line\.me|lin\.ee|join\.skype\.com|discord\.gg|discord\.com/(?:users|invite)"
    r"|chats\.viber\.com|invite\.viber\.com"
    r"|viber\.me|zalo\.me|kik\.me|matrix\.to|snapchat\.com/add|linkedin\.com/in|facebook\.com/(?:profile\.php"
    r"|messages)"
    r"|instagram\.com/direct|ig\.me|threema\.id|simplex\.chat|u\.wechat\.com|calendly\.com)"
    r"(?:[/?#][^\s]{1,2000})",
    re.IGNORECASE,
)
_ADDRESSES = (
    # each begins with the sign that is rarest, for which a search leaps
    (re.compile(r":(?<=\w:)(?:[^\s\d]|\+?\d)"), _SCHEME),
    (re.compile(r"\.[a-zA-Z]{2,3}[/?#]"), _MESSENGER),
    (re.compile(r"://|\.(?<=[wW]{3}\.)"), _ADDRESS),
)
"""What must stand in a text before it is worth to look for an address of each kind."""
_NAMED_NUMBER = re.compile(
    r"(?:^|[?&;#/])(?:phones?|phone_?number|tel|telephone|telefone|telefono|mobile|cel|celular|whats\w{0,5}|wa"
    r"|msisdn|sms|to|number|numero|contacto?)"
    r"[=:]\+? ?\(?\d(?:[ .()-]{0,2}\d){6,14}(?!\d)",
    re.IGNORECASE,
)
# neither a mail nor the word of a program; @R20 is a price
_AT_NAME = re.compile(r"(?<![\w@/.&=+-])@(?!(?:R|USD|EUR|KES|Rs|COP)\d)[A-Za-z_](?:[\w.]{1,29})(?![\w/@])")
_PROGRAMS = frozenset(
    {"@media", "@import", "@charset", "@font", "@supports", "@keyframes", "@page", "@layer", "@param"}
)
_NETWORKS = (
    r"instagram|insta|ig|twitter|telegram|tiktok|tik tok|skype|signal|whatsapp|facebook|fb|snapchat|snap|wechat"
    r"|weixin|threads"
    r"|bluesky|mastodon|discord|messenger|linkedin|x"
)
_NETWORK = re.compile(rf"(?<!\w)(?:{_NETWORKS})(?!\w)", re.IGNORECASE)
_NAMED_ACCOUNT = re.compile(
    rf"(?<!\w)(?:{_NETWORKS})(?: (?:id|user|username|handle|account|name|usuario|usu[áa]rio|cuenta|conta))?"
    r"(?: ?[:=] ?| (?=[a-z.]{1,20}_))"
    r"(?P<name>(?:live:)?[a-z](?=[\w.]{0,29}[\d._])[\w.]{1,29}\w(?:#\d{4})?)(?![\w/])",
    re.IGNORECASE,
)

# digits that can be one number; a folded text has no others. A search leaps to the first of them.
_DIGIT, _MORE = "[0-9OО]", r"(?:[ .\-/()_·•*~,|:]{0,3}[0-9OО])"
_SHORT_NUMBER = re.compile(rf"{_DIGIT}{_MORE}{{4}}")
# seven, or as few among letters as the tax numbers of some countries have
_LONG_NUMBER = re.compile(
    rf"{_DIGIT}(?:{_MORE}{{6}}|(?<=[0-9])[0-9][A-Za-z][0-9]{{2}}|(?<=[A-Za-z][0-9])(?:[0-9]{{3}}|[0-9]{{5}})[A-Za-z])"
)


_SIGN_OF_ACCOUNT = re.compile(r"[:=_]")
_LOOK_BACK = 60
"""No more characters stand between the name of a network and the sign."""


def _spot_addresses(text: str) -> Iterator[int]:
    return (one.start() for mark, _ in _ADDRESSES for one in mark.finditer(text))


def _spot_handles(text: str) -> Iterator[int]:
    return (one.start() for one in re.finditer("@", text))


def _spot_accounts(text: str) -> Iterator[int]:
    signs = (one.start() for one in _SIGN_OF_ACCOUNT.finditer(text))
    return (sign for sign in signs if _NETWORK.search(text, max(0, sign - _LOOK_BACK), sign))


def _spot_numbers(text: str) -> Iterator[int]:
    return (one.start() for one in _LONG_NUMBER.finditer(text))


def _spot_named_numbers(text: str) -> Iterator[int]:
    return spot_named_numbers(text, (one.start() for one in _SHORT_NUMBER.finditer(text)))


def _find_handles(text: str) -> Iterator[tuple[int, int]]:
    return (one.span() for one in _AT_NAME.finditer(text) if one[0] not in _PROGRAMS)


def _find_accounts(text: str) -> Iterator[tuple[int, int]]:
    return (one.span("name") for one in _NAMED_ACCOUNT.finditer(text))


@dataclass(frozen=True)
class _Way:
    """A way to reach a person, and how one is found in a folded text."""

    kind: str
    """Which way it is, in words."""
    spot: Callable[[str], Iterator[int]]
    """A quick look: where there may be one, or perhaps not. In a text without such a place there is none."""
    find: Callable[[str], Iterator[tuple[int, int]]]
    """Where each begins and ends."""


_WAYS = (
    _Way(_MAIL, spot_mail, find_mail_addresses),
    _Way(_HANDLE, _spot_handles, _find_handles),
    _Way(_HANDLE, _spot_accounts, _find_accounts),
    _Way(_IDENTITY, _spot_named_numbers, find_named_numbers),
    _Way(_IDENTITY, _spot_numbers, find_identity_numbers),
    _Way(_PHONE, _spot_numbers, find_phones),
    _Way(_PHONE, spot_spelled_phones, find_spelled_phones),
)
"""Every way that is looked for, but for addresses on the web: those say it themselves."""

_SPOTS = (_spot_addresses, *dict.fromkeys(way.spot for way in _WAYS))
_SPOTS_IN_LINES = tuple(spot_mail_in_lines if spot is spot_mail else spot for spot in _SPOTS)


def suspect(texts: Iterable[str]) -> set[str]:
    """The texts that may hold a way to reach a person; nearly always none or a few of many, found in one go.

    Args:
        texts: Texts of one line each, as a reader sees them.
    """
    known = list(texts)
    folded = FoldedText("\n".join(known)).text
    starts = [0, *(one.end() for one in re.finditer("\n", folded))]
    return {known[bisect_right(starts, place) - 1] for spot in _SPOTS_IN_LINES for place in spot(folded)}


def find_contacts(said: str, targets: Collection[str] = ()) -> Iterator[Contact]:
    """Every way to reach a person in a text.

    Args:
        said: The text as a reader sees it. A line ends only where a paragraph or another block does.
        targets: The addresses to which its links lead.
    """
    for target in targets:
        if kind := _say_way(target):
            yield Contact(kind, target)
    if not said:
        return
    folded = FoldedText(said)
    text = folded.text
    # what hardly any text is left after
    spotted = {spot for spot in _SPOTS if any(True for _ in spot(text))}
    if not spotted:
        return
    found: list[tuple[int, int, str]] = []

    def blank(match: re.Match[str]) -> str:
        if match[0] not in targets and (kind := _say_way(match[0])):
            found.append((*match.span(), kind))
        return "\x02" * len(match[0])

    # what has digits or an @ in it because it is an address on the web is none of these
    for mark, pattern in _ADDRESSES:
        if mark.search(text):
            text = pattern.sub(blank, text)
    for way in _WAYS:
        # where there was none, there is none once addresses are gone
        if way.spot in spotted and any(True for _ in way.spot(text)):
            found += ((*span, way.kind) for span in way.find(text))
    last = 0
    for start, end, kind in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= last:
            first, after = folded.place(start, end)
            yield Contact(kind, said[first:after])
            last = end


def _say_way(target: str) -> str:
    """Which way to a person an address is; empty if it is none."""
    # an address may be written in the signs of addresses, and those again
    plain = FoldedText(unquote(unquote(target[:4000]))).text.strip()
    if scheme := _SCHEME.match(plain):
        rest = scheme[0].split(":", 1)[1]
        return _MAIL if plain.lower().startswith("mailto") and "@" in rest else _LINK if "mailto" not in plain else ""
    if _MESSENGER.match(plain) or _MESSENGER.match(re.sub(r"^//", "", plain)):
        return _LINK
    # only what stands behind the path is made by whoever wrote the link
    _, _, query = plain.replace("#", "?").partition("?")
    if "@" in query and any(find_mail_addresses(query)):
        return _MAIL
    return _PHONE if _NAMED_NUMBER.search(f"?{query}") else ""


def leads_to_somebody(target: str) -> bool:
    """Whether the address of a link is a way to reach a person."""
    return bool(_say_way(target))


_FARTHEST = 24
"""How many signs of Markdown may stand between two words of which a reader sees nothing between."""
_MOST_TRIES = 200
"""At how many places it is tried whether it begins there; a text may hold nothing but its first word."""


def locate(text: str, seen: str, after: int = 0) -> tuple[int, str]:
    """Where what a reader sees stands in a text as it was written, and how.

    Args:
        text: The text as it was written.
        seen: What a reader sees of it somewhere.
        after: From where on it is looked for first. If it stands nowhere, the place is the text's beginning.
    """
    exact = text.find(seen, after)
    start, words = _locate_words(text, seen, after)
    # the same thing may stand before it in another spelling
    if exact >= 0 and (start < 0 or exact <= start):
        return exact, seen
    if start >= 0:
        return start, words
    return locate(text, seen) if after else (0, seen)


def _locate_words(text: str, seen: str, after: int) -> tuple[int, str]:
    """The first place where the words stand near each other."""
    words = re.findall(r"\w+", seen)
    start = text.find(words[0], after) if words else -1
    for _ in range(_MOST_TRIES):
        if start < 0:
            break
        end = start
        for word in words:
            place = text.find(word, end, end + _FARTHEST + len(word))
            if place < 0:
                break
            end = place + len(word)
        else:
            # what goes on in the next line is found by its first
            return start, text[start:end].split("\n", maxsplit=1)[0]
        start = text.find(words[0], start + 1)
    return -1, seen
