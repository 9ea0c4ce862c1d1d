"""The settings of the site: `mkdocs.yml` is read as MkDocs reads it, and what cannot be used is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config

from casebook.publish import SettingsError, name_page, read_settings
from casebook.render import Signpost
from landing import PROJECT

SMALL = """
site_name: A book
site_url: !ENV [BOOK_URL, OTHER_URL, ""]
theme:
  name: material
  favicon: assets/icon.svg
exclude_docs: |
  /notes/
  /draft.md
markdown_extensions:
  - tables
  - toc:
      permalink: false
nav:
  - Home: index.md
  - Guide:
      - Style: guide/style.md
      - Begin: guide/index.md
"""


def _write(root: Path, text: str) -> Path:
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({}, ""),
        ({"OTHER_URL": "https://other.test/a"}, "https://other.test/a/"),
        ({"BOOK_URL": "https://book.test/", "OTHER_URL": "https://other.test/"}, "https://book.test/"),
    ],
)
def test_the_environment_says_where_the_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], url: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert read_settings(_write(tmp_path, SMALL)).url == url


def test_settings_are_what_the_file_says(tmp_path: Path) -> None:
    settings = read_settings(_write(tmp_path, SMALL))
    assert (settings.name, settings.description, settings.icon) == ("A book", "", "assets/icon.svg")
    assert settings.left_out == ("notes/", "draft.md")
    assert settings.extensions == ("tables", "toc") and settings.options == {"toc": {"permalink": False}}
    assert settings.signposts == (
        Signpost("Home", ""),
        Signpost("Guide", signs=(Signpost("Style", "guide/style/"), Signpost("Begin", "guide/"))),
    )
    assert settings.answer_within_days == 0


def test_the_projects_settings_are_read_as_mkdocs_reads_them() -> None:
    settings, config = read_settings(PROJECT), load_config(str(PROJECT / "mkdocs.yml"), hooks=[])
    assert settings.name == config.site_name and settings.description == config.site_description
    assert settings.url == (config.site_url or "") and settings.icon == config.theme["favicon"]
    assert list(settings.styles) == [str(one) for one in config.extra_css]
    # it has its own three before them
    assert list(dict.fromkeys(("toc", "tables", "fenced_code", *settings.extensions))) == list(
        dict.fromkeys(config.markdown_extensions)
    )
    for name in settings.left_out:
        assert config.exclude_docs.match_file(name if not name.endswith("/") else f"{name}x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_name: [", "cannot be used"),
        ("theme:\n  favicon: a.svg\n", "site_name"),
        ("site_name: A\n", "theme"),
        ("- a\n", "cannot be used"),
        ("site_name: A\ntheme: material\n", "cannot be used"),
        ("site_name: !!python/name:os.system\n", "cannot be used"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        read_settings(_write(tmp_path, text))


def test_without_settings_there_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"mkdocs\.yml"):
        read_settings(tmp_path)


@pytest.mark.parametrize(
    ("file", "address"),
    [("index.md", ""), ("a/index.md", "a/"), ("a/b.md", "a/b/"), ("a/reindex.md", "a/reindex/"), ("b.md", "b/")],
)
def test_a_file_has_the_address_of_its_page(file: str, address: str) -> None:
    assert name_page(file) == address
