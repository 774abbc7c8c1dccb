from .register import (
    NewGroup,
    NewReport,
    change_group,
    enter_group,
    enter_report,
    put_centre,
    rate,
    set_status,
)

__all__ = [
    "NewGroup",
    "NewReport",
    "change_group",
    "enter_group",
    "enter_report",
    "put_centre",
    "rate",
    "set_status",
]
