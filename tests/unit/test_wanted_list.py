"""What is wanted: counted from the book, true of every book, and filled in where it leads as it was promised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from casebook.book import Book, CityEntry
from casebook.fields import Schemas
from casebook.find import BANDS, Invitation, Wanted, WantedGroup, find_wanted
from casebook.model import SAY_NOTHING, Case, City, EntryPoint, Failure, FollowUp, Lesson, Review, State, Term
from casebook.render import Article, Renderer, Site
from casebook.render.pages.wanted import IN_SIGHT, render_wanted
from casebook.text import gazetteer

CONTINENTS = {
    "ZA": "Africa",
    "IN": "Asia",
    "PL": "Europe",
    "PE": "Latin America",
    "US": "Northern America",
    "NZ": "Oceania",
}
MOST_IN_SIGHT = 14
"""So many invitations at most stand open: some dozen."""


def _list_all(wanted: Wanted) -> list[Invitation]:
    groups = [one for one in vars(wanted).values() if isinstance(one, WantedGroup)]
    return [invitation for group in groups for invitation in group.invitations]


def _name(invitations: Iterable[Invitation]) -> list[str]:
    return [one.id for one in invitations]


def _stories(book: Book) -> list[str]:
    return _name(find_wanted(book).stories.invitations)


def _make_page(book: Book, schemas: Schemas, url: str = "") -> Article:
    (article,) = render_wanted(Renderer(book, schemas, Site(url=url)))
    return article


def _read(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture
def blank(shelf_book: Book) -> Case:
    """A case in which nothing stands that is counted here."""
    return replace(
        shelf_book.cases[0], crisis=(), entry_points=(), lessons=(), failures=(), follow_ups=(), status=None,
        open_questions=(), reviewed=Review("2026-01-01"), city=City("X", "ZA"), also=(), period_from="2020",
    )  # fmt: skip


def _bind(book: Book, cases: Iterable[Case]) -> Book:
    cases = tuple(replace(one, id=f"{n:03}", path=f"cases/c{n:03}/x.md") for n, one in enumerate(cases))
    return replace(book, cases=cases, essays={}, translations={})


def _in_countries(case: Case, *countries: str) -> list[Case]:
    return [replace(case, city=City("X", one)) for one in countries]


# ---- what is missing is counted ----


def test_a_crisis_that_is_met_elsewhere_is_asked_of_a_part_of_the_world(shelf_book: Book, blank: Case) -> None:
    here, there = _in_countries(blank, *["ZA"] * 6), _in_countries(blank, *["PL"] * 4)
    met = [replace(one, crisis=("flood",)) for one in here[:2]] + here[2:]
    found = find_wanted(_bind(shelf_book, met + there)).stories.invitations
    (pair,) = [one for one in found if one.kind == "pair"]
    assert (pair.id, pair.state, pair.elsewhere) == ("flood-in-europe", "new=crisis:flood,part:europe", 2)
    # as soon as there is one, nobody is asked any more
    known = [replace(there[0], crisis=("flood",)), *there[1:]]
    assert "flood-in-europe" not in _stories(_bind(shelf_book, met + known))
    # what one case alone has met is asked of everybody
    once = [replace(here[0], crisis=("flood",)), *here[1:]]
    assert {"crisis-flood", "flood-in-europe"} & set(_stories(_bind(shelf_book, once + there))) == {"crisis-flood"}


def test_what_is_frequent_and_missing_comes_first_and_each_in_its_turn(shelf_book: Book, blank: Case) -> None:
    here = [replace(one, crisis=("flood", "hunger")) for one in _in_countries(blank, *["ZA"] * 6)]
    more = [replace(one, crisis=("drought",)) for one in _in_countries(blank, *["ZA"] * 4)]
    there = _in_countries(blank, *["PL"] * 3, *["PE"] * 4)
    found = find_wanted(_bind(shelf_book, here + more + there)).stories.invitations
    assert _name(one for one in found if one.kind == "pair")[:3] == [
        "hunger-in-latin-america", "flood-in-europe", "drought-in-latin-america",
    ]  # fmt: skip


def test_a_part_of_the_world_with_few_cases_is_asked_for_anything(shelf_book: Book, blank: Case) -> None:
    book = _bind(shelf_book, _in_countries(blank, *["ZA"] * 12, "NZ", "PL", "PL", "PL"))
    parts = {one.part: one for one in find_wanted(book).stories.invitations if one.kind == "part"}
    assert {name: len(one.cases) for name, one in parts.items()} == {
        "Asia": 0, "Latin America": 0, "Northern America": 0, "Oceania": 1, "Europe": 3,
    }  # fmt: skip
    assert parts["Oceania"].state == "new=part:oceania"


def _people_cities(book: Book, *people: int | None) -> Book:
    book.__dict__["cities"] = {
        case.city_id: CityEntry(case.city_id, "X", "ZA", 0, 0, number, (case,))
        for case, number in zip(book.cases, people, strict=True)
    }
    return book


def test_small_places_are_asked_for_together(shelf_book: Book, blank: Case) -> None:
    def ask(*people: int | None) -> dict[str, int]:
        book = _people_cities(_bind(shelf_book, [blank] * 12), *people)
        return {one.id: len(one.cases) for one in find_wanted(book).stories.invitations if one.kind == "size"}

    large = [200_000] * 2 + [600_000] * 2 + [2_000_000] * 2 + [5_000_000] * 2 + [20_000_000] * 2
    assert ask(*large, None, None) == {"up-to-100000-people": 0}
    assert ask(*large, 96_000, None) == {"up-to-100000-people": 1}
    assert ask(*large, 96_000, 96_000) == {"up-to-20000-people": 0}
    assert ask(*large[:-2], 20_000, 20_000, 50_000, 50_000) == {"about-15000000-people": 0}
    # where nobody says how many people live, nothing is said of sizes but that
    book = _people_cities(_bind(shelf_book, [blank] * 12), *[None] * 12)
    assert find_wanted(book).sizeless == 12


def test_a_crisis_that_is_met_elsewhere_is_asked_of_a_size_of_city(
    shelf_book: Book, blank: Case, project_schemas: Schemas
) -> None:
    def bind(*people: int | None, met: Iterable[int] = range(5)) -> Book:
        cases = [replace(blank, crisis=("flood",) if n in met else ()) for n in range(len(people))]
        return _people_cities(_bind(shelf_book, cases), *people)

    def ask(*people: int | None, met: Iterable[int] = range(5)) -> dict[str, Invitation]:
        found = find_wanted(bind(*people, met=met)).stories.invitations
        return {one.id: one for one in found if one.kind == "pair-of-size"}

    large, small = [2_000_000] * 5, [150_000] * 5
    found = ask(*large, *small)
    assert found.keys() == {"flood-in-a-city-of-220000"}
    asked = found["flood-in-a-city-of-220000"]
    assert (asked.state, asked.elsewhere, asked.from_size) == ("new=crisis:flood,size:220000", 5, 100_000)
    said = _read(_make_page(bind(*large, *small), project_schemas).html)
    assert "Were you in a city of 100,000 to 500,000 people when a flood or a storm destroyed homes?" in said
    assert "Of 5 such cases we know how large the city is, and none is of this size." in said
    acted = bind(*large, *small)
    acted = replace(acted, cases=tuple(replace(one, crisis=("violence",) if one.crisis else ()) for one in acted.cases))
    said = _read(_make_page(_people_cities(acted, *large, *small), project_schemas).html)
    assert "Did people and city hall of a city of 100,000 to 500,000 people act together when violence shaped" in said
    # one is enough; and where little is known of a crisis or of a size, that itself is the gap
    assert not ask(*large, *small, met=range(6))
    assert not ask(*large, *small, met=range(4))
    assert not ask(*large, *small[1:], None)
    assert not ask(*large[1:], None, *small)
    # a city of which nobody says how large it is could be of any size, and is not counted
    assert ask(*large, *small, None, met=(*range(5), 10))["flood-in-a-city-of-220000"].elsewhere == 5


def test_who_never_opened_a_door_and_what_nobody_answers(shelf_book: Book, blank: Case) -> None:
    def open_(*kinds: str) -> EntryPoint:
        return EntryPoint("e", "E", "crisis", "x", "y", (), opened_by_kinds=kinds)

    fails = Failure("f", "F", "x", "money", "known", ())
    kinds = [one.id for one in _find_terms(shelf_book, "actor-kinds") if one.id not in ("media", "academia")]
    cases = [replace(blank, entry_points=(open_("academia", *kinds),), failures=(fails,))] * 2
    cases += [replace(blank, entry_points=(open_("academia"),))] * 4 + [blank] * 2
    cases += _in_countries(blank, *["PL"] * 3)
    found = {one.id: one for one in find_wanted(_bind(shelf_book, cases)).stories.invitations}
    assert found["opened-by-media"].state == "new=by:media" and not found["opened-by-media"].cases
    assert "opened-by-faith" not in found
    assert found["opened-by-academia-in-europe"].elsewhere == 6
    assert len(found["answer-to-money"].cases) == 2
    # a door that has two cases is known, one with none is not; a cause that nobody has met is no gap
    assert "door-crisis" not in found and "door-network" in found
    assert not [one for one in found if one.startswith("failed-by-")]
    answered = [replace(blank, lessons=(Lesson("l", "L", "x", (), answers=("money",)),)), *cases]
    assert "answer-to-money" not in _stories(_bind(shelf_book, answered))


def test_one_asks_again_about_what_is_due_on_the_last_day_of_the_book(shelf_book: Book, blank: Case) -> None:
    blank = replace(blank, reviewed=None, period_to="unknown", history=())

    def tell(id: str, when: str, status: str) -> Case:
        return replace(
            blank, title=id, follow_ups=(FollowUp("follow-up-1", when, "So.", (), status),), status=State(status, when, ())
        )  # fmt: skip

    cases = [
        tell("new", "2024-01", "grown"), tell("too-new", "2023-02", "sustained"), tell("ended", "2010", "ended"),
        tell("faded", "2011", "faded"), tell("changed", "2012", "changed"), tell("sustained", "2022-01", "sustained"),
        tell("older", "2019", "sustained"), blank,
    ]  # fmt: skip
    found = find_wanted(_bind(shelf_book, cases)).news.invitations
    titles = [one.cases[0].title for one in found]
    assert titles == ["older", blank.title, "sustained", "changed", "faded"]
    assert {one.state.partition("&")[2] for one in found} == {"at=became"}
    assert [one.known for one in found] == ["2019", "2020", "2022-01", "2012", "2011"]
    # where there is no news at all, none is old
    assert not find_wanted(_bind(shelf_book, [blank] * 3)).news


def test_one_side_alone_and_what_nobody_has_read(shelf_book: Book) -> None:
    wanted = find_wanted(shelf_book)
    alone = {case.id for case in shelf_book.cases if not shelf_book.assessments[case.id].both_sides}
    assert {one.cases[0].id for one in wanted.sides.invitations} == alone and alone
    unread = {case.id for case in shelf_book.cases if case.reviewed is None}
    assert wanted.reviews.number == len(unread) < len(shelf_book.cases)
    assert _name(wanted.beginnings.invitations) == ["more-of-recife-stub"]
    assert _name(wanted.questions.invitations) == ["asked-how-to-end-well"]


def test_of_who_spoke_in_a_workshop_nobody_is_asked(shelf_book: Book, blank: Case) -> None:
    asked = replace(blank, open_questions=("Who spoke for the city at the Workshop?", "x" * 200, "How many came?"))
    (found,) = find_wanted(_bind(shelf_book, [asked])).asked.invitations
    assert found.question == "How many came?"


# ---- every book ----


def _find_terms(book: Book, vocabulary: str) -> list[Term]:
    terms = book.vocabularies[vocabulary].terms
    return [one for one in terms if one.status == "active" and one.id not in SAY_NOTHING]


@pytest.fixture
def full(shelf_book: Book, blank: Case) -> Book:
    """A book that knows of each thing in each part of the world."""
    ids = {
        name: [one.id for one in _find_terms(shelf_book, name)] for name in ("crises", "doors", "causes", "actor-kinds")
    }
    case = replace(
        blank,
        crisis=tuple(ids["crises"]),
        entry_points=tuple(
            EntryPoint(one, one, one, "x", "y", (), opened_by_kinds=tuple(ids["actor-kinds"])) for one in ids["doors"]
        ),
        lessons=(Lesson("l", "L", "x", (), answers=tuple(ids["causes"])),),
        failures=tuple(Failure(f"f-{one}", one, "x", one, "known", ()) for one in ids["causes"]),
        follow_ups=(FollowUp("follow-up-1", "2026-01", "So.", (), "grown"),),
        status=State("grown", "2026-01", ()),
    )  # fmt: skip
    book = _bind(shelf_book, _in_countries(case, *[one for one in CONTINENTS for _ in range(3)]))
    sizes = [int(min(band.most, 20_000_000)) for band in BANDS for _ in range(2)]
    _people_cities(book, *(sizes + [200_000] * (len(book.cases) - len(sizes))))
    known = next(one for one in shelf_book.assessments.values())
    book.__dict__["assessments"] = {one.id: replace(known, unheard=(), completeness=100) for one in book.cases}
    return book


def test_a_book_that_knows_everything_wants_nothing(full: Book, project_schemas: Schemas) -> None:
    assert _list_all(find_wanted(full)) == []
    html = _make_page(full, project_schemas).html
    assert "We see no gap that stands out." in html and "invitation" not in html


def test_a_single_gap_is_found(full: Book) -> None:
    def without(crisis: str, country: str) -> list[Case]:
        return [
            replace(one, crisis=tuple(id for id in one.crisis if id != crisis)) if one.countries == (country,) else one
            for one in full.cases
        ]

    for crisis, country in (("flood", "PL"), ("hunger", "NZ")):
        book = replace(full, cases=tuple(without(crisis, country)))
        book.__dict__.update(cities=full.cities, assessments=full.assessments)
        part = CONTINENTS[country].lower().replace(" ", "-")
        assert _name(_list_all(find_wanted(book))) == [f"{crisis}-in-{part}"]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_empty_book_and_a_small_one(shelf_book: Book, blank: Case, project_schemas: Schemas, number: int) -> None:
    book = _bind(shelf_book, [replace(blank, reviewed=None)] * number)
    assert _stories(book) == ["first-cases"]
    said = _read(_make_page(book, project_schemas).html)
    assert ("So far the casebook has no case.", "has 1 case.", "has 2 cases.")[number] in said
    if number:
        assert ("The one case has not been read", "None of 2 cases has been read")[number - 1] in said
    assert ("Will yours be the first story?" in said) == (number == 0)


def test_what_a_reader_is_told_is_true(project_book: Book) -> None:
    book = project_book
    parts = {
        case.id: {gazetteer.CONTINENTS[gazetteer.find_continent(one)] for one in case.countries} for case in book.cases
    }
    for one in find_wanted(book).stories.invitations:
        fills = dict(one.fills)
        cases = [
            case
            for case in book.cases
            if (fills.get("crisis", "") in ("", *case.crisis))
            and ("by" not in fills or any(fills["by"] in door.opened_by_kinds for door in case.entry_points))
            and (fills.get("door", "") in ("", *(door.door for door in case.entry_points)))
            and (fills.get("cause", "") in ("", *(failure.cause for failure in case.failures)))
            and (fills.get("answers", "") in ("", *(failure.cause for failure in case.failures)))
        ]
        assert len([case for case in cases if not one.part or one.part in parts[case.id]]) == len(one.cases) or one.band or (
            one.kind == "first"
        ), one.id  # fmt: skip
        if one.kind in ("pair", "opener-in"):
            assert one.elsewhere == len(cases) and not one.cases
        if one.kind == "pair-of-size" and one.band:
            met = {case.id for case in cases}
            people = [city.population for city in book.cities.values() if {case.id for case in city.cases} & met]
            assert not [number for number in people if number and one.from_size < number <= one.band.most], one.id


def test_names_are_unique_and_a_large_book_is_shown_as_briefly(
    shelf_book: Book, project_book: Book, generated_book: Book, project_schemas: Schemas
) -> None:
    for book in (shelf_book, project_book, generated_book):
        found = _list_all(find_wanted(book))
        assert len(set(_name(found))) == len(found) <= 120
        html = _make_page(book, project_schemas).html
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(set(ids)) == len(ids) and set(_name(found)) <= set(ids)
        in_sight = re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL).count('class="invitation"')
        assert 1 <= in_sight <= MOST_IN_SIGHT
        # every link of the picture leads to an invitation that is there
        squares = re.findall(r'<td><a href="#([^"]+)"', html)
        assert set(squares) <= set(ids)
    assert sum(IN_SIGHT.values()) < MOST_IN_SIGHT


class _Form(HTMLParser):
    """What the form and the interview can fill in, and the steps of the form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: set[str] = set()
        self.steps: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "data":
            self.values.add(said["value"])
        if "data-task" in said:
            self.steps.add(said["data-task"])


