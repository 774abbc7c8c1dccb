"""What may be read of petitions; every reading starts with who asks."""

from .accusations import (
    PAGE_SIZE,
    AccusationPage,
    Concerned,
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
    whom_to_tell,
    with_unlawful_body,
)

__all__ = [
    "PAGE_SIZE",
    "AccusationPage",
    "Concerned",
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
    "whom_to_tell",
    "with_unlawful_body",
]
