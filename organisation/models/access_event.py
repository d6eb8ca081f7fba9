"""Every look into a file: when, who, in which role, whose file, what, and on what ground (NEN 7513)."""

from django.db import models

from shared.ids import uuid7


class AccessEvent(models.Model):
    """One look. The resident and the plan are named by bare ids: this app knows nothing of residents.

    The app's database role may insert and read here, and nothing else.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(auto_now_add=True)
    # Empty when the resident looked, with the code and PIN of the own sheet.
    user = models.ForeignKey("organisation.User", on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey("organisation.User", on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=30)
    resident = models.UUIDField(null=True)
    plan = models.UUIDField(null=True)
    what = models.CharField(max_length=60)
    ground = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["resident", "-at"]),
            models.Index(fields=["user", "-at"]),
            models.Index(fields=["ground", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.what} ({self.ground})"
