"""The page on quality says what the file of figures says, and says plainly where a goal is not reached."""

from __future__ import annotations

import json
import math
import re
import sys
from pathlib import Path

import pytest

from benchmarks.answering import count_longest_list
from benchmarks.editing import edit_case
from benchmarks.goals import GOALS, Figure, Goal
from benchmarks.measuring import run
from benchmarks.quality import FILE, PAGE, Session, keep, read_figures, write_page

SESSION = Session(
    "2026-01-31 12:00",
    "0123456789",
    {"processor": "A chip", "cores": 2, "memory_gib": 8.0, "system": "Linux x86_64"},
    {"Python": "3.11.1", "hugo": "0.168.0"},
    3,
    (0.5, 1.25),
)


# ---- the page that is published ----


def test_the_page_is_made_of_the_file() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_page(FILE.read_text(encoding="utf-8")), "run `make bench`"


def test_the_file_has_its_shape() -> None:
    content = json.loads(FILE.read_text(encoding="utf-8"))
    assert set(content) == {"sessions", "figures"}
    bounds = {goal.id: goal.bounds for goal in GOALS}
    seen = set()
    for row in content["figures"]:
        assert set(row) <= {"session", "before", "id", "cases", "ours", "peer", "label"}
        assert row["cases"] in bounds[row["id"]]
        assert row["session"] in content["sessions"]
        assert row["ours"] and all(math.isfinite(one) and one >= 0 for one in (*row["ours"], *row.get("peer", ())))
        key = (row["id"], row["cases"], row.get("before", False))
        assert key not in seen, "a figure stands once"
        seen.add(key)
    for begun, session in content["sessions"].items():
        assert set(session) == set(Session.__annotations__)
        assert session["begun"] == begun and re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", begun)
        assert any(row["session"] == begun for row in content["figures"])


# ---- what it would say ----


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, Path]:
    """A file of three figures, and its page."""
    file, page = tmp_path / "quality.json", tmp_path / "quality.md"
    figures = [
        Figure("hugo", 1_000, [30.0, 28.0, 29.0], [14.0, 15.0, 14.5]),
        Figure("check", 1_000, [10.0], [79.0]),
        Figure("files", 5_000, [29_999.0]),
        Figure("hugo", 200, [1.0], [1.0]),
        Figure("core", 1_000, [1.0], label="all", unit="s"),
    ]
    keep(SESSION, figures, file, page)
    return file, page


