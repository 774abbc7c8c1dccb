"""遮挡照片: faces, number plates and doors are painted over in a copy; the photo itself stays as it came in."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access, files, rules
from sanzhi.cases.models import Attachment, Case
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal, first_no
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor

from .core import hold


@transaction.atomic
def cover_photo(
    case_id: int, photo: int, *, cells: Collection[int], across: int, reason: str, by: Actor, at: datetime
) -> Attachment:
    """Show a copy in which these cells are painted over, in place of the photo and of any earlier copy.

    Everybody sees the copy from now on, whoever sent the photo too. Doing the same again changes nothing.
    """
    rules.covering_stands(cells, across).or_refuse()
    case, found = _held(case_id, photo, by)
    chosen = sorted(set(cells))
    covering = {"across": across, "cells": chosen, "reason": reason}
    if found.covering == covering:
        return found
    copy = files.keep_covered(found.digest, found.mime, chosen, across)
    found.covering, found.covered_digest, found.covered_mime = covering, copy.digest, copy.mime
    found.save(update_fields=["covering", "covered_digest", "covered_mime"])
    said = {"photo": found.id, **covering, "digest": copy.digest}
    record("case.photo_cover", by=by.person_id, at=at, about=("case", case.id), content=said)
    return found


@transaction.atomic
def uncover_photo(case_id: int, photo: int, *, reason: str, by: Actor, at: datetime) -> Attachment:
    """Show the photo itself again: covered by mistake, or too much of it. What was covered stays on record."""
    case, found = _held(case_id, photo, by)
    if found.covering is None:
        return found
    found.covering, found.covered_digest, found.covered_mime = None, "", ""
    found.save(update_fields=["covering", "covered_digest", "covered_mime"])
    said = {"photo": found.id, "reason": reason}
    record("case.photo_uncover", by=by.person_id, at=at, about=("case", case.id), content=said)
    return found


def look_under(case: Case, photo: Attachment, *, purpose: str, by: Actor, at: datetime) -> None:
    """看未遮挡的原图: the look is on record for whoever sent it (I12) before a byte of it is given."""
    first_no(access.may_cover(by, case), access.may_know_reporter(by, case)).or_refuse()
    purpose = _("看未遮挡的照片：%(purpose)s") % {"purpose": purpose}
    people.look(case.reporter_id, purpose=purpose, about=("case", case.id), by=by, at=at, items=["photo"])


def _held(case_id: int, photo: int, by: Actor) -> tuple[Case, Attachment]:
    case = hold(case_id, None)
    access.may_cover(by, case).or_refuse()
    found = Attachment.objects.filter(case=case, pk=photo).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return case, found
