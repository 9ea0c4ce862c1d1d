"""What the settings of the site say. `mkdocs.yml` is their one place, whoever publishes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from casebook.render import Signpost

__all__ = ["Settings", "SettingsError", "list_signposts", "name_page", "read_settings"]

_FILE = "mkdocs.yml"


class SettingsError(Exception):
    """The settings cannot be used; the message says why."""


@dataclass(frozen=True)
class Settings:
    """The settings of a site."""

    name: str
    """What it is called."""
    description: str
    """What it is, in one sentence."""
    url: str
    """Its whole address with a slash at its end; empty where nobody has said it."""
    signposts: tuple[Signpost, ...]
    """Where every page leads."""
    icon: str
    """The address of its icon."""
    styles: tuple[str, ...]
    """The addresses of the style sheets of all pages."""
    left_out: tuple[str, ...]
    """What lies in `docs/` and is not published: files, and folders with a slash at their end."""
    extensions: tuple[str, ...]
    """What Markdown understands beyond its core, in pages that are written by hand."""
    options: Mapping[str, Mapping[str, Any]]
    """The settings of these extensions, by their names."""
    answer_within_days: int
    """Within how many days the maintainers aim to answer; 0 promises nothing."""


class _Loader(yaml.SafeLoader):
    """Reads settings in which the environment may have the last word."""


def _ask_environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    if not isinstance(node, yaml.SequenceNode):
        return os.environ.get(str(node.value), "")
    *names, otherwise = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), otherwise)


_Loader.add_constructor("!ENV", _ask_environment)


def name_page(file: str) -> str:
    """The address of the page that is made of a file in Markdown: `contribute/index.md` is `contribute/`."""
    stem = file.removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"


def list_signposts(nav: Iterable[Mapping[str, Any]]) -> tuple[Signpost, ...]:
    """Where every page leads.

    Args:
        nav: The navigation as `mkdocs.yml` has it: a file by its title, or several files under a heading.
    """
    return tuple(
        Signpost(title, signs=list_signposts(leads)) if isinstance(leads, list) else Signpost(title, name_page(leads))
        for one in nav
        for title, leads in one.items()
    )


def read_settings(root: Path) -> Settings:
    """The settings of a project.

    Raises:
        SettingsError: The file is missing or cannot be used.
    """
    try:
        # the loader is the safe one, with one tag that asks the environment
        found = yaml.load((root / _FILE).read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
        theme = found["theme"]
        extensions = [one if isinstance(one, dict) else {one: {}} for one in found.get("markdown_extensions", ())]
        return Settings(
            name=found["site_name"],
            description=found.get("site_description", ""),
            url=f"{url.rstrip('/')}/" if (url := found.get("site_url") or "") else "",
            signposts=list_signposts(found.get("nav", ())),
            icon=theme["favicon"],
            styles=tuple(found.get("extra_css", ())),
            left_out=tuple(one.strip().removeprefix("/") for one in found.get("exclude_docs", "").split()),
            extensions=tuple(name for one in extensions for name in one),
            options={name: options for one in extensions for name, options in one.items() if options},
            answer_within_days=found.get("extra", {}).get("answer_within_days", 0),
        )
    except OSError as problem:
        raise SettingsError(f"{_FILE}: {problem.strerror or problem}.") from problem
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as problem:
        raise SettingsError(f"{_FILE} cannot be used: {problem}.") from problem
