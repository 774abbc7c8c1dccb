"""议事的地址: what a resident opens of meetings and votes."""

from django.urls import path

from sanzhi.web.resident.views import draws, meetings, proposals, results

urlpatterns = [
    path("councils/", results.councils, name="resident-councils"),
    path("councils/<int:council>/", results.council, name="resident-council"),
    path("councils/results/<int:result>/", results.result, name="resident-result"),
    path("meetings/<int:meeting>/minutes", results.minutes, name="resident-minutes"),
    path("meetings/", meetings.meetings, name="resident-meetings"),
    path("meetings/rules", meetings.rules, name="resident-meeting-rules"),
    path("meetings/<int:meeting>/", meetings.meeting, name="resident-meeting"),
    path("meetings/at/<slug:door>/", meetings.door, name="resident-meeting-door"),
    path("meetings/topics/<int:topic>/vote", meetings.vote, name="resident-topic-vote"),
    path("meetings/topics/<int:topic>/ballot", meetings.ballot, name="resident-topic-ballot"),
    path("meetings/topics/<int:topic>/receipt", meetings.receipt, name="resident-topic-receipt"),
    path("proposals/", proposals.proposals, name="resident-proposals"),
    path("proposals/new", proposals.propose, name="resident-propose"),
    path("proposals/<int:proposal_no>/", proposals.proposal, name="resident-proposal"),
    path("proposals/<int:proposal_no>/support", proposals.support, name="resident-proposal-support"),
    path("proposals/<int:proposal_no>/amend", proposals.amend, name="resident-proposal-amend"),
    path("draws/", draws.draws, name="resident-draws"),
    path("draws/<int:draw>/", draws.a_draw, name="resident-draw"),
    path("draws/<int:draw>/lots.<slug:form>", draws.lots, name="resident-draw-lots"),
    path("draws/<int:draw>/witness", draws.stand_by, name="resident-draw-witness"),
    path("errands/<int:errand>/", proposals.task, name="resident-task"),
    path("errands/<int:errand>/photo", proposals.task_photo, name="resident-task-photo"),
]
