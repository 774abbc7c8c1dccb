"""没有找到: the one answer for what is not there and for what is not shown."""

from sanzhi.kit.verdict import Refusal
from sanzhi.leadership import access


def missing() -> Refusal:
    verdict = access.not_there()
    return Refusal(verdict.code, verdict.sentence)
