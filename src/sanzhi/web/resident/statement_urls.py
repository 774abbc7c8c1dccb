"""积分证明的地址: the resident's own, and what a bank's system reads to check one."""

from django.urls import path

from sanzhi.web.resident.views import signed, statements

urlpatterns = [
    path("me/statements/", statements.statements, name="resident-statements"),
    path("me/statements/new", statements.new_statement, name="resident-statement-new"),
    path("me/statements/code", statements.send_code, name="resident-statement-code"),
    path("me/statements/confirm", statements.confirm, name="resident-statement-confirm"),
    path("me/statements/issue", statements.issue_statement, name="resident-statement-issue"),
    path("me/statements/<int:statement>/", statements.statement, name="resident-statement"),
    path(
        "me/statements/<int:statement>/paper.pdf", statements.statement_paper, name="resident-statement-paper"
    ),
    path("me/statements/<int:statement>/text", statements.statement_text, name="resident-statement-text"),
    path(
        "me/statements/<int:statement>/revoke", statements.revoke_statement, name="resident-statement-revoke"
    ),
    path("me/statements/<int:statement>/again", statements.ask_again, name="resident-statement-again"),
    path("statements/status/<int:number>", signed.status_list, name="statement-status-list"),
    path(".well-known/jwt-vc-issuer", signed.issuer, name="statement-issuer"),
]
