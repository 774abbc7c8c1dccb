"""事项种类: a county's own kinds of matter, as data: read, judged, drawn and tried out. Pure: no tables, no clock."""

from .beside import ASKED, CALL_BACK, delayed_in, taken_over, whole
from .checkup import Finding, lint
from .paths import MERGED, SUSPENDED, walk
from .spec import (
    ASKS,
    BESIDE,
    DOORS,
    FIELD_TYPES,
    GRANTORS,
    HOLDERS,
    LEAST_YEARS,
    PARTS,
    ROLES_AT,
    SECRECIES,
    Clock,
    Field,
    Kind,
    Letter,
    State,
    Step,
    read,
)
from .values import field_problems, missing, tidy, typed

__all__ = [
    "ASKED",
    "ASKS",
    "BESIDE",
    "CALL_BACK",
    "Clock",
    "DOORS",
    "FIELD_TYPES",
    "Field",
    "Finding",
    "GRANTORS",
    "HOLDERS",
    "Kind",
    "LEAST_YEARS",
    "MERGED",
    "Letter",
    "PARTS",
    "ROLES_AT",
    "SECRECIES",
    "SUSPENDED",
    "State",
    "Step",
    "delayed_in",
    "field_problems",
    "lint",
    "missing",
    "read",
    "taken_over",
    "tidy",
    "typed",
    "walk",
    "whole",
]
