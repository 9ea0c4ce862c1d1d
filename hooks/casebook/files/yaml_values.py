"""The values of a faultless YAML text, without their positions: three times as fast as reading it exactly.

Most files are in order, and nobody asks where anything stands in them. Whatever is the least unusual is
left to the exact reader, which alone says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from sys import intern
from typing import Any

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from casebook.files.hidden import find_hidden
from casebook.files.scalars import CORE_WORDS, read_scalar

__all__ = ["DEEPEST", "FAST_LOADER", "MOST_VALUES", "UnclearError", "read_values"]

DEEPEST = 20
"""How deep lists and groups may stand inside each other."""

MOST_VALUES = 4000
"""In all lists and groups of a file together: each may be wrong, and is then explained by itself."""

# libyaml is ten times as fast; without it the pure parser gives the same events.
FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# one before a quotation mark or before another brings in what can be seen
_ESCAPE = re.compile(r'\\[^"\\]')


class UnclearError(Exception):
    """Something is not plain, and the exact reader has to look at it."""


def read_values(text: str) -> Any:
    """The value of a text in which nothing is wrong.

    Raises:
        UnclearError: Perhaps something is.
    """
    loader = FAST_LOADER(text)
    try:
        if not isinstance(loader.get_event(), yaml.StreamStartEvent) or not isinstance(
            loader.get_event(), yaml.DocumentStartEvent
        ):
            raise UnclearError
        reader = _Reader(loader.get_event, has_escapes="\\" in text and _ESCAPE.search(text) is not None)
        value = reader.read(loader.get_event(), 0)
        if reader.count > MOST_VALUES:
            raise UnclearError
        if not isinstance(loader.get_event(), yaml.DocumentEndEvent) or not isinstance(
            loader.get_event(), yaml.StreamEndEvent
        ):
            raise UnclearError
        return value
    except (yaml.YAMLError, ValueError) as error:
        raise UnclearError from error
    finally:
        loader.dispose()


class _Reader:
    """Builds values from events."""

    def __init__(self, next_event: Callable[[], Any], *, has_escapes: bool) -> None:
        self._next = next_event
        # hidden characters of the text itself are gone already, but an escape can bring in others
        self._has_escapes = has_escapes
        self.count = 0

    def read(self, event: Any, depth: int) -> Any:
        kind = type(event)
        self.count += 1
        if kind is ScalarEvent:
            return self._read_word(event)
        # an alias has an anchor too; the exact reader stops at a list or group that stands as deep as this
        if depth == DEEPEST or getattr(event, "anchor", None) is not None:
            raise UnclearError
        if kind is MappingStartEvent and event.tag is None:
            return self._read_fields(depth + 1)
        if kind is SequenceStartEvent and event.tag is None:
            return self._read_entries(depth + 1)
        raise UnclearError

    def _read_fields(self, depth: int) -> dict[str, Any]:
        following, read_word = self._next, self._read_word
        fields: dict[str, Any] = {}
        while type(key := following()) is ScalarEvent:
            name = read_word(key)
            if type(name) is not str or name in fields:
                raise UnclearError
            value = following()
            # most values are words; the same few names stand in every file
            if type(value) is ScalarEvent:
                self.count += 1
                fields[intern(name)] = read_word(value)
            else:
                fields[intern(name)] = self.read(value, depth)
        if type(key) is not MappingEndEvent:
            raise UnclearError
        return fields

    def _read_entries(self, depth: int) -> list[Any]:
        following = self._next
        entries = []
        while type(entry := following()) is not SequenceEndEvent:
            entries.append(self.read(entry, depth))
        return entries

    def _read_word(self, event: Any) -> Any:
        if event.anchor is not None or event.tag is not None:
            raise UnclearError
        word: str = event.value
        if event.style:
            # an escape stands in double quotes
            if self._has_escapes and event.style == '"' and any(find_hidden(word)):
                raise UnclearError
            return word
        # nearly every word is no number and none of the core's, which one sees at its first letter
        return word if word[:1].isalpha() and word not in CORE_WORDS else read_scalar(word)
