from django.db import models


class SignInCode(models.Model):
    """验证码: a one-time code for one phone; kept only as a keyed digest."""

    phone_index = models.BinaryField()
    digest = models.BinaryField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["phone_index", "-id"], name="code_by_phone")]


class Attempt(models.Model):
    """限频记录: one counter per thing limited and time window, shared by every process."""

    bucket = models.CharField(max_length=120)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bucket", "since"], name="one_counter_per_window")]
        indexes = [models.Index(fields=["since"], name="attempt_by_window")]
