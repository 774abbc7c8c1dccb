"""后台任务: what the worker does by the clock.

The queueing lock keeps one waiting run of each: a slow run is followed by one more, never by a pile.
"""

from time import monotonic

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Status

from sanzhi.alarms import actions as alarm_actions
from sanzhi.alarms import sweeps as alarms
from sanzhi.cases import actions as cases
from sanzhi.cases import sweeps
from sanzhi.disputes import sweeps as disputes
from sanzhi.exchange.bank import sweeps as bank
from sanzhi.exchange.webhooks import actions as webhooks
from sanzhi.exchange.webhooks import sweeps as pushing
from sanzhi.groups import sweeps as groups
from sanzhi.honours import sweeps as honours
from sanzhi.journal import actions as journal
from sanzhi.journal import checkpoints, delivery, sealing
from sanzhi.kit import clock
from sanzhi.leadership import sweeps as leadership
from sanzhi.ledger import sweeps as ledger
from sanzhi.notices import sweeps as notices
from sanzhi.patrols import sweeps as patrols
from sanzhi.people import actions as people
from sanzhi.petitions import sweeps as petitions
from sanzhi.points import sweeps as points
from sanzhi.rewards import sweeps as rewards
from sanzhi.volunteering import sweeps as volunteering
from sanzhi.waste import sweeps as waste
from sanzhi.windows import sweeps as windows

from . import digests, reminders
from .clockwork import every
from .table import REACTIONS
from .texts import KINDS

BATCH = 200
TURN = 4  # seconds: no table keeps messages or cards waiting longer than this


@every("* * * * * */5")
def deliver_messages() -> None:
    """联动: until the outbox is empty, so that a burst is not spread over minutes."""
    while delivery.deliver(REACTIONS, at=clock.now(), limit=BATCH) == BATCH:
        pass


@every("* * * * * */10")
def seal_journal() -> None:
    sealing.seal()


@every("* * * * *")
def raise_cards() -> None:
    sweeps.raise_cards(at=clock.now())


@every("* * * * * */5")
def count_days() -> None:
    """按日计数: often, because a board counts the cases of every day that moved since anew: ten days are a fifth of a second."""
    cases.count_days(at=clock.now())


@every("* * * * * */20")
def resume_suspended() -> None:
    sweeps.resume_due(at=clock.now())


@every("*/10 * * * *")
def watch_over_cases() -> None:
    """督办规则."""
    sweeps.watch(at=clock.now())


@every("* * * * *")
def close_merged() -> None:
    """随主事项结束: soon, because somebody waits to be told that their matter went elsewhere."""
    sweeps.close_merged(at=clock.now())


@every("* * * * * */20")
def send_texts() -> None:
    """短信: to the county's gateway, each once."""
    people.send_texts(KINDS, at=clock.now())


@every("* * * * * */5")
def push_webhooks() -> None:
    """推送: to other systems, outside of any transaction."""
    pushing.send_due()


@every("*/10 * * * *")
def close_unasked() -> None:
    """未评价办结."""
    sweeps.close_unasked(at=clock.now())


@every("*/10 * * * *")
def send_digests() -> None:
    """督办日报、周报: at half past eight; a worker that was away catches up."""
    digests.send_due(at=clock.now())


@every("10 0 * * *")
def seal_the_book() -> None:
    """日结: yesterday's entries, village by village; a worker that was away catches up."""
    ledger.seal_days(at=clock.now())


@every("*/10 * * * *")
def lead_accusations_away() -> None:
    """回避: what has come under the accused, by a reorganisation, loses the accusation; nobody of theirs could read it meanwhile."""
    petitions.lead_away(at=clock.now())


@every("*/15 * * * *")
def end_terms_of_petitions() -> None:
    """期满告知: whoever did not ask for a review in time is told that the time is over."""
    petitions.lapse_petitions(at=clock.now())


@every("20 3 * * *")
def clear_shelves_of_petitions() -> None:
    """清除无主文件: pictures whose petition has lost its words, and those that were never sent."""
    petitions.clear_shelves(at=clock.now())


@every("15 0 * * *")
def look_after_notices() -> None:
    """公示: names go when a notice is over; what a village owed and did not publish is told."""
    at = clock.now()
    notices.clear_names(at=at)
    notices.raise_overdue(at=at)


@every("25 0 * * *")
def look_after_points() -> None:
    """积分: standards whose notice has stood take effect; photos that no claim names go."""
    at = clock.now()
    points.bring_into_force(at=at)
    points.drop_unnamed_photos(at=at)


@every("5 0 * * *")
def expire_vouchers() -> None:
    """券过期: what nobody used by the end of its last day; refunded where its reward says so."""
    rewards.expire_vouchers(at=clock.now())
    rewards.drop_unnamed_minutes(at=clock.now())


