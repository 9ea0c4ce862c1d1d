"""The picture that a message shows: of every case, small, whole, legible, and drawn only once."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from casebook.book import Book
from casebook.pictures import PICTURE_SIZE, SITE_PICTURE, PictureFacts, can_draw, list_pictures, make_pictures
from casebook.pictures import drawing as module_of_drawing
from casebook.pictures.drawing import COLOURS, Placed, compose_picture, draw_picture
from casebook.pictures.lettering import make_legible
from landing import PROJECT

MOST = 30_000
"""Bytes."""

COUNTS = (("door", 4), ("lesson", 6), ("failure", 5))
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def make_facts(
    title: str = "A kitchen opened",
    place: tuple[str, ...] = ("Recife", "Brazil"),
    status: tuple[str, str] = ("grown", "Grown"),
    counts: tuple[tuple[str, int], ...] = COUNTS,
    site: str = "Solidarity Casebook",
) -> PictureFacts:
    return PictureFacts(place, "since 2012", title, *status, counts, site)


def read_lines(facts: PictureFacts) -> list[str]:
    return [piece.text for piece in compose_picture(facts) if piece.text]


EXTREMES = {
    "one word": make_facts("Soup"),
    "as long as can be": make_facts("Volunteers and officials " * 12),
    "a word wider than the picture": make_facts(f"{LONG} helps"),
    "wide words": make_facts("WWWWWWWWWWWWWWWWWWWWWWWWWWWW " * 5),
    "no title": make_facts(""),
    "a long place": make_facts(place=("Las Palmas de Gran Canaria on the island", "Great Britain and Northern Ireland")),
    "a place of one long word": make_facts(LONG, place=("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "Wales")),
    "nothing at all": PictureFacts((), "", "", "", "", (), ""),
    "right to left": make_facts("لجان شعبية في القاهرة", ("القاهرة", "Egypt")),
    "another script": make_facts("東京のこども食堂", ("東京", "日本")),
    "signs": make_facts("A party 🎉 in the \u200bstreet \ufffd"),
    "marks": make_facts("a\u0301\u0301\u0301\u0301 Ạ̀̀b\u0327 \u0301"),
    "code": make_facts("</script><!-- {{ config }} & \"'"),
    "a status of somebody's own": make_facts(status=("resting", "Resting " * 20)),
    "thousands": make_facts(counts=(("door", 123_456), ("lesson", 234_567), ("failure", 345_678))),
    "a long name of the site": make_facts(site="A Casebook of Solidarity in the Cities of All Continents"),
}  # fmt: skip


def assert_whole(facts: PictureFacts) -> None:
    """All ink is inside the picture, and no text runs into another or into a shape."""
    pieces = [piece for piece in compose_picture(facts) if piece.text or piece.shape]
    for piece in pieces:
        left, top, right, bottom = piece.box
        assert 30 <= left < right <= PICTURE_SIZE[0] - 30, piece
        assert 10 <= top < bottom <= PICTURE_SIZE[1] - 10, piece
    for number, one in enumerate(pieces):
        assert not [other for other in pieces[number + 1 :] if _meet(one, other)], one


def _meet(one: Placed, other: Placed) -> bool:
    (left, top, right, bottom), (x, y, end, foot) = one.box, other.box
    return left < end and x < right and top < foot and y < bottom


@pytest.mark.parametrize("name", EXTREMES)
def test_whatever_a_case_says_its_picture_is_small_and_nothing_stands_outside(name: str) -> None:
    assert_whole(EXTREMES[name])
    made = draw_picture(EXTREMES[name])
    assert len(made) <= MOST
    assert Image.open(io.BytesIO(made)).size == PICTURE_SIZE


def test_no_word_is_cut_and_what_is_left_out_is_said() -> None:
    facts = EXTREMES["as long as can be"]
    lines = [line for line in read_lines(facts) if line.startswith(("Volunteers", "and", "officials"))]
    said = " ".join(lines)
    assert len(lines) == 4 and said.endswith("…")
    assert facts.title.startswith(said[:-1])
    assert set(said[:-1].split()) == {"Volunteers", "and", "officials"}


def test_a_title_keeps_to_four_lines_and_none_of_them_is_one_short_word(project_book: Book) -> None:
    for _, facts in list_pictures(project_book, "Solidarity Casebook", "What it is"):
        lines = [piece for piece in compose_picture(facts) if piece.text and piece.colour == "ink"]
        assert 1 <= len(lines) <= 4
        assert len({piece.size for piece in lines}) == 1
        # 11 pixels in a thumbnail of 300
        assert min(piece.size for piece in compose_picture(facts) if piece.text) >= 30


@pytest.mark.parametrize(
    ("name", "place"),
    [("right to left", "Egypt"), ("a place of one long word", "Wales"), ("no title", "Recife, Brazil")],
)
def test_where_a_title_cannot_be_shown_the_place_stands_for_it(name: str, place: str) -> None:
    assert [piece.text for piece in compose_picture(EXTREMES[name]) if piece.colour == "ink"] == [place]
    assert read_lines(EXTREMES[name]).count(place) == 1


def test_letters_that_the_typeface_lacks_are_no_boxes() -> None:
    assert make_legible("東京") == make_legible("نص") == make_legible("Recife 東") == ""
    assert make_legible("A party 🎉 in the street") == "A party in the street"
    assert make_legible("São  Paulo's\u200b Ōtautahi, Київ") == "São Paulo’s Ōtautahi, Київ"
    assert len(read_lines(EXTREMES["another script"])) == len(COUNTS) + 3


def test_every_case_of_the_book_has_its_picture(project_book: Book) -> None:
    wanted = dict(list_pictures(project_book, "Solidarity Casebook", "How cities and their people stood together."))
    assert set(wanted) == {SITE_PICTURE, *(f"pictures/{case.id}.png" for case in project_book.cases)}
    for facts in wanted.values():
        assert_whole(facts)
    for case in project_book.cases[:5]:
        facts = wanted[f"pictures/{case.id}.png"]
        words = " ".join(read_lines(facts))
        assert make_legible(facts.title) in words and facts.status_word in words and case.period_from[:4] in words
        assert str(len(case.lessons)) in words


def test_pictures_of_the_book_weigh_little(project_book: Book) -> None:
    for address, facts in list_pictures(project_book, "Solidarity Casebook", "How cities and their people stood."):
        made = draw_picture(facts)
        assert len(made) <= MOST, address
        assert Image.open(io.BytesIO(made)).size == PICTURE_SIZE


def test_the_colours_are_those_of_the_site() -> None:
    style = (PROJECT / "docs/assets/casebook.css").read_text("utf-8")
    daylight = dict(reversed(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style)))
    assert {name: daylight.get(name) for name in COLOURS} == COLOURS


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[PictureFacts]:
    """What was drawn, one after the other."""
    found: list[PictureFacts] = []

    def draw(facts: PictureFacts) -> bytes:
        found.append(facts)
        return draw_picture(facts)

    monkeypatch.setattr(module_of_drawing, "draw_picture", draw)
    return found


WANTED = [("pictures/a.png", make_facts("A")), ("pictures/b.png", make_facts("B"))]


def test_the_same_facts_give_the_same_bytes_and_are_drawn_once(tmp_path: Path, drawn: list[PictureFacts]) -> None:
    first = dict(make_pictures(WANTED, tmp_path / "kept"))
    assert len(drawn) == 2
    assert dict(make_pictures(WANTED, tmp_path / "kept")) == first and len(drawn) == 2
    assert dict(make_pictures(WANTED, tmp_path / "elsewhere")) == first and len(drawn) == 4
    assert first["pictures/a.png"] != first["pictures/b.png"]


def test_only_what_has_changed_is_drawn_and_what_is_gone_is_not_kept(tmp_path: Path, drawn: list[PictureFacts]) -> None:
    dict(make_pictures(WANTED, tmp_path))
    changed = [WANTED[0], ("pictures/b.png", make_facts("B", status=("ended", "Ended")))]
    dict(make_pictures(changed, tmp_path))
    assert [facts.status for facts in drawn] == ["grown", "grown", "ended"]
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("harm", [b"", b"not a picture", None])
def test_what_is_broken_is_drawn_anew(tmp_path: Path, drawn: list[PictureFacts], harm: bytes | None) -> None:
    first = dict(make_pictures(WANTED, tmp_path))
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:-1] if harm is None else harm)
    assert dict(make_pictures(WANTED, tmp_path)) == first and len(drawn) == 4
    assert dict(make_pictures(WANTED, tmp_path)) == first and len(drawn) == 4


def test_where_nothing_can_be_kept_pictures_are_drawn(tmp_path: Path, drawn: list[PictureFacts]) -> None:
    (tmp_path / "closed").write_text("a file where a folder should be")
    assert len(dict(make_pictures(WANTED, tmp_path / "closed"))) == 2
    assert len(dict(make_pictures(WANTED, tmp_path / "closed" / "below"))) == 2
    assert len(drawn) == 4


def test_another_way_of_drawing_draws_anew(
    tmp_path: Path, drawn: list[PictureFacts], monkeypatch: pytest.MonkeyPatch
) -> None:
    dict(make_pictures(WANTED, tmp_path))
    monkeypatch.setattr("casebook.pictures.making.version", lambda package: "99")
    dict(make_pictures(WANTED, tmp_path))
    assert len(drawn) == 4


@pytest.mark.parametrize("package", ["PIL", "font_source_serif_pro"])
def test_where_nothing_can_draw_the_rest_goes_on(package: str) -> None:
    script = (
        f"import sys; sys.modules[{package!r}] = None; import casebook.render; from casebook.pictures import can_draw; "
        "sys.exit(can_draw())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT / "hooks")},
    )
    assert done.returncode == 0, done.stderr
    assert can_draw()
