"""Links between the pages: relative, so the site works under any path and from a folder on a disk.

A template does not know at which address its text will stand: one card stands on many pages. So a
link begins with a mark, and once a text has its place the mark becomes the way from there to the
site's root.
"""

from __future__ import annotations

from casebook.text.urls import find_fault

__all__ = ["keep_address", "link", "place_links"]

_ROOT = "\x1a"
"""Stands for the way to the root. The character is called SUBSTITUTE; no text that one can read has it."""


def link(target: str) -> str:
    """A link to an address of the site, or to an anchor of the same page."""
    return target if target.startswith("#") else _ROOT + target


def keep_address(address: str) -> str:
    """An address on the web, if it can stand in a link; else nothing, and the template shows its text alone.

    The checker has asked the same. This is the second door: a book may come from elsewhere.
    """
    return "" if find_fault(address) else address


def place_links(made: str, address: str = "", base: str = "") -> str:
    """Lead the links of a text to where they belong from an address; by default from the site's root.

    A page that is served at every address, as the 404 page is, needs the site's base path instead.
    """
    made = str(made)  # Markup would escape what it puts in
    way = base or "../" * address.count("/")
    if not way:
        # a link without any letter would lead nowhere
        made = made.replace(f'{_ROOT}"', './"')
    return made.replace(_ROOT, way)
