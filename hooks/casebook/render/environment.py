"""The core's own Jinja: everything is escaped, and an unknown name is an error, not an empty string."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined

from casebook.render import markup
from casebook.text.dates import say_period, say_when
from casebook.text.wording import join_words, number_of, say_figure, shorten

__all__ = ["link_from", "make_environment"]


def make_environment() -> Environment:
    """The environment that all templates share."""
    environment = Environment(
        loader=PackageLoader("casebook", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        prose=markup.render_prose,
        line=markup.render_line,
        story=markup.render_story,
        plain=markup.strip_markdown,
        shorten=shorten,
        when=say_when,
        figure=say_figure,
    )
    environment.globals.update(number_of=number_of, period=say_period, join_words=join_words)
    return environment


def link_from(address: str, base: str = "") -> Callable[[str], str]:
    """A function that links from one address of the site to another.

    Links are relative, so the site works under any path and from a folder on a disk. A page
    that is served at every address, as the 404 page is, needs the site's base path instead.
    """
    prefix = base or "../" * address.count("/")

    def link(target: str) -> str:
        if target.startswith("#"):
            return target
        return (prefix + target) or "./"

    return link
