"""The files of a site that is only shown: none is looked for in a group in which it need not be looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from casebook.outputs import Output, make_text
from casebook.publish import AskedFiles

GROUPS = {"data": ("data/a.csv",), "pages": ("index.html", "about/index.html"), "texts": ("cases/a/text/index.html",)}


class Publishing:
    """Lists its files as a publication does, and notes which groups were listed."""

    def __init__(self) -> None:
        self.listed: list[str] = []

    def list_groups(self) -> Iterator[tuple[str, Iterable[Output]]]:
        for name, addresses in GROUPS.items():
            yield name, self._list(name, addresses)

    def _list(self, name: str, addresses: tuple[str, ...]) -> Iterator[Output]:
        self.listed.append(name)
        for address in addresses:
            yield make_text(address, lambda: "")


def ask(known: dict[str, str] | None = None) -> tuple[Any, AskedFiles]:
    publishing: Any = Publishing()
    return publishing, AskedFiles(publishing, known)


@pytest.mark.parametrize("address", [one for own in GROUPS.values() for one in own])
def test_each_file_is_found(address: str) -> None:
    _, asked = ask()
    found = asked.find(address)
    assert found is not None
    assert found.addresses == (address,)
    assert asked.find(address) is found


def test_nothing_is_listed_before_somebody_asks_and_no_group_twice() -> None:
    publishing, asked = ask()
    assert publishing.listed == []
    assert set(asked.list_group("pages")) == set(GROUPS["pages"])
    assert asked.find("about/index.html") is not None
    assert publishing.listed == ["pages"]
    for _ in range(2):
        assert asked.find("nowhere/index.html") is None
    assert sorted(publishing.listed) == sorted(GROUPS)


def test_a_file_is_looked_for_first_where_it_was_last_time() -> None:
    _, before = ask()
    assert before.find("cases/a/text/index.html") is not None
    publishing, asked = ask(before.known)
    assert asked.find("cases/a/text/index.html") is not None
    assert publishing.listed == ["texts"]
    # it may have gone elsewhere meanwhile
    publishing, asked = ask({"about/index.html": "texts", "data/a.csv": "no such group"})
    assert asked.find("about/index.html") is not None
    assert asked.find("data/a.csv") is not None
