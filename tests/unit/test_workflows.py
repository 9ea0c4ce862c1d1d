"""What runs on a forge: with the least rights, pinned, and what its steps do on the events that are stored here.

It cannot run here as it runs there. Its shell can: with a program called gh that writes down what it is asked.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from examples import make_project

from casebook.cli import COMMANDS, main
from casebook.files import CASE_LIMIT
from landing import PROJECT

FOLDER = PROJECT / ".github"
WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))
EVENTS = PROJECT / "tests" / "events"
PLACE = "cases/teresina/school-kitchen.md"


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((FOLDER / "workflows" / name).read_text(encoding="utf-8"))
    return read


def _list_steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_may_do_no_more_than_it_must(file: Path) -> None:
    workflow = _read(file.name)
    assert workflow["permissions"] == {} and workflow["concurrency"]
    # True is how YAML 1.1 reads the word on
    assert "pull_request_target" not in str(workflow[True])
    for job in workflow["jobs"].values():
        assert job["permissions"] and job["timeout-minutes"]
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step
    for step in _list_steps(workflow):
        if uses := step.get("uses"):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", uses)
    for line in file.read_text(encoding="utf-8").splitlines():
        assert "uses:" not in line or re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_auditor_finds_nothing() -> None:
    auditor = Path(sys.executable).parent / "zizmor"
    found = subprocess.run(
        [auditor, "--offline", "--pedantic", "--no-progress", "--format", "plain", FOLDER],
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    for line in (line for file in WORKFLOWS for line in file.read_text(encoding="utf-8").splitlines()):
        # what is not followed has its reason in the line
        assert "zizmor: ignore" not in line or re.search(r"ignore\[[a-z-]+\] \w+ \w+", line)


def test_whoever_reads_a_stranger_may_not_write_and_whoever_writes_does_not_read() -> None:
    for name in ("issue-check.yml", "issue-to-pull-request.yml"):
        jobs = _read(name)["jobs"]
        reads, writes = jobs["read"], next(job for id, job in jobs.items() if id != "read")
        assert reads["permissions"] == {"contents": "read"}
        assert "from-issue" in str(reads) and "from-issue" not in str(writes)
        assert not any("checkout" in step.get("uses", "") for step in writes["steps"])
        assert "issue.body" not in str(jobs) and "issue.title" not in str(jobs)
    draft = _read("issue-to-pull-request.yml")
    assert draft[True] == {"issues": {"types": ["labeled"]}}
    forms = "".join(file.read_text(encoding="utf-8") for file in (FOLDER / "ISSUE_TEMPLATE").iterdir())
    assert "make-draft" in str(draft["jobs"]["read"]["if"]) and "make-draft" not in forms


def test_what_the_steps_call_is_there() -> None:
    targets = set(re.findall(r"^([a-z.][\w./-]*):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = {add.__name__.rpartition("add_")[2].replace("_", "-") for add in COMMANDS}
    for file in WORKFLOWS:
        for step in _list_steps(_read(file.name)):
            run = step.get("run", "")
            assert set(re.findall(r"^make (\S+)", run, re.MULTILINE)) <= targets
            assert set(re.findall(r"bin/casebook ([a-z-]+)", run)) <= commands
            for script in re.findall(r"\.github/scripts/\S+|\.ci/run", run):
                assert (PROJECT / script).is_file()


@pytest.mark.parametrize("event", sorted(EVENTS.glob("*.json")), ids=lambda file: file.stem)
def test_every_stored_event_ends_in_an_answer(event: Path, tmp_path: Path, shelf_project: Path) -> None:
    told = json.loads(event.read_text(encoding="utf-8"))
    report = tmp_path / "answer.md"
    code = main(
        [
            "from-issue",
            str(event),
            "--to",
            str(tmp_path / "draft"),
            "--report",
            str(report),
            "--root",
            str(shelf_project),
        ]
    )
    files = [one.relative_to(tmp_path / "draft").as_posix() for one in (tmp_path / "draft").rglob("*") if one.is_file()]
    said = report.read_text(encoding="utf-8")
    assert (code, files) == (told["expect"]["code"], told["expect"]["files"])
    assert len(said.encode()) <= 20_000
    for live in ("@everyone", "::set-output", "<script", "$(id)`"):
        assert live not in said


# ---- the shell of the steps ----

GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$CALLS"
case "$*" in
  *git/ref/heads/main*) echo 1111111111111111111111111111111111111111 ;;
  # what is not there is told on the output, as the real one does
  *git/ref/heads/*) [ -n "${BRANCH:-}" ] || { echo '{"message":"Not Found"}'; exit 1; } ;;
  *contents*ref=*) [ -n "${BRANCH:-}" ] && echo 2222 || { echo '{"message":"Not Found"}'; exit 1; } ;;
  *"-F content=@-"*) cat > "$CALLS.content" ;;
  "pr list"*) echo "${OPEN:-0}" ;;
  "issue list"*) echo "${ISSUE:-}" ;;
esac
"""


