from .asking import answer_objection, object_to, take_further
from .drafting import NewLine, NewNotice, change_draft, draft_notice, drop_draft
from .posting import extend_notice, post_notice, prove_posted, recall_notice, withdraw_notice
from .reference import load_reference, publish_notice_rule, set_duty_areas
