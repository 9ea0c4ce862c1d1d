"""What the casebook does not know, each as an invitation to whoever does.

Nothing of it is typed: a gap is counted, and it closes by itself when a case fills it. What is wanted most stands
first: what is frequent in the book and missing somewhere, before what is rare everywhere. Nothing here reads the
clock: a case is to be asked about again by the rule of `book/due.py`, on the last day of which the book knows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from zlib import crc32

from casebook.book import Book
from casebook.book.due import find_last_day, list_due
from casebook.book.gaps import Continent, Gaps, find_gaps
from casebook.find.describing import BANDS, Band
from casebook.model import SAY_NOTHING, Case, Essay, Term
from casebook.text.wording import slugify

__all__ = ["Invitation", "Wanted", "WantedGroup", "find_wanted"]

_ENOUGH = 10
"""With fewer cases nearly everything is missing, and one invitation says so."""
_MET = 2
"""So many cases of a crisis, and one may ask why there is none from a part of the world."""
_OFTEN = 5
"""So many cases in which a kind of actor opened a door, and one may ask the same; so many of a crisis or of a size of
city, and one may ask for both together."""
_FEW = 1
"""With so many cases or fewer a term is as good as unknown."""
_SPARSE = 60
"""A case of which less than this share is told, in per cent, is a beginning."""
_SHORT = 160
"""A question of a case that is longer needs its case to be understood."""
_MOST = 12
"""How many invitations of a kind are listed: the book may have thousands of cases."""
_MOST_STORIES = 30
"""How many cases are asked for: of a small book nearly everything is missing."""
_MOST_OF_SIZE = 4
"""How many of them ask for a crisis in a city of some size, where parts of the world ask already."""

_GOES_ON = ({"sustained", "unknown"}, {"grown", "institutionalised", "changed"}, {"faded"})
"""States about which one asks again, the most doubtful first. What has ended has ended."""


@dataclass(frozen=True)
class Invitation:
    """One thing that the casebook does not know."""

    id: str
    """Its anchor, made of what is missing: the same as long as it is missing."""
    kind: str
    """What is missing: pair, part, size, pair-of-size, rare, opener, opener-in, door, cause, answer, first, or what its
    group is."""
    fills: tuple[tuple[str, str], ...] = ()
    """What a new case has of it already, as the form and the interview understand it."""
    at: str = ""
    """The step of the form at which the case that is there is opened."""
    cases: tuple[Case, ...] = ()
    """The cases that come near to it, or the one that it is about."""
    elsewhere: int = 0
    """How many cases the book has of it from other parts of the world, or from cities of other sizes."""
    term: Term | None = None
    """The crisis, the kind of actor, the door or the cause."""
    part: str = ""
    """The part of the world."""
    band: Band | None = None
    """The size of city; of several the largest."""
    from_size: int = 0
    """How many people such a city has at least; 0 for all that are smaller."""
    essay: Essay | None = None
    """The question of the workshop."""
    question: str = ""
    """The question that a case leaves open."""
    known: str = ""
    """The date of the last that is known of the case."""

    @property
    def state(self) -> str:
        """What stands behind the # of the form's address to open it there; empty where there is nothing to fill in."""
        if self.at:
            return f"case={self.cases[0].id}&at={self.at}"
        return "new=" + ",".join(f"{name}:{value}" for name, value in self.fills) if self.fills else ""


@dataclass(frozen=True)
class WantedGroup:
    """Invitations of one kind."""

    invitations: tuple[Invitation, ...]
    """The first of them, as many as one page can show."""
    number: int
    """How many there are."""

    def __bool__(self) -> bool:
        return self.number > 0


