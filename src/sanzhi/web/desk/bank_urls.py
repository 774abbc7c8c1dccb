"""核对积分证明的地址: those of a bank's officer."""

from django.urls import path

from sanzhi.web.desk import views as desk

urlpatterns = [
    path("statements/", desk.statements, name="desk-statements"),
    path("statements/check", desk.check_statement, name="desk-statement-check"),
    path("statements/seen/<int:checking>", desk.statement_seen, name="desk-statement-seen"),
    path("statements/<int:statement>/answer", desk.answer_statement, name="desk-statement-answer"),
    path("statements/scan/<str:ticket>/", desk.statement_ticket, name="desk-statement"),
]
