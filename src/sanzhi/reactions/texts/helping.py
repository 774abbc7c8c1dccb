"""说给协办和主办: in the product only."""

from .base import Said


class HelperAnswered(Said):
    """协办已答复."""

    code, name = "desk_helper_answered", "协办单位已答复"
    sentence = "协办单位已答复：{number}"


class HelpWanted(Said):
    """请求协办."""

    code, name = "desk_help_wanted", "请求协办"
    sentence = "请您的单位协办：{number}"


class HelperScored(Said):
    """协办已评分."""

    code, name = "desk_helper_scored", "协办已评分"
    sentence = "主办单位已给您的单位的协办评分：{number}"


class HelperWaived(Said):
    """协办已免除."""

    code, name = "desk_helper_waived", "已免除协办"
    sentence = "已免除协办：{number}"