@dataclass(frozen=True)
class Wanted:
    """All that the casebook does not know."""

    stories: WantedGroup
    """Cases that are missing."""
    questions: WantedGroup
    """Questions of the workshop to which no case says enough."""
    news: WantedGroup
    """Cases that should be asked about again."""
    sides: WantedGroup
    """Cases in which one side speaks alone, or none."""
    beginnings: WantedGroup
    """Cases of which little is told."""
    asked: WantedGroup
    """Questions that cases leave open, one of each of some countries."""
    reviews: WantedGroup
    """Cases that nobody who knows them has read through; those of which most is told come first."""
    sizeless: int
    """How many cases have a city of which nobody says how many people live there."""
    gaps: Gaps
    """What the book has of each crisis in each part of the world."""


def _group(invitations: Iterable[Invitation], most: int = _MOST) -> WantedGroup:
    found = tuple(invitations)
    return WantedGroup(found[:most], len(found))


# ---- cases that are missing ----


def _list_pairs(book: Book, gaps: Gaps) -> Iterator[tuple[float, Invitation]]:
    """Crises that are frequent in the book and unknown in a part of the world of which it knows much."""
    thin = {one.name for one in gaps.thin}
    for row in gaps.crises:
        total = sum(row.numbers)
        for part, number in zip(gaps.continents, row.numbers, strict=True):
            if number == 0 and total >= _MET and part.name not in thin and row.crisis.id not in SAY_NOTHING:
                yield (
                    # so many there would be, in proportion, if crises were everywhere as frequent
                    total * len(part.cases),
                    Invitation(
                        f"{row.crisis.id}-in-{slugify(part.name)}",
                        "pair",
                        (("crisis", row.crisis.id), ("part", slugify(part.name))),
                        elsewhere=len(book.cases_with("crises", row.crisis.id)),
                        term=row.crisis,
                        part=part.name,
                    ),
                )


def _spread(weighed: Iterable[tuple[float, Invitation]]) -> tuple[Invitation, ...]:
    """Invitations by their weight, but each term and each part of the world or size of city in its turn."""
    left, seen, found = list(weighed), Counter[str](), []
    while left:
        best = max(left, key=lambda one: one[0] / (1 + 2 * seen[_name_term(one[1])] + seen[_name_place(one[1])]))
        left.remove(best)
        seen.update((_name_term(best[1]), _name_place(best[1])))
        found.append(best[1])
    return tuple(found)


def _name_term(invitation: Invitation) -> str:
    return invitation.term.id if invitation.term else ""


def _name_place(invitation: Invitation) -> str:
    return invitation.part or (invitation.band.label if invitation.band else "")


def _list_parts(gaps: Gaps) -> Iterator[Invitation]:
    for part in gaps.thin:
        slug = slugify(part.name)
        yield Invitation(f"cases-from-{slug}", "part", (("part", slug),), cases=part.cases, part=part.name)


def _sort_by_size(book: Book) -> dict[Band, list[Case]]:
    """The cases from cities of each size, as far as one knows how many people live there."""
    having: dict[Band, list[Case]] = {band: [] for band in BANDS}
    for city in book.cities.values():
        if city.population:
            having[next(band for band in BANDS if city.population <= band.most)] += city.cases
    return having


def _list_sizes(book: Book) -> Iterator[Invitation]:
    """Sizes of city with hardly a case: the smallest together, as far as they have no more than that."""
    having = _sort_by_size(book)
    small: list[Case] = []
    last = 0
    for number, band in enumerate(BANDS):
        if len(small) + len(having[band]) > _FEW:
            break
        small += having[band]
        last = number + 1
    if last and last < len(BANDS):
        most = BANDS[last - 1].most
        yield Invitation(
            f"up-to-{most:.0f}-people", "size", (("size", f"to-{most:.0f}"),), cases=tuple(small), band=BANDS[last - 1]
        )
    for below, band in zip(BANDS[last:], BANDS[last + 1 :], strict=False):
        if len(having[band]) <= _FEW:
            yield Invitation(
                f"about-{band.people}-people",
                "size",
                (("size", str(band.people)),),
                cases=tuple(having[band]),
                band=band,
                from_size=int(below.most),
            )


