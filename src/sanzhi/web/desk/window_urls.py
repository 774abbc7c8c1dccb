"""一窗通办的地址: those of the desk."""

from django.urls import path

from sanzhi.web.desk.views import halls, handovers, windows

urlpatterns = [
    path("windows/", windows.windows, name="desk-windows"),
    path("windows/ticket", windows.take, name="desk-window-take"),
    path("windows/book", windows.book, name="desk-window-book"),
    path("windows/figures", windows.figures, name="desk-window-figures"),
    path("windows/<int:window>/next", windows.call_next, name="desk-window-next"),
    path("windows/<int:window>/open", halls.open_counter, name="desk-window-open"),
    path("windows/n/<int:queued>/again", windows.again, name="desk-ticket-again"),
    path("windows/n/<int:queued>/gone", windows.gone, name="desk-ticket-gone"),
    path("windows/n/<int:queued>/served", windows.served, name="desk-ticket-served"),
    path("windows/n/<int:queued>/pass", windows.pass_on, name="desk-ticket-pass"),
    path("windows/n/<int:queued>/tie", windows.tie, name="desk-ticket-tie"),
    path("windows/hall/", halls.hall, name="desk-hall"),
    path("windows/hall/open", halls.open_hall, name="desk-hall-open"),
    path("windows/hall/counter", halls.put_counter, name="desk-hall-counter"),
    path("windows/hall/shift", halls.put_shift, name="desk-hall-shift"),
    path("windows/hall/shift/<int:shift>/end", halls.end_shift, name="desk-hall-shift-end"),
    path("handovers/", handovers.handovers, name="desk-handovers"),
    path("handovers/<int:handover>/", handovers.handover, name="desk-handover"),
    path("handovers/<int:handover>/receive", handovers.receive, name="desk-handover-receive"),
    path("handovers/<int:handover>/back", handovers.send_back, name="desk-handover-back"),
    path("handovers/<int:handover>/take", handovers.take_back, name="desk-handover-take"),
    path("handovers/<int:handover>/answer", handovers.answer, name="desk-handover-answer"),
    path("handovers/<int:handover>/rule", handovers.rule, name="desk-handover-rule"),
    path("handovers/of/<slug:code>/", handovers.hand_over, name="desk-hand-over"),
    path("windows/hall/poster.pdf", halls.poster, name="desk-hall-poster"),
]
