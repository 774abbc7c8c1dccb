"""反映单位: the question whether a matter complains of an office, and what was chosen, in words."""

from django.utils.translation import gettext as _

from sanzhi.cases import queries as cases
from sanzhi.kit import clock


def choices() -> list[tuple[str, object]]:
    """None, the village of the place, and every office that can be complained of, as a grouped select."""
    return [
        ("", _("不是，或说不清")),
        (cases.THE_VILLAGE, _("上面选的这个村（社区）")),
        *_by_kind().items(),
    ]


def meant(chosen: str) -> str:
    """What was chosen there, in words; empty for no office."""
    if chosen in ("", cases.THE_VILLAGE):
        return _("这个村（社区）") if chosen else ""
    return dict(pair for offices in _by_kind().values() for pair in offices).get(chosen, "")


def _by_kind() -> dict[str, list[tuple[str, str]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for office in cases.offices_to_complain_of(clock.now()):
        groups.setdefault(office.get_kind_display(), []).append((str(office.id), office.name))
    return groups