def _list_pairs_of_size(book: Book) -> Iterator[tuple[float, Invitation]]:
    """Crises that are frequent in the book and unknown in cities of a size of which it knows much."""
    having = {band: {case.id for case in cases} for band, cases in _sort_by_size(book).items()}
    sized = set().union(*having.values())
    for term, cases in book.rank("crises"):
        met = sized & {case.id for case in cases}
        if len(met) < _OFTEN or term.status != "active" or term.id in SAY_NOTHING:
            continue
        for below, band in zip((0, *(one.most for one in BANDS)), BANDS, strict=False):
            if len(having[band]) >= _OFTEN and not met & having[band]:
                yield (
                    len(met) * len(having[band]),
                    Invitation(
                        f"{term.id}-in-a-city-of-{band.people}",
                        "pair-of-size",
                        (("crisis", term.id), ("size", str(band.people))),
                        elsewhere=len(met),
                        term=term,
                        band=band,
                        from_size=int(below),
                    ),
                )


def _list_rare(book: Book, vocabulary: str, kind: str, name: str, prefix: str, least: int = 0) -> Iterator[Invitation]:
    """Terms that hardly a case carries; those with one come before those with none, which may not be needed at all."""
    few = [
        (term, book.cases_with(vocabulary, term.id))
        for term in book.vocabularies[vocabulary].terms
        if term.status == "active" and term.id not in SAY_NOTHING
    ]
    for term, cases in sorted((one for one in few if least <= len(one[1]) <= _FEW), key=lambda one: -len(one[1])):
        yield Invitation(f"{prefix}{term.id}", kind, ((name, term.id),), cases=cases, term=term)


def _list_openers(book: Book, gaps: Gaps) -> Iterator[Invitation]:
    """Kinds of actor that hardly opened a door; then those that did so often, and nowhere in a part of the world."""
    opened: dict[str, dict[str, Case]] = defaultdict(dict)
    for case in book.cases:
        for point in case.entry_points:
            for kind in point.opened_by_kinds:
                opened[kind][case.id] = case
    weighed = []
    thin = {one.name for one in gaps.thin}
    for term in book.vocabularies["actor-kinds"].terms:
        cases = opened[term.id]
        if term.status != "active" or term.id in SAY_NOTHING:
            continue
        if len(cases) <= _FEW:
            yield Invitation(
                f"opened-by-{term.id}", "opener", (("by", term.id),), cases=tuple(cases.values()), term=term
            )
        elif len(cases) >= _OFTEN:
            weighed += [_ask_for_opener(term, part, len(cases)) for part in _without(gaps.continents, cases, thin)]
    yield from _spread(weighed)


def _without(parts: Sequence[Continent], cases: dict[str, Case], thin: set[str]) -> list[Continent]:
    """The parts of the world from which none of the cases is, but for those of which the book knows little."""
    return [one for one in parts if one.name not in thin and not any(case.id in cases for case in one.cases)]


def _ask_for_opener(term: Term, part: Continent, number: int) -> tuple[float, Invitation]:
    slug = slugify(part.name)
    return number * len(part.cases), Invitation(
        f"opened-by-{term.id}-in-{slug}",
        "opener-in",
        (("by", term.id), ("part", slug)),
        elsewhere=number,
        term=term,
        part=part.name,
    )


def _list_unanswered(book: Book) -> Iterator[Invitation]:
    """Causes of failure that no lesson and no door answers, the most frequent first."""
    for term, cases in book.rank("causes"):
        if term.id not in SAY_NOTHING and term.status == "active" and not book.answers.get(term.id):
            yield Invitation(f"answer-to-{term.id}", "answer", (("answers", term.id),), cases=cases, term=term)