@pytest.mark.parametrize("address", ["contribute/form/", "contribute/interview/"])
def test_each_invitation_is_understood_where_it_leads(
    shelf_book: Book, shelf_articles: dict[str, Article], address: str
) -> None:
    form = _Form()
    form.feed(shelf_articles[address].html)
    invitations = _list_all(find_wanted(shelf_book))
    asked = {f"{name}:{value}" for one in invitations for name, value in one.fills}
    assert asked <= form.values and {"part:asia", "size:to-500000", "answers:mistrust"} <= asked
    if form.steps:
        assert {one.at for one in invitations if one.at} <= form.steps


def test_a_letter_holds_the_invitation_and_its_address_where_that_is_known(
    shelf_book: Book, project_schemas: Schemas
) -> None:
    letters = re.findall(r'href="mailto:\?([^"]+)"', _make_page(shelf_book, project_schemas, "https://c.test/").html)
    said = [unquote(unescape(one)) for one in letters]
    drought = next(one for one in said if "wanted/#crisis-drought" in one)
    assert drought.startswith("subject=Were you in a city when water ran short for everybody?&body=Were you in")
    assert "We have one case: Water by night for the lower market.\r\n\r\nTen minutes" in drought
    assert drought.endswith("https://c.test/wanted/#crisis-drought")
    assert not [one for one in said if "<" in one or "&amp;" in one or "&#" in one]
    assert "mailto:" not in _make_page(shelf_book, project_schemas).html


def test_who_sees_it_on_a_wall_comes_to_the_page(shelf_book: Book, project_schemas: Schemas) -> None:
    html = _make_page(shelf_book, project_schemas, "https://c.test/book/").html
    size = int(re.search(r'viewBox="-4 -4 (\d+)', html)[1])
    image = Image.new("L", (size, size), 255)
    pen = ImageDraw.Draw(image)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", html):
        pen.rectangle((int(x) + 4, int(y) + 4, int(x) + int(width) + 3, int(y) + 4), fill=0)
    (found,) = zxingcpp.read_barcodes(image.resize((size * 4, size * 4), Image.Resampling.NEAREST))
    assert found.text == "https://c.test/book/wanted/"
    assert "wanted__code" not in _make_page(shelf_book, project_schemas).html


def test_other_pages_lead_here(shelf_articles: dict[str, Article]) -> None:
    assert 'href="wanted/"' in shelf_articles[""].html
    assert 'href="../wanted/"' in shelf_articles["about/"].html
    # a term without a case asks for one of its own
    assert 'href="../../contribute/form/#new=crisis:earthquake"' in shelf_articles["crises/earthquake/"].html
    assert 'href="../../contribute/form/#new=answers:mistrust"' in shelf_articles["causes/mistrust/"].html
