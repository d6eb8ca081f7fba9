"""What somebody is still typing: a form that was not sent yet."""

from django.db import models

from shared.ids import uuid7


class Draft(models.Model):
    """The fields of one form that stands open, by the key it will be sent with. Nobody but its writer ever sees it.

    `fields` is {name: [texts]} as the browser would send it, without what proves who somebody is; empty once everything
    typed was taken back. `number` counts on the page, so that a late older one never replaces a newer one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    path = models.CharField(max_length=200)
    fields = models.JSONField(default=dict)
    number = models.PositiveBigIntegerField()
    saved_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_draft_for_each_form")]
        indexes = [models.Index(fields=["user", "-saved_at"], name="drafts_of_somebody")]

    def __str__(self) -> str:
        return str(self.pk)
