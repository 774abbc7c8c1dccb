"""说给单位: in the product only."""

from .base import Said


class NewHere(Said):
    """新交办."""

    code, name = "desk_new", "新交办"
    sentence = "新交办：{number}"


class DecidedHere(Said):
    """裁定交办."""

    code, name = "desk_decided", "裁定交办"
    sentence = "裁定交办，不能再退回：{number}"


class GivenBack(Said):
    """承办单位退回."""

    code, name = "desk_returned", "承办单位退回"
    sentence = "承办单位退回：{number}"


class ToDecide(Said):
    """等待裁定."""

    code, name = "desk_to_decide", "等待裁定"
    sentence = "等待裁定：{number}"


class HelperAnswered(Said):
    """协办已答复."""

    code, name = "desk_helper_answered", "协办单位已答复"
    sentence = "协办单位已答复：{number}"


class HelperWaived(Said):
    """协办已免除."""

    code, name = "desk_helper_waived", "已免除协办"
    sentence = "已免除协办：{number}"


class ToVerify(Said):
    """等待核验."""

    code, name = "desk_to_verify", "等待核验"
    sentence = "等待核验：{number}"


class SentBack(Said):
    """核验退回."""

    code, name = "desk_sent_back", "核验退回"
    sentence = "核验退回，请继续办理：{number}"


class Again(Said):
    """重新办理."""

    code, name = "desk_again", "重新办理"
    sentence = "重新办理：{number}"


class AgainToAssign(Said):
    """重新分派."""

    code, name = "desk_again_to_assign", "重新分派"
    sentence = "重新分派：{number}"


class Urged(Said):
    """催办."""

    code, name = "desk_urged", "催办"
    sentence = "催办：{number}"


class Supplemented(Said):
    """补充情况."""

    code, name = "desk_supplemented", "补充情况"
    sentence = "补充了情况：{number}"


class Carded(Said):
    """亮牌."""

    code, name = "desk_carded", "亮牌"
    sentence = "超过办理时限，已亮牌：{number}"
