"""Everything read of social organisations. What the register says is public."""

from .register import (
    HOSTS,
    KINDS,
    PAGE_SIZE,
    RESULTS,
    STANDINGS,
    STATUSES,
    Asked,
    GroupPage,
    centres,
    directory,
    group_here,
    group_page,
    offices_of,
    offices_to_run,
    run_from,
    to_keep,
)

__all__ = [
    "HOSTS",
    "KINDS",
    "PAGE_SIZE",
    "RESULTS",
    "STANDINGS",
    "STATUSES",
    "Asked",
    "GroupPage",
    "centres",
    "directory",
    "group_here",
    "group_page",
    "offices_of",
    "offices_to_run",
    "run_from",
    "to_keep",
]
