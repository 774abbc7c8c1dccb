"""角色的样子: what a role is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """角色. `permissions` are `thing.verb`; `reach` says whether they hold for one desk or for a whole area."""

    code: str
    name: str
    prose: str
    permissions: frozenset[str]
    over_area: bool = False


def a_role(code: str, name: str, prose: str, *permissions: str, over_area: bool = False) -> Role:
    return Role(code, name, prose, frozenset(permissions), over_area)
