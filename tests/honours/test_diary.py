"""日行一善: nobody else reads a diary; what is shared is its writer's to take down; points are claimed for once."""

import pytest
from django.db import DatabaseError, transaction

from sanzhi.honours import actions, queries, sweeps
from sanzhi.honours.actions import NewEntry
from sanzhi.honours.files import SHELF
from sanzhi.honours.models import Entry, EntryPhoto, WallNote
from sanzhi.journal.models import Entry as Line
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.access import sight_of
from sanzhi.points.models import Claim
from tests.county import MONDAY, a_member_of_staff
from tests.honours.conftest import DAY, HOUR
from tests.notices.conftest import a_photo
from tests.points.conftest import Hamlet as ScoringHamlet

pytestmark = pytest.mark.usefixtures("own_home")

WORDS = "给楼下的流浪猫搭了个窝。"


def written(by, words=WORDS, at=MONDAY, **more) -> Entry:
    return actions.write_entry(NewEntry(at.date(), "public", words, **more), by=by, at=at)


def hung(village, entry, signed=False, at=MONDAY + HOUR) -> WallNote:
    note = actions.share_entry(entry.pk, signed=signed, by=village.resident, at=at)
    return actions.hang_note(note.pk, by=village.clerk, at=at + HOUR)


def test_nobody_but_its_writer_reads_a_diary_whatever_their_post(village):
    entry = written(village.resident)
    others = [
        village.neighbour,
        village.clerk,
        village.overseer,
        village.civility,
        village.dispatcher,
        village.supervisor,
    ]
    others += [a_member_of_staff("审计", "audit_admin", village.centre), village.decider]
    for other in others:
        with pytest.raises(Refusal, match="not_visible"):
            queries.entry_by_id(other, entry.pk)
        with walls.seeing(sight_of(other)):
            assert not Entry.objects.exists(), other.name
            assert Entry.objects.filter(pk=entry.pk).update(words="改了") == 0
    with walls.seeing(sight_of(village.resident)):
        assert Entry.objects.get().words == WORDS


def test_the_journal_does_not_keep_what_was_written(village):
    written(village.resident, "只有自己知道的事")
    assert "只有自己知道" not in "".join(str(one.content) for one in Line.objects.all())


def test_a_year_shows_the_days_and_counts_nothing(village):
    first = written(village.resident)
    written(village.resident, at=MONDAY)
    months = dict(queries.days_of_year(village.resident, 2026))
    assert months[3] == [(2, first.pk)]
    assert months[4] == []


def test_deleting_an_entry_takes_it_off_the_wall(village):
    entry = written(village.resident)
    hung(village, entry, signed=True)
    assert [one.name for one in queries.wall(village.code, MONDAY + DAY)] == ["沈小满"]
    actions.delete_entry(entry.pk, by=village.resident, at=MONDAY + DAY)
    assert queries.wall(village.code, MONDAY + DAY) == []
    assert not Entry.objects.exists()


def test_a_note_hangs_without_a_name_unless_its_writer_signs_it_and_for_thirty_days(village):
    hung(village, written(village.resident))
    assert [one.name for one in queries.wall(village.code, MONDAY + DAY)] == [""]
    assert queries.wall(village.code, MONDAY + 31 * DAY) == []


def test_its_writer_takes_a_note_down_in_one_step(village):
    entry = written(village.resident)
    hung(village, entry)
    actions.take_note_down(entry.pk, by=village.resident, at=MONDAY + DAY)
    assert queries.wall(village.code, MONDAY + DAY) == []
    assert Entry.objects.exists()


def test_a_clerk_who_turns_a_note_away_says_why(village):
    note = actions.share_entry(written(village.resident).pk, signed=False, by=village.resident, at=MONDAY)
    with pytest.raises(Refusal, match="reason_missing"):
        actions.turn_note_away(note.pk, reason="不", by=village.clerk, at=MONDAY)
    assert (
        actions.turn_note_away(note.pk, reason="说的是广告", by=village.clerk, at=MONDAY).state == "refused"
    )


def test_a_note_that_points_at_somebody_does_not_reach_the_wall(village):
    with pytest.raises(Refusal, match="points_at_somebody"):
        actions.share_entry(
            written(village.resident, "帮陆阿婆提水").pk, signed=False, by=village.resident, at=MONDAY
        )


def test_a_child_may_write_and_share_but_not_sign(village):
    entry = written(village.child)
    with pytest.raises(Refusal, match="under_age"):
        actions.share_entry(entry.pk, signed=True, by=village.child, at=MONDAY)
    with pytest.raises(DatabaseError, match="not known to be grown"), transaction.atomic():
        WallNote.objects.create(
            entry=entry, person_id=village.child.person_id, area_id=village.code, category="public", words=WORDS,
            signed=True, asked_at=MONDAY,
        )  # fmt: skip
    assert actions.share_entry(entry.pk, signed=False, by=village.child, at=MONDAY)


def test_an_entry_becomes_a_claim_once_with_its_photo(db):
    hamlet = ScoringHamlet()
    hamlet.with_standard()
    photos = [SHELF.keep_image(a_photo(seed), "沟.jpg") for seed in (1, 2, 3)]
    entry = written(hamlet.resident, "把沟里的垃圾清走了", photos=photos)
    first = actions.claim_for(entry.pk, item="litter", by=hamlet.resident, at=MONDAY + HOUR)
    assert actions.claim_for(entry.pk, item="litter", by=hamlet.resident, at=MONDAY + 2 * HOUR) == first
    claim = Claim.objects.get()
    assert (claim.text, claim.state, claim.evidence.count()) == ("把沟里的垃圾清走了", "submitted", 3)
    actions.delete_entry(entry.pk, by=hamlet.resident, at=MONDAY + DAY)
    assert Claim.objects.count() == 1


def test_three_photos_and_no_fourth_each_read_by_the_writer_alone(village):
    photos = [SHELF.keep_image(a_photo(seed), "善.jpg") for seed in range(1, 5)]
    with pytest.raises(Refusal, match="photos_many"):
        written(village.resident, photos=photos)
    entry = written(village.resident, photos=[*photos[:3], photos[0]])  # one of them twice is one
    assert [one.digest for one in entry.photos.all()] == [one.digest for one in photos[:3]]
    assert queries.entry_photo(village.resident, entry.pk, 3)[0] == photos[2].digest
    for other in (village.wife, village.clerk, village.civility):
        with pytest.raises(Refusal, match="not_visible"):
            queries.entry_photo(other, entry.pk, 1)
        with walls.seeing(sight_of(other)):
            assert EntryPhoto.objects.count() == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        EntryPhoto.objects.create(
            entry=entry, person_id=village.resident.person_id, place=4, digest=photos[3].digest, mime="image/png"
        )  # fmt: skip


def test_the_photo_of_a_deleted_entry_goes_with_the_next_sweep(village):
    kept = SHELF.keep_image(a_photo(77), "猫.jpg")
    entry = written(village.resident, photos=[kept])
    later = MONDAY.replace(year=2030)
    sweeps.drop_photos(at=later)
    assert SHELF.path_of(kept.digest).exists()
    actions.delete_entry(entry.pk, by=village.resident, at=MONDAY + DAY)
    sweeps.drop_photos(at=later)
    assert not SHELF.path_of(kept.digest).exists()
