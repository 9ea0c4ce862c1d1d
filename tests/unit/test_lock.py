"""The lock holds what pyproject.toml asks for, each file by its digest, and names no place to fetch it from."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from landing import PROJECT

LOCKS = {
    "requirements.txt": ("build", "pictures"),
    "requirements-test.txt": ("build", "pictures", "test"),
    "requirements-readers.txt": ("build", "pictures", "test", "readers"),
    "requirements-bench.txt": ("build", "pictures", "test", "bench"),
}
"""Each lock, and the extras that it holds beside what the project always needs."""


@dataclass(frozen=True)
class Locked:
    """What the lock says of one version of a package."""

    name: str
    version: str
    digests: list[str]


def read_lock(text: str) -> list[Locked]:
    """The entries of a lock; any line that is none is an error."""
    # a comment stands in a line of its own; what is continued is one line
    text = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    locked = []
    for line in text.splitlines():
        found = re.fullmatch(r"([a-z0-9-]+)==([\w.]+)(?: ; [\w.<>=!' ()]+)?((?:\s+--hash=\S+)*)\s*", line)
        assert found, f"no version of a package: {line}"
        locked.append(Locked(found[1], found[2], re.findall(r"--hash=(\S+)", found[3])))
    return locked


def find_faults(text: str, wanted: list[str]) -> list[str]:
    """What is wrong with a lock for these requirements."""
    locked = read_lock(text)
    faults = [one.name for one in locked if not one.digests]
    faults += [
        one.name for one in locked if not all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in one.digests)
    ]
    for requirement in map(Requirement, wanted):
        versions = [one.version for one in locked if one.name == canonicalize_name(requirement.name)]
        if not versions or not all(requirement.specifier.contains(version) for version in versions):
            faults.append(str(requirement))
    return faults


def read_wanted(extras: tuple[str, ...]) -> list[str]:
    content = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    project = content["project"]
    extra = [one for name in extras for one in project["optional-dependencies"][name]]
    return [*project["dependencies"], *extra, *content["build-system"]["requires"]]


@pytest.mark.parametrize("name", LOCKS)
def test_lock_fits_the_project(name: str) -> None:
    text = (PROJECT / ".lock" / name).read_text(encoding="utf-8")
    wanted = read_wanted(LOCKS[name])
    assert len(wanted) > 10
    assert not find_faults(text, wanted), "run `make lock`"
    # where it was made says nothing to whoever uses it
    assert not re.search(r"://|^\s*--(?!hash=)|@ ", text, re.MULTILINE)


def test_tests_run_with_the_versions_that_build_the_site() -> None:
    site, tests, readers, bench = (
        {
            (one.name, one.version, *one.digests)
            for one in read_lock((PROJECT / ".lock" / name).read_text(encoding="utf-8"))
        }
        for name in LOCKS
    )
    assert site < tests < readers
    assert tests < bench
    # both are installed side by side
    names = {name for name, *_ in readers}
    assert {one for one in bench if one[0] in names} <= readers


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (f"one-two==1.5 ; python_version < '3.12' \\\n    --hash=sha256:{'a' * 64}\n    # via it\n", []),
        (f"one-two==2.1 \\\n    --hash=sha256:{'a' * 64}\n", ["one_two<2"]),
        (f"other==1.5 \\\n    --hash=sha256:{'a' * 64}\n", ["one_two<2"]),
        ("one-two==1.5\n", ["one-two"]),
        ("one-two==1.5 \\\n    --hash=md5:abc\n", ["one-two"]),
    ],
)
def test_a_lock_that_does_not_fit_is_found(text: str, faults: list[str]) -> None:
    assert find_faults(text, ["one_two<2"]) == faults


def test_make_installs_what_is_locked_and_nothing_else() -> None:
    lines = (PROJECT / "Makefile").read_text(encoding="utf-8").splitlines()
    installs = [line for line in lines if "pip install" in line and ".cache/lock" not in line]
    assert len(installs) == 1 + len(LOCKS)
    assert all(
        re.search(r"install \$\(LOCKED\) --requirement \.lock/|install \$\(OURS\) --editable \.$", one)
        for one in installs
    )
    said = dict(line.split(" := ", 1) for line in lines if " := " in line)
    assert "--require-hashes --only-binary :all:" in said["LOCKED"]
    assert "--no-index --no-deps --no-build-isolation" in said["OURS"]
