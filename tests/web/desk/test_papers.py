"""材料: what an office lays beside a step for its colleagues; the resident reads the words and does not see the papers."""

from datetime import timedelta

import pytest

from sanzhi.cases.models import Attachment, Case
from sanzhi.kit import clock
from tests.web.desk.conftest import as_, step, text
from tests.web.desk.test_steps import picture

SENT = {
    "return": {"why": "不属于本单位职责", "more": "见三定方案第二条"},
    "help_answer": {"reply": "已经配合完成断电检修工作。"},
    "delay_ask": {"more": "2", "reason": "配件还在路上"},
    "suspend": {"ground": "appraisal", "reason": "已经委托检测，编号 12", "until": "2099-01-01"},
    "transfer": {"channel": "court", "reason": "双方已经起诉到法院", "route": ""},
}
BY = {"help_answer": "helper", "transfer": "town_dispatcher"}


@pytest.mark.parametrize("name", SENT)
def test_papers_laid_beside_a_step_are_for_staff_only(town, case, name: str):
    lights, water = town.offices["lights"].id, town.offices["water"].id
    step(as_(town, "town_dispatcher"), case, "assign", lead=lights, helpers=[water])
    step(as_(town, "handler"), case, "sign_for")
    said = dict(SENT[name])
    if name == "return":
        said["proposed"] = water
    if name == "suspend":
        said["until"] = (clock.now() + timedelta(days=10)).date().isoformat()
    client = as_(town, BY.get(name, "handler"))
    answer = step(client, case, name, **said, photos=[picture()])
    assert answer.status_code == 302, text(answer)
    (paper,) = Attachment.objects.filter(case=case)
    assert (paper.public, paper.move_seq) == (False, Case.objects.get(pk=case.pk).version)
    address = f"/desk/c/{case.public_code}/photo/{paper.id}"
    assert as_(town, "town_dispatcher").get(address).status_code == 200
