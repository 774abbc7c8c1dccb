"""联动表: when this is recorded, do that. `NOTHING` says that somebody thought of it and wants nothing to happen."""

from collections.abc import Mapping, Sequence

from sanzhi.journal.delivery import Handler

from .told import desk, lead, person, receiver, reporter, supervisors

NOTHING: tuple[Handler, ...] = ()

REACTIONS: Mapping[str, Sequence[Handler]] = {
    # --- a matter comes in and finds its desk ---
    "case.register": (reporter("“{title}”已登记，可以随时查看办理到哪一步。"),),
    "case.answer_on_spot": (reporter("“{title}”已有答复，请您评价。"),),
    "case.not_accept": (reporter("“{title}”不属于本平台受理范围。请到：{route}"),),
    "case.assign": (reporter("“{title}”已交给{lead}办理。"), desk("新交办：{title}")),
    "case.decide": (reporter("“{title}”已确定由{lead}办理。"), desk("裁定交办，不能再退回：{title}")),
    "case.return": (reporter("“{title}”被承办单位退回，正在重新分派。"), desk("承办单位退回：{title}")),
    "case.return_third": (
        reporter("“{title}”已第三次退回，由市社会治理中心裁定。"),
        desk("等待裁定：{title}"),
    ),
    # --- it is handled and checked ---
    "case.sign_for": NOTHING,
    "case.help_answer": (desk("协办单位已答复：{title}"),),
    "case.help_waive": (desk("已免除协办：{title}"),),
    "case.report_done": (desk("等待核验：{title}"),),
    "case.send_back": (desk("核验退回，请继续办理：{title}"),),
    "case.verify": (reporter("“{title}”已办理，请您评价。"),),
    # --- the citizen is asked, and answers ---
    "case.no_answer": (reporter("给您打了“{title}”的回访电话，没有接通。您也可以自己评价。"),),
    "case.call_back": (reporter("“{title}”已办结。如果还没有解决，30 天内可以要求重新办理。"),),
    "case.rate": NOTHING,
    "case.close_unreached": (reporter("三次未能联系到您，“{title}”先行办结。您仍可以要求重新办理。"),),
    "case.reopen": (reporter("“{title}”正在重新办理。"), desk("重新办理：{title}")),
    "case.reopen_unassigned": (reporter("“{title}”正在重新办理。"), desk("重新分派：{title}")),
    # --- it takes another road, or another time ---
    "case.escalate": (reporter("“{title}”已上报市社会治理中心，由市里分派。"), desk("上报待分派：{title}")),
    "case.reassign": (
        reporter("“{title}”改由{lead}办理，办理时限连续计算。"),
        desk("改派交办：{title}"),
    ),
    "case.transfer": (
        reporter("“{title}”转到“{channel}”渠道办理，怎么走写在事项页上，可以打印。"),
        lead("已转其他渠道：{title}"),
    ),
    "case.delay_ask": (receiver("申请延期，待审核：{title}"), supervisors("申请延期：{title}")),
    "case.delay_grant": (reporter("“{title}”经批准延期。{text}"), desk("延期已同意：{title}")),
    "case.delay_refuse": (
        reporter("“{title}”没有批准延期，仍按原来的期限办理。"),
        desk("延期未同意：{title}"),
    ),
    "case.suspend": (reporter("“{title}”依法暂时中止办理。{text}"), receiver("已中止办理：{title}")),
    "case.resume": (reporter("“{title}”恢复办理，期限接着计算。"), desk("恢复办理：{title}")),
    "case.contest_rating": (supervisors("申诉评价，待裁定：{title}"),),
    "case.contest_card": (supervisors("申诉亮牌，待裁定：{title}"),),
    "case.contest_uphold": (
        reporter("“{title}”：承办单位的申诉成立，不计入对它的考核；您的评价和办理记录原样保留。"),
        lead("申诉成立：{title}"),
    ),
    "case.contest_refuse": (lead("申诉不成立：{title}"),),
    # --- an office is closed ---
    "case.handed_over": (
        reporter("“{title}”的经办单位有调整，由{to}接着办，期限不变。"),
        desk("原单位撤并，移交到您单位：{title}"),
    ),
    # --- accounts and posts ---
    "account.factor_reset": (
        person("安全管理员重置了您的第二道验证。不是您要求的，请马上联系安全管理员。", "/staff/factors/"),
    ),
    "deputy.named": (
        person("{office}：{first} 至 {last} 由您代 {name} 的岗位，换岗位后就能办理。", "/desk/roster/"),
    ),
    # --- on the way ---
    "case.urge": (desk("催办：{title}"),),
    "case.supplement": (desk("补充了情况：{title}"),),
    "case.card": (supervisors("超过办理时限，已亮牌：{title}"),),
}
