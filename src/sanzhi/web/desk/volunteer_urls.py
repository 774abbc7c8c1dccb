"""志愿服务的地址: those of the desk."""

from django.urls import path

from sanzhi.web.desk.views import volunteer_hours, volunteering

urlpatterns = [
    path("volunteering/", volunteering.overview, name="desk-volunteering"),
    path("volunteering/new", volunteering.new_activity, name="desk-activity-new"),
    path("volunteering/<int:activity>/", volunteering.activity, name="desk-activity"),
    path("volunteering/<int:activity>/template", volunteering.put_template, name="desk-activity-template"),
    path("volunteering/<int:activity>/build", volunteering.build, name="desk-activity-build"),
    path("volunteering/<int:activity>/shift", volunteering.add_shift, name="desk-activity-shift"),
    path("volunteering/<int:activity>/end", volunteering.end_activity, name="desk-activity-end"),
    path("volunteering/weekly/<int:weekly>/end", volunteering.end_template, name="desk-weekly-end"),
    path("volunteering/shifts/<int:turnout>/", volunteer_hours.shift, name="desk-turnout"),
    path("volunteering/shifts/<int:turnout>/code.pdf", volunteer_hours.code, name="desk-turnout-code"),
    path("volunteering/shifts/<int:turnout>/cancel", volunteer_hours.cancel, name="desk-turnout-cancel"),
    path("volunteering/shifts/<int:turnout>/sign", volunteer_hours.sign_for, name="desk-turnout-sign"),
    path("volunteering/served/<int:signup>/in", volunteer_hours.come, name="desk-signup-in"),
    path("volunteering/served/<int:signup>/out", volunteer_hours.go, name="desk-signup-out"),
    path("volunteering/served/<int:signup>/missed", volunteer_hours.missed, name="desk-signup-missed"),
    path("volunteering/served/<int:signup>/confirm", volunteer_hours.confirm, name="desk-signup-confirm"),
    path("volunteering/corrections/<int:correction>/", volunteer_hours.correction, name="desk-correction"),
    path("volunteering/certificates/", volunteer_hours.certificates, name="desk-testimonies"),
    path("volunteering/certificates/<int:testimony>/", volunteer_hours.certificate, name="desk-testimony"),
    path(
        "volunteering/certificates/<int:testimony>/show",
        volunteer_hours.show_inside,
        name="desk-testimony-show",
    ),
    path(
        "volunteering/certificates/<int:testimony>/issue", volunteer_hours.issue, name="desk-testimony-issue"
    ),
    path(
        "volunteering/certificates/<int:testimony>/refuse",
        volunteer_hours.refuse,
        name="desk-testimony-refuse",
    ),
    path(
        "volunteering/certificates/<int:testimony>/revoke",
        volunteer_hours.revoke,
        name="desk-testimony-revoke",
    ),
]
