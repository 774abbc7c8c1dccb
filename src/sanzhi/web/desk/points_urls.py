"""积分的地址: those of the desk, apart from the page of all others, which they would overfill."""

from django.urls import path

from sanzhi.web.desk.views import households, points_rounds, points_years, standards
from sanzhi.web.desk.views import points as desk_points

urlpatterns = [
    path("points/", desk_points.overview, name="desk-points"),
    path("points/claims/", desk_points.claims, name="desk-points-claims"),
    path("points/record", desk_points.record, name="desk-points-record"),
    path("points/claims/<int:claim>/", desk_points.claim, name="desk-points-claim"),
    path("points/claims/<int:claim>/photos/<int:evidence>", desk_points.photo, name="desk-points-photo"),
    path("points/claims/<int:claim>/verify", desk_points.verify, name="desk-points-verify"),
    path("points/claims/<int:claim>/return", desk_points.return_claim, name="desk-points-return"),
    path("points/claims/<int:claim>/reject", desk_points.reject, name="desk-points-reject"),
    path("points/claims/<int:claim>/serve", desk_points.serve, name="desk-points-serve"),
    path("points/claims/<int:claim>/revise", desk_points.revise, name="desk-points-revise"),
    path("points/scoring/", points_rounds.scoring, name="desk-points-scoring"),
    path("points/scoring/<int:claim>", points_rounds.score, name="desk-points-score"),
    path("points/rounds/", points_rounds.rounds, name="desk-points-rounds"),
    path("points/rounds/close/<slug:area>", points_rounds.close, name="desk-points-close"),
    path("points/rounds/<int:round>/", points_rounds.round, name="desk-points-round"),
    path("points/rounds/<int:round>/enter", points_rounds.enter, name="desk-points-enter"),
    path("points/panel/<slug:area>/", households.panel, name="desk-panel"),
    path("points/panel/<slug:area>/<int:person>/end", households.unseat, name="desk-panel-end"),
    path("points/years/", points_years.years, name="desk-points-years"),
    path("points/years/<int:year>/expire", points_years.expire, name="desk-points-expire"),
    path("points/transfers/", households.transfers, name="desk-transfers"),
    path("points/transfers/new", households.new_transfer, name="desk-transfer-new"),
    path("points/transfers/<int:transfer>", households.decide_transfer, name="desk-transfer"),
    path("households/", households.households, name="desk-households"),
    path("households/<int:household>/", households.household, name="desk-household"),
    path("standards/", standards.standards, name="desk-standards"),
    path("standards/new", standards.new_standard, name="desk-standard-new"),
    path("standards/<int:standard>/", standards.standard, name="desk-standard"),
    path("standards/<int:standard>/try", standards.try_standard, name="desk-standard-try"),
    path("standards/<int:standard>/head", standards.head, name="desk-standard-head"),
    path("standards/<int:standard>/items/<slug:item>/", standards.item, name="desk-standard-item"),
    path(
        "standards/<int:standard>/items/<slug:item>/drop",
        standards.drop_item,
        name="desk-standard-drop-item",
    ),
    path("standards/<int:standard>/adopt", standards.adopt, name="desk-standard-adopt"),
    path("standards/<int:standard>/drop", standards.drop, name="desk-standard-drop"),
    path("standards/<int:standard>/publish", standards.publish, name="desk-standard-publish"),
    path("standards/<int:standard>/consult", standards.consult, name="desk-standard-consult"),
    path("standards/<int:standard>/send", standards.send, name="desk-standard-send"),
    path("standards/<int:standard>/review", standards.review, name="desk-standard-review"),
    path("standards/<int:standard>/vote", standards.vote, name="desk-standard-vote"),
    path("standards/<int:standard>/back", standards.back, name="desk-standard-back"),
    path("standards/<int:standard>/repeal", standards.repeal, name="desk-standard-repeal"),
]
