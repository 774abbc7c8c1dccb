"""警情的地址: those of the desk, apart from the page of all others, which they would overfill."""

from django.urls import path

from sanzhi.web.desk.views import alarm_sheets, alarms, nails, nets

urlpatterns = [
    path("alarms/", alarms.alarms, name="desk-alarms"),
    path("alarms/import", alarms.import_alarms, name="desk-alarm-import"),
    path("alarms/sheets/<int:asheet>/", alarm_sheets.sheet, name="desk-alarm-sheet"),
    path("alarms/sheets/<int:asheet>/progress", alarm_sheets.progress, name="desk-alarm-sheet-progress"),
    path("alarms/sheets/<int:asheet>/run/<slug:how>", alarm_sheets.run, name="desk-alarm-sheet-run"),
    path("alarms/sheets/<int:asheet>/stop", alarm_sheets.stop, name="desk-alarm-sheet-stop"),
    path("alarms/template.xlsx", alarms.template, name="desk-alarm-template"),
    path("alarms/days", alarms.days, name="desk-alarm-days"),
    path("alarms/joint/", nets.joint_calls, name="desk-joint-calls"),
    path("alarms/joint/<int:joint>/", nets.joint_call, name="desk-joint-call"),
    path("alarms/a/<slug:alarm_no>/", alarms.alarm, name="desk-alarm"),
    path("alarms/a/<slug:alarm_no>/ask", alarms.ask_joint, name="desk-alarm-ask"),
    path("alarms/a/<slug:alarm_no>/party", alarms.add_party, name="desk-alarm-party"),
    path("nails/", nails.nails, name="desk-nails"),
    path("nails/proposals/", nails.proposals, name="desk-nail-proposals"),
    path("nails/proposals/<int:proposal>/", nails.proposal, name="desk-nail-proposal"),
    path("nails/<int:nail>/", nails.nail, name="desk-nail"),
    path("nails/<int:nail>/step", nails.add_step, name="desk-nail-step"),
    path("nails/<int:nail>/review", nails.review, name="desk-nail-review"),
    path("nails/<int:nail>/performed", nails.perform, name="desk-nail-performed"),
    path("nails/<int:nail>/follow-up", nails.follow_up, name="desk-nail-follow-up"),
    path("nails/<int:nail>/remove", nails.remove, name="desk-nail-remove"),
    path("nails/steps/<int:nail_step>/done", nails.finish_step, name="desk-nail-step-done"),
    path("nails/rules/", nails.rulebook, name="desk-nail-rules"),
    path("nails/rules/new", nails.draft_rule, name="desk-nail-rule-new"),
    path("nails/rules/<int:nail_rule>/publish", nails.publish_rule, name="desk-nail-rule-publish"),
    path("clues/", nets.clues, name="desk-clues"),
    path("clues/mine", nets.my_clues, name="desk-my-clues"),
    path("clues/<int:clue>/take", nets.take_clue, name="desk-clue-take"),
    path("clues/<int:clue>/close", nets.close_clue, name="desk-clue-close"),
]
