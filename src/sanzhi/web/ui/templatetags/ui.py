"""组件: what `{% load ui %}` brings. Each tag refuses arguments it does not have (`WrongUse`); see them all at /ui/."""

from sanzhi.web.ui import asking, emergency, figures, holders, money, saying
from sanzhi.web.ui.library import register

__all__ = ["asking", "emergency", "figures", "holders", "money", "register", "saying"]
