"""推送规矩: what may be told, where to, how it is signed, how often it is tried. All numbers are ours (本平台约定)."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from standardwebhooks import Webhook

from sanzhi.kit.verdict import YES, Verdict, no

# Under these names a receiver hears of it, whatever our own steps are called one day.
HAPPENINGS: dict[str, Any] = {
    "case.register": gettext_lazy("登记"),
    "case.answer_on_spot": gettext_lazy("当场答复"),
    "case.not_accept": gettext_lazy("不予受理"),
    "case.assign": gettext_lazy("交办（含裁定、改派）"),
    "case.sign_for": gettext_lazy("签收"),
    "case.return": gettext_lazy("退回"),
    "case.report_done": gettext_lazy("报告办结"),
    "case.send_back": gettext_lazy("核验退回"),
    "case.verify": gettext_lazy("核验通过"),
    "case.closed": gettext_lazy("办结"),
    "case.reopen": gettext_lazy("重新办理"),
    "case.escalate": gettext_lazy("上报"),
    "case.transfer": gettext_lazy("转其他渠道"),
    "case.delay_grant": gettext_lazy("延期"),
    "case.suspend": gettext_lazy("中止办理"),
    "case.resume": gettext_lazy("恢复办理"),
    "case.card": gettext_lazy("亮牌"),
    "case.merge": gettext_lazy("并案"),
    "case.unmerge": gettext_lazy("撤销并案"),
    "case.kind_step": gettext_lazy("县里自定种类的一步"),
}
TEST = "test"
# Topics of the journal that are told under another name.
_SAME = {
    "case.decide": "case.assign",
    "case.reassign": "case.assign",
    "case.return_third": "case.return",
    "case.reopen_unassigned": "case.reopen",
    **dict.fromkeys(
        (
            "case.call_back",
            "case.rate",
            "case.close_unreached",
            "case.close_unasked",
            "case.decline_answer",
            "case.close_merged",
            "case.follow",
        ),
        "case.closed",
    ),
    "case.follow_not_accepted": "case.not_accept",
    "case.follow_transferred": "case.transfer",
    **{
        f"case.unmerge_{state}": "case.unmerge"
        for state in ("registered", "assigned", "arbitration", "handling")
    },
}
TOPICS = (frozenset(HAPPENINGS) | frozenset(_SAME)) - {"case.closed"}

# How long after a try that failed the next one comes; after the last of these it is parked.
WAITS = tuple(timedelta(seconds=one) for one in (10, 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600, 24 * 3600))
LEASE = timedelta(minutes=1)  # a try that nobody has ended by then was killed
LEAST_REST, LONGEST_REST = timedelta(seconds=10), timedelta(minutes=5)
PAUSED_AFTER = timedelta(days=3)
OVERLAP = timedelta(hours=24)  # both secrets sign for so long after a change
KEPT = timedelta(days=90)
GONE = 410  # the answer that says: never again

REASONS: dict[str, Any] = {
    "address_refused": gettext_lazy("地址指向内部网络，没有连接"),
    "not_found": gettext_lazy("找不到这个地址"),
    "certificate": gettext_lazy("证书不对"),
    "timeout": gettext_lazy("等了太久没有答复"),
    "refused": gettext_lazy("对方不接受连接"),
    "connection": gettext_lazy("连接中断或答复不合规范"),
    "redirect": gettext_lazy("对方要转到别的地址，没有跟过去"),
    "status": gettext_lazy("对方没有收下"),
    "no_secret": gettext_lazy("签名密钥打不开，请换一个密钥"),
    "secrecy": gettext_lazy("事项已转为保密，不再推送"),
    "removed": gettext_lazy("订阅已停用"),
    "client": gettext_lazy("凭证已收回或到期"),
}


def happening_of(topic: str, *, ended: bool) -> str:
    """Under which name a topic is told. A county's own kind closes by a step of its own: `ended` says so."""
    if topic == "case.kind_step" and ended:
        return "case.closed"
    return _SAME.get(topic, topic)


@dataclass(frozen=True)
class Told:
    """推送内容: all that a receiver is told of a happening. No name, no words, no place."""

    code: str
    number: str
    kind: str
    state: str
    state_label: str
    label: str
    sequence: int  # where the changes feed of the API goes on from
    link: str


def body_of(happening: str, at: datetime, told: Told | None) -> str:
    """The body, by the payload structure of Standard Webhooks: type, timestamp, data."""
    data = vars(told) if told else {"message": "试发：收到这一条，说明地址和签名都对。"}
    return json.dumps({"type": happening, "timestamp": at.isoformat(), "data": data}, ensure_ascii=False)


def headers_of(webhook_id: str, body: str, secrets: Sequence[str], at: datetime) -> dict[str, str]:
    """The three headers of Standard Webhooks; one signature for each secret in use, the newest first."""
    moment = at.astimezone(UTC)  # the library takes any time for UTC
    return {
        "webhook-id": webhook_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(Webhook(one).sign(webhook_id, moment, body) for one in secrets),
    }


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries; None: long enough tried."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None


def rest(failing_since: datetime, at: datetime) -> timedelta:
    """A receiver that is down is left alone for as long as it has been down, ten seconds to five minutes."""
    return min(max(at - failing_since, LEAST_REST), LONGEST_REST)


_URL = re.compile(
    r"https://(?P<host>[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<path>/[\x21\x24-\x5b\x5d-\x7e]*)?"  # no space, no #, no backslash, no quote
)


@dataclass(frozen=True)
class Address:
    """地址: what an URL says, taken apart once for checking and for connecting."""

    host: str
    port: int
    path: str


def address_of(url: str) -> Address | None:
    """The parts of an https address; None for any other, and for one that hides a name, a fragment or a low port."""
    found = _URL.fullmatch(url)
    if found is None:
        return None
    port = int(found["port"] or 443)
    if port != 443 and not 1024 <= port <= 65535:
        return None
    return Address(found["host"].strip("[]"), port, found["path"] or "/")


Network = IPv4Network | IPv6Network
# Not for the street, though Python's `is_global` of one version or another says so: relays into IPv4, protocol
# assignments, the metadata service of two clouds. Of IPv6 only 2000::/3 is handed out at all.
_HANDED_OUT = IPv6Network("2000::/3")
_NOT_PUBLIC: tuple[Network, ...] = tuple(
    ip_network(one)
    for one in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "168.63.129.16/32",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
    )
)


def may_reach(address: str, networks: Iterable[Network]) -> bool:
    """Whether to connect to this IP address: a public one, or one in a network which the operator has listed."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if any(ip in network for network in networks):
        return True
    if isinstance(ip, IPv6Address) and ip not in _HANDED_OUT:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NOT_PUBLIC)


def url_problem(url: str) -> Verdict:
    if address_of(url) is None:
        return no(
            "webhook_url",
            _(
                "地址要像 https://例子.cn/路径 这样写：只用 https，域名用英文字母，不带用户名、空格和 #，端口 443 或 1024 以上。"
            ),
        )
    return YES


def happenings_problem(happenings: Iterable[str]) -> Verdict:
    chosen = set(happenings)
    if not chosen:
        return no("webhook_for_nothing", _("请至少选择一种要推送的进展。"))
    if chosen - set(HAPPENINGS):
        return no("webhook_unknown", _("没有这种进展，请在列出的里面选。"))
    return YES
