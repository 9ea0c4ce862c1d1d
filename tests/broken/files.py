"""The names of files, and the folders in which they lie."""

from __future__ import annotations

from broken.mistake import SOUND, Mistake

__all__ = ["FILES"]

_CITY = "city: {name: Recife, country: BR}"
_RIGHT = "cases/recife/bread-at-night.md"


def _name(what: str, path: str, code: str, says: str, helps: str) -> Mistake:
    """A mistake in the name of a file."""
    return Mistake(what, _CITY, _CITY, code, says, helps, path=path, moved=_RIGHT)


def _twin(city: str) -> str:
    """Another case of a city."""
    return SOUND.replace(_CITY, city).replace("city-paper.test", "other-paper.test")


FILES = (
    _name(
        "a name that ends in capital letters",
        "cases/recife/bread-at-night.MD",
        "unread-case",
        'ends in ".MD", not in .md',
        "Call it bread-at-night.md",
    ),
    _name(
        "a name that ends in .txt, as Windows saves it",
        "cases/recife/bread-at-night.md.txt",
        "unread-case",
        'ends in ".md.txt", not in .md',
        "Call it bread-at-night.md",
    ),
    _name(
        "a name with another ending",
        "cases/recife/bread-at-night.markdown",
        "unread-case",
        'ends in ".markdown", not in .md',
        "Call it bread-at-night.md",
    ),
    _name(
        "a name without an ending",
        "cases/recife/bread-at-night",
        "unread-case",
        "has no ending",
        "Call it bread-at-night.md",
    ),
    _name(
        "a name that begins with a dot",
        "cases/recife/.bread-at-night.md",
        "unread-case",
        '".bread-at-night.md" begins with a dot',
        "Call it bread-at-night.md",
    ),
    _name(
        "a name with spaces and capital letters",
        "cases/recife/Bread at Night.md",
        "wrong-file-name",
        '"Bread at Night.md"',
        "Call it bread-at-night.md",
    ),
    _name(
        "a name with accents",
        "cases/recife/brèad-at-night.md",
        "wrong-file-name",
        '"brèad-at-night.md"',
        "Call it bread-at-night.md",
    ),
    Mistake(
        "a name that Windows keeps for a device",
        sound=_CITY,
        broken=_CITY,
        code="wrong-file-name",
        says='"con.md"',
        helps="Call it con-in-the-city.md",
        path="cases/recife/con.md",
        moved="cases/recife/con-in-the-city.md",
    ),
    Mistake(
        "a name as a download has it that is the second of its kind",
        sound=_CITY,
        broken=_CITY,
        code="wrong-file-name",
        says='"bread-at-night (1).md"',
        helps="Call it bread-at-night-1.md",
        path="cases/recife/bread-at-night (1).md",
        moved="cases/recife/bread-at-night-1.md",
    ),
    _name(
        "a case in no folder",
        "cases/bread-at-night.md",
        "wrong-folder",
        "lies directly in cases/",
        "Move it to cases/recife/bread-at-night.md",
    ),
    _name(
        "a case in a folder too deep",
        "cases/brazil/recife/bread-at-night.md",
        "wrong-folder",
        "lies in cases/brazil/recife/",
        "Move it to cases/recife/bread-at-night.md",
    ),
    _name(
        "a case among the shared sources",
        "cases/_sources/bread-at-night.md",
        "unread-case",
        "This is a case among the shared sources",
        "Move it to the folder of its city, as bread-at-night.md",
    ),
    Mistake(
        "a case in the folder of another city",
        sound=_CITY,
        broken="city: {name: ▸Recife, country: BR}",
        code="wrong-folder",
        says='The city is "Recife", but the case lies in the folder "olinda"',
        helps="Move the file to cases/recife/bread-at-night.md",
        path="cases/olinda/bread-at-night.md",
        moved=_RIGHT,
    ),
    Mistake(
        "a folder in capital letters",
        sound=_CITY,
        broken="city: {name: ▸Recife, country: BR}",
        code="wrong-folder",
        says='The folder is called "Recife"',
        helps="Move the file to cases/recife/bread-at-night.md",
        path="cases/Recife/bread-at-night.md",
        moved=_RIGHT,
    ),
    Mistake(
        "one city in two folders",
        sound=_CITY,
        broken="city: {name: ▸Milano, country: IT}",
        code="city-twice",
        says='"Milano" is there already under another name: the cases of Milan',
        helps="Write Milan as the name of the city, as cases/milan/the-market.md does, "
        "and move this file to cases/milan/bread-at-night.md",
        cured="city: {name: Milan, country: IT}",
        path="cases/milano/bread-at-night.md",
        moved="cases/milan/bread-at-night.md",
        beside={"cases/milan/the-market.md": _twin("city: {name: Milan, country: IT}")},
    ),
    Mistake(
        "two spellings of a city in one folder",
        sound=_CITY,
        broken="city: {name: ▸São Paulo, country: BR}",
        code="city-spelling",
        says='"São Paulo" here and "Sao Paulo" in cases/sao-paulo/a-market.md',
        helps="Write Sao Paulo here",
        cured="city: {name: Sao Paulo, country: BR}",
        path="cases/sao-paulo/bread-at-night.md",
        beside={"cases/sao-paulo/a-market.md": _twin("city: {name: Sao Paulo, country: BR}")},
    ),
    Mistake(
        "the document of another case under another title",
        sound="title: Bread for the night\n    publisher: The City Paper\n    published: 2021-05-14\n    url: https://",
        broken="title: A night without sleep\n    publisher: The City Paper\n    published: 2021-05-14\n    url: ▸https://",
        code="document-clash",
        says='"A night without sleep" here, and "Bread for the night" in cases/recife/a-market.md',
        helps="or write the title as it stands there",
        beside={"cases/recife/a-market.md": SOUND},
    ),
    Mistake(
        "no city, and no reason",
        sound=_CITY,
        broken="city: ▸null",
        code="no-city-note",
        says="The case names no city and does not say why",
        helps="Add city_note: with the reason",
        cured="city: null\ncity_note: The two sources do not name the city.",
        path="cases/unnamed-city/bread-at-night.md",
    ),
)
