"""发展基金的地址: those of the desk."""

from django.urls import path

from sanzhi.web.desk.views import donations, fund_bids, funds, gentry

urlpatterns = [
    path("funds/", funds.funds, name="desk-funds"),
    path("funds/new", funds.open_fund, name="desk-fund-new"),
    path("funds/<int:fund>/", funds.fund, name="desk-fund"),
    path("funds/<int:fund>/gift", funds.enter_gift, name="desk-fund-gift"),
    path("funds/<int:fund>/call", funds.announce, name="desk-fund-announce"),
    path("funds/gifts/<int:gift>/confirm", funds.confirm_gift, name="desk-gift-confirm"),
    path("funds/gifts/<int:gift>/refuse", funds.refuse_gift, name="desk-gift-refuse"),
    path("funds/calls/<int:calling>/", funds.call, name="desk-fund-call"),
    path("funds/calls/<int:calling>/judge", funds.name_judge, name="desk-fund-judge"),
    path("funds/bids/<int:bid>/grant", funds.grant, name="desk-bid-grant"),
    path("funds/grants/<int:grant>/agree", funds.agree, name="desk-grant-agree"),
    path("funds/grants/<int:grant>/refuse", funds.refuse, name="desk-grant-refuse"),
    path("funds/grants/<int:grant>/end", funds.end, name="desk-grant-end"),
    path("funds/milestones/<int:milestone>/accept", funds.accept, name="desk-milestone-accept"),
    path("funds/milestones/<int:milestone>/pay", funds.pay, name="desk-milestone-pay"),
    path("judging/", fund_bids.judging, name="desk-fund-judging"),
    path("judging/<int:bid>/", fund_bids.score, name="desk-bid-score"),
    path("judging/<int:bid>/tie", fund_bids.tie, name="desk-bid-tie"),
    path("bids/", fund_bids.bids, name="desk-fund-bids"),
    path("bids/new/<int:calling>/", fund_bids.bid, name="desk-bid-new"),
    path("bids/<int:bid>/off", fund_bids.withdraw, name="desk-bid-off"),
    path("bids/milestones/<int:milestone>/report", fund_bids.report, name="desk-milestone-report"),
    path("funds/gifts/<int:gift>/use", donations.propose, name="desk-gift-use"),
    path("funds/gifts/<int:gift>/purpose", donations.purpose, name="desk-gift-purpose"),
    path("funds/purposes/<int:gift_purpose>/agree", donations.agree_purpose, name="desk-purpose-agree"),
    path("funds/purposes/<int:gift_purpose>/refuse", donations.refuse_purpose, name="desk-purpose-refuse"),
    path("funds/uses/<int:gift_use>/agree", donations.agree, name="desk-use-agree"),
    path("funds/uses/<int:gift_use>/refuse", donations.refuse, name="desk-use-refuse"),
    path("funds/uses/<int:gift_use>/pay", donations.pay, name="desk-use-pay"),
    path("funds/uses/<int:gift_use>/drop", donations.drop, name="desk-use-drop"),
    path("funds/<int:fund>/disclose/<slug:quarter>", donations.disclose, name="desk-fund-disclose"),
    path("gentry/", gentry.gentry, name="desk-gentry"),
    path("gentry/new", gentry.enter, name="desk-gentry-new"),
    path("gentry/<int:suggestion>/answer", gentry.answer, name="desk-suggestion-answer"),
]
