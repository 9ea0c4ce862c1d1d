"""Each number by which the book is judged, linked and shown is where it is said to be: just inside, and just outside.

A table for each rule, on values made by hand: no case that somebody adds changes an answer here.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from examples import SMALL, TODAY, make_project

from casebook.book import Book, link_book
from casebook.book.assessment import assess
from casebook.book.coverage import count_coverage, describe_book
from casebook.book.related import relate
from casebook.check import Reading, check_project
from casebook.fields import Schemas
from casebook.model import (
    ITEM_KINDS,
    Actor,
    Case,
    City,
    EntryPoint,
    Essay,
    Evidence,
    Failure,
    FollowUp,
    Lesson,
    RelatedCase,
    Result,
    Review,
    Source,
    State,
    Term,
    Transfer,
)
from casebook.render import Article, Renderer
from casebook.render.narrowing import ShownFacet
from casebook.render.pages.cities import render_city_pages
from casebook.render.pages.compare import group_by_country, list_to_choose, render_comparison_choice, render_comparisons
from casebook.render.pages.explore import render_explore, render_facet_values
from casebook.render.pages.finder import render_positions
from casebook.render.pages.home import render_home
from casebook.render.pages.like_mine import render_like_mine
from casebook.render.pages.questions import render_questions
from casebook.render.pages.sources import render_documents
from casebook.render.pages.terms import render_terms
from casebook.render.pages.timeline import render_timeline
from casebook.render.paging import LEAVES, LEAVES_OF_SEVERAL
from casebook.search.records import Record
from casebook.search.word_list import count_spelt, list_words
from casebook.text import gazetteer

HARVEST = (SMALL / "cases/_sources/harvest.yml").read_text(encoding="utf-8")


def words(number: int) -> str:
    return "so " * number


@pytest.fixture(scope="module")
def small_reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return check_project(make_project(tmp_path_factory.mktemp("small")), TODAY)


@pytest.fixture(scope="module")
def small_book(small_reading: Reading) -> Book:
    return link_book(small_reading)


def make_case(id: str = "a-case", city: str = "unnamed-city", **facts: Any) -> Case:
    named = City(city, "ZA") if city != "unnamed-city" else None
    said = {"title": "A title", "summary": "", "period_from": "2020", "period_to": "2021", "story": ""}
    return Case(id=id, path=f"cases/{city}/{id}.md", city=named, **(said | facts))


def make_source(id: str, publisher: str = "One Paper", voice: str = "", kind: str = "news") -> Source:
    return Source(id, "A title", publisher, "2020", kind, "en", voice=voice)


def rest_on(ids: Iterable[str]) -> tuple[Result, ...]:
    return (Result("result-1", "Meals", "3", "meals", "2020", tuple(map(Evidence, ids))),)


def follow_up(when: str, status: str = "sustained") -> FollowUp:
    return FollowUp("follow-up-1", when, "It goes on.", (), status)


def count_points(sources: Sequence[Source], *follow_ups: FollowUp, newest: str = "2026-01") -> tuple[list[int], str]:
    """The points of a case that rests on these sources, check by check, and what they come to."""
    by_id = {f"s{n}": replace(one, id=f"s{n}") for n, one in enumerate(sources)}
    found = assess(make_case(results=rest_on(by_id), follow_ups=follow_ups), by_id, newest)
    assert found.confidence_points == sum(points for _, points, _ in found.reasons)
    return [points for _, points, _ in found.reasons], found.confidence


def publish(number: int, **more: str) -> list[Source]:
    return [make_source("", f"Paper {n}", **more) for n in range(number)]


@pytest.mark.parametrize(("publishers", "points"), [(1, 0), (4, 0), (5, 1), (14, 1), (15, 2), (40, 2)])
def test_five_publishers_and_fifteen(publishers: int, points: int) -> None:
    assert count_points(publish(publishers))[0][0] == points
    # the same paper under two spellings is one
    twice = [replace(one, publisher=one.publisher.upper()) for one in publish(publishers)]
    assert count_points(publish(publishers) + twice)[0][0] == points


@pytest.mark.parametrize(
    ("voices", "points"),
    [
        ("", 0), ("government", 0), ("society", 0), ("government observer", 0), ("society business between", 0),
        ("government society", 1), ("government business", 1), ("government between", 1),
    ],
)  # fmt: skip
def test_both_sides_are_heard(voices: str, points: int) -> None:
    assert count_points([make_source("", voice=voice) for voice in voices.split()] or publish(1))[0][1] == points


@pytest.mark.parametrize(
    ("observers", "others", "points"),
    [(0, 1, 0), (1, 2, 0), (49, 50, 0), (49, 51, 0), (1, 1, 1), (50, 50, 1), (50, 49, 1), (1, 0, 1), (0, 0, 0)],
)
def test_half_of_the_documents_are_by_observers(observers: int, others: int, points: int) -> None:
    sources = publish(observers, voice="observer") + publish(others, voice="government")
    assert count_points(sources)[0][2] == points


@pytest.mark.parametrize(("studies", "points"), [(0, 0), (1, 1), (2, 2), (3, 2), (9, 2)])
@pytest.mark.parametrize("kind", ["paper", "report"])
def test_one_study_and_two(kind: str, studies: int, points: int) -> None:
    assert count_points(publish(studies, kind=kind) + publish(3))[0][3] == points
    by_those_concerned = publish(studies, kind=kind, voice="government")
    assert count_points(by_those_concerned + publish(3))[0][3] == 0


@pytest.mark.parametrize(
    ("when", "newest", "points"),
    [
        ("2023-01", "2026-01", 1), ("2022-12", "2026-01", 0), ("2023-01-31", "2026-01-01", 1), ("2023", "2026-01", 1),
        ("2022", "2026-01", 0), ("2023", "2026-02", 0), ("2020/2023-01", "2026-01", 1), ("2020/2022-12", "2026-01", 0),
        ("unknown", "2026-01", 0), ("2026-01", "2026-01", 1),
    ],
)  # fmt: skip
def test_the_last_news_are_at_most_36_months_old(when: str, newest: str, points: int) -> None:
    assert count_points(publish(1), follow_up(when), newest=newest)[0][4] == points
    assert count_points(publish(1), follow_up("2010"), follow_up(when), newest=newest)[0][4] == points


@pytest.mark.parametrize(
    ("sources", "fresh", "points", "confidence"),
    [
        (publish(1), False, [0, 0, 0, 0, 0], "low"),
        (publish(1), True, [0, 0, 0, 0, 1], "low"),
        (publish(5), False, [1, 0, 0, 0, 0], "low"),
        (publish(5), True, [1, 0, 0, 0, 1], "medium"),
        (publish(15), False, [2, 0, 0, 0, 0], "medium"),
        (publish(15, voice="observer"), True, [2, 0, 1, 0, 1], "medium"),
        (publish(15, kind="paper"), True, [2, 0, 0, 2, 1], "medium"),
        (publish(15, kind="paper", voice="observer"), True, [2, 0, 1, 2, 1], "high"),
        (publish(15, kind="paper") + publish(1, voice="government") + publish(1, voice="society"), True, [2, 1, 0, 2, 1], "high"),
        (
            publish(15, kind="paper", voice="observer") + publish(1, voice="government") + publish(1, voice="society"),
            True, [2, 1, 1, 2, 1], "high",
        ),
    ],
)  # fmt: skip
def test_six_points_are_high_and_two_are_medium(
    sources: list[Source], fresh: bool, points: list[int], confidence: str
) -> None:
    assert count_points(sources, follow_up("2026" if fresh else "2010")) == (points, confidence)


LESSON = Lesson("a", "A lesson", "An insight", ())
FAILURE = Failure("b", "A failure", "It ended", "other", "known", ())
DOOR = EntryPoint("c", "A door", "other", "An official", "It opened", ())
ACTORS = tuple(Actor("actor-1", "A group", "community", side, "Cooked") for side in ("society", "government"))

STEPS: tuple[tuple[dict[str, Any], int, int], ...] = (
    ({}, 0, 11),
    ({"story": words(200)}, 8, 10),
    ({"challenge": "It was hard."}, 17, 9),
    ({"actors": ACTORS}, 25, 8),
    ({"entry_points": (DOOR,)}, 33, 7),
    ({"lessons": (LESSON,)}, 42, 7),
    ({"lessons": (replace(LESSON, works_when=("It rains",)),)}, 50, 6),
    ({"failures": (FAILURE,)}, 58, 5),
    ({"results": rest_on(())}, 67, 4),
    ({"status": State("sustained", "2021", ())}, 75, 3),
    ({"open_questions": ("What did it cost?",)}, 83, 2),
    ({"transfer": Transfer(core=("A place",))}, 92, 1),
    ({"reviewed": Review("2021")}, 100, 0),
)
"""What a case gains step by step: the field, its completeness after that, and how many questions are left."""


def test_completeness_rounds_each_twelfth_to_a_per_cent() -> None:
    facts: dict[str, Any] = {}
    for gained, per_cent, left in STEPS:
        facts |= gained
        found = assess(make_case(**facts), {}, "2021")
        assert (found.completeness, len(found.missing)) == (per_cent, left), gained


@pytest.mark.parametrize(
    ("facts", "per_cent"),
    [
        ({"story": words(199)}, 0), ({"story": words(200)}, 8), ({"story": words(201)}, 8),
        ({"actors": ACTORS[:1]}, 0), ({"actors": ACTORS[:1] * 2}, 0), ({"actors": ACTORS}, 8),
        ({"lessons": (LESSON, replace(LESSON, works_when=("It rains",)))}, 8), ({"no_failures_because": "Nobody knows."}, 8),
        ({"status": State("unknown", "2021", ())}, 0), ({"follow_ups": (follow_up("2021"),)}, 0), ({"transfer": Transfer()}, 0),
    ],
)  # fmt: skip
def test_what_is_just_not_enough_for_a_point(facts: dict[str, Any], per_cent: int) -> None:
    assert assess(make_case(**facts), {}, "2021").completeness == per_cent


def name_term(vocabulary: str, id: str) -> Term:
    return Term(id, id.capitalize(), "", "", "", "active")


def make_marked(id: str, marks: Iterable[str], **facts: Any) -> Case:
    """A case with these marks: door:crisis, topic:food …"""
    named: dict[str, list[str]] = {}
    for mark in marks:
        kind, _, term = mark.partition(":")
        named.setdefault(kind, []).append(term)
    return make_case(
        id,
        *named.get("city", ()),
        topics=tuple(named.get("topic", ())),
        themes=tuple(named.get("theme", ())),
        entry_points=tuple(replace(DOOR, door=term) for term in named.get("door", ())),
        failures=tuple(replace(FAILURE, cause=term) for term in named.get("cause", ())),
        **facts,
    )


def list_related(*cases: Case) -> list[str]:
    """The ids of the cases that are close to the first one, the nearest first."""
    return [relation.case.id for relation in relate(cases, name_term)[cases[0].id]]


@pytest.mark.parametrize(
    ("one", "other", "nearer"),
    [
        ("city:a", "door:b", True), ("city:a", "cause:b", True), ("city:a", "topic:b", True), ("city:a", "theme:b", True),
        ("city:a", "door:b theme:b", None), ("city:a", "cause:b theme:b", None), ("city:a", "topic:b topic:c", None),
        ("city:a", "theme:b theme:c theme:d", None), ("city:a", "theme:b theme:c", True), ("door:a topic:a", "city:b", True),
        ("door:a", "cause:b", None), ("door:a", "topic:b", True), ("door:a", "theme:b theme:c", None), ("cause:a", "topic:b", True),
        ("cause:a", "theme:b theme:c", None), ("door:a theme:a", "topic:b topic:c", None), ("theme:a theme:c", "topic:b", True),
        ("topic:a", "theme:b", True), ("topic:a theme:a", "door:b", True), ("door:a cause:a", "city:b theme:b", None),
        ("theme:a", "door:other", True), ("theme:a", "cause:other door:other", True),
    ],
)  # fmt: skip
def test_each_kind_of_mark_has_its_weight(one: str, other: str, nearer: bool | None) -> None:
    marks = one.split() + other.split()
    # between equals the id decides, whichever of the two has it
    for first, second in (("a", "b"), ("b", "a")):
        found = list_related(
            make_marked("of", marks), make_marked(first, one.split()), make_marked(second, other.split())
        )
        assert found[0] == ("a" if nearer is None else first)
        assert ("other" in other) == (second not in found)


@pytest.mark.parametrize(("carriers", "nearest"), [(9, "common-1"), (10, "common-1"), (12, "rare"), (15, "rare")])
def test_one_rare_theme_is_as_much_as_two_common_ones(carriers: int, nearest: str) -> None:
    # 1 + ln(20/2) = 3.30, and twice 1 + ln(20/10) = 3.39, but 1 + ln(20/12) = 1.51
    subject = make_marked("of", ("theme:rare", "theme:x", "theme:y"))
    common = [make_marked(f"common-{n}", ("theme:x", "theme:y")) for n in range(1, carriers)]
    others = [make_marked(f"far-{n}", ()) for n in range(20 - 2 - len(common))]
    assert list_related(subject, make_marked("rare", ("theme:rare",)), *common, *others)[0] == nearest


@pytest.mark.parametrize(
    ("near", "chosen", "shown"),
    [(0, 0, 0), (4, 0, 4), (5, 0, 5), (6, 0, 5), (9, 0, 5), (9, 4, 5), (9, 5, 5), (9, 6, 6), (0, 2, 2)],
)
def test_five_cases_are_related_and_all_that_the_author_names(near: int, chosen: int, shown: int) -> None:
    named = tuple(RelatedCase(f"chosen-{n}", "Both cooked.") for n in range(chosen))
    others = [make_marked(f"near-{n}", ("topic:food",)) for n in range(near)] + [
        make_marked(one.case, ()) for one in named
    ]
    found = list_related(make_marked("of", ("topic:food",), related=named), *others)
    assert len(found) == shown and found[:chosen] == [one.case for one in named]


def test_a_note_that_is_set_aside_is_not_open(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    more = "  - {id: n004, part: stories, says: Nobody used it.}\n  - {id: n005, part: stories, same_as: n001, says: The same.}\n"
    (root / "cases/_sources/harvest.yml").write_text(HARVEST + more, encoding="utf-8")
    book = link_book(check_project(root, TODAY))
    found = count_coverage(book, "harvest")
    sorted_ids = [[note.id for note in notes] for notes in (found.headings, found.used, found.set_aside, found.open)]
    assert sorted_ids == [["n002"], ["n001"], ["n003"], ["n004", "n005"]]
    said = re.sub(r" +", " ", describe_book(book))
    assert (
        "harvest: 5 notes\n 1 headings\n 1 used as evidence\n 1 set aside with a reason\n 2 neither used nor set aside\n n004 n005\n"
        in said
    )


@dataclass(frozen=True, eq=False)
class Recorder(Renderer):
    """Notes what would be rendered, since only the number of pages is asked."""

    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What each template would get, by address."""

    def make(self, template: str, address: str, title: str, description: str, *crumbs: Any, **context: Any) -> Article:
        self.made[address] = context
        return Article(address, "page", title, description, str)