def _list_stories(book: Book, gaps: Gaps) -> Iterator[Invitation]:
    """The first of each kind, then the second of each: so what is in sight asks for many things."""
    if len(book.cases) < _ENOUGH:
        yield Invitation("first-cases", "first", cases=book.cases)
        return
    pairs = _spread(_list_pairs(book, gaps))[:_MOST]
    kinds = (
        # three at a time: there are most of these, and each asks another part of the world
        pairs[::3],
        _list_sizes(book),
        pairs[1::3],
        _list_parts(gaps),
        pairs[2::3],
        _list_rare(book, "crises", "rare", "crisis", "crisis-"),
        _list_openers(book, gaps),
        _spread(_list_pairs_of_size(book))[:_MOST_OF_SIZE],
        _list_unanswered(book),
        _list_rare(book, "doors", "door", "door", "door-"),
        # what nobody has failed by yet is no gap
        _list_rare(book, "causes", "cause", "cause", "failed-by-", least=1),
    )
    yield from (one for turn in zip_longest(*kinds) for one in turn if one)


# ---- what is missing in cases that are there ----


def _list_news(book: Book) -> Iterator[Invitation]:
    """Those that have waited longest come first, within states and places about which somebody may know."""
    today = find_last_day(book)
    found = []
    for due in list_due(book):
        order = next((n for n, states in enumerate(_GOES_ON) if due.case.outcome in states), None)
        if order is not None and due.is_due(today):
            found.append((not due.case.countries, order, due))
    for *_, due in sorted(found, key=lambda one: one[:2]):
        yield Invitation(f"news-of-{due.case.id}", "news", at="became", cases=(due.case,), known=due.known)


def _list_sides(book: Book) -> Iterator[Invitation]:
    """The less sure a case is, the more the other side is worth; where no place is named, nobody can know it."""
    alone = [case for case in book.cases if book.assessments[case.id].unheard]
    points = {case.id: book.assessments[case.id].confidence_points for case in alone}
    for case in sorted(alone, key=lambda one: (not one.countries, points[one.id], one.id)):
        yield Invitation(f"side-of-{case.id}", "side", at="sources", cases=(case,))


def _list_beginnings(book: Book) -> Iterator[Invitation]:
    few = [case for case in book.cases if book.assessments[case.id].completeness < _SPARSE]
    for case in sorted(few, key=lambda one: (book.assessments[one.id].completeness, one.id)):
        yield Invitation(f"more-of-{case.id}", "beginning", at="story", cases=(case,))


def _can_be_asked(question: str) -> bool:
    """Whether one understands it without its case. Nobody is asked who spoke in a workshop: that was promised there."""
    return len(question) <= _SHORT and "workshop" not in question.lower()


def _list_asked(book: Book) -> Iterator[Invitation]:
    """A short question of one case of each country; with the newest news of the book others have their turn."""
    seen = set()
    for case in sorted(book.cases, key=lambda one: (crc32(f"{book.newest} {one.id}".encode()), one.id)):
        question = next((one for one in case.open_questions if _can_be_asked(one)), "")
        if question and case.countries[:1] not in seen:
            seen.add(case.countries[:1])
            yield Invitation(f"asked-of-{case.id}", "asked", at="became", cases=(case,), question=question)


def _list_reviews(book: Book) -> Iterator[Invitation]:
    """A case of which much is told needs a reader most; a beginning needs somebody to go on."""
    unread = [case for case in book.cases if case.reviewed is None]
    for case in sorted(unread, key=lambda one: (-book.assessments[one.id].completeness, one.id)):
        yield Invitation(f"read-{case.id}", "review", cases=(case,))


def _list_questions(book: Book) -> Iterator[Invitation]:
    for essay in book.essays.get("questions", ()):
        if essay.nothing_yet or not essay.paragraphs:
            yield Invitation(f"asked-{essay.about}", "question", (("question", essay.about),), essay=essay)


def find_wanted(book: Book) -> Wanted:
    """All that the casebook does not know, what is wanted most first."""
    gaps = find_gaps(book)
    return Wanted(
        stories=_group(_list_stories(book, gaps), _MOST_STORIES),
        questions=_group(_list_questions(book)),
        news=_group(_list_news(book)),
        sides=_group(_list_sides(book)),
        beginnings=_group(_list_beginnings(book)),
        asked=_group(_list_asked(book)),
        reviews=_group(_list_reviews(book)),
        sizeless=sum(len(city.cases) for city in book.cities.values() if not city.population),
        gaps=gaps,
    )
