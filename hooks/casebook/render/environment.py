"""The core's own Jinja: everything is escaped, and an unknown name is an error, not an empty string."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from casebook.render import markup
from casebook.render.links import link
from casebook.text.dates import say_period, say_when
from casebook.text.wording import join_words, number_of, say_figure, shorten

__all__ = ["make_environment"]


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
    environment.globals.update(url=link, number_of=number_of, period=say_period, join_words=join_words)
    return environment
