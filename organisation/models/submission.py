"""A form that arrived, so that the same form arriving again is answered and not done again."""

from django.db import models
from django.db.models.functions import Now


class Submission(models.Model):
    """Key, sender, fingerprint of what was sent, and the answer; stored in the transaction of the work itself."""

    pk = models.CompositePrimaryKey("user_id", "key")
    user = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    answer = models.CharField(max_length=200)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.key)
