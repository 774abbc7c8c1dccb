"""证明里能写什么、写多久: a closed list of fields, and bands instead of sums. Data, for the table and the rules alike."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy

LIFE = timedelta(days=30)  # 本平台约定, and promises I13
STEP_UP = timedelta(minutes=10)  # how long a code that was just typed stands for oneself
FORGOTTEN_AFTER = timedelta(days=30)  # after its end, what it said is no longer kept

# What a statement may say, and nothing else: the same list stands in a CHECK. Nothing of deductions, of petitions,
# of what was refused, of other people (征信业管理条例 arts 13–15: nothing is collected beyond what one gives).
FIELDS: Mapping[str, object] = {
    "name": gettext_lazy("我的姓名"),
    "village": gettext_lazy("我在哪个村（社区）"),
    "since": gettext_lazy("从哪一天起参加积分"),
    "band": gettext_lazy("本年挣得积分的档次"),
    "deeds": gettext_lazy("本年入账的好事：各是什么、几次"),
}
# The same, as a heading beside what it says.
SHORT = {
    "name": gettext_lazy("姓名"),
    "village": gettext_lazy("村（社区）"),
    "since": gettext_lazy("参加积分从"),
    "band": gettext_lazy("本年挣得"),
    "deeds": gettext_lazy("本年好事"),
}

# 本平台约定. Of what was earned, never of what is left: so that spending or a deduction cannot be read off.
BANDS = ((200, "200+"), (100, "100-199"), (50, "50-99"), (1, "1-49"), (0, "0"))
BAND_NAMES = {
    "200+": gettext_lazy("200 分以上"),
    "100-199": gettext_lazy("100 至 199 分"),
    "50-99": gettext_lazy("50 至 99 分"),
    "1-49": gettext_lazy("1 至 49 分"),
    "0": gettext_lazy("还没有"),
}
