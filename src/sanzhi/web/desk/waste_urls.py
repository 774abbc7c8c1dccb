"""垃圾分类的地址: those of the desk, apart from the page of all others, which they would overfill."""

from django.urls import path

from sanzhi.web.desk.views import waste, waste_deciding, waste_figures, waste_rounds, waste_walk

urlpatterns = [
    path("", waste.overview, name="desk-waste"),
    path("bins/", waste.bins, name="desk-waste-bins"),
    path("bins/issue", waste.issue, name="desk-waste-issue"),
    path("bins/labels/", waste.labels, name="desk-waste-labels"),
    path("bins/labels.pdf", waste.label_sheet, name="desk-waste-label-sheet"),
    path("bins/<int:waste_bin>/", waste.bin_page, name="desk-waste-bin"),
    path("rounds/", waste_rounds.rounds, name="desk-waste-rounds"),
    path("rounds/new", waste_rounds.new_round, name="desk-waste-round-new"),
    path("rounds/<int:waste_round>/", waste_rounds.round_page, name="desk-waste-round"),
    path("rounds/<int:waste_round>/start", waste_rounds.start, name="desk-waste-round-start"),
    path("rounds/<int:waste_round>/finish", waste_rounds.finish, name="desk-waste-round-finish"),
    path("rounds/<int:waste_round>/drop", waste_rounds.drop, name="desk-waste-round-drop"),
    path("walk/", waste_walk.walk, name="desk-waste-walk"),
    path("walk/worker.js", waste_walk.worker, name="desk-waste-worker"),
    path("walk/session", waste_walk.session, name="desk-waste-session"),
    path("walk/sync", waste_walk.sync, name="desk-waste-sync"),
    path("photos/<int:inspection>", waste_deciding.photo, name="desk-waste-photo"),
    path("conflicts/", waste_deciding.conflicts, name="desk-waste-conflicts"),
    path("conflicts/<int:conflict>/", waste_deciding.conflict, name="desk-waste-conflict"),
    path("conflicts/<int:conflict>/photo", waste_deciding.second_photo, name="desk-waste-second-photo"),
    path("appeals/", waste_deciding.appeals, name="desk-waste-appeals"),
    path("appeals/<int:waste_appeal>/", waste_deciding.appeal, name="desk-waste-appeal"),
    path("samples/", waste_deciding.samples, name="desk-waste-samples"),
    path("review/", waste_deciding.review, name="desk-waste-review"),
    path("review/<int:waste_review>", waste_deciding.reviewed, name="desk-waste-reviewed"),
    path("review/<int:waste_review>/photo", waste_deciding.blind_photo, name="desk-waste-blind-photo"),
    path("rates/", waste_figures.rates, name="desk-waste-rates"),
    path("rates/rows", waste_figures.rows, name="desk-waste-rows"),
    path("drift/", waste_figures.drift, name="desk-waste-drift"),
    path("help/", waste_figures.to_help, name="desk-waste-help"),
    path("help/<int:household>", waste_figures.visit, name="desk-waste-visit"),
    path("points/", waste_figures.points, name="desk-waste-points"),
    path("points/<int:claim>/correct", waste_figures.correct, name="desk-waste-correct"),
]
