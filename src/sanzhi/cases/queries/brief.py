"""事项摘要: what reactions need to know of a case."""

from dataclasses import dataclass

from sanzhi.cases.models import Case


@dataclass(frozen=True)
class Brief:
    """事项摘要: what a notice about a case needs to know."""

    title: str
    public_code: str
    reporter_id: int
    holder_id: int | None
    receiver_id: int
    lead_id: int | None
    area_code: str
    anonymous: bool


def brief(case_id: int) -> Brief:
    """For reactions, which act for nobody and show nothing."""
    columns = (
        "title",
        "public_code",
        "reporter_id",
        "holder_id",
        "receiver_id",
        "lead_id",
        "area_id",
        "reporter__anonymous",
    )
    return Brief(*Case.objects.values_list(*columns).get(pk=case_id))
