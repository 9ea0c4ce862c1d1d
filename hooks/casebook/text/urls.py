"""Which addresses on the web may stand in a case, what the right one is, and when two are the same."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import unicodedata
from urllib.parse import urlsplit

from casebook.text.wording import slugify

__all__ = ["find_archive", "find_fault", "join_same", "mend_address", "name_address"]

_MOST = 2000
"""So many characters every browser and every archive takes."""

_NOT_ON_THE_WEB = frozenset(
    {
        "corp", "home", "home.arpa", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost",
        "private",
    }
)  # fmt: skip
"""What names end in that lead nowhere, or somewhere else for each reader; `.test` is left to the examples of tests."""

# What a network or a mailing adds to follow who has clicked where; the page is the same without it.
_TRACKING = re.compile(
    r"utm_[a-z_]+|(?:fb|g|d|y|ms|tt|tw)clid|igshid|igsh|gbraid|wbraid|gclsrc|li_fat_id|srsltid|mc_[ce]id|_hsenc|_hsmi"
    r"|__hs[a-z]+|mkt_tok|vero_id|oly_(?:anon|enc)_id|wickedid|_openstat",
    re.IGNORECASE,
)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s<>\"]+")
_BEFORE_DOI = re.compile(r"(?:https?://)?(?:(?:dx\.)?doi\.org/+|urn:doi:|doi[\s:]*)?", re.IGNORECASE)
_CLOSING = {")": "(", "]": "["}


_USUAL = re.compile(r"https?://(?!-)(?:[a-z0-9-]{1,63}\.)+([a-z]{2,24})(?:/[\w.~/%+=&@:!'*$,;()#?-]*)?", re.ASCII)
"""The form that nearly all addresses have: a name of small letters, no port, and signs that need no closer look."""

_ENDS_NOWHERE = frozenset(name.rpartition(".")[2] for name in _NOT_ON_THE_WEB)


def find_fault(address: str) -> str | None:
    """What is wrong with an address on the web, in words that go on after it; None if it is fine."""
    usual = _USUAL.fullmatch(address)
    if usual and len(address) <= _MOST and usual[1] not in _ENDS_NOWHERE and address[-1] not in ",;)":
        # only its query can still be wrong
        return _find_tracking(address.partition("#")[0].partition("?")[2]) if "?" in address else None
    return _look_closely(address)


def _look_closely(address: str) -> str | None:
    """The same for an address of any form."""
    if not address:
        return "is empty"
    if len(address) > _MOST:
        return f"has more than {_MOST:,} characters"
    if re.search(r"\s", address):
        return "has a space in it"
    if not address.isprintable() or re.search(r"[<>\"`{}|\\^]", address):
        return "has a character that no address can have"
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
    if not re.match(r"https?://", address, re.IGNORECASE):
        if scheme and scheme[1].lower() in {"http", "https"}:
            return "lacks the two slashes after the colon"
        if scheme and "." not in scheme[1]:
            return f"begins with {scheme[1].lower()}:, and only https:// and http:// are allowed"
        return "does not begin with https:// or http://"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "is not a complete address"
    if "@" in parts.netloc:
        return "has a name or password before an @"
    return _find_fault_of_host(host) or _find_fault_of_end(address) or _find_tracking(parts.query)


def _find_fault_of_host(host: str) -> str | None:
    # as a browser reads it: other forms of a letter are the letter, other full stops are a full stop
    name = unicodedata.normalize("NFKC", host).replace("。", ".").casefold().removesuffix(".")
    if ":" in name:
        return _find_fault_of_number(name)
    last = name.rpartition(".")[2]
    # a browser reads 127.1, 0x7f.1 and 2130706433 as numbers of computers too; no reader has ever meant them
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", last):
        return _find_fault_of_number(name)
    if "." not in name or re.search(r"\.\.|^[.-]|-$|%", name):
        return "has no complete name of a site, such as www.example.org"
    if any(name == end or name.endswith(f".{end}") for end in _NOT_ON_THE_WEB):
        return "leads to a private network"
    # an accent or a vowel sign belongs to its letter; what only changes how it looks does not
    letters = "".join(c for c in name if not unicodedata.category(c).startswith("M") or _is_hidden(c))
    if not re.fullmatch(r"[\w.-]+", letters) or len(last) == 1:
        return "has a name of a site that cannot be"
    return None


def _is_hidden(character: str) -> bool:
    """Whether a mark is one that nobody sees, such as a variation selector: browsers leave it out of a name."""
    return character == "\u034f" or unicodedata.name(character, "").startswith(("VARIATION SEL", "MONGOLIAN FREE VAR"))


def _find_fault_of_number(host: str) -> str | None:
    """What is wrong with the bare number of a computer: archives have been known to live at one."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return "has a number in place of the name of a site"
    if isinstance(number, ipaddress.IPv6Address):
        # a number of the older kind may be wrapped in one of the newer
        number = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else number)
    # a private network is of no use to a reader
    return None if number.is_global and not number.is_multicast else "leads to a private network"


