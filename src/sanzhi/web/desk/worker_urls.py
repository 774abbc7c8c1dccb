"""社工和个案的地址: those of the desk."""

from django.urls import path

from sanzhi.web.desk.views import casework, workers

urlpatterns = [
    path("workers/", workers.workers, name="desk-workers"),
    path("workers/new", workers.enter, name="desk-worker-new"),
    path("workers/<int:social_worker>/", workers.worker, name="desk-worker"),
    path("workers/<int:social_worker>/register", workers.register, name="desk-worker-register"),
    path("workers/<int:social_worker>/train", workers.train, name="desk-worker-train"),
    path("workers/<int:social_worker>/leave", workers.leave, name="desk-worker-leave"),
    path("workers/<int:social_worker>/reassign", workers.reassign, name="desk-worker-reassign"),
    path("allowances/", workers.allowances, name="desk-allowances"),
    path("allowances/rule", workers.set_rule, name="desk-allowance-rule"),
    path("allowances/propose", workers.propose, name="desk-allowance-propose"),
    path("allowances/agree", workers.agree, name="desk-allowance-agree"),
    path("allowances/sheet", workers.sheet, name="desk-allowance-sheet"),
    path("allowances/<int:allowance>/refuse", workers.refuse, name="desk-allowance-refuse"),
    path("casework/", casework.caseworks, name="desk-caseworks"),
    path("casework/new", casework.new, name="desk-casework-new"),
    path("casework/<int:casework>/", casework.casework, name="desk-casework"),
    path("casework/<int:casework>/look", casework.look, name="desk-casework-look"),
    path("casework/<int:casework>/to/<slug:stage>", casework.advance, name="desk-casework-advance"),
    path("casework/<int:casework>/session", casework.session, name="desk-casework-session"),
    path("casework/<int:casework>/close", casework.close, name="desk-casework-close"),
    path("casework/<int:casework>/hand", casework.hand, name="desk-casework-hand"),
    path("casework/<int:casework>/keep", casework.keep, name="desk-casework-keep"),
    path("casework/<int:casework>/supervise", casework.supervise, name="desk-casework-supervise"),
]
