"""卷宗打印: the forms of domain.md §10.3 as data for one paper."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate, localtime
from django.utils.translation import override

from sanzhi.disputes.models import Party
from sanzhi.kit import crypto

from .page import DisputePage, PartyLine


def particulars_of(party: Party) -> dict[str, str]:
    """What the forms ask of a party, opened: for whoever has put the look on record first."""
    if not party.particulars:
        return {}
    opened = crypto.decrypt(party.particulars, table="disputes_party", column="particulars", row=party.pk)
    return dict(json.loads(opened))


def in_words(day: date | datetime | None) -> str:
    if day is None:
        return ""
    found = localdate(day) if isinstance(day, datetime) else day
    return f"{found.year}年{found.month}月{found.day}日"


def _moment(at: datetime | None) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _party_rows(line: PartyLine, known: Mapping[int, Mapping[str, str]]) -> list[list[str]]:
    """One party as the forms ask for them."""
    one, said = line.party, known.get(line.party.pk, {})
    side = "申请人" if one.side == 1 else "被申请人"
    rows = [
        [side, one.person.name + (f"（{one.organisation}）" if one.organisation else "")],
        ["性别", said.get("sex", "")], ["民族", said.get("ethnicity", "")], ["年龄", said.get("age", "")],
        ["职业或者职务", said.get("occupation", "")], ["联系方式", said.get("phone", "")],
        ["单位或者住址", said.get("address", "")],
    ]  # fmt: skip
    return [*rows, ["委托代理人", one.agent]] if one.agent else rows


def dossier_sheet(page: DisputePage, known: Mapping[int, Mapping[str, str]], at: datetime) -> dict[str, Any]:
    """Everything the paper `dossier` prints, in Chinese whoever prints it. `known`: party → phone and particulars."""
    with override(settings.LANGUAGE_CODE):
        one = page.dispute
        number = f"（{one.year}）人调字第 {one.serial:03d} 号" if one.serial else "（    ）人调字第     号"
        return {
            "title": one.case.title,
            "number": number,
            "office": one.body.office.name,
            "date": in_words(at),
            "cover": [
                ["卷名", one.case.title], ["卷号", page.number],
                ["调解员", one.mediator.person.name if one.mediator else ""],
                ["受理日期", in_words(one.accepted_at)], ["结束日期", in_words(one.case.closed_at or one.case.done_at)],
                ["立卷人", ""], ["立卷日期", in_words(one.archived_at)], ["保管期限", "十年"],
            ],
            "index": [[str(p.number), p.name, "必备" if p.required else "", "有" if p.there else "缺" if p.required else "无"]
                      for p in page.dossier],
            "forms": [form for form in _forms(page, known) if form],
        }  # fmt: skip


def _forms(page: DisputePage, known: Mapping[int, Mapping[str, str]]) -> list[dict[str, Any] | None]:
    return [
        _application(page, known), _register(page), _rights(page), _identity(page, known), *_attorneys(page), *_records(page),
        _agreement(page, known), _performance(page), _closing(page), *_visits(page), _confirmation(page), _kept(page),
    ]  # fmt: skip


def _application(page: DisputePage, known: Mapping[int, Mapping[str, str]]) -> dict[str, Any]:
    case, one = page.dispute.case, page.dispute
    rows = [row for line in page.parties for row in _party_rows(line, known)]
    return {
        "title": "人民调解申请书", "fields": rows,
        "parts": [["纠纷简要情况", case.text], ["申请事项", one.request],
                  ["", "人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解。"]],
        "signs": ["申请人（签名或者盖章）"], "date": in_words(case.reported_at),
    }  # fmt: skip


def _register(page: DisputePage) -> dict[str, Any]:
    one, source = page.dispute, page.dispute.source
    boxes = [("applied", "①当事人申请"), ("found", "②主动调解"), ("police", "③公安移送"), ("court", "④法院委托"),
             ("department", "⑤部门交办")]  # fmt: skip
    marked = "  ".join(f"{'■' if code == source else '□'}{name}" for code, name in boxes)
    rows = [
        ["登记日期", in_words(one.case.reported_at)],
        ["案件来源", marked],
        ["纠纷类型", one.get_type_display()],
    ]
    if page.diversion:
        sent = page.diversion
        rows += [["法院案号", sent.court_case_no], ["案由", sent.cause], ["收案日期", in_words(sent.received_on)],
                 ["调解员签字接收", in_words(sent.signed_at)]]  # fmt: skip
    signs = [f"{line.party.person.name}（签名）" for line in page.parties]
    return {
        "title": "人民调解受理登记表", "fields": rows, "parts": [["纠纷简要情况", one.case.text]],
        "signs": [*signs, "登记人"], "seal": True, "date": in_words(one.accepted_at or one.case.reported_at),
    }  # fmt: skip


RIGHTS = (
    "一、人民调解不收取任何费用。",
    "二、当事人可以选择或者接受人民调解员；可以接受调解、拒绝调解或者要求终止调解；可以要求调解公开进行或者不公开进行；自主表达意愿、自愿达成调解协议。",
    "三、当事人应当如实陈述纠纷事实；遵守调解现场秩序，尊重人民调解员；尊重对方当事人行使权利。",
    "四、调解不成的，可以依法通过仲裁、行政、司法等途径维护自己的权利；人民调解不影响当事人起诉。",
    "五、调解协议有法律约束力，当事人应当按照约定履行；双方认为有必要的，可以自协议生效之日起三十日内共同向人民法院申请司法确认。",
)


def _rights(page: DisputePage) -> dict[str, Any]:
    told = next((one.held_at for one in page.sessions if one.held_at), None)
    limited = (
        f"诉讼时效：{in_words(page.limitation)}届满（{page.limitation_basis}），仅供参考。"
        if page.limitation
        else ""
    )
    return {
        "title": "当事人权利义务告知书",
        "parts": [["（人民调解法第四条、第二十三条、第二十四条、第二十六条、第三十三条）", "\n".join((*RIGHTS, limited))]],
        "signs": [f"{line.party.person.name}（签名）" for line in page.parties], "date": in_words(told),
    }  # fmt: skip


def _identity(page: DisputePage, known: Mapping[int, Mapping[str, str]]) -> dict[str, Any] | None:
    """Part 3: whose papers were seen, and when. The papers themselves are not copied where nobody had to."""
    seen = [line for line in page.parties if line.party.id_seen_at]
    rows = [
        row
        for line in seen
        for row in (*_party_rows(line, known), ["身份证件", f"{in_words(line.party.id_seen_at)}核对原件"])
    ]
    return (
        {"title": "当事人身份核对表", "fields": rows, "parts": [], "signs": ["核对人"], "date": ""}
        if seen
        else None
    )


def _attorneys(page: DisputePage) -> list[dict[str, Any]]:
    """Part 4: who speaks for whom, and how far; the signed word itself lies among the papers."""
    names = {line.party.pk: line.party.person.name for line in page.parties}
    return [
        {
            "title": "授权委托书",
            "fields": [["委托人", names.get(one.party_id, "")], ["受托人", one.name],
                       ["权限", "特别授权" if one.special else "一般授权"], ["范围", one.scope],
                       ["撤回", in_words(one.ended_at) or "没有撤回"]],
            "parts": [], "signs": ["委托人（签名）", "受托人（签名）"], "date": in_words(one.at),
        }
        for one in page.attorneys
    ]  # fmt: skip


def _kept(page: DisputePage) -> dict[str, Any] | None:
    """Parts 5 and 6, and what else was photographed: a list, by which the pictures are found."""
    rows = [[one.get_part_display(), f"{one.name}（{in_words(one.at)}）"] for one in page.papers]
    return (
        {"title": "卷内材料清单", "fields": rows, "parts": [], "signs": ["立卷人"], "date": ""}
        if rows
        else None
    )


def _records(page: DisputePage) -> list[dict[str, Any]]:
    """调解笔录 of every joint session; of a talk apart the dossier says nothing."""
    names = "、".join(line.party.person.name for line in page.parties)
    mediator = page.dispute.mediator.person.name if page.dispute.mediator else ""
    return [
        {
            "title": f"人民调解笔录（第 {nth} 次）",
            "fields": [["时间", _moment(one.held_at)], ["地点", one.place], ["方式", one.get_manner_display()],
                       ["当事人", names], ["参加人", one.others], ["调解员", mediator], ["记录人", one.recorder],
                       ["权利义务", "已告知" if one.rights_told else ""]],
            "parts": [["调解记录", one.minutes], ["调解结果", one.result]],
            "signs": [f"{line.party.person.name}（签名）" for line in page.parties] + ["调解员（签名）", "记录人（签名）"],
            "date": in_words(one.held_at), "each_page": True,
        }
        for nth, one in enumerate((held for held in page.sessions if held.held_at and not held.apart_id), start=1)
    ]  # fmt: skip


ORAL = "口头协议自各方当事人达成协议之日起生效（人民调解法第三十条），由调解员记录协议内容。"


def _agreement(page: DisputePage, known: Mapping[int, Mapping[str, str]]) -> dict[str, Any] | None:
    one = page.agreement
    if one is None:
        return None
    oral = one.form == "oral"
    shown = known if not page.dispute.dv_risk else {pk: {k: v for k, v in said.items() if k not in ("address", "phone")}
                                                    for pk, said in known.items()}  # fmt: skip
    rows = [row for line in page.parties for row in _party_rows(line, shown)]
    parts = [["纠纷主要事实、争议事项以及各方责任", one.facts], ["经调解，自愿达成如下协议", one.terms],
             ["履行方式、地点、期限", f"{one.manner}；{one.place}；{in_words(one.perform_by)}前履行完毕。"]]  # fmt: skip
    if page.instalments:
        lines = [f"{p.seq}．{in_words(p.due_on)}前，{p.debtor.person.name}：{p.what}"
                 + (f"，{spoken_yuan(p.amount_cents)}" if p.amount_cents else "") for p in page.instalments]  # fmt: skip
        parts.append(["分期履行", "\n".join(lines)])
    copies = len(page.parties) + 1
    last = "本协议自各方当事人签名、盖章或者按指印，调解员签名并加盖人民调解委员会印章之日起生效。"
    kept = f"{last}本协议一式{copies}份，当事人各执一份，人民调解委员会留存一份。"
    parts.append(["", ORAL if oral else kept])
    return {
        "title": "人民调解口头协议登记表" if oral else "人民调解协议书", "fields": rows, "parts": parts,
        "signs": ["调解员（签名）", "登记人（签名）"] if oral else
        [f"{line.party.person.name}（签名、盖章或者按指印）" for line in page.parties] + ["调解员（签名）"],
        "signed": [[line.party.person.name, line.signed.get_means_display(), _moment(line.signed.at)]
                   for line in page.parties if line.signed and line.signed.yes],
        "seal": not oral, "date": in_words(one.in_force_at),
    }  # fmt: skip


def spoken_yuan(cents: int | None) -> str:
    return f"{(cents or 0) / 100:.2f} 元"


def _performance(page: DisputePage) -> dict[str, Any] | None:
    if not page.instalments:
        return None
    rows = [[f"第 {one.seq} 项：{one.what}", f"{in_words(one.due_on)}前；" + (f"{in_words(one.performed_on)}已履行" if one.performed_on else
             "未按期履行" if one.missed_at else "未到期或者未登记")] for one in page.instalments]  # fmt: skip
    return {"title": "协议履行记录", "fields": rows, "parts": [], "signs": ["登记人（签名）"], "date": ""}


def _closing(page: DisputePage) -> dict[str, Any]:
    one = page.dispute
    done = all(part.performed_on for part in page.instalments) if page.instalments else bool(one.case.done_at)
    rows = [["案件来源", one.get_source_display()], ["结案日期", in_words(one.case.closed_at)], ["调解结果", str(page.state.desk)],
            ["履行情况", "已履行" if page.agreement and done else "未履行" if page.agreement else "没有协议"]]  # fmt: skip
    joint = sum(1 for held in page.sessions if held.held_at and not held.apart_id)
    course = f"{in_words(one.accepted_at)}受理，调解 {joint} 次。" if one.accepted_at else "没有受理。"
    return {
        "title": "人民调解结案报告表", "fields": rows, "parts": [["纠纷概况", one.case.text], ["调解经过", course]],
        "signs": ["调解员（签名）"], "seal": True, "date": in_words(one.case.closed_at),
    }  # fmt: skip


def _visits(page: DisputePage) -> list[dict[str, Any]]:
    names = {line.party.pk: line.party.person.name for line in page.parties}
    matter = page.dispute.case.title
    return [
        {
            "title": "人民调解回访记录",
            "fields": [["当事人", names.get(one.party_id, "")], ["协议编号", page.number], ["回访事由", matter],
                       ["履行情况", one.performance], ["满意程度", f"{one.satisfied} 分（满分 5 分）"],
                       ["起诉或者新的风险", one.risk or "无"]],
            "parts": [], "signs": ["回访人（签名）"], "date": in_words(one.at),
        }
        for one in page.visits
    ]  # fmt: skip


def _confirmation(page: DisputePage) -> dict[str, Any] | None:
    one = page.confirmation
    if one is None:
        return None
    rows = [["申请人", "、".join(line.party.person.name for line in page.parties)], ["管辖法院", one.court_name],
            ["管辖依据", one.court_why], ["最迟申请", f"{in_words(one.apply_by)}前（不含当日）"], ["共同申请", in_words(one.applied_at)],
            ["法院受理", in_words(one.accepted_on)], ["裁定", f"{one.get_ruling_display() if one.ruling else ''} {one.ruling_no}"],
            ["送达", in_words(one.served_on)]]  # fmt: skip
    return {
        "title": "司法确认申请书",
        "fields": rows,
        "parts": [["请求事项", "请求人民法院依法确认申请人达成的人民调解协议有效。"],
                  ["所附材料", "人民调解协议书；身份证明；与协议有关的财产权利证明；各方住所和联系方式。"]],
        "signs": [f"{line.party.person.name}（签名）" for line in page.parties], "date": in_words(one.applied_at),
    }  # fmt: skip
