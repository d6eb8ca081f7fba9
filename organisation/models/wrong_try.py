"""Tries at something short that can be guessed: counted here, so that all web processes count together."""

from django.db import models


class WrongTry(models.Model):
    """One try that failed or is still under way. Of whom is a salted hash, kept for a day at most."""

    whose = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["whose", "at"], name="tries_of_somebody")]

    def __str__(self) -> str:
        return str(self.at)
