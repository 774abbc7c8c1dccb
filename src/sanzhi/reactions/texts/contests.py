"""擂台赛: what the places that take part are told, and whoever decides their appeals."""

from .base import Said


class ContestAnnounced(Said):
    """擂台赛公布."""

    code, name = "contest_announced", "擂台赛公布"
    sentence = "您的单位参加的一场擂台赛公布了指标、权重和分组。"


class AskedToJudge(Said):
    """请评委打分."""

    code, name = "contest_judge", "擂台赛请您打分"
    sentence = "请您当一场擂台赛的评委，计分开始以后打分。"


class MarksAnew(Said):
    """重新打分."""

    code, name = "contest_marks_anew", "擂台赛请您重新打分"
    sentence = "擂台赛有一件对打分的申诉成立，请您重新打分。"


class ContestOver(Said):
    """名次定了."""

    code, name = "contest_closed", "擂台赛名次已定"
    sentence = "您的单位参加的擂台赛，名次定了。"


class ContestOff(Said):
    """擂台赛取消."""

    code, name = "contest_off", "擂台赛取消"
    sentence = "您的单位参加的一场擂台赛取消了，理由在擂台赛页上。"


class StandingsShown(Said):
    """名次公布."""

    code, name = "standings_shown", "擂台赛名次公布"
    sentence = "您的单位参加的擂台赛公布了名次，五天内可以申诉。"


class CountedAnew(Said):
    """重新算分."""

    code, name = "standings_anew", "擂台赛重新算分"
    sentence = "您的单位参加的擂台赛重新算了分，原来的名次也还看得到。"


class AppealDecided(Said):
    """申诉裁定."""

    code, name = "contest_appeal_decided", "擂台赛申诉裁定"
    sentence = "您的单位对擂台赛名次的申诉有了裁定，理由在擂台赛页上。"


class AppealToDecide(Said):
    """申诉待裁定."""

    code, name = "turn_contest_appeal", "擂台赛申诉待裁定"
    sentence = "有一件对擂台赛名次的申诉，等没有算分的人裁定。"
