"""调解的地址: those of the desk, apart from the page of all others, which they would overfill."""

from django.urls import path

from sanzhi.web.desk.views import disputes, mediation

urlpatterns = [
    path("disputes/", disputes.disputes, name="desk-disputes"),
    path("disputes/new", disputes.new_dispute, name="desk-dispute-new"),
    path("disputes/figures", mediation.figures, name="desk-dispute-figures"),
    path("disputes/rulings/<int:number>", disputes.ruling, name="desk-dispute-ruling"),
    path("disputes/<str:matter>/", disputes.dispute, name="desk-dispute"),
    path("disputes/<str:matter>/do/<slug:verb>", disputes.do, name="desk-dispute-do"),
    path("disputes/<str:matter>/notes/<int:session>", disputes.note, name="desk-dispute-note"),
    path("disputes/<str:matter>/papers/<int:number>", disputes.photo, name="desk-dispute-photo"),
    path("disputes/<str:matter>/dossier", disputes.open_dossier, name="desk-dispute-open"),
    path("disputes/<str:matter>/dossier.pdf", disputes.dossier, name="desk-dispute-dossier"),
    path("disputes/<str:matter>/record.<str:form>", disputes.export, name="desk-dispute-export"),
    path("bodies/", mediation.bodies, name="desk-bodies"),
    path("bodies/new", mediation.new_body, name="desk-body-new"),
    path("bodies/<int:body>/", mediation.body, name="desk-body"),
    path("bodies/<int:body>/poster.pdf", mediation.poster, name="desk-body-poster"),
    path("bodies/<int:body>/elect", mediation.elect, name="desk-body-elect"),
    path("bodies/<int:body>/appoint", mediation.appoint, name="desk-body-appoint"),
    path("subsidies/", mediation.subsidies, name="desk-subsidies"),
    path("subsidies/<int:case>/refuse", mediation.refuse_subsidy, name="desk-subsidy-refuse"),
    path("subsidies/<int:case>/<slug:move>", mediation.move_subsidy, name="desk-subsidy-move"),
    path("stations/", mediation.stations, name="desk-stations"),
    path("stations/new", mediation.new_station, name="desk-station-new"),
]
