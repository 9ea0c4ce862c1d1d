"""What the listener lets a host hear, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from listening import find_told


def _ask(address: str, *heads: str, method: str = "GET") -> str:
    return "\n".join((f"{method} {address} HTTP/1.1", "Host: casebook.test", *heads))


SCRIPT = "Referer: http://casebook.test/book/assets/find/site.js"
WORKER = "Referer: http://casebook.test/book/service-worker.js"


@pytest.mark.parametrize(
    "told",
    [
        _ask("/book/"),
        _ask("/book/find/cases.json", "Accept: */*"),
        _ask("/book/find/cases.json", SCRIPT),
        # a browser looks by itself whether there is a newer one
        _ask("/book/service-worker.js", "Service-Worker: script", WORKER),
    ],
)
def test_which_file_is_wanted_may_be_heard(tmp_path: Path, told: str) -> None:
    assert not find_told([told], _lay_out(tmp_path), "/book/", "kitchens")


@pytest.mark.parametrize(
    "told",
    [
        _ask("/book/", "Referer: http://casebook.test/book/finder/"),
        _ask("/book/find/cases.json", f"{SCRIPT}?who=city"),
        _ask("/book/find/cases.json", "Referer: http://casebook.test/book/finder/assets/find/site.js"),
        # the worker asks for itself in this way, and for nothing else
        _ask("/book/find/cases.json", WORKER),
        _ask("/book/service-worker.js", f"{WORKER}?who=city"),
        _ask("/book/service-worker.js", "Referer: http://casebook.test/book/finder/service-worker.js"),
        _ask("/book/?who=city"),
        _ask("/book/", "Cookie: me=1"),
        _ask("/book/", method="POST"),
        _ask("/book/", "Content-Length: 9"),
        _ask("/book/kitchens/"),
        _ask("/book/", "X-Words: kitchens"),
        _ask("/book/elsewhere/"),
    ],
)
def test_anything_more_is_found(tmp_path: Path, told: str) -> None:
    assert find_told([_ask("/book/"), told], _lay_out(tmp_path), "/book/", "kitchens") == [told]


def test_where_no_script_shall_say_that_it_asks_one_is_found(tmp_path: Path) -> None:
    told = [_ask("/book/find/cases.json", SCRIPT), _ask("/book/service-worker.js", WORKER)]
    assert find_told(told, _lay_out(tmp_path), "/book/", by_scripts=False) == told[:1]


def _lay_out(site: Path) -> Path:
    for name in ("index.html", "service-worker.js", "find/cases.json", "kitchens/index.html"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).touch()
    return site
