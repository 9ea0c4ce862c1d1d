"""The form in which somebody tells a case: made of the tree of fields, the vocabularies and the checker's sentences."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import partial

from casebook.fields import Field
from casebook.find import BANDS, list_regions
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.field_tree import describe_tree
from casebook.render.form_sentences import describe_sentences, list_later
from casebook.render.renderer import Renderer
from casebook.rules import GOOD_STORY
from casebook.text.gazetteer import list_countries, list_languages

__all__ = ["list_vocabularies", "render_form"]


def list_vocabularies(tree: Field) -> tuple[str, ...]:
    """The vocabularies whose terms a case may have, each once, in the order in which the tree asks for them."""
    return tuple(dict.fromkeys(field.vocabulary for field in tree.all() if field.vocabulary))


def _pick(tree: Field, names: Iterable[str]) -> list[Field]:
    return [tree.by_name[name] for name in names]


def render_form(r: Renderer) -> Iterator[Article]:
    tree = r.schemas.trees["case"]
    described = describe_tree(tree)
    yield r.make(
        "form.html",
        "contribute/form/",
        "Tell a case",
        "A form that asks step by step, keeps what you type in your browser, and makes the file of a case.",
        HUBS["contribute"],
        kind="hub",
        scripts=("form/rescue.js", "form/form.js"),
        styles=("form/form.css",),
        tree=tree,
        pick=partial(_pick, tree),
        vocabularies=[r.book.vocabularies[id] for id in list_vocabularies(tree)],
        later=list_later(),
        good_story=GOOD_STORY,
        parts=list_regions(r.book),
        bands=BANDS,
        knows={
            "tree": described,
            # a draft of another version may hold what these fields have no place for
            "version": hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()[:8],
            "sentences": describe_sentences(r.book.shared),
            "countries": list_countries(),
            "languages": list_languages(),
        },
    )