def _run(script: str, folder: Path, **environment: str) -> tuple[int, list[str]]:
    """Run a script beside a gh that only writes down; gives its code and the calls."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "gh").write_text(GH, encoding="utf-8")
    (tools / "gh").chmod(0o755)
    calls = folder / "calls"
    calls.write_text("")
    said = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={"PATH": f"{tools}:{os.environ['PATH']}", "CALLS": str(calls), "HOME": str(folder), **environment},
        capture_output=True,
        text=True,
    )
    return said.returncode, calls.read_text(encoding="utf-8").splitlines()


WRITE = next(step["run"] for step in _read("issue-to-pull-request.yml")["jobs"]["write"]["steps"] if "run" in step)
WHO = {"GH_REPO": "us/book", "GH_TOKEN": "none", "NUMBER": "12", "LOGIN": "ana-b", "ID": "34", "BASE": "main"}


def _put(folder: Path, place: str, content: bytes = b"---\n") -> None:
    file = folder / "draft" / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def test_one_sound_file_becomes_a_draft(tmp_path: Path) -> None:
    _put(tmp_path, PLACE, b"---\ntitle: `$(touch bad)`\n---\n")
    code, calls = _run(WRITE, tmp_path, **WHO)
    assert code == 0
    said = "\n".join(calls)
    assert f"-X PUT repos/us/book/contents/{PLACE} -f branch=issue-12" in said and "-f sha=2222" not in said
    assert b64decode((tmp_path / "calls.content").read_bytes()) == (tmp_path / "draft" / PLACE).read_bytes()
    assert "-f ref=refs/heads/issue-12 -f sha=1111" in said
    assert "Co-authored-by: ana-b <34+ana-b@users.noreply.github.com>" in said
    assert any(one.startswith("pr create --draft --head issue-12 --base main") for one in calls)
    assert not (tmp_path / "draft" / "bad").exists() and "touch" not in said


def test_the_largest_file_arrives(tmp_path: Path) -> None:
    _put(tmp_path, PLACE, b"x" * CASE_LIMIT)
    assert _run(WRITE, tmp_path, **WHO)[0] == 0
    assert len(b64decode((tmp_path / "calls.content").read_bytes())) == CASE_LIMIT
    # what the checker reads at most is what is taken at most
    assert f"-le {CASE_LIMIT}\n" in WRITE


def test_once_more_keeps_what_maintainers_have_mended_on_the_branch(tmp_path: Path) -> None:
    _put(tmp_path, PLACE)
    code, calls = _run(WRITE, tmp_path, **WHO, BRANCH="there", OPEN="1")
    said = "\n".join(calls)
    assert code == 0 and "-f sha=2222" in said
    assert "force" not in said and "git/refs" not in said and "pr create" not in said
    # one that was closed is no draft any more
    assert any(one.startswith("pr create") for one in _run(WRITE, tmp_path, **WHO, BRANCH="there", OPEN="0")[1])


@pytest.mark.parametrize(
    "place",
    [
        "cases/../../.github/x.md",
        "cases/a/é.md",
        "cases/a/x\n.md",
        ".github/workflows/x.yml",
        "cases/a/B.md",
        "cases/a/x.md.sh",
        "cases/a b/x.md",
        "x.md",
    ],
)
def test_a_file_at_another_place_is_refused(tmp_path: Path, place: str) -> None:
    _put(tmp_path, place)
    (tmp_path / "draft").mkdir(exist_ok=True)
    code, calls = _run(WRITE, tmp_path, **WHO)
    assert code != 0 and calls == []


def test_two_files_a_link_and_a_large_one_are_refused(tmp_path: Path) -> None:
    _put(tmp_path, PLACE)
    _put(tmp_path, "cases/teresina/other.md")
    assert _run(WRITE, tmp_path, **WHO) != (0, []) and _run(WRITE, tmp_path, **WHO)[1] == []
    shutil.rmtree(tmp_path / "draft")
    _put(tmp_path, PLACE, b"x" * (CASE_LIMIT + 1))
    assert _run(WRITE, tmp_path, **WHO)[1] == []
    shutil.rmtree(tmp_path / "draft")
    _put(tmp_path, PLACE)
    (tmp_path / "draft" / "cases" / "teresina" / "link.md").symlink_to("/etc/passwd")
    assert _run(WRITE, tmp_path, **WHO)[1] == []


def test_an_odd_name_of_a_person_is_refused(tmp_path: Path) -> None:
    _put(tmp_path, PLACE)
    assert _run(WRITE, tmp_path, **WHO | {"LOGIN": "a\nb <x@y>"})[1] == []
    assert _run(WRITE, tmp_path, **WHO | {"NUMBER": "1; id"})[1] == []


def test_only_the_answer_is_posted_and_not_too_much_of_it(tmp_path: Path) -> None:
    script = next(step["run"] for step in _read("issue-check.yml")["jobs"]["answer"]["steps"] if "run" in step)
    (tmp_path / "answer.md").write_text("x" * 30_000)
    code, calls = _run(f"set -e\n{script}", tmp_path, **WHO)
    assert code == 0 and calls == ["issue comment 12 --body-file said.md --edit-last --create-if-none"]
    assert (tmp_path / "said.md").stat().st_size == 20_000
    (tmp_path / "answer.md").unlink()
    (tmp_path / "answer.md").symlink_to("/etc/passwd")
    assert _run(f"set -e\n{script}", tmp_path, **WHO)[1] == []


def _git(folder: Path, *words: str) -> str:
    said = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.test", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.strip()


@pytest.mark.parametrize(
    ("changed", "only"),
    [
        (["cases/a/b.md"], "true"),
        (["cases/a/b.md", "hooks/x.py"], "false"),
        (["cases/a/x\nhooks.md"], "true"),
        ([], "false"),
    ],
)
def test_a_change_of_cases_alone_is_told_from_others(tmp_path: Path, changed: list[str], only: str) -> None:
    _git(tmp_path, "init", "-q", ".")
    _git(tmp_path, "commit", "-q", "--allow-empty", "-m", "a")
    base = _git(tmp_path, "rev-parse", "HEAD")
    for name in changed:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "--allow-empty", "-m", "b")
    output = tmp_path / "output"
    _, _ = _run(f"sh {FOLDER / 'scripts' / 'list-changes.sh'}", tmp_path, BASE=base, GITHUB_OUTPUT=str(output))
    assert output.read_text(encoding="utf-8") == f"only_cases={only}\n"
    assert (tmp_path / "changed.nul").read_bytes() == b"".join(name.encode() + b"\0" for name in sorted(changed))


def test_an_issue_is_kept_and_not_doubled(tmp_path: Path) -> None:
    script = f"sh {FOLDER / 'scripts' / 'keep-issue.sh'} Lost links.md"
    (tmp_path / "links.md").write_text("- x")
    first, last = _run(script, tmp_path)[1]
    # a stranger's issue of the same title is not taken for it
    assert "--app github-actions" in first and last == "issue create --title Lost --body-file links.md"
    assert _run(script, tmp_path, ISSUE="7")[1][1:] == ["issue edit 7 --body-file links.md"]
    (tmp_path / "links.md").write_text("")
    assert len(_run(script, tmp_path)[1]) == 1
    assert _run(script, tmp_path, ISSUE="7")[1][1].startswith("issue close 7")


def test_a_renewed_lock_is_proposed_once_and_only_if_it_differs(tmp_path: Path) -> None:
    script = f"sh {FOLDER / 'scripts' / 'propose-lock.sh'}"
    home, there = tmp_path / "home", tmp_path / "there.git"
    home.mkdir()
    _git(tmp_path, "init", "-q", "--bare", str(there))
    _git(home, "init", "-q", "-b", "main", ".")
    _git(home, "remote", "add", "origin", str(there))
    (home / ".lock").mkdir()
    (home / ".lock" / "requirements.txt").write_text("a==1\n")
    (home / "other").write_text("as it was\n")
    _git(home, "add", ".lock", "other")
    _git(home, "commit", "-q", "-m", "a")
    assert _run(script, home) == (0, [])
    (home / ".lock" / "requirements.txt").write_text("a==2\n")
    (home / "other").write_text("not meant\n")
    code, calls = _run(script, home)
    assert code == 0 and calls[-1].startswith("pr create --head renew-lock")
    assert _git(there, "diff", "--name-only", "renew-lock~1", "renew-lock") == ".lock/requirements.txt"
    (home / ".lock" / "requirements.txt").write_text("a==3\n")
    assert [one.split()[1] for one in _run(script, home, OPEN="1")[1]] == ["list"]


def _load_asker() -> ModuleType:
    spec = spec_from_file_location("ask_addresses", FOLDER / "scripts" / "ask_addresses.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_an_address_that_does_not_answer_is_told_with_its_archive() -> None:
    asker = _load_asker()
    asked: list[str] = []

    def ask(address: str) -> str:
        asked.append(address)
        return "answers 404" if "gone" in address else ""

    addresses = ["https://a.test/1", "https://a.test/gone", "https://a.test/1", "https://b.test/gone"]
    lost = asker.find_lost(
        addresses, ask, lambda one: "https://archive.test/x" if "a.test" in one else "", lambda seconds: None
    )
    assert sorted(asked) == sorted(set(addresses))
    said = asker.report(lost)
    assert "`https://a.test/gone`: answers 404. An archive has it: `https://archive.test/x`" in said
    assert "No archive was found" in said and "a.test/1" not in said
    assert asker.report([]) == ""


def test_a_host_is_asked_at_most_once_a_second_whoever_is_asked_between() -> None:
    clock = 0.0
    asked: list[tuple[float, str]] = []

    def wait(seconds: float) -> None:
        nonlocal clock
        clock += seconds

    def ask(address: str) -> str:
        nonlocal clock
        asked.append((clock, address.split("/")[2]))
        clock += 0.25
        return ""

    asker = _load_asker()
    asker.find_lost(
        [f"https://{host}.test/{n}" for n in range(4) for host in "ab"], ask, lambda one: "", wait, lambda: clock
    )
    for host in ("a.test", "b.test"):
        times = [when for when, one in asked if one == host]
        assert len(times) == 4
        assert all(later - earlier >= 1 for earlier, later in pairwise(times))
    # they take turns, so nobody waits for long
    assert clock < 6


@pytest.mark.parametrize(
    ("address", "spelt"),
    [
        ("https://a.test/a b/مجلس?q=é&x=1#part", "https://a.test/a%20b/%D9%85%D8%AC%D9%84%D8%B3?q=%C3%A9&x=1"),
        ("https://a.test/%C3%A9/(x)?u=https://b.test/~c", "https://a.test/%C3%A9/(x)?u=https://b.test/~c"),
        ("https://münchen.test/", "https://xn--mnchen-3ya.test/"),
    ],
)
def test_an_address_in_any_letters_is_asked_as_a_server_reads_it(address: str, spelt: str) -> None:
    assert _load_asker().spell(address) == spelt


@pytest.mark.parametrize(
    ("answer", "address"),
    [
        (
            {
                "archived_snapshots": {
                    "closest": {"available": True, "url": "http://web.archive.org/web/2020/http://a.test/"}
                }
            },
            "https://web.archive.org/web/2020/http://a.test/",
        ),
        ({"archived_snapshots": {"closest": {"available": False, "url": "http://web.archive.org/web/2020/x"}}}, ""),
        ({"archived_snapshots": {"closest": {"available": True, "url": "https://evil.test/web.archive.org/"}}}, ""),
        ({"archived_snapshots": {"closest": {"available": True, "url": "https://web.archive.org/web/1/`@all`"}}}, ""),
        ({"archived_snapshots": {}}, ""),
        ({"archived_snapshots": []}, ""),
        (["no"], ""),
    ],
)
def test_of_the_archive_only_an_address_of_its_own_is_taken(answer: object, address: str) -> None:
    assert _load_asker().read_archived(answer) == address


def test_a_report_of_many_fits_into_an_issue() -> None:
    asker = _load_asker()
    said = asker.report(asker.Lost(f"https://a.test/{'x' * 900}/{n}", "answers 404", "") for n in range(500))
    assert 50_000 < len(said) <= 65_536
    told = said.count("\n- ")
    assert said.endswith(f"\nAnd {500 - told} more.\n")


def test_the_template_of_a_pull_request_is_short() -> None:
    text = (FOLDER / "pull_request_template.md").read_text(encoding="utf-8")
    assert len(text.strip().splitlines()) <= 7


def test_the_hook_before_a_commit_calls_a_command_that_is_there(tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    name, command = hook["entry"].split()
    assert name == "casebook" and not hook["pass_filenames"]
    assert command in {add.__name__.rpartition("add_")[2] for add in COMMANDS}
    assert re.search(hook["files"], "cases/recife/x.md") and not re.search(hook["files"], "docs/cases.md")
    for example, code in (("cases_good/complete.md", 0), ("cases_bad/wrong-term--covid.md", 1)):
        root = make_project(tmp_path / str(code), PROJECT / "tests" / example)
        assert main([command, "--root", str(root)]) == code


def test_nobody_is_made_up_as_an_owner() -> None:
    lines = (FOLDER / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") or not line for line in lines)


def test_what_is_said_of_other_hosts_can_be_read_and_its_commands_are_there() -> None:
    page = (PROJECT / "docs" / "contribute" / "forges.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(yaml|sh)\n(.*?)```", page, re.DOTALL))
    jobs = {name: job for name, job in yaml.safe_load(blocks["yaml"]).items() if name != "stages"}
    lines = [line for job in jobs.values() for line in job["script"]]
    text = "\n".join([*lines, blocks["sh"]])
    commands = {add.__name__.rpartition("add_")[2].replace("_", "-") for add in COMMANDS}
    assert set(re.findall(r"bin/casebook ([a-z-]+)", page)) <= commands
    assert "make site" in text and "casebook review --listed" in text
    assert {file.stem for file in WORKFLOWS} == set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))
    for setting in re.findall(r"CASEBOOK_[A-Z_]+", page):
        assert setting in (PROJECT / "README.md").read_text(encoding="utf-8")
