"""One city has one folder and one name, whatever it is called in how many languages; two cities stay two."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import TESTS, TODAY, make_project

from casebook.check import check_project
from casebook.diagnostics import Diagnostic
from casebook.text import gazetteer

GOOD = (TESTS / "cases_good/complete.md").read_text(encoding="utf-8")
LINE = "city: {name: Teresina, country: BR}"


def _check(root: Path, *cases: tuple[str, str]) -> list[Diagnostic]:
    """The problems of a project that has these cities in these folders."""
    make_project(root)
    assert LINE in GOOD
    for n, (folder, city) in enumerate(cases):
        place = root / "cases" / folder / f"case-{n}.md"
        place.parent.mkdir(exist_ok=True)
        place.write_text(GOOD.replace(LINE, f"city: {{{city}}}"), encoding="utf-8")
    return list(check_project(root, TODAY).diagnostics)


@pytest.mark.parametrize(
    ("there", "new"),
    [
        (("milan", "name: Milan, country: IT"), ("milano", "name: Milano, country: IT")),
        (("ethekwini", "name: eThekwini, country: ZA, latitude: -29.858, longitude: 31.029"),
         ("durban", "name: Durban, country: ZA")),
        (("mumbai", "name: Mumbai, country: IN"), ("bombay", "name: Bombay, country: IN")),
        (("nuremberg", "name: Nuremberg, country: DE"), ("nurnberg", "name: Nürnberg, country: DE")),
        (("tshwane", "name: Tshwane, country: ZA"), ("pretoria", "name: Pretoria, country: ZA")),
        (("nelson-mandela-bay", "name: Nelson Mandela Bay, country: ZA, latitude: -33.961, longitude: 25.615"),
         ("port-elizabeth", "name: Port Elizabeth, country: ZA")),
        (("my-village", "name: My Village, country: IT, latitude: 45.9, longitude: 9.9"),
         ("mein-dorf", "name: Mein Dorf, country: IT, latitude: 45.901, longitude: 9.901")),
    ],
)  # fmt: skip
def test_one_city_under_two_names_has_one_message(there: tuple[str, str], new: tuple[str, str], tmp_path: Path) -> None:
    # the folder with more cases is the one that is there
    found = [one for one in _check(tmp_path, there, there, there, new) if "durban-shelter" not in one.path]
    (one,) = found
    known = "latitude" not in there[1] or "eThekwini" in there[1]
    assert (one.code, one.path) == ("city-twice" if known else "city-near", f"cases/{new[0]}/case-3.md")
    assert f"cases/{there[0]}/" in one.message and f"cases/{there[0]}/case-3.md" in one.help


def test_of_two_folders_with_as_many_cases_that_of_the_name_of_geonames_is_there(tmp_path: Path) -> None:
    (one,) = _check(tmp_path, ("milan", "name: Milan, country: IT"), ("milano", "name: Milano, country: IT"))
    assert one.path == "cases/milano/case-1.md"


def test_the_cure_works(tmp_path: Path) -> None:
    cases = ("milan", "name: Milan, country: IT"), ("milan", "name: Milan, country: IT")
    assert not _check(tmp_path, *cases)


def test_another_name_in_the_right_folder_is_told_the_name(tmp_path: Path) -> None:
    (one,) = _check(tmp_path, ("milan", "name: Milan, country: IT"), ("milan", "name: Milano, country: IT"))
    assert one.code == "wrong-folder" and one.help.startswith("Write Milan, as cases/milan/case-0.md does")


@pytest.mark.parametrize(
    "cities",
    [
        # San José lies in many places of one country, and others have its name as another name
        (("san-jose", "name: San José, country: CR"), ("san-jose-de-alajuela", "name: San José de Alajuela, country: CR, latitude: 9.95, longitude: -84.27")),
        (("springfield", "name: Springfield, country: US"),
         ("springfield-illinois", "name: Springfield Illinois, country: US, latitude: 39.80, longitude: -89.64")),
        # the same name far away is another place
        (("milan", "name: Milan, country: IT"),
         ("milano", "name: Milano, country: IT, latitude: 41.9, longitude: 14.7")),
        # towns that lie side by side
        (("johannesburg", "name: Johannesburg, country: ZA"), ("soweto", "name: Soweto, country: ZA")),
        (("manila", "name: Manila, country: PH"), ("pasay", "name: Pasay, country: PH")),
        (("cape-town", "name: Cape Town, country: ZA"),
         ("a-suburb", "name: A Suburb, country: ZA, latitude: -33.93, longitude: 18.46")),
        # one name in two countries
        (("valencia", "name: Valencia, country: ES"),
         ("valencia-de-venezuela", "name: Valencia de Venezuela, country: VE, latitude: 10.16, longitude: -68.0")),
    ],
)  # fmt: skip
def test_two_cities_are_two(cities: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    found = [one for one in _check(tmp_path, *cities) if one.code != "doubtful-coordinates"]
    assert not found


@pytest.mark.parametrize(
    ("folder", "name", "better"),
    [
        ("recife", "RECIFE", "Recife"), ("recife", "recife", "Recife"), ("recife", "Recifé", "Recife"),
        ("recife", '"Recife "', "Recife"), ("recife", '" Recife"', "Recife"), ("sao-paulo", "SÃO PAULO", "São Paulo"),
        ("sao-paulo", "são paulo", "São Paulo"), ("sao-paulo", '"São  Paulo"', "São Paulo"),
    ],
)  # fmt: skip
def test_a_name_that_nobody_writes_so(folder: str, name: str, better: str, tmp_path: Path) -> None:
    (one,) = _check(tmp_path, (folder, f"name: {name}, country: BR"))
    assert one.code == "city-spelling" and f"Write {better}" in one.help
    assert one.fix and one.fix.new.strip('"') == better


@pytest.mark.parametrize(
    ("folder", "city"),
    [
        ("recife", "name: Recife, country: BR"), ("bogota", "name: Bogota, country: CO"),
        ("bogota", "name: Bogotá, country: CO"), ("medellin", "name: Medellin, country: CO"),
        ("sao-paulo", "name: Sao Paulo, country: BR"), ("ethekwini", "name: eThekwini, country: ZA"),
        ("gent", "name: Gent, country: BE"), ("penalolen", "name: Peñalolén, country: CL"),
        ("kyoto", "name: 京都市, country: JP"), ("s-hertogenbosch", "name: \"'s-Hertogenbosch\", country: NL"),
        ("recife", "name: Recifé, country: BR, latitude: -8.05, longitude: -34.9"),
        ("lima", "name: Lima, country: PE"), ("nurnberg", "name: Nürnberg, country: DE"),
    ],
)  # fmt: skip
def test_a_name_that_people_write_so(folder: str, city: str, tmp_path: Path) -> None:
    durban = [one for one in _check(tmp_path, (folder, city)) if one.path.startswith("cases/durban/")]
    found = [one for one in check_project(tmp_path, TODAY).diagnostics if one not in durban]
    assert [one.code for one in found] in ([], ["city-twice"])
    assert not found or folder == "ethekwini"


def test_two_spellings_in_one_folder(tmp_path: Path) -> None:
    (one,) = _check(tmp_path, ("bogota", "name: Bogotá, country: CO"), ("bogota", "name: Bogota, country: CO"))
    assert one.code == "city-spelling" and one.path == "cases/bogota/case-1.md" and "Bogotá" in one.help


def test_a_folder_in_capital_letters_has_one_message(tmp_path: Path) -> None:
    found = _check(tmp_path, ("recife", "name: Recife, country: BR"), ("RECIFE", "name: RECIFE, country: BR"))
    (one,) = found
    assert one.path == "cases/RECIFE/case-1.md"
    assert "cases/recife/case-1.md" in one.help and "write Recife" in one.help


def test_a_city_alone_in_a_folder_in_capital_letters(tmp_path: Path) -> None:
    (one,) = _check(tmp_path, ("Recife", "name: Recife, country: BR"))
    assert one.code == "wrong-folder" and "small letters" in one.message


def test_every_city_is_fine_by_the_name_that_geonames_has_for_it() -> None:
    """Whatever the list of cities comes to say: no city is told that its own name is wrong."""
    wrong = []
    for country in ("BR", "ZA", "CO", "IT", "DE", "FR", "IN", "CL", "PE", "VN"):
        for city in {gazetteer._describe(country, number) for number in gazetteer._proper_names(country).values()}:
            better = gazetteer.spell_city(city.name, city)
            if better and not city.name.islower():
                wrong.append((city.name, better))
    assert not wrong
