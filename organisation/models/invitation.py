"""A one-time link with which somebody new chooses a password."""

from django.db import models
from django.utils import timezone

from shared.ids import uuid7


class Invitation(models.Model):
    """Only the hash of the link is kept: whoever reads the database cannot log in with it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_open(self) -> bool:
        """Still to be used: not used, not withdrawn, not too old."""
        return self.used_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()
