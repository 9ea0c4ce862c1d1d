"""The core's own Jinja: everything is escaped, and an unknown name is an error, not an empty string."""

from __future__ import annotations

import html

from jinja2 import Environment, PackageLoader, StrictUndefined

from casebook import markup
from casebook.memory import SignedFolder
from casebook.model import ITEM_KINDS, MARKED_KINDS, kind_of, kind_sorted_by
from casebook.render.compiled import CompiledTemplates
from casebook.render.links import keep_address, link
from casebook.text.dates import say_period, say_when
from casebook.text.gazetteer import country_name
from casebook.text.urls import find_archive
from casebook.text.wording import join_words, number_of, say_figure, with_article

__all__ = ["make_environment"]


def make_environment(kept: SignedFolder | None = None) -> Environment:
    """The environment that all templates share; `kept` is where they are kept as code."""
    environment = Environment(
        loader=PackageLoader("casebook", "templates"),
        # a text without HTML has nothing to escape
        autoescape=lambda name: name is None or not name.startswith("plain/"),  # noqa: S701  # all others are
        auto_reload=False,
        bytecode_cache=CompiledTemplates(kept) if kept else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        address=keep_address,
        archived=find_archive,
        prose=markup.render_prose,
        line=markup.render_line,
        plain=markup.strip_markdown,
        when=say_when,
        figure=say_figure,
        country=country_name,
        as_text=lambda made: html.unescape(str(made)).strip(),
        one_line=lambda text: " ".join(text.split()),
        # a text that stays in the cell of a table in Markdown
        cell=lambda text: " ".join(text.split()).replace("|", "\\|"),
    )
    environment.globals.update(
        url=link,
        number_of=number_of,
        with_article=with_article,
        period=say_period,
        join_words=join_words,
        kinds={kind.id: kind for kind in ITEM_KINDS},
        marked_kinds=MARKED_KINDS,
        item_kinds=ITEM_KINDS,
        kind_of=kind_of,
        kind_sorted_by=kind_sorted_by,
    )
    return environment
