"""What the clock makes due of what leads. May run twice, or in two workers at once, and does its work once."""

from datetime import datetime

from . import actions, queries


def warn_of_milestones(*, at: datetime) -> int:
    """节点预警: what comes near and what is late, each said once. Returns how many were told of."""
    return sum(actions.warn(one, at=at) for one in queries.to_warn(at))


def warn_of_matters(*, at: datetime) -> int:
    """决议没有公开: each said once. Returns how many were told of."""
    return sum(actions.warn_of_matter(one, at=at) for one in queries.matters_late(at))


def warn(*, at: datetime) -> int:
    """Both, each morning."""
    return warn_of_milestones(at=at) + warn_of_matters(at=at)
