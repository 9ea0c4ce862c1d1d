"""From the plain data of the reader to the values of the model.

Valid data are expected: what is left to the checker is written in `schema/` and `rules/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casebook.model import (
    Account,
    Actor,
    Case,
    City,
    Disagreement,
    EntryPoint,
    Essay,
    Evidence,
    Failure,
    FollowUp,
    Lesson,
    LessonLink,
    Note,
    Paragraph,
    Part,
    Place,
    RelatedCase,
    Result,
    Review,
    Source,
    Transfer,
)

__all__ = ["build_case", "build_essays", "build_source"]


def _evidence(texts: list[str]) -> tuple[Evidence, ...]:
    return tuple(Evidence(*text.partition("#")[::2]) for text in texts)


def _plain(kind: type, facts: Mapping[str, Any], **more: Any) -> Any:
    """Build a dataclass from facts of the same names, with lists as tuples."""
    values: dict[str, Any] = {}
    for key, value in facts.items():
        if key == "evidence":
            value = _evidence(value)
        elif isinstance(value, list):
            value = tuple(value)
        values[key] = value
    return kind(**(values | more))


def _lesson(facts: Mapping[str, Any]) -> Lesson:
    links = {
        key: tuple(_plain(LessonLink, link) for link in facts.get(key, ()))
        for key in ("supports", "contradicts")
    }
    return _plain(Lesson, facts, **links)


def _newest_first(follow_ups: list[FollowUp]) -> tuple[FollowUp, ...]:
    """Latest known first; what has no date comes last, in the order of the case."""
    dated = [one for one in follow_ups if one.when != "unknown"]
    undated = [one for one in follow_ups if one.when == "unknown"]
    # the end of a span counts; the sort is stable, so equal dates keep the writer's order
    dated.sort(key=lambda one: one.when.split("/")[-1], reverse=True)
    return (*dated, *undated)


def build_source(facts: Mapping[str, Any], *, shared: bool = False) -> Source:
    """Build a source from valid facts."""
    more: dict[str, Any] = {"shared": shared}
    if "parts" in facts:
        more["parts"] = tuple(_plain(Part, part) for part in facts["parts"])
    if "notes" in facts:
        more["notes"] = tuple(_plain(Note, note) for note in facts["notes"])
    return _plain(Source, facts, **more)


def build_essays(facts: Mapping[str, Any]) -> tuple[Essay, ...]:
    """Build the essays of one file from valid facts."""
    return tuple(
        _plain(
            Essay,
            one,
            group=facts["id"],
            paragraphs=tuple(_plain(Paragraph, paragraph) for paragraph in one["paragraphs"]),
            asks=_evidence(one.get("asks", [])),
        )
        for one in facts["essays"]
    )


def build_case(id: str, path: str, facts: Mapping[str, Any], story: str) -> Case:
    """Build a case from valid facts.

    Args:
        id: The file's name without its ending.
        path: The file, relative to the project, with forward slashes.
        facts: The front matter.
        story: The Markdown below it.
    """

    def build(key: str, kind: type) -> tuple[Any, ...]:
        return tuple(_plain(kind, one) for one in facts.get(key) or ())

    results = tuple(
        _plain(Result, one, id=f"result-{n}", value=str(one["value"]))
        for n, one in enumerate(facts.get("results") or (), 1)
    )
    follow_ups = [
        _plain(FollowUp, one, id=f"follow-up-{n}")
        for n, one in enumerate(facts.get("follow_ups") or (), 1)
    ]
    disagreements = tuple(
        Disagreement(
            id=f"disagreement-{n}",
            about=one["about"],
            accounts=tuple(_plain(Account, account) for account in one["accounts"]),
        )
        for n, one in enumerate(facts.get("disagreements") or (), 1)
    )
    return Case(
        id=id,
        path=path,
        title=facts["title"],
        summary=facts["summary"],
        city=_plain(City, facts["city"]) if facts["city"] else None,
        city_note=facts.get("city_note", ""),
        period_from=facts["period"]["from"],
        period_to=facts["period"]["to"],
        story=story,
        language=facts.get("language", "en"),
        also=build("also", Place),
        crisis=tuple(facts.get("crisis", ())),
        topics=tuple(facts.get("topics", ())),
        themes=tuple(facts.get("themes", ())),
        challenge=facts.get("challenge", ""),
        actors=build("actors", Actor),
        entry_points=build("entry_points", EntryPoint),
        lessons=tuple(_lesson(one) for one in facts.get("lessons") or ()),
        failures=build("failures", Failure),
        no_failures_because=facts.get("no_failures_because", ""),
        results=results,
        follow_ups=_newest_first(follow_ups),
        disagreements=disagreements,
        open_questions=tuple(facts.get("open_questions", ())),
        transfer=_plain(Transfer, facts.get("transfer", {})),
        related=build("related", RelatedCase),
        sources=tuple(build_source(one) for one in facts.get("sources") or ()),
        contributors=tuple(facts.get("contributors", ())),
        reviewed=_plain(Review, facts["reviewed"]) if "reviewed" in facts else None,
        license=facts.get("license", "CC-BY-4.0"),
        formerly=tuple(facts.get("formerly", ())),
    )
