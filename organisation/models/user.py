"""Somebody who works with the system."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from shared.ids import uuid7


class Discipline(models.TextChoices):
    """What kind of work somebody does; it decides which forms and which home page come first."""

    SUPPORT = "support", _("Individual support")
    GROUPS = "groups", _("Groups and youth work")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood and community work")
    NURSING = "nursing", _("District nursing")


class Accounts(BaseUserManager["User"]):
    """Makes people who log in by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new person; without a password nobody can log in until an invitation is taken up."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "User":
        """Looked up without regard for capitals."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person of the organisation (or a reader of the municipality). Rights come from memberships, never from here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    discipline = models.CharField(max_length=20, choices=Discipline.choices, blank=True)
    language = models.CharField(max_length=5, choices=[("nl", "Nederlands"), ("en", "English")], default="nl")
    phone = models.CharField(max_length=20, blank=True)
    # After how many weeks without any contact a plan asks for attention; empty switches that off.
    quiet_weeks = models.PositiveSmallIntegerField(null=True, blank=True, default=6)
    # Hash of the short code that ends "looking together"; empty: the password does.
    unlock_code = models.CharField(max_length=128, blank=True, editable=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """What colleagues and residents call this person."""
        return self.name.split(" ")[0]

    @property
    def initials(self) -> str:
        """Two letters for the round button at the top."""
        words = self.name.split()
        return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else self.name[:2].upper()
