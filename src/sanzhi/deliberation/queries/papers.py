"""纸票: what two people entered, where they differ, and who voted twice."""

from dataclasses import dataclass

from sanzhi.deliberation.models import (
    READINGS,
    VOID,
    Choice,
    Elector,
    Item,
    Meeting,
    PaperDoubt,
    PaperVote,
    Vote,
)

from .rosters import PAGE_SIZE

CHOICES = Choice.choices


def electors_by_mark(meeting: Meeting) -> dict[str, int]:
    """{number or code: elector}, of everybody on the roster."""
    found: dict[str, int] = {}
    for pk, number, code in Elector.objects.filter(meeting=meeting).values_list("id", "number", "code"):
        found[str(number)] = found[code] = pk
    return found


def papers_alike(item: Item) -> dict[int, str]:
    """{elector: choice} of what both read alike."""
    first = dict(PaperVote.objects.filter(item=item, entry=1).values_list("elector", "choice"))
    second = dict(PaperVote.objects.filter(item=item, entry=2).values_list("elector", "choice"))
    return {one: choice for one, choice in first.items() if second.get(one) == choice}


@dataclass(frozen=True)
class Difference:
    """对不上: of whom; what one read oneself, "" where one has not entered it; whether the other has. Never what the other read,
    which would be copied."""

    elector: Elector
    mine: str
    by_both: bool

    @property
    def mine_said(self) -> str:
        return str(dict(READINGS).get(self.mine, ""))


def differences(item: Item, person: int | None, *, most: int = PAGE_SIZE) -> list[Difference]:
    """录入不一致, as one of the two may see it: as many as are asked for, by number."""
    said = _said(item)
    own = dict(PaperVote.objects.filter(item=item, by=person).values_list("elector", "choice"))
    odd = sorted(one for one, pair in said.items() if _differ(*pair))[:most]
    people = Elector.objects.filter(pk__in=odd).select_related("person").in_bulk()
    return [Difference(people[one], own.get(one, ""), all(said[one])) for one in odd]


def _differ(first: str, second: str) -> bool:
    """Void with nothing beside it was typed under a wrong number: no paper, so no difference."""
    return first != second and {first, second} != {VOID, ""}


def _said(item: Item) -> dict[int, tuple[str, str]]:
    said: dict[int, tuple[str, str]] = {}
    for elector, entry, choice in PaperVote.objects.filter(item=item).values_list(
        "elector", "entry", "choice"
    ):
        first, second = said.get(elector, ("", ""))
        said[elector] = (choice, second) if entry == 1 else (first, choice)
    return said


@dataclass(frozen=True)
class PaperState:
    """录到哪里: of each of the two how many; how many do not agree; how many agree and are not yet counted."""

    first: int
    second: int
    differ: int
    waiting: int


def paper_state(item: Item) -> PaperState:
    said = _said(item)
    alike = {one for one, (first, second) in said.items() if first == second}
    recused = item.recusals.values_list("elector", flat=True)
    return PaperState(
        sum(1 for first, _second in said.values() if first),
        sum(1 for _first, second in said.values() if second),
        sum(1 for pair in said.values() if _differ(*pair)),
        len(alike - papers_counted(item) - set(recused)),
    )


def papers_counted(item: Item) -> set[int]:
    """Whose paper became a vote, or was found to be none: no reading of it changes any more."""
    votes = Vote.objects.filter(item=item, channel=Vote.Channel.PAPER).values_list("elector", flat=True)
    none = PaperDoubt.objects.filter(item=item).exclude(kind=PaperDoubt.Kind.TWICE)
    return set(votes) | set(none.values_list("elector", flat=True))


def doubts(item: Item) -> list[PaperDoubt]:
    rows = PaperDoubt.objects.filter(item=item).select_related("elector__person")
    return list(rows.order_by("elector__number", "kind")[:PAGE_SIZE])
