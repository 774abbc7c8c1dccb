"""纸票: what two people entered, where they differ, and who voted twice."""

from dataclasses import dataclass

from sanzhi.deliberation.models import Choice, Elector, Item, Meeting, PaperDoubt, PaperVote, Vote

from .bodies import PAGE_SIZE


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
    """对不上: of whom; what the one and the other read, "" where only one has entered it."""

    elector: Elector
    first: str
    second: str

    @property
    def first_said(self) -> str:
        return dict(Choice.choices).get(self.first, "")

    @property
    def second_said(self) -> str:
        return dict(Choice.choices).get(self.second, "")


def differences(item: Item, *, most: int = PAGE_SIZE) -> list[Difference]:
    """录入不一致: as many as are asked for, by number."""
    said = _said(item)
    odd = sorted(one for one, pair in said.items() if pair[0] != pair[1])[:most]
    people = Elector.objects.filter(pk__in=odd).select_related("person").in_bulk()
    return [Difference(people[one], *said[one]) for one in odd]


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
    counted = set(Vote.objects.filter(item=item).values_list("elector", flat=True))
    alike = {one for one, (first, second) in said.items() if first == second}
    return PaperState(
        sum(1 for first, _second in said.values() if first),
        sum(1 for _first, second in said.values() if second),
        len(said) - len(alike),
        len(alike - counted - doubted(item)),
    )


def doubted(item: Item) -> set[int]:
    """Whose paper is not counted because they voted another way, or may not vote on it."""
    elsewhere = PaperDoubt.objects.filter(item=item, kind=PaperDoubt.Kind.ELSEWHERE)
    recused = item.recusals.values_list("elector", flat=True)
    return set(elsewhere.values_list("elector", flat=True)) | set(recused)


def doubts(item: Item) -> list[PaperDoubt]:
    rows = PaperDoubt.objects.filter(item=item).select_related("elector__person")
    return list(rows.order_by("elector__number", "kind")[:PAGE_SIZE])