@every("40 0 * * *")
def remind_of_periods() -> None:
    """到期提醒: a year of points to close, a month of vouchers to settle."""
    reminders.remind(at=clock.now())


@every("35 0 * * *")
def forget_statements() -> None:
    """积分证明: what one said, a month after its end."""
    bank.forget_texts(at=clock.now())


@every("*/10 * * * *")
def look_after_honours() -> None:
    """荣誉: photos go when their time is up, when whoever is on them took it back, when what they show is fixed."""
    at = clock.now()
    honours.drop_photos(at=at)
    honours.drop_papers(at=at)
    honours.end_exposures(at=at)


@every("30 7 * * *")
def look_after_disputes() -> None:
    """调解: what is to be performed, what was not, when it will be too late for the court; words go with their case's."""
    at = clock.now()
    disputes.remind(at=at)
    disputes.remind_of_confirmation(at=at)
    disputes.forget_words(at=at)


@every("30 0 * * *")
def forget_what_bins_showed() -> None:
    """垃圾分类: photos go after 90 days, where a phone stood after 30; the grades stay."""
    waste.drop_old_photos(at=clock.now())
    waste.forget_places(at=clock.now())


@every("15 0 * * *")
def close_halls() -> None:
    """大厅收尾: numbers of a day that is over end; names go after thirty days, that somebody came stays."""
    windows.close_days(at=clock.now())


@every("*/10 * * * *")
def close_shifts() -> None:
    """志愿服务收尾: half an hour after a shift; whoever forgot to check out went at its end. And 服务单: whose team let its time pass."""
    volunteering.close_shifts(at=clock.now())
    groups.tell_late_orders(at=clock.now())


@every("25 8 * * *")
def remind_receivers() -> None:
    """催接收: each morning, what was handed over and waits past its two working days; gifts not shown, suggestions and questions unanswered; each once."""
    windows.remind_receivers(at=clock.now())
    groups.tell_owed(at=clock.now())


@every("35 8 * * *")
def warn_of_milestones() -> None:
    """节点预警: each morning, what comes near and what is late, each said once."""
    leadership.warn(at=clock.now())


@every("10 * * * *")
def keep_grids() -> None:
    """网格: the day's tasks of every route, what is late, said once, and where somebody was thirty days ago, deleted."""
    at = clock.now()
    patrols.make_tasks(at=at)
    patrols.tell_late(at=at)
    patrols.forget(at=at)


@every("20 * * * *")
def look_for_nails() -> None:
    """研判: every hour, for a day's alarms come in all day; each thing is proposed once."""
    alarms.propose(at=clock.now())


@every("5 0 * * *")
def follow_ended_grids() -> None:
    """撤销网格: who works in it and which bins stand in it go on in the next one, on its first day."""
    at = clock.now()
    people.follow_ended_grids(at=at)
    waste.follow_ended_grids(at=at)


@every("7 * * * *")
def publish_checkpoint() -> None:
    checkpoints.publish(at=clock.now())


@every("20 3 * * *")
def forget_the_spent() -> None:
    """Sign-in codes, attempt counters and idempotency keys, and notes of who is writing, that decide nothing any more."""
    at = clock.now()
    people.sweep_sign_in(at=at)
    people.forget_texts(at=at)
    webhooks.forget_deliveries(at=at)
    cases.forget_editing(at=at)
    cases.forget_sheets(at=at)
    alarms.forget_alarms(at=at)
    alarms.rotate_parties(at=at)
    people.forget_messages(at=at)
    groups.forget_what_was_asked(at=at)
    journal.forget_old_keys(at=at)


@every("40 3 * * *")
def erase_the_expired() -> None:
    """保存期满清除: after the spent, so that what those still held is gone."""
    sweeps.erase_due(at=clock.now())


@app.task(name=cases.SHEET_TASK)
def import_sheet(sheet: int) -> None:
    """批量导入: a turn of some seconds; then the rest queues up behind whatever else waits for the worker."""
    turn_ends = monotonic() + TURN
    while sweeps.import_next(sheet, at=clock.now()):
        if monotonic() > turn_ends:
            cases.defer_sheet(sheet)
            return


@app.task(name=alarm_actions.ALARM_SHEET_TASK)
def import_alarm_sheet(sheet: int) -> None:
    """警情后台导入: as for matters."""
    turn_ends = monotonic() + TURN
    while alarm_actions.take_next_part(sheet, at=clock.now()):
        if monotonic() > turn_ends:
            alarm_actions.defer_alarm_sheet(sheet)
            return


@app.periodic(cron="* * * * *")
@app.task(name="sanzhi.retry_stalled", queueing_lock="retry_stalled")
async def retry_stalled(timestamp: int) -> None:
    """A job whose worker died is done again; one whose successor already waits is let go."""
    for job in await app.job_manager.get_stalled_jobs():
        try:
            await app.job_manager.retry_job(job)
        except (AlreadyEnqueued, UniqueViolation):
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
