"""曝光: places and problems, never people; shut by default; out by two; gone after fifteen days, or when anybody asks."""

import io
from dataclasses import dataclass

import pytest
from django.db import DatabaseError, transaction
from PIL import Image, ImageDraw

from sanzhi.honours import actions, queries, sweeps
from sanzhi.honours.actions import NewExposure
from sanzhi.honours.files import BLURRED, ORIGINALS
from sanzhi.honours.models import Exposure, Opening
from sanzhi.kit import walls
from sanzhi.kit.uploads import BLOCKS
from sanzhi.kit.verdict import Refusal
from sanzhi.people.access import sight_of
from sanzhi.people.roles import THE_CLOCK, Actor
from tests.county import MONDAY, a_member_of_staff
from tests.honours.conftest import DAY, HOUR, Hamlet

pytestmark = pytest.mark.usefixtures("own_home")

GROUND = "群众反映强烈的乱堆乱放"
PROBLEM = "三弄口堆了一堆建筑垃圾，挡了半条路"


def a_street() -> io.BytesIO:
    """A picture with fine black and white stripes: sharp where it is clear, grey where it is pixelated."""
    picture = Image.new("RGB", (360, 240), "white")
    for x in range(0, 360, 2):
        ImageDraw.Draw(picture).line([(x, 0), (x, 240)], fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return out


@dataclass
class Street(Hamlet):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.leader: Actor = a_member_of_staff("分管领导", "leader", self.centre)

    def opened(self, at=MONDAY) -> None:
        county = actions.propose_opening(
            self.code[:6] + "000000", ground=GROUND, by=self.county_civility, at=at
        )
        actions.agree_to_opening(county.pk, by=self.leader, at=at)
        village = actions.propose_opening(self.code, ground=GROUND, by=self.civility, at=at)
        actions.agree_to_opening(village.pk, by=self.overseer, at=at)

    def drawn(self, at=MONDAY, **changes: object) -> Exposure:
        usual = {"area": self.code, "category": "heap", "place": "三弄口", "problem": PROBLEM,
                 "photo": ORIGINALS.keep_image(a_street(), "街.png")}  # fmt: skip
        return actions.draw_exposure(NewExposure(**(usual | changes)), by=self.clerk, at=at)

    def out(self, at=MONDAY + HOUR, **changes: object) -> Exposure:
        one = self.drawn(at=at, **changes)
        actions.release(one.pk, by=self.overseer, at=at)
        return actions.release(one.pk, by=self.civility, at=at)

    def shown(self, at=MONDAY + DAY) -> list[int]:
        return [one.exposure.pk for one in queries.exposed(self.code[:6], at)]


@pytest.fixture
def street(db) -> Street:
    return Street()


def test_nothing_is_exposed_anywhere_until_county_and_village_have_both_decided(street):
    for area, by, agrees in (
        (street.code[:6] + "000000", street.county_civility, street.leader),
        (street.code, street.civility, street.overseer),
    ):
        with pytest.raises(Refusal, match="board_shut"):
            street.drawn()
        actions.agree_to_opening(
            actions.propose_opening(area, ground=GROUND, by=by, at=MONDAY).pk, by=agrees, at=MONDAY
        )
    assert street.drawn()


def test_one_role_alone_opens_nothing(street):
    opening = actions.propose_opening(street.code, ground=GROUND, by=street.civility, at=MONDAY)
    with pytest.raises(Refusal, match="role_may_not_agree"):
        actions.agree_to_opening(opening.pk, by=street.county_civility, at=MONDAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Opening.objects.filter(pk=opening.pk).update(
            agreed_by=street.county_civility.person_id, agreed_as="civility_officer", agreed_at=MONDAY
        )


def test_the_decision_names_the_article_it_stands_on(street):
    opening = actions.propose_opening(street.code, ground=GROUND, by=street.civility, at=MONDAY)
    assert opening.ground.startswith("《嘉兴市文明行为促进条例》第十七条")


def test_closing_either_board_takes_everything_off_at_once(street):
    street.opened()
    street.out()
    assert len(street.shown()) == 1
    county = Opening.objects.get(area__level="county")
    actions.close_opening(county.pk, reason="今年不再曝光", by=street.leader, at=MONDAY + DAY)
    assert street.shown() == []


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ({"problem": "陆阿婆家门口堆了垃圾"}, "陆阿婆"),
        ({"place": "三弄12号门口"}, "12号"),
        ({"problem": "车牌浙FD12345的车占道停放"}, "浙FD12345"),
        ({"problem": "联系13812345678挪车，一直没人来"}, "13812345678"),
        ({"problem": "身份证33048319900101001X掉在地上"}, "33048319900101001X"),
    ],
)
def test_the_words_point_at_nobody_and_the_refusal_says_where(street, words, what):
    street.opened()
    with pytest.raises(Refusal) as refused:
        street.drawn(**words)
    assert refused.value.code == "points_at_somebody"
    assert what in refused.value.sentence


def shades(digest: str) -> Image.Image:
    return Image.open(BLURRED.path_of(digest)).convert("L")


def test_the_whole_photo_is_pixelated_by_the_product_itself(street):
    street.opened()
    one = street.drawn()
    picture = shades(one.blurred_digest)
    assert len(set(picture.resize((BLOCKS, BLOCKS)).tobytes())) < 60
    low, high = picture.getextrema()
    assert 90 < low <= high < 165  # stripes of black and white have become grey everywhere