def test_each_goal_has_its_verdict(written: tuple[Path, Path]) -> None:
    rows = [line for line in written[1].read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    hugo = next(row for row in rows if "Clean build of 1,000" in row)
    assert "Goal: at most 2 × Hugo." in hugo
    assert "**2.00 ×**: ours 29.0 (28.0 to 30.0) s of processor, Hugo 14.5 (14.0 to 15.0)" in hugo
    assert hugo.endswith(". Reached. |")
    check = next(row for row in rows if "1,000 files, for the first time" in row)
    assert "at least 8 times as fast as check-jsonschema" in check
    assert "**7.9 times as fast**" in check
    assert check.endswith("**Not reached.** |")
    assert next(row for row in rows if "29,999 files" in row).endswith("Reached. |")
    missing = next(row for row in rows if "Clean build of 5,000" in row)
    assert missing.endswith("| Not measured yet. |")
    promised = sum(len(goal.bounds) for goal in GOALS)
    assert f"Of {promised} goals 2 are reached, 1 are not, and {promised - 3} wait" in written[1].read_text(
        encoding="utf-8"
    )


def test_only_what_was_promised_is_kept(written: tuple[Path, Path]) -> None:
    assert set(read_figures(written[0].read_text(encoding="utf-8"))) == {
        ("hugo", 1_000, False), ("check", 1_000, False), ("files", 5_000, False),
    }  # fmt: skip


def test_how_it_was_before_stands_beside_it(written: tuple[Path, Path]) -> None:
    earlier = Session("2025-12-01 12:00", "fedcba9876", SESSION.machine, SESSION.versions, 1, (0.0, 0.0))
    keep(
        earlier,
        [Figure("check", 1_000, [50.0], [80.0]), Figure("check-again", 1_000, [50.0], [80.0])],
        *written,
        before=True,
    )
    page = written[1].read_text(encoding="utf-8")
    assert (
        "**Not reached.** Before, on 2025-12-01: 1.6 times as fast: ours 50.00 s of processor, check-jsonschema 80.00. |"
        in page
    )
    assert "| Not measured yet. Before, on 2025-12-01: 1.6 times as fast" in page
    assert "commit fedcba9876" in page


def test_what_is_measured_again_takes_the_place_of_the_older(written: tuple[Path, Path]) -> None:
    later = Session("2026-02-01 12:00", "abc+", SESSION.machine, SESSION.versions, 1, (0.0, 0.0))
    keep(later, [Figure("check", 1_000, [1.0], [79.0])], *written)
    text = written[0].read_text(encoding="utf-8")
    found = read_figures(text)
    assert found["check", 1_000, False] == (later, Figure("check", 1_000, [1.0], [79.0]))
    assert found["hugo", 1_000, False][0] == SESSION
    page = write_page(text)
    assert "- **2026-01-31 12:00 UTC**, commit 0123456789. " in page
    assert "- **2026-02-01 12:00 UTC**, commit abc+. " in page
    # and whoever has nothing left is not told of any more
    keep(later, [Figure("hugo", 1_000, [1.0], [1.0]), Figure("files", 5_000, [1.0])], *written)
    assert "2026-01-31" not in written[1].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("means", "ours", "peer", "reached"),
    [
        ("ratio", [3.0], [2.0], True),
        ("ratio", [3.1], [2.0], False),
        ("faster", [2.0], [3.0], True),
        ("faster", [2.1], [3.0], False),
        ("value", [1.5], [], True),
        ("value", [1.6], [9.0], False),
        # what lies in the middle counts, and not the best
        ("value", [0.1, 1.6, 1.7], [], False),
    ],
)
def test_a_goal_is_reached_or_not(means: str, ours: list[float], peer: list[float], reached: bool) -> None:
    goal = Goal("one", "Work", "s", {10: 1.5}, means, "a peer")
    assert goal.is_reached(Figure("one", 10, ours, peer)) is reached


# ---- how it is measured ----


def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    hold = "import time; held = b'x' * (60 << 20); time.sleep(1)"
    both = f"import subprocess, sys; held = b'x' * (60 << 20); subprocess.run([sys.executable, '-c', {hold!r}])"
    (tmp_path / "project").mkdir()
    spent = run([sys.executable, "-c", both], tmp_path / "project")
    assert spent.peak > 120
    assert spent.cpu > 0


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    with pytest.raises(SystemExit, match="ended with 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "project")


def test_an_edit_changes_a_lesson(tmp_path: Path) -> None:
    file = tmp_path / "case.md"
    file.write_text(
        '"lessons":\n- "id": "one"\n  "insight": "It holds."\n- "id": "two"\n  "insight": "So does this."\n'
    )
    edit_case(file, "Always.")
    assert '"insight": "Always. It holds."' in file.read_text()
    assert '"insight": "So does this."' in file.read_text()


@pytest.mark.parametrize(
    ("page", "longest"),
    [
        (f"<ul>{'<li>a' * 51}</ul>", 51),
        (f"<ul>{'<li>a' * 40}</ul><ul>{'<li>a' * 40}</ul>", 40),
        (f"<ul>{'<li>a<ul><li>b</li></ul>' * 40}</ul>", 40),
        (
            f'<details class="leaf" open><summary>1 to 50</summary><ul class="rows">{"<li>a</li>" * 50}</ul></details>\n'
            f'<details class="leaf"><summary>51 to 60</summary><ul class="rows">{"<li>a</li>" * 10}</ul></details>',
            60,
        ),
        ("<ul><li>a</ul>", 0),
    ],
)
def test_the_longest_list_is_counted(page: str, longest: int) -> None:
    assert count_longest_list(page) == longest
