"""Every address on one page. Each view carries its `access_rule`; a house test looks."""

from django.urls import URLPattern, URLResolver, include, path

from sanzhi.web.resident.views import filing, home, matters, me, signin
from sanzhi.web.ui import views as ui

urlpatterns: list[URLPattern | URLResolver] = [
    # --- The component library and what every face shares ---------------------------------------
    path("ui/", ui.gallery, name="ui-gallery"),
    path("ui/type", ui.choose_type, name="ui-type"),
    path("ui/<slug:page>/", ui.gallery, name="ui-page"),
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
    path("file/check", filing.check, name="resident-file-check"),
    path("mine/", matters.mine, name="resident-mine"),
    path("c/<str:code>/", matters.show, name="resident-case"),
    path("c/<str:code>/filed", matters.filed, name="resident-filed"),
    path("c/<str:code>/receipt.pdf", matters.receipt, name="resident-receipt"),
    path("c/<str:code>/deadline", matters.deadline, name="resident-deadline"),
    path("c/<str:code>/files/<str:digest>", matters.photo, name="resident-photo"),
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
    path("staff/", include("allauth.urls")),
    # --- The desk ---------------------------------------------------------------------------------
    # --- The board --------------------------------------------------------------------------------
]
