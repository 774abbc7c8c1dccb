"""荣誉: what whoever is asked, or of whom something was decided, is told; of what, their own page says."""

from .base import Said


class AskedToBeNamed(Said):
    """问本人愿不愿意上红榜."""

    code, name = "honour_named", "问本人愿不愿意上红榜"
    sentence = "村里想把您做的一件好事写上红榜，愿不愿意，请打开答复。"


class Nominated(Said):
    """问本人愿不愿意参评."""

    code, name = "honour_nominated", "问本人愿不愿意参评"
    sentence = "有人推荐您参评好人，愿不愿意，请打开答复。"


class NominationDeclined(Said):
    """推荐没有受理."""

    code, name = "honour_turned_down", "推荐没有受理"
    sentence = "您的一条好人推荐没有受理，理由写在“我的荣誉”里。"


class NominationChecked(Said):
    """推荐已核实."""

    code, name = "honour_checked", "推荐已核实"
    sentence = "推荐您参评好人的事迹已经有人核实，结果请打开看。"


class Awarded(Said):
    """已评上好人."""

    code, name = "honour_awarded", "已评上好人"
    sentence = "您已评上好人，可以打印证书。"


class NominationObjected(Said):
    """评选因异议结束."""

    code, name = "honour_objected", "评选因异议结束"
    sentence = "您参评好人的公示有异议成立，评选到此结束。"


class RevocationAsked(Said):
    """有人提出撤销荣誉."""

    code, name = "honour_revoking", "有人提出撤销荣誉"
    sentence = "有人提出撤销您的荣誉，七天内可以申辩，请打开看理由。"


class Revoked(Said):
    """荣誉已撤销."""

    code, name = "honour_revoked", "荣誉已撤销"
    sentence = "您的荣誉已经撤销，理由请打开看。"


class NoteShown(Said):
    """好事已上墙."""

    code, name = "honour_note_shown", "好事已上墙"
    sentence = "您分享的一条日行一善已经上墙。"


class NoteRefused(Said):
    """好事没有上墙."""

    code, name = "honour_note_refused", "好事没有上墙"
    sentence = "您分享的一条日行一善没有上墙，理由请打开看。"
