"""Every address on one page. Each view carries its `access_rule`; a house test looks."""

from django.urls import URLPattern, URLResolver, include, path

from sanzhi.web.board import views as board
from sanzhi.web.ui import views as ui

urlpatterns: list[URLPattern | URLResolver] = [
    # --- The component library and what every face shares ---------------------------------------
    path("ui/", ui.gallery, name="ui-gallery"),
    path("ui/type", ui.choose_type, name="ui-type"),
    path("ui/<slug:page>/", ui.gallery, name="ui-page"),
    path("i18n/", include("django.conf.urls.i18n")),
    # --- The resident -----------------------------------------------------------------------------
    # --- Staff sign-in ----------------------------------------------------------------------------
    path("staff/", include("allauth.urls")),
    # --- The desk ---------------------------------------------------------------------------------
    # --- The board --------------------------------------------------------------------------------
    path("board/", board.board, name="board"),
    path("board/town/<slug:code>/", board.town, name="board-town"),
    path("board/offices/", board.offices, name="board-offices"),
    path("board/cases/", board.cases, name="board-cases"),
    path("board/sheet/<slug:name>.csv", board.sheet, name="board-sheet"),
]
