"""公开与公示的地址: notices, their rules, and objections to them."""

from django.urls import path

from sanzhi.web.desk import views

urlpatterns = [
    path("notices/", views.notices, name="desk-notices"),
    path("notices/new", views.new_notice, name="desk-notice-new"),
    path("notices/rules/", views.notice_rules, name="desk-notice-rules"),
    path("notices/rules/<slug:code>/areas", views.duty_areas, name="desk-duty-areas"),
    path("notices/<int:notice>/", views.notice, name="desk-notice"),
    path("notices/<int:notice>/change", views.change_notice, name="desk-notice-change"),
    path("notices/<int:notice>/drop", views.drop_notice, name="desk-notice-drop"),
    path("notices/<int:notice>/post", views.post_notice, name="desk-notice-post"),
    path("notices/<int:notice>/prove", views.prove_notice, name="desk-notice-prove"),
    path("notices/<int:notice>/proof/<int:proof>", views.notice_proof, name="desk-notice-proof"),
    path("notices/<int:notice>/extend", views.extend_notice, name="desk-notice-extend"),
    path("notices/<int:notice>/withdraw", views.withdraw_notice, name="desk-notice-withdraw"),
    path("objections/<int:objection>/", views.answer_objection, name="desk-objection"),
]
