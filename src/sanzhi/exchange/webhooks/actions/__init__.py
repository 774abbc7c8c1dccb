from .keeping import (
    Subscription,
    add_receiver,
    change_receiver,
    pause_receiver,
    remove_receiver,
    resume_receiver,
    rotate_secret,
)
from .pushing import AT_ONCE, claim, enqueue, forget_deliveries, settle
from .resending import resend, resend_all, send_test
