"""Which addresses on the web may stand in a case."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

__all__ = ["find_fault"]


def find_fault(address: str) -> str | None:
    """What is wrong with an address on the web, in words that go on after it; None if it is fine."""
    if not address:
        return "is empty"
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
    try:
        # archives have been known to live at a bare number; a private network is of no use to a reader
        return None if ipaddress.ip_address(host).is_global else "leads to a private network"
    except ValueError:
        pass
    if "." not in host.strip(".") or re.search(r"\.\.|^[.-]|-$|%", host):
        return "has no complete name of a site, such as www.example.org"
    if not re.fullmatch(r"[\w.-]+", host):
        return "has a name of a site that cannot be"
    return None
