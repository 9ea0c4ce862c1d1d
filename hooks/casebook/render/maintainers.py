"""Who keeps this copy of the casebook, and the ways to tell them something.

All of it is said by whoever publishes the copy, in the environment. What is not said is absent: no link leads
to nobody. What is said wrong is told in a sentence, and then it is absent too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from casebook.text.urls import find_fault

__all__ = ["ANSWER_WITHIN_DAYS", "FORGES", "Maintainers", "Way", "read_maintainers"]

ANSWER_WITHIN_DAYS = 14
"""Within how many days the maintainers aim to answer, where whoever publishes the copy says nothing else."""


@dataclass(frozen=True)
class Forge:
    """A kind of host for repositories: where it has what we lead to, each behind the repository's address."""

    issue: str
    """Where one writes a new issue, with what it says."""
    case: str
    """Where one writes an issue that brings a case, with its file."""
    new_file: str
    """Where one proposes a new file, with what it holds; empty where the host takes no text from an address."""
    file: str
    """Where a file of the main branch stands."""
    hosts: tuple[str, ...]
    """Words in the name of a host that tell that it is one."""


_GITLAB_ISSUE = "/-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={body}"
_ISSUE = "/issues/new?title={title}&body={body}"

FORGES = {
    "github": Forge(
        issue=_ISSUE,
        # the issue form asks for the file in a field of this name
        case="/issues/new?template=case.yml&title={title}&case_file={body}",
        new_file="/new/main?filename={path}&value={body}",
        file="/blob/main/",
        hosts=("github",),
    ),
    "gitlab": Forge(_GITLAB_ISSUE, _GITLAB_ISSUE, "", "/-/blob/main/", ("gitlab",)),
    "forgejo": Forge(_ISSUE, _ISSUE, "", "/src/branch/main/", ("forgejo", "gitea", "codeberg")),
}
"""The kinds that we know, by the names that a setting may have."""

_MOST_IN_ISSUE = 7_500
_MOST_IN_MAIL = 1_900

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,5}", re.ASCII)


@dataclass(frozen=True)
class Way:
    """A way to tell the maintainers something: an address that carries what one says."""

    id: str
    """issue, new-file or mail."""
    pattern: str
    """The address, with {title}, {body} and {path} where they go."""
    most: int
    """How long an address of this kind may be and still arrive whole."""

    def lead(self, title: str, body: str) -> str:
        """The address that carries a title and a text."""
        # a mail ends its lines with both; everything else takes them so
        said = {"title": title, "body": body.replace("\n", "\r\n")}
        return re.sub(r"\{(title|body)\}", lambda found: quote(said[found[1]], safe=""), self.pattern)


@dataclass(frozen=True)
class Maintainers:
    """Who keeps this copy, as far as whoever publishes it says so."""

    repository: str = ""
    """The address of the repository."""
    forge: str = ""
    """What kind of host it stands on, one of FORGES; empty where nobody knows."""
    mail: str = ""
    """Where a mail reaches them."""
    answer_within_days: int = ANSWER_WITHIN_DAYS
    """Within how many days they aim to answer; 0 where they promise nothing."""

    @property
    def host(self) -> str:
        """The name of the host on which the repository stands."""
        return urlsplit(self.repository).hostname or ""

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways to tell them something."""
        return tuple(self._list_ways())

    @property
    def case_ways(self) -> tuple[Way, ...]:
        """The ways to bring them a case, whose file an address can carry only while it is short; the easiest first."""
        return tuple(self._list_case_ways())

    def _list_case_ways(self) -> Iterator[Way]:
        # a mail comes first: nobody needs an account for it
        if self.mail:
            yield Way("mail", f"mailto:{self.mail}?subject={{title}}&body={{body}}", _MOST_IN_MAIL)
        if self.repository and self.forge:
            forge = FORGES[self.forge]
            yield Way("issue", self.repository + forge.case, _MOST_IN_ISSUE)
            if forge.new_file:
                yield Way("new-file", self.repository + forge.new_file, _MOST_IN_ISSUE)

    def _list_ways(self) -> Iterator[Way]:
        if self.repository and self.forge:
            yield Way("issue", self.repository + FORGES[self.forge].issue, _MOST_IN_ISSUE)
        if self.mail:
            yield Way("mail", f"mailto:{self.mail}?subject={{title}}&body={{body}}", _MOST_IN_MAIL)

    def find_file(self, path: str) -> str:
        """The address of a file of the repository; empty where nobody knows it."""
        return self.repository + FORGES[self.forge].file + quote(path) if self.repository and self.forge else ""


def _tell_forge(repository: str) -> str:
    """The kind of host that the name of a host tells."""
    words = set(re.split(r"[.-]", urlsplit(repository).hostname or ""))
    return next((name for name, forge in FORGES.items() if words & set(forge.hosts)), "")


def read_maintainers(
    settings: Mapping[str, str], answer_within_days: object = ANSWER_WITHIN_DAYS
) -> tuple[Maintainers, tuple[str, ...]]:
    """What the settings of whoever publishes the copy say of its maintainers.

    Args:
        settings: The environment.
        answer_within_days: Within how many days they aim to answer.

    Returns:
        The maintainers, and a sentence for each setting that is wrong and therefore left out.
    """
    problems = []
    repository = settings.get("CASEBOOK_REPO_URL", "").strip().rstrip("/")
    if repository and (fault := find_fault(repository)):
        problems.append(f"CASEBOOK_REPO_URL is left out: the address {fault}.")
        repository = ""
    forge = settings.get("CASEBOOK_FORGE", "").strip().lower()
    if forge not in {"", "none", *FORGES}:
        problems.append(f"CASEBOOK_FORGE is left out: it says {forge!r}, and can say {', '.join(FORGES)} or none.")
        forge = "none"
    mail = settings.get("CASEBOOK_MAIL", "").strip()
    if mail and not _MAIL.fullmatch(mail):
        problems.append(f"CASEBOOK_MAIL is left out: {mail!r} is no address of mail, such as casebook@example.org.")
        mail = ""
    days = answer_within_days
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= 366:
        problems.append(f"answer_within_days is left out: {days!r} is no number of days from 0 to 366.")
        days = 0
    known = forge if forge in FORGES else "" if forge == "none" else _tell_forge(repository)
    return Maintainers(repository, known, mail, days), tuple(problems)