@pytest.fixture
def record(small_book: Book, project_schemas: Schemas) -> Callable[..., Recorder]:
    """A recorder for a book of so many cases, all in Durban; `facts` change each."""

    def make(number: int, **facts: Any) -> Recorder:
        (like,) = small_book.cases
        cases = tuple(
            replace(like, id=f"c{n:03}", path=f"cases/durban/c{n:03}.md", open_questions=("Who paid?",), **facts)
            for n in range(number)
        )
        return Recorder(replace(small_book, cases=cases), project_schemas)

    return make


Pages = Callable[[Renderer], Iterator[Article]]


@pytest.mark.parametrize(
    ("render", "address", "most"),
    [
        (render_explore, "explore/", 50), (render_city_pages, "cities/durban/", 50), (render_terms, "topics/food/", 50),
        (render_terms, "doors/champion/", 50), (render_questions, "questions/", 25), (render_timeline, "timeline/", 50),
        (render_positions, "actor-kinds/community/", 50), (render_facet_values, "explore/country/za/", 50),
    ],
)  # fmt: skip
def test_a_long_list_goes_over_several_pages(
    record: Callable[..., Recorder], render: Pages, address: str, most: int
) -> None:
    for number, pages in ((1, 1), (most, 1), (most + 1, 2), (2 * most, 2), (2 * most + 1, 3)):
        recorder = record(number)
        list(render(recorder))
        found = [one for one in recorder.made if one == address or one.startswith(f"{address}page-")]
        # where the cases are listed once more, kind by kind, the list ends
        ends = LEAVES_OF_SEVERAL if address in ("topics/food/", "actor-kinds/community/") else LEAVES
        assert found == [address, *(f"{address}page-{n}/" for n in range(2, min(pages, ends) + 1))], number
        assert {recorder.made[one]["page"].most for one in found} == {most}


