"""The words of a cell that was copied out of a website: without its tags, but with its paragraphs, lists and links."""

from __future__ import annotations

import re
from html.parser import HTMLParser

__all__ = ["has_tags", "read_tags"]

_TAGS = re.compile(r"</(?:p|li|ul|ol|a|b|i|strong|em|span|div|h\d|td)\s*>|<br\s*/?>", re.IGNORECASE)
_BLOCKS = frozenset({"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_UNSAID = frozenset({"style", "script", "head", "title"})


def has_tags(text: str) -> bool:
    """Whether a text is HTML rather than plain."""
    return _TAGS.search(text) is not None


class _Words(HTMLParser):
    """Gathers the words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._links: list[tuple[str, int]] = []
        self._unsaid = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSAID:
            self._unsaid += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "img":
            self.parts.append(f" {dict(attrs).get('src') or ''} ")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSAID:
            self._unsaid = max(0, self._unsaid - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a" and self._links:
            address, start = self._links.pop()
            words = " ".join("".join(self.parts[start:]).split())
            if re.match(r"https?://\S+\Z", address) and words.rstrip("/") != address.rstrip("/"):
                self.parts[start:] = [f"[{words}]({address})" if words else address]

    def handle_data(self, data: str) -> None:
        if not self._unsaid:
            self.parts.append(re.sub(r"[ \t\r\n\xa0]+", " ", data))


def read_tags(text: str) -> str:
    """The words of an HTML text, as plain Markdown: paragraphs, lists and links stay, how it looked does not."""
    words = _Words()
    words.feed(text)
    words.close()
    lines = [line.strip() for line in "".join(words.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join("" if line == "-" else line for line in lines)).strip()
