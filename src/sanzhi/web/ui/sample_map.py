"""样张地图: an invented county of four places and one grid, in every tone."""

from django.utils.translation import gettext as _

from .maps import Drawing, Map

OUTLINE = [(0.0, 0.0), (0.5, -0.05), (1.0, 0.1), (0.95, 0.6), (0.4, 0.7), (-0.05, 0.5)]
GRID = [(0.55, 0.1), (0.8, 0.1), (0.8, 0.25), (0.55, 0.3)]
PLACES = (("甲镇", 186, (0.2, 0.45), 30), ("乙街道", 241, (0.5, 0.45), 34), ("丙镇", 97, (0.8, 0.5), 22))


def sample_map() -> Map:
    """Sized dots that lead on, a grid, and the empty, ended and former places."""
    drawing = Drawing(_("地图"), (-0.05, -0.05, 1.0, 0.7), OUTLINE)
    for name, count, at, r in PLACES:
        said = _("%(name)s：%(n)d 件") % {"name": name, "n": count}
        drawing.dot(at, name, count=count, said=said, r=r, href="?")
    drawing.shape(GRID, (0.68, 0.19), "东片网格")
    drawing.shape([(x - 0.03, y - 0.03) for x, y in GRID], (0.65, 0.16), tone="old")
    for tone, name, x in (("none", "丁镇", 0.1), ("ended", "戊镇", 0.25), ("old", "己镇", 0.4)):
        drawing.dot((x, 0.15), name, tone=tone)
    return drawing.finished()
