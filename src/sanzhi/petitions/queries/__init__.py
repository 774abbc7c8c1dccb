"""What may be read of petitions; every reading starts with who asks."""

from .accusations import (
    PAGE_SIZE,
    AccusationPage,
    Line,
    accusation_for_accuser,
    accusation_page,
    accusations_here,
    bodies_for,
    bodies_open_to,
    counts_here,
    is_of_theirs,
    kept_out,
    my_accusations,
    readers_at,
    with_unlawful_body,
)

__all__ = [
    "PAGE_SIZE",
    "AccusationPage",
    "Line",
    "accusation_for_accuser",
    "accusation_page",
    "accusations_here",
    "bodies_for",
    "bodies_open_to",
    "counts_here",
    "is_of_theirs",
    "kept_out",
    "my_accusations",
    "readers_at",
    "with_unlawful_body",
]
