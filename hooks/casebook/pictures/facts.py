"""What stands in a picture: plain facts of a case, in words that the book has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.book import Book
from casebook.markup import strip_markdown
from casebook.model import MARKED_KINDS, Case
from casebook.text import gazetteer
from casebook.text.dates import say_period
from casebook.text.wording import join_words, number_of

__all__ = ["PICTURE_SIZE", "SITE_PICTURE", "PictureFacts", "list_pictures", "picture_address"]

PICTURE_SIZE = (1200, 630)
"""Width and height of every picture, in pixels: what messengers ask for."""

SITE_PICTURE = "picture.png"
"""Where the picture of the site itself lies: no case can take its place."""


@dataclass(frozen=True)
class PictureFacts:
    """What one picture tells."""

    place: tuple[str, ...]
    """Where, the nearest first: the city, then its country. In the picture of the site its name."""
    time: str
    """When, in years; in the picture of the site how many cases it holds."""
    title: str
    """What happened, as plain text."""
    status: str
    """A term of statuses, which has its shape and colour; empty in the picture of the site."""
    status_word: str
    """What became of it, as the vocabulary says it."""
    counts: tuple[tuple[str, int], ...]
    """How many of each of the three things there are, by the name of their icon and colour."""
    site: str
    """The site's name; empty where it stands above."""


def picture_address(id: str) -> str:
    """Where the picture of a case lies, relative to the site's root."""
    return f"pictures/{id}.png"


def list_pictures(book: Book, site: str, says: str) -> Iterator[tuple[str, PictureFacts]]:
    """Every picture of the site by its address, that of the site first.

    Args:
        book: The linked book.
        site: The site's name.
        says: What the site is, in one sentence.
    """
    sums = tuple((kind.mark, sum(len(case.items_of(kind)) for case in book.cases)) for kind in MARKED_KINDS)
    yield SITE_PICTURE, PictureFacts((site,), number_of(len(book.cases), "case"), says, "", "", sums, "")
    for case in book.cases:
        yield (
            picture_address(case.id),
            PictureFacts(
                place=_say_place(book, case),
                time=_say_years(case),
                title=strip_markdown(case.title),
                status=case.outcome,
                status_word=book.term("statuses", case.outcome).label,
                counts=tuple((kind.mark, len(case.items_of(kind))) for kind in MARKED_KINDS),
                site=site,
            ),
        )


def _say_place(book: Book, case: Case) -> tuple[str, ...]:
    city = book.cities[case.city_id]
    if city.country:
        return city.name, city.country_name
    return (join_words(map(gazetteer.country_name, case.countries)) or city.name,)


def _say_years(case: Case) -> str:
    """When, in years. Where nobody knows the end the beginning stands alone, and the case says more."""
    begun, end = case.period_from[:4], case.period_to
    return say_period(begun, begun if end == "unknown" else end if end == "ongoing" else end[:4])
