"""附件: rows for files already cleaned and kept; the bytes are `cases.files`' affair."""

from collections.abc import Sequence

from sanzhi.cases.files import Kept
from sanzhi.cases.models import Attachment, Case


def attach(case: Case, move_seq: int, kept: Sequence[Kept], *, public: bool = True) -> None:
    """One row per kept file, in one statement."""
    if kept:
        Attachment.objects.bulk_create(
            Attachment(
                case=case,
                move_seq=move_seq,
                name=one.name,
                mime=one.mime,
                digest=one.digest,
                size=one.size,
                width=one.width,
                height=one.height,
                public=public,
            )
            for one in kept
        )
