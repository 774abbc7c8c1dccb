"""交换记录: one dispute as GB/T 31000 records it (domain.md §10.4)."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import override

from .page import DisputePage
from .papers import in_words

# GB/T 31000 "化解方式": the codes were not found; these are ours (本平台约定, domain.md §10.4).
METHODS = {"administrative": "02", "police_room": "08", "court_room": "03", "invited": "03"}


def exchange_rows(page: DisputePage, known: Mapping[int, Mapping[str, str]]) -> dict[str, str]:
    """One dispute as GB/T 31000 records it, by the names of its fields; without the notes of talks apart, which nobody
    exports."""
    with override(settings.LANGUAGE_CODE):
        one, first = page.dispute, page.parties[0].party
        said = known.get(first.pk, {})
        agreed = page.agreement is not None and page.agreement.in_force_at is not None
        return {
            "事件名称": one.case.title[:100], "发生日期": f"{one.happened_on or localdate(one.case.reported_at):%Y%m%d}",
            "发生地点": f"{one.case.area.parent.name}{one.case.area.name}{one.case.place}", "事件规模": f"{min(len(page.parties), 99):02d}",
            "事件类别": one.get_type_display(), "涉及人数": str(len(page.parties)), "事件概述": one.case.text[:2000],
            "涉及单位": "、".join(line.party.organisation for line in page.parties if line.party.organisation),
            "主要当事人姓名": first.person.name, "主要当事人性别": said.get("sex", ""), "主要当事人民族": said.get("ethnicity", ""),
            "主要当事人住址": "" if one.dv_risk else said.get("address", ""),
            "化解期限": f"{localdate(one.case.due_at):%Y%m%d}" if one.case.due_at else "",
            "化解方式": METHODS.get(one.body.kind, "01"), "化解组织": one.body.office.name,
            "责任人姓名": one.mediator.person.name if one.mediator else "", "是否化解成功": "1" if agreed else "0",
            "化解情况": f"{page.state.desk}；协议生效：{in_words(page.agreement.in_force_at)}" if page.agreement and agreed else str(page.state.desk),
            "考评日期": f"{localdate(page.visits[-1].at):%Y%m%d}" if page.visits else "",
            "考评意见": page.visits[-1].performance if page.visits else "",
        }  # fmt: skip
