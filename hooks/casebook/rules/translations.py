"""A case in another language: that it is of a case that is there, whole, and not older than the case."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casebook.diagnostics import Position
from casebook.model import LANGUAGES, MARKED_KINDS
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import join_words, number_of, quote, suggest

__all__ = ["check_translation", "is_translation", "name_texts", "split_name"]

_NAME = re.compile(r"(.+)\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)")


_MEANT = re.compile(rf"(.+)[-_ ]({'|'.join(LANGUAGES)})")
"""How a file is called that was meant as a translation, if the case itself lies beside it."""


def split_name(id: str) -> tuple[str, str]:
    """The case and the language in the name of a translation; the language is empty where there is none."""
    found = _NAME.fullmatch(id) or _MEANT.fullmatch(id)
    return (found[1], found[2]) if found else (id, "")


def is_translation(file: Path) -> bool:
    """Whether this is a case in another language, beside the case itself."""
    case, language = split_name(file.stem)
    return file.suffix == ".md" and bool(language) and file.with_name(f"{case}.md").is_file()


def name_texts(facts: Mapping[str, Any]) -> str:
    """Twelve letters that stand for those texts of a case that are translated.

    Letters alone, since YAML would take some of the digests that are usual for numbers.
    """
    titles = [
        [[entry.get("id"), entry.get("title")] for entry in entries if isinstance(entry, dict)]
        for kind in MARKED_KINDS
        for entries in [facts.get(kind.field)]
        if isinstance(entries, list)
    ]
    texts = json.dumps([facts.get("title"), facts.get("summary"), titles], ensure_ascii=False, default=str)
    digest = hashlib.sha256(texts.encode("utf-8", "replace")).hexdigest()[:12]
    return "".join(chr(ord("a") + int(letter, 16)) for letter in digest)


def check_translation(file: CheckedFile, project: Project) -> Problems:
    """Whether the language is one of the book's, each title is of an item of the case, and none is too old."""
    id, language = split_name(file.id)
    if file.id != f"{id}.{language}":
        yield file.report(
            "wrong-file-name", Position(1, 1),
            f"The file is called {quote(file.id + '.md')}, and beside it lies {id}.md: it seems to be the same case in "
            "another language.",
            f"Then call it {id}.{language}.md; if it is a case of its own, give it a name that says more.",
        )  # fmt: skip
        return
    case = project.cases_by_id.get(id)
    if case and case.facts.get("language", "en") == language:
        yield file.report(
            "wrong-language", Position(1, 1), f"The case itself is in the language {quote(language)}.",
            "Delete this file: what it says stands in the case.",
        )  # fmt: skip
    elif language not in LANGUAGES:
        known = join_words([f"{id}.{one}.md" for one in LANGUAGES], "or")
        yield file.report(
            "wrong-language", Position(1, 1), f"The book is not found in the language {quote(language)} yet.",
            f"Call the file {known}, if it is in that language; if not, keep it until the book is found in its own.",
        )  # fmt: skip
    if file.parsed.body.strip():
        first = next(n for n, line in enumerate(file.parsed.body.split("\n")) if line.strip())
        yield file.report(
            "translated-story", Position(file.parsed.body_line + first, 1),
            "Below the facts stands a text, and it would appear nowhere.",
            "A translation has the title, the summary and the titles of the items. Keep the text elsewhere.",
        )  # fmt: skip
    # what could not be read is told already
    if case is None or not case.knows_its_items or not file.readable:
        return
    yield from _check_items(file, case)
    yield from _check_age(file, case)


def _check_items(file: CheckedFile, case: CheckedFile) -> Problems:
    for kind in MARKED_KINDS:
        ids = [id for id, (one, _) in case.items.items() if one is kind]
        first: dict[str, int] = {}
        # where one is misspelt, the one that it was meant for is not missing as well
        is_told = file.facts.get(kind.field) != [] and not file.is_unread(kind.field)
        for path, _, id in file.ids(kind.field):
            where = (*path, "id")
            if id in first:
                yield file.report(
                    "duplicate-id", where, f"{quote(id)} is translated twice; the first is in line {first[id]}.",
                    "Remove one of the two.",
                )  # fmt: skip
            elif id not in ids:
                is_told = False
                help = f"Its {kind.plural} are {join_words(ids)}." if ids else "Remove it: the case has none."
                yield file.report(
                    "dangling-item", where, f"{quote(id)} is no {kind.noun} of the case.", suggest(id, ids, help)
                )
            first.setdefault(id, file.parsed.position(where).line)
        missing = [id for id in ids if id not in first]
        if missing and is_told:
            yield file.report(
                "untranslated", (kind.field,) if kind.field in file.facts else Position(1, 1),
                f"{number_of(len(missing), kind.noun, kind.plural)} of the case "
                f"{'has' if len(missing) == 1 else 'have'} no title here: {join_words(missing)}.",
                f"Add them under {kind.field}, each as {{id: {missing[0]}, title: …}}",
            )  # fmt: skip


def _check_age(file: CheckedFile, case: CheckedFile) -> Problems:
    now, then = name_texts(case.facts), file.facts.get("of")
    if "of" not in file.facts:
        yield file.report(
            "missing-field", Position(1, 1), "The field of is missing: nothing says which texts were translated.",
            f"If these are translations of what the case says now, write of: {now}",
        )  # fmt: skip
    elif isinstance(then, str) and then != now and re.fullmatch(r"[a-p]{12}", then):
        yield file.report(
            "stale-translation", ("of",), "The title, the summary or a title in the case has changed since.",
            f"Compare them with {case.path}, translate what has changed, and then write of: {now}",
        )  # fmt: skip
