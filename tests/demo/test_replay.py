"""Real messages lived through again; here with an invented file of the same shape."""

from datetime import datetime
from pathlib import Path

import pytest

from sanzhi.cases import queries
from sanzhi.cases.models import Case, Move
from sanzhi.demo import board, replay
from sanzhi.kit.calendar import COUNTY

UNTIL = datetime(2026, 11, 20, 16, 0, tzinfo=COUNTY)
SHARED = Path(__file__).parents[3] / "shared" / "data"
HEAD = "留言编号,留言用户,留言主题,留言时间,留言详情,答复意见,答复时间\n"
ROWS = """1,U1,路灯坏了,2019/1/2 8:05:09,"\n\t\t\u3000村口的路灯坏了三天。\n\n\t",您好，路灯已经更换，请放心通行。,2019/1/9 15:00:00
2,U2,小区物业乱收费,2019-03-04 10:00:00,物业费没有征求意见就涨价。,,
3,U1,河水发臭,2019/3/5 23:59:59,河道污染，水体发黑。,已收悉,2019/3/6 9:00:00
4,U3,没有时间,昨天下午,这条的时间读不出来。,,
5,U3,太短,2019/3/7 9:00:00,短。,,
2,U4,重复编号,2019/3/8 9:00:00,编号与前面的一条相同。,,
6,U5,答复在前,2019/3/8 9:00:00,答复时间比留言还早。,您好，已经处理完毕了。,2018/1/1 9:00:00
7,,没有用户,2019/3/8 9:00:00,这条没有写留言的人。,,
8,U6,很早的留言,2012/5/4 9:00:00,日历里还没有这一年。,,
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "messages_tried.csv"
    path.write_text("\ufeff" + HEAD + ROWS, encoding="utf-8")
    return path


@pytest.fixture
def closing(db, file) -> replay.Closing:
    return replay.replay(file, seed=1, limit=None, until=UNTIL)


def test_every_row_ends_as_a_case_or_as_a_refusal_with_a_name(closing):
    assert closing.holds
    assert (closing.messages, closing.accepted, closing.ended) == (9, 4, 4)
    assert closing.refused == {
        "留言时间无法识别": 1,
        "text: 请用 5 到 5000 个字写清情况。": 1,
        "留言编号在文件中重复": 1,
        "答复时间早于留言时间": 1,
        "留言用户缺失或过长": 1,
    }
    assert closing.unknown_calendar == 1


def test_a_message_keeps_its_time_and_words_and_gets_its_real_answer_at_its_real_time(closing):
    case = Case.objects.get(outside_ref="board:tried:1")
    assert case.reported_at == datetime(2019, 1, 2, 8, 5, 9, tzinfo=COUNTY)
    assert case.text == "村口的路灯坏了三天。"
    assert case.category_id == "city.roads"
    done = Move.objects.filter(case=case, step__in=("report_done", "answer_on_spot")).first()
    assert done.at == datetime(2019, 1, 9, 15, 0, tzinfo=COUNTY)


def test_two_messages_of_one_user_belong_to_one_person(closing):
    first, third = (Case.objects.get(outside_ref=f"board:tried:{number}") for number in (1, 3))
    assert first.reporter_id == third.reporter_id


def test_running_it_again_adds_nothing(closing, file):
    moves = Move.objects.count()
    again = replay.replay(file, seed=1, limit=None, until=UNTIL)
    assert (again.accepted, again.here_already) == (0, 4)
    assert again.holds
    assert Move.objects.count() == moves


def test_a_refused_message_leaves_no_person_behind(closing):
    from sanzhi.people.models import Person

    assert not Person.objects.filter(outside_ref="board:U3").exists()


def test_a_file_of_another_shape_is_refused_by_the_names_it_lacks(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="留言编号"):
        list(board.read(path))


@pytest.mark.parametrize("text", ["2019/1/2 8:05:09", "2019-01-02 08:05:09"])
def test_both_ways_of_writing_a_time_mean_the_same_moment(text):
    assert board.moment(text) == datetime(2019, 1, 2, 8, 5, 9, tzinfo=COUNTY)


def test_the_category_is_read_from_the_words_and_the_title_counts_more(db):
    assert queries.suggest_category("自来水停水两天", "物业没有通知") == "utilities.water"
    assert queries.suggest_category("你好", "谢谢") == "other"


@pytest.mark.parametrize("name", ["messages_hot.csv", "messages_replied.csv"])
def test_the_real_files_are_read_whole_where_they_are_at_hand(name):
    if not (SHARED / name).exists():
        print(
            f"{SHARED / name} is absent: the real rows were not read"
        )  # they carry no licence and never ship
        return
    rows = list(board.read(SHARED / name))
    assert len(rows) > 1_000
    assert all(isinstance(row, board.Message) for row in rows)