def test_forty_documents_stand_on_a_page(record: Callable[..., Recorder]) -> None:
    for number, pages in ((40, 1), (41, 2), (81, 3)):
        # the shared source is a document too, of a kind of its own
        sources = tuple(make_source(f"s{n}") for n in range(number))
        bare = {kind.field: None if kind.id == "status" else () for kind in ITEM_KINDS}
        recorder = record(1, sources=sources, **bare)
        list(render_documents(recorder))
        kind = f"sources/kinds/{sources[0].kind}/"
        assert len([one for one in recorder.made if one.startswith(kind)]) == pages, number


@pytest.mark.parametrize(("cases", "columns"), [(1, 0), (2, 2), (3, 3), (4, 3), (9, 3)])
def test_three_cases_stand_side_by_side(record: Callable[..., Recorder], cases: int, columns: int) -> None:
    recorder = record(cases)
    assert len(list(render_comparisons(recorder))) == (cases if columns else 0)
    assert {len(context["cases"]) for context in recorder.made.values()} == ({columns} if columns else set())
    assert all(len(context["reasons"]) == columns - 1 for context in recorder.made.values())


@pytest.mark.parametrize(("cases", "listed"), [(1, 1), (199, 199), (200, 200), (201, 200), (240, 200)])
def test_200_cases_are_offered_to_choose_from(record: Callable[..., Recorder], cases: int, listed: int) -> None:
    assert len(list_to_choose(record(cases))) == listed