def test_only_the_cells_that_the_clerk_ticks_stay_clear_and_no_more_than_a_quarter(street):
    street.opened()
    one = actions.clear_cells(street.drawn().pk, cells=[0], by=street.clerk, at=MONDAY)
    picture = shades(one.blurred_digest)
    assert picture.crop((4, 4, 50, 30)).getextrema()[0] < 40
    assert picture.crop((80, 60, 350, 230)).getextrema()[0] > 90
    with pytest.raises(Refusal, match="too_clear"):
        actions.clear_cells(one.pk, cells=range(10), by=street.clerk, at=MONDAY)


def test_the_original_is_gone_with_the_second_release(street):
    street.opened()
    one = street.drawn()
    original = ORIGINALS.path_of(one.original_digest)
    assert original.exists()
    actions.release(one.pk, by=street.overseer, at=MONDAY)
    one = actions.release(one.pk, by=street.civility, at=MONDAY)
    assert one.original_digest == ""
    sweeps.end_exposures(at=MONDAY.replace(year=2030))
    assert not original.exists()


def test_it_takes_two_others_in_two_roles_to_let_it_out(street):
    street.opened()
    one = street.drawn()
    second_overseer = a_member_of_staff("监委阿沈", "village_overseer", street.office)
    for by, code in ((street.clerk, "role_may_not_release"),):
        with pytest.raises(Refusal, match=code):
            actions.release(one.pk, by=by, at=MONDAY)
    actions.release(one.pk, by=street.overseer, at=MONDAY)
    assert street.shown() == []
    with pytest.raises(Refusal, match="same_role"):
        actions.release(one.pk, by=second_overseer, at=MONDAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Exposure.objects.filter(pk=one.pk).update(
            second_by=second_overseer.person_id, second_as="village_overseer", second_at=MONDAY,
            until=MONDAY + DAY, original_digest="", original_mime="",
        )  # fmt: skip
    actions.release(one.pk, by=street.civility, at=MONDAY)
    assert street.shown() == [one.pk]


def test_the_database_lets_nothing_out_where_the_board_is_shut(street):
    street.opened()
    one = street.drawn()
    actions.release(one.pk, by=street.overseer, at=MONDAY)
    Opening.objects.update(closed_at=MONDAY, closed_why="关上")
    with pytest.raises(DatabaseError, match="board is shut"), transaction.atomic():
        Exposure.objects.filter(pk=one.pk).update(
            second_by=street.civility.person_id, second_as="civility_officer", second_at=MONDAY,
            until=MONDAY + DAY, original_digest="", original_mime="",
        )  # fmt: skip


def test_what_the_first_one_saw_is_what_goes_out(street):
    street.opened()
    one = street.drawn()
    actions.release(one.pk, by=street.overseer, at=MONDAY)
    with pytest.raises(Refusal, match="released"):
        actions.clear_cells(one.pk, cells=[1], by=street.clerk, at=MONDAY)
    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        Exposure.objects.filter(pk=one.pk).update(problem="换了一句话")


def test_it_is_gone_after_its_days_even_if_no_sweep_ran_and_never_lasts_longer_than_fifteen(street):
    street.opened()
    one = street.out()
    assert street.shown(MONDAY + 15 * DAY) == [one.pk]
    assert street.shown(MONDAY + 15 * DAY + HOUR) == []
    with pytest.raises(Refusal, match="days_shape"):
        street.drawn(days=16)
    with pytest.raises(DatabaseError), transaction.atomic():
        Exposure.objects.filter(pk=one.pk).update(until=MONDAY + 17 * DAY)
    assert sweeps.end_exposures(at=MONDAY + 16 * DAY) == 1


def test_it_is_gone_the_moment_it_is_fixed(street):
    street.opened()
    one = street.out()
    actions.mark_fixed(one.pk, note="已经清走了", by=street.clerk, at=MONDAY + DAY)
    assert street.shown() == []


def test_a_reply_stands_beside_it_without_a_name_and_once_from_each(street):
    street.opened()
    one = street.out()
    actions.reply_to_exposure(one.pk, text="施工队说周五拉走", by=street.neighbour, at=MONDAY + DAY)
    assert queries.exposed_by_id(one.pk, MONDAY + DAY).replies == ("施工队说周五拉走",)
    with pytest.raises(Refusal, match="replied_already"):
        actions.reply_to_exposure(one.pk, text="再说一遍吧", by=street.neighbour, at=MONDAY + DAY)
    with pytest.raises(Refusal, match="points_at_somebody"):
        actions.reply_to_exposure(one.pk, text="是钱小芳堆的", by=street.resident, at=MONDAY + DAY)


def test_anybody_may_ask_for_it_to_go_and_it_is_hidden_until_a_third_person_answers(street):
    street.opened()
    one = street.out()
    asked = actions.ask_takedown(one.pk, reason="照片里有我家", by=THE_CLOCK, at=MONDAY + DAY)
    assert street.shown() == []
    for hand in (street.overseer, street.civility):
        with pytest.raises(Refusal, match="own_hand"):
            actions.answer_takedown(asked.pk, show_again=True, answer="看过没有", by=hand, at=MONDAY + DAY)
    actions.answer_takedown(
        asked.pk, show_again=True, answer="看过，没有人家", by=street.county_civility, at=MONDAY + DAY
    )
    assert street.shown() == [one.pk]
    again = actions.ask_takedown(one.pk, reason="还是看得出", by=street.resident, at=MONDAY + DAY)
    actions.answer_takedown(
        again.pk, show_again=False, answer="那就撤下", by=street.county_civility, at=MONDAY + DAY
    )
    assert street.shown() == []


def test_a_draft_and_whoever_asked_are_seen_by_those_who_work_there_alone(street):
    street.opened()
    street.drawn()
    with walls.seeing(sight_of(street.resident)):
        assert not Exposure.objects.exists()
    with walls.seeing(sight_of(street.overseer)):
        assert Exposure.objects.exists()
