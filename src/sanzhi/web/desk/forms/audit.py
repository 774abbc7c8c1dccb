"""日志筛选."""

from django import forms
from django.utils.translation import gettext_lazy as _

KINDS = {
    "case.register": _("登记诉求"), "case.answer_on_spot": _("当场答复"), "case.not_accept": _("不予受理"),
    "case.assign": _("交办"), "case.decide": _("裁定交办"), "case.sign_for": _("签收"), "case.return": _("退回"),
    "case.return_third": _("第三次退回"), "case.report_done": _("报告办结"), "case.send_back": _("核验退回"),
    "case.verify": _("核验通过"), "case.call_back": _("回访办结"), "case.rate": _("评价办结"),
    "case.close_unreached": _("未联系上办结"), "case.reopen": _("重新办理"), "case.reopen_unassigned": _("重新分派"),
    "case.urge": _("催办"), "case.supplement": _("补充情况"), "case.help_answer": _("协办答复"),
    "case.help_waive": _("免除协办"), "case.no_answer": _("回访未接通"), "case.card": _("亮牌"),
    "case.merge": _("并案"), "case.unmerge_": _("撤销并案"), "case.follow_": _("随主事项结束"), "case.link": _("关联"), "case.unlink": _("取消关联"),
    "case.split": _("拆分"), "case.joined": _("居民说也遇到了"), "case.left": _("居民退出"), "case.supervise": _("督办"),
    "supervision.published": _("发布督办规则"),
    "case.decline_answer": _("不愿回答办结"), "case.close_unasked": _("未评价办结"), "case.rate_late": _("办结后评价"),
    "call.started": _("开始回访"), "rating.by_link": _("凭链接评价"), "rating.printed": _("打印评价单"),
    "rating.link_revoked": _("作废评价链接"), "sampling.published": _("发布抽样规则"),
    "script.published": _("发布话术"), "text.retried": _("重发短信"), "texts.chosen": _("短信设置"),
    "case.exported": _("导出清单"), "sheet.kept": _("上传导入表"), "sheet.finished": _("导入完成"),
    "person.registered": _("登记居民"), "person.looked_at": _("查看联系方式"), "account.opened": _("开设账号"),
    "account.closed": _("停用账号"), "person.appointed": _("任职"), "person.relieved": _("免职"),
    "consent.given": _("同意授权"), "consent.withdrawn": _("撤回授权"), "calendar.loaded": _("载入放假安排"),
    "calendar.day_set": _("改一天"), "limit.published": _("发布时限"), "routing.published": _("发布分派规则"),
    "routing.drafted": _("起草分派规则"), "routing.changed": _("改分派规则草稿"), "routing.discarded": _("放弃分派规则草稿"),
    "kind.drafted": _("起草事项种类"), "kind.changed": _("改事项种类草稿"), "kind.published": _("发布事项种类"),
    "kind.withdrawn": _("停用事项种类"), "kind.discarded": _("放弃种类草稿"), "category.added": _("加类别"),
    "category.changed": _("改类别"), "category.retired": _("停用类别"), "category.mapped": _("对照外部类别"),
    "case.moved_in_bulk": _("成批办理"), "case.handed_over": _("单位撤并移交"), "filter.saved": _("存常用筛选"),
    "filter.renamed": _("常用筛选改名"), "filter.preferred": _("改默认筛选"), "filter.dropped": _("删常用筛选"),
    "phrase.written": _("写常用语"), "phrase.ended": _("停用常用语"), "roster.filled": _("排班"),
    "deputy.named": _("指定代班"), "deputy.ended": _("结束代班"), "account.factor_reset": _("重置第二道验证"),
    "person.moved": _("调岗"), "office.renamed": _("单位改名"), "office.closed": _("单位撤并"), "grid.ended": _("撤销网格"),
    "outbox.retried": _("再投消息"), "webhook.added": _("新增推送"), "webhook.changed": _("改推送"),
    "webhook.secret_rotated": _("换推送密钥"), "webhook.paused_by_hand": _("暂停推送"), "webhook.paused": _("自动暂停推送"),
    "webhook.resumed": _("继续推送"), "webhook.removed": _("停用推送"), "webhook.tested": _("试发推送"),
    "webhook.resent": _("重发推送"),
}  # fmt: skip


class JournalFilters(forms.Form):
    by = forms.IntegerField(label=_("人员编号"), required=False, min_value=1, max_value=2**62)
    kind = forms.ChoiceField(label=_("做了什么"), required=False, choices=[("", _("全部")), *KINDS.items()])