@pytest.mark.parametrize(
    ("cases", "shared"),
    [
        (1, {"South Africa": 1}), (50, {"South Africa": 50}), (51, {"South Africa, 1 to 50": 50, "South Africa, 51 to 51": 1}),
        (101, {"South Africa, 1 to 50": 50, "South Africa, 51 to 100": 50, "South Africa, 101 to 101": 1}),
    ],
)  # fmt: skip
def test_fifty_cases_of_a_country_are_offered_together(
    record: Callable[..., Recorder], cases: int, shared: dict[str, int]
) -> None:
    recorder = record(cases)
    groups = group_by_country(recorder, list(recorder.book.cases))
    assert {name: len(own) for name, own in groups} == shared
    assert [case for _, own in groups for case in own] == list(recorder.book.cases)


@pytest.mark.parametrize(("countries", "parted"), [(1, False), (50, False), (51, True), (120, True)])
def test_fifty_countries_stand_in_one_list(countries: int, parted: bool) -> None:
    codes = ["BR", "ZA", *(code for code, _ in gazetteer.list_countries() if code not in {"BR", "ZA"})][:countries]
    values = tuple((code, code.lower(), 1, f"explore/country/{code}/") for code in codes)
    facet = ShownFacet("country", "Country", "", values)
    lists = {name: [id for id, *_ in own] for name, own in facet.groups}
    assert sorted(id for own in lists.values() for id in own) == sorted(codes)
    if parted:
        assert list(lists)[:2] == ["Africa", "Antarctica"] and all(lists.values())
        assert lists["Africa"][0] == "ZA" and lists["Latin America"][0] == "BR"
    else:
        assert list(lists) == [""]
    # other values have no continent
    assert len(replace(facet, id="theme").groups) == 1


