"""The style sheets: what stands in two places says the same in both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

STYLES = sorted((Path(__file__).parents[2] / "docs" / "assets").rglob("*.css"))
BY_DEVICE = ':root:not([data-scheme="light"])'
"""Dark because the device is, and the reader has not chosen light."""
BY_CHOICE = ':root[data-scheme="dark"]'
"""Dark because the reader has chosen it."""


def _list_rules(style: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each rule of a style sheet: its media, one of its selectors, and what it declares."""
    media, selector = "", ""
    for text, brace in re.findall(r"([^{}]*)([{}])", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)):
        if brace == "{" and text.strip().startswith("@"):
            media = text.strip()
        elif brace == "{":
            selector = text.strip()
        elif selector:
            declared = dict(one.split(":", 1) for one in text.split(";") if one.strip())
            for one in selector.split(","):
                yield media, one.strip(), {key.strip(): value.strip() for key, value in declared.items()}
            selector = ""
        else:
            media = ""


def _dark(style: str, root: str, device: bool) -> dict[str, dict[str, str]]:
    """What is dark below a root, by the rest of the selector."""
    return {
        selector.removeprefix(root).strip(): declared
        for media, selector, declared in _list_rules(style)
        if selector.startswith(root) and "print" not in media and ("prefers-color-scheme: dark" in media) == device
    }


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_dark_is_the_same_by_device_and_by_choice(file: Path) -> None:
    style = file.read_text(encoding="utf-8")
    assert _dark(style, BY_DEVICE, True) == _dark(style, BY_CHOICE, False)


def test_every_colour_of_the_house_has_its_dark() -> None:
    style = next(file for file in STYLES if file.name == "casebook.css").read_text(encoding="utf-8")
    light = next(declared for media, selector, declared in _list_rules(style) if (media, selector) == ("", ":root"))
    colours = {name for name, value in light.items() if value.startswith("#")}
    dark = _dark(style, BY_CHOICE, False)[""]
    assert colours and colours == {name for name in dark if name.startswith("--")}
    assert light["color-scheme"] == "light" and dark["color-scheme"] == "dark"
