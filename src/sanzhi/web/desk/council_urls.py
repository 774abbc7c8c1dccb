"""议事的地址: those of the desk."""

from django.urls import path

from sanzhi.web.desk.views import councils, meetings, papers, votes

urlpatterns = [
    path("councils/", councils.councils, name="desk-councils"),
    path("councils/new", councils.new_council, name="desk-council-new"),
    path("councils/<int:council>/", councils.council, name="desk-council"),
    path("councils/<int:council>/add", councils.add_member, name="desk-council-add"),
    path("councils/<int:council>/import", councils.import_members, name="desk-council-import"),
    path("councils/<int:council>/roster.pdf", councils.roster_paper, name="desk-council-roster"),
    path("councils/<int:council>/end", councils.end_council, name="desk-council-end"),
    path("councils/<int:council>/call", meetings.call, name="desk-council-call"),
    path("councils/members/<int:member>/end", councils.end_member, name="desk-member-end"),
    path("meetings/", meetings.meetings, name="desk-meetings"),
    path("meetings/<int:meeting>/", meetings.meeting, name="desk-meeting"),
    path("meetings/<int:meeting>/item", meetings.put_item, name="desk-meeting-item"),
    path("meetings/<int:meeting>/notice", meetings.send_notice, name="desk-meeting-notice"),
    path("meetings/<int:meeting>/open", meetings.open_meeting, name="desk-meeting-open"),
    path("meetings/<int:meeting>/close", meetings.close_meeting, name="desk-meeting-close"),
    path("meetings/<int:meeting>/cancel", meetings.cancel_meeting, name="desk-meeting-cancel"),
    path("meetings/<int:meeting>/again", meetings.reconvene, name="desk-meeting-again"),
    path("meetings/<int:meeting>/roll/", meetings.roll, name="desk-meeting-roll"),
    path("meetings/<int:meeting>/quorum", meetings.quorum, name="desk-meeting-quorum"),
    path("meetings/<int:meeting>/proxy", meetings.enter_proxy, name="desk-meeting-proxy"),
    path("meetings/<int:meeting>/door.pdf", meetings.door_paper, name="desk-meeting-door"),
    path("meetings/topics/<int:topic>/", votes.topic, name="desk-topic"),
    path("meetings/topics/<int:topic>/drop", votes.drop, name="desk-topic-drop"),
    path("meetings/topics/<int:topic>/recuse", votes.recuse, name="desk-topic-recuse"),
    path("meetings/topics/<int:topic>/open", votes.open_vote, name="desk-topic-open"),
    path("meetings/topics/<int:topic>/vote", votes.vote_for, name="desk-topic-vote"),
    path("meetings/topics/<int:topic>/paper", votes.hand_out, name="desk-topic-paper"),
    path("meetings/topics/<int:topic>/count", votes.count_by_hand, name="desk-topic-count"),
    path("meetings/topics/<int:topic>/papers/", papers.entered, name="desk-topic-papers"),
    path("meetings/topics/<int:topic>/papers/mend", papers.mend, name="desk-topic-papers-mend"),
    path("meetings/topics/<int:topic>/papers/count", papers.count, name="desk-topic-papers-count"),
    path("meetings/topics/<int:topic>/ballots.pdf", papers.ballots, name="desk-topic-ballots"),
    path("meetings/topics/<int:topic>/close", votes.close_vote, name="desk-topic-close"),
    path("meetings/topics/<int:topic>/votes.<slug:form>", votes.export, name="desk-topic-export"),
]