@pytest.mark.parametrize(("uses", "listed"), [(1, 1), (20, 20), (21, 20), (90, 20)])
def test_twenty_places_that_take_up_a_question_are_listed(
    small_book: Book, project_schemas: Schemas, uses: int, listed: int
) -> None:
    (source,) = small_book.shared.values()
    note = replace(source.notes[0], kind="question", set_aside="")
    book = replace(small_book, shared={source.id: replace(source, notes=(note,))}, essays={})
    use = next(one for own in small_book.uses_of_notes.values() for one in own if one.case)
    book.__dict__["uses_of_notes"] = {(source.id, note.id): (use,) * uses}
    (page,) = [one for one in render_questions(Renderer(book, project_schemas)) if one.address == "questions/"]
    entries = page.html.split('<ul class="uses">')[1].split("</ul>")[0]
    assert entries.count("<a ") == listed
    assert (f"and {uses - listed} more" in entries) == (uses > listed)


def test_the_browser_is_told_how_many_cases_it_may_compare_and_show(small_book: Book, project_schemas: Schemas) -> None:
    renderer = Renderer(small_book, project_schemas)
    for render, most in ((render_comparison_choice, 3), (render_like_mine, 8), (render_explore, 50)):
        (article,) = render(renderer)
        assert re.findall(r'data-most="(\d+)"', article.html) == [str(most)]


