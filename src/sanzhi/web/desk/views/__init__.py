from .administration import calendar, limits, load_year, offices, publish_limit, set_day, set_hours
from .auditing import audit, looks, proof
from .bank import answer_statement, check_statement, statement_seen, statement_ticket, statements
from .bulk import bulk, bulk_end
from .case import case, clocks, contact, contact_seen, letter, paper, photo, route, step
from .categories import categories, category, category_mappings, new_category, retire_category
from .clients import admit_client, client_token, clients, withdraw_client
from .counter import file, file_kind, receipt
from .covering import cover, uncover, whole
from .covering import seen as photo_seen
from .field import field, field_session, field_sync, field_worker
from .grids import end_grid, grids
from .incoming import incoming, put_back, take_incoming
from .keys import keys, roles
from .kind_parts import basics as kind_basics
from .kind_parts import drop as kind_drop
from .kind_parts import part as kind_part
from .kinds import built_in as kind_built_in
from .kinds import discard as kind_discard
from .kinds import dry_run as kind_dry_run
from .kinds import kind, kinds_list, new_kind
from .kinds import publish as kind_publish
from .kinds import withdraw as kind_withdraw
from .lists import cases, choose_post, export, exported, todo
from .map import cases_map
from .notice_rules import disclosure, duty_areas, notice_rules
from .notices import (
    answer_objection,
    change_notice,
    drop_notice,
    extend_notice,
    new_notice,
    notice,
    notice_proof,
    notices,
    post_notice,
    prove_notice,
    withdraw_notice,
)
from .phone import call, file_by_call, hang_up, phone, supplement_by_call, tell_progress, urge_by_call
from .phrases import change_phrase, end_phrase, new_phrase, phrases
from .places import draw_grid, place_sheet, places, publish_places
from .pools import new_pool, pool, pool_minutes, pools, review_pool, split_pool, take_pool_result
from .redeeming import redeem, redeem_ticket, take_ticket
from .retention import endings, keep
from .rewards import (
    approve_allotment,
    budgets,
    change_reward,
    close_merchant,
    close_reward,
    end_hand,
    merchant,
    merchants,
    new_allotment,
    new_merchant,
    new_reward,
    restock_reward,
    rewards,
)
from .roster import end_deputy, fill_roster, name_deputy, roster
from .routing import change as routing_change
from .routing import draft as routing_draft
from .routing import preview as routing_preview
from .routing import route as routing_rule
from .routing import routing
from .saved_filters import drop_filter, filters, keep_filter, prefer_filter, rename_filter
from .settlements import (
    confirm_settlement,
    draw_settlement,
    drop_settlement,
    pay_settlement,
    settlement,
    settlement_sheet,
    settlements,
    sign_settlement,
)
from .sheets import run_sheet, sheet, sheet_progress, sheet_report, sheet_template, sheets, stop_sheet
from .staff import appoint, close_account, end_post, open_account, people
from .staff_changes import move_post, reset_factor, work_phone
from .staff_changes import name_deputy as name_deputy_for
from .stretching import end_ground, new_delay, new_ground
from .supervision import publish_supervision_rule, supervision_paper, supervision_rules, supervisions
from .told import messages
from .upkeep import close_office, data, import_offices, new_office, rename_office, retry_parked
from .verdicts import verdicts
from .webhooks import (
    add_webhook,
    change_webhook,
    pause_webhook,
    remove_webhook,
    resend_webhook,
    resend_webhooks,
    resume_webhook,
    rotate_webhook,
    test_webhook,
    webhook,
    webhook_secret,
    webhooks,
)
