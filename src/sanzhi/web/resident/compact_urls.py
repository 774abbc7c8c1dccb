"""公约的地址: those that anybody opens, and those of who lives there."""

from django.urls import path

from sanzhi.web.resident.views import compacts, compacts_mine

urlpatterns = [
    path("compacts/", compacts.compacts, name="resident-compacts"),
    path("compacts/<int:compact>/", compacts.compact, name="resident-compact"),
    path("compacts/<int:compact>/card.pdf", compacts.card, name="resident-compact-card"),
    path("compacts/appraisals/<int:appraisal>/certificate.pdf", compacts.certificate, name="resident-compact-certificate"),
    path("compacts/<int:compact>/mine", compacts_mine.mine, name="resident-compact-mine"),
    path("compacts/<int:compact>/sign", compacts_mine.sign, name="resident-compact-sign"),
    path("compacts/versions/<int:draft>/withdraw", compacts_mine.withdraw, name="resident-compact-withdraw"),
    path("compacts/clauses/<int:clause>/opinion", compacts_mine.give_opinion, name="resident-compact-opinion"),
    path("compacts/appraisals/<int:appraisal>/score", compacts_mine.score, name="resident-compact-score"),
]  # fmt: skip