@pytest.mark.parametrize(("written", "asked"), [(0, 0), (1, 1), (4, 4), (5, 4)])
def test_the_first_page_asks_four_questions(record: Callable[..., Recorder], written: int, asked: int) -> None:
    small = record(1)
    essays = tuple(Essay("questions", f"q{n}", (), "What it comes to.", "What is asked?") for n in range(written))
    recorder = Recorder(replace(small.book, essays={"questions": essays}), small.schemas)
    list(render_home(recorder))
    made = recorder.made[""]
    assert made["first"] and len(made["asked"]) == asked


def make_records(vocabulary: Sequence[str]) -> list[Record]:
    return [Record("case", "cases/a/", "", "", (" ".join(vocabulary),))]


def test_words_of_four_letters_are_corrected() -> None:
    assert list_words(count_spelt(make_records(["a", "abc", "abcd", "abcde", "äbç", "äbçe", "abc1d"]))) == [
        "abcd abcde abce"
    ]


def test_the_words_weigh_30_000_bytes() -> None:
    chance = random.Random(1848)
    every = list(dict.fromkeys("".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=8)) for _ in range(9000)))

    def weigh(number: int) -> int:
        return len(gzip.compress(" ".join(sorted(every[:number])).encode(), 6))

    # so many words fit, and one more does not
    most, more = 1, len(every)
    while more - most > 1:
        middle = (most + more) // 2
        most, more = (middle, more) if weigh(middle) <= 30_000 else (most, middle)
    assert 29_990 < weigh(most) <= 30_000 < weigh(more)
    assert sum(len(group.split()) for group in list_words(count_spelt(make_records(every[:most])))) == most
    assert sum(len(group.split()) for group in list_words(count_spelt(make_records(every[:more])))) == more * 15 // 16