def _find_fault_of_end(address: str) -> str | None:
    # three full stops are no proof: sites have been seen that cut their own addresses so
    if address.endswith("…"):
        return "has been cut off at its end"
    last = address[-1]
    if last in ",;" or (last in _CLOSING and not _is_balanced(address, last)):
        return f'ends in "{last}", which is no part of it'
    return None


def _is_balanced(address: str, closing: str) -> bool:
    return address.count(closing) <= address.count(_CLOSING[closing])


def _find_tracking(query: str) -> str | None:
    for part in query.split("&"):
        name = part.partition("=")[0]
        if _TRACKING.fullmatch(name):
            return f"carries {name}=, which only says how somebody came to the page"
    return None


def find_archive(address: str, published: str) -> str:
    """Where to look for an archived copy: the Internet Archive leads to the copy that is nearest to a date.

    Args:
        address: The address of a document.
        published: When it came out: YYYY, YYYY-MM, YYYY-MM-DD or unknown; without a date it leads to the newest copy.
    """
    return f"https://web.archive.org/web/{''.join(c for c in published if c.isdigit()) or 2}/{address}"


def mend_address(written: str) -> str:
    """The address that somebody has certainly meant; empty if it is not certain, or if it is fine as it stands."""
    text = " ".join(written.split()).strip("<>")
    if len(text) > _MOST or not find_fault(written):
        return ""
    before = _BEFORE_DOI.match(text)
    if found := _DOI.fullmatch(text, before.end() if before else 0):
        text = f"https://doi.org/{found[0]}"
    if re.match(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]|$)", text, re.IGNORECASE):
        text = f"https://{text}"
    text = _drop_tracking(_drop_end(text))
    return text if text != written and not find_fault(text) else ""


def _drop_end(address: str) -> str:
    end = len(address)
    surplus = {closing: address.count(closing) - address.count(opening) for closing, opening in _CLOSING.items()}
    while end and (address[end - 1] in ",;" or surplus.get(address[end - 1], 0) > 0):
        surplus[address[end - 1]] = surplus.get(address[end - 1], 0) - 1
        end -= 1
    return address[:end]


def _drop_tracking(address: str) -> str:
    rest, mark, fragment = address.partition("#")
    page, _, query = rest.partition("?")
    kept = [part for part in query.split("&") if not _TRACKING.fullmatch(part.partition("=")[0])]
    if not query or len(kept) == len(query.split("&")):
        return address
    return f"{page}{'?' * bool(kept)}{'&'.join(kept)}{mark}{fragment}"


def join_same(url: str) -> str:
    """What is the same for all addresses of one page.

    They may differ in scheme, `www.`, case of the host, the usual port, a last slash, and the place on the page,
    unless the page is one that keeps its addresses there, after #/ or #!.
    """
    if _USUAL.fullmatch(url):
        address, _, fragment = url.partition("://")[2].partition("#")
        page, _, query = address.partition("?")
        place = f"#{fragment}" if fragment.startswith(("/", "!")) else ""
        return f"{page.removeprefix('www.').rstrip('/')}?{query}{place}"
    return _join_closely(url)


def _join_closely(url: str) -> str:
    """The same for an address of any form."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    beside = f":{port}" if port not in {None, 80, 443} else ""
    place = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    return f"{host.removeprefix('www.')}{beside}{parts.path.rstrip('/')}?{parts.query}{place}"


def name_address(url: str) -> str:
    """The place of a document on the site by its own address: the name of its site, and digits that stand for it."""
    same = join_same(url)
    # a folder's name has 255 characters at most
    host = slugify(re.split(r"[/:?]", same, maxsplit=1)[0])[:80].strip("-") or "page"
    return f"{host}-{hashlib.sha256(same.encode()).hexdigest()[:12]}"
