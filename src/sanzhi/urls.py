"""Every address on one page. Each view carries its `access_rule`; a house test looks."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path

from sanzhi.web.board import views as board
from sanzhi.web.desk import views as desk
from sanzhi.web.resident.views import filing, home, matters, me, signin
from sanzhi.web.ui import health
from sanzhi.web.ui import views as ui

urlpatterns: list[URLPattern | URLResolver] = [
    # --- The component library and what every face shares ---------------------------------------
    path("ui/", ui.gallery, name="ui-gallery"),
    path("ui/type", ui.choose_type, name="ui-type"),
    path("ui/<slug:page>/", ui.gallery, name="ui-page"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("i18n/", include("django.conf.urls.i18n")),
    # --- The resident -----------------------------------------------------------------------------
    path("", home.home, name="resident-home"),
    path("find", home.find, name="resident-find"),
    path("counters/", home.counters, name="resident-counters"),
    path("sign-in/", signin.ask_phone, name="resident-sign-in"),
    path("sign-in/code", signin.check_code, name="resident-sign-in-code"),
    path("sign-out", signin.sign_out, name="resident-sign-out"),
    path("file/", filing.what, name="resident-file"),
    path("file/where", filing.where, name="resident-file-where"),
    path("file/photos/<slug:digest>", filing.draft_photo, name="resident-draft-photo"),
    path("file/check", filing.check, name="resident-file-check"),
    path("mine/", matters.mine, name="resident-mine"),
    path("c/<str:code>/", matters.show, name="resident-case"),
    path("c/<str:code>/filed", matters.filed, name="resident-filed"),
    path("c/<str:code>/receipt.pdf", matters.receipt, name="resident-receipt"),
    path("c/<str:code>/deadline", matters.deadline, name="resident-deadline"),
    path("c/<str:code>/files/<int:photo_id>", matters.photo, name="resident-photo"),
    path("c/<str:code>/urge", matters.urge, name="resident-urge"),
    path("c/<str:code>/supplement", matters.supplement, name="resident-supplement"),
    path("c/<str:code>/rate", matters.rate, name="resident-rate"),
    path("c/<str:code>/reopen", matters.reopen, name="resident-reopen"),
    path("me/", me.me, name="resident-me"),
    path("me/looked", me.looked, name="resident-looked"),
    path("me/messages", me.inbox, name="resident-inbox"),
    path("me/export.json", me.export, name="resident-export"),
    path("me/consents/<slug:purpose>/withdraw", me.withdraw, name="resident-withdraw"),
    path("me/sessions/<int:session_id>/end", me.end_session, name="resident-end-session"),
    # --- Staff sign-in ----------------------------------------------------------------------------
    # Only these of allauth's: no signing up, nothing by e-mail.
    path("staff/login/", account.login, name="account_login"),
    path("staff/logout/", account.logout, name="account_logout"),
    path("staff/inactive/", account.account_inactive, name="account_inactive"),
    path("staff/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("staff/password/", account.password_change, name="account_change_password"),
    path("staff/factors/", include("allauth.mfa.urls")),
    path("staff/sessions/", include("allauth.usersessions.urls")),
    # --- The desk ---------------------------------------------------------------------------------
    path("desk/", desk.todo, name="desk"),
    path("desk/post", desk.choose_post, name="desk-post"),
    path("desk/cases/", desk.cases, name="desk-cases"),
    path("desk/cases/export", desk.export, name="desk-export"),
    path("desk/cases/export/<int:entry>.<slug:form>", desk.exported, name="desk-exported"),
    path("desk/c/<slug:code>/", desk.case, name="desk-case"),
    path("desk/c/<slug:code>/clocks", desk.clocks, name="desk-clocks"),
    path("desk/c/<slug:code>/paper", desk.paper, name="desk-paper"),
    path("desk/c/<slug:code>/photo/<int:photo>", desk.photo, name="desk-photo"),
    path("desk/c/<slug:code>/contact", desk.contact, name="desk-contact"),
    path("desk/c/<slug:code>/contact/seen", desk.contact_seen, name="desk-contact-seen"),
    path("desk/c/<slug:code>/do/<slug:step>", desk.step, name="desk-step"),
    path("desk/file/", desk.file, name="desk-file"),
    path("desk/file/<slug:code>/receipt", desk.receipt, name="desk-receipt"),
    path("desk/import/", desk.sheets, name="desk-import"),
    path("desk/import/template.xlsx", desk.sheet_template, name="desk-import-template"),
    path("desk/import/<int:sheet>/", desk.sheet, name="desk-sheet"),
    path("desk/import/<int:sheet>/run", desk.run_sheet, name="desk-sheet-run"),
    path("desk/import/<int:sheet>/progress", desk.sheet_progress, name="desk-sheet-progress"),
    path("desk/import/<int:sheet>/stop", desk.stop_sheet, name="desk-sheet-stop"),
    path("desk/import/<int:sheet>/report.xlsx", desk.sheet_report, name="desk-sheet-report"),
    path("desk/calendar/", desk.calendar, name="desk-calendar"),
    path("desk/calendar/year", desk.load_year, name="desk-calendar-year"),
    path("desk/calendar/day", desk.set_day, name="desk-calendar-day"),
    path("desk/limits/", desk.limits, name="desk-limits"),
    path("desk/limits/publish", desk.publish_limit, name="desk-limits-publish"),
    path("desk/offices/", desk.offices, name="desk-offices"),
    path("desk/people/", desk.people, name="desk-people"),
    path("desk/people/open", desk.open_account, name="desk-people-open"),
    path("desk/people/<int:person>/appoint", desk.appoint, name="desk-people-appoint"),
    path("desk/people/<int:person>/close", desk.close_account, name="desk-people-close"),
    path("desk/people/post/<int:post>/end", desk.end_post, name="desk-people-end"),
    path("desk/audit/", desk.audit, name="desk-audit"),
    path("desk/audit/looks", desk.looks, name="desk-looks"),
    path("desk/audit/proof", desk.proof, name="desk-proof"),
    # --- The board --------------------------------------------------------------------------------
    path("board/", board.board, name="board"),
    path("board/town/<slug:code>/", board.town, name="board-town"),
    path("board/offices/", board.offices, name="board-offices"),
    path("board/cases/", board.cases, name="board-cases"),
    path("board/sheet/<slug:name>.csv", board.sheet, name="board-sheet"),
]
