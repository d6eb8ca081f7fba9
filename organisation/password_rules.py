"""The rules for passwords are Django's; the words are ours, short and in the second person."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """At least so many characters; a sentence is fine."""

    def get_help_text(self) -> str:
        """Before it goes wrong."""
        return _("At least %(number)d characters; a sentence is easy to remember.") % {"number": self.min_length}

    def get_error_message(self) -> str:
        """When it goes wrong."""
        return _("This password is too short. At least %(number)d characters are needed.") % {"number": self.min_length}


class NotWellKnown(CommonPasswordValidator):
    """Not on the list of passwords that everybody tries first."""

    def get_help_text(self) -> str:
        """Before it goes wrong."""
        return _("Not a password that many people use.")

    def get_error_message(self) -> str:
        """When it goes wrong."""
        return _("Many people use this password. Choose another one.")


class NotOneself(UserAttributeSimilarityValidator):
    """Not one's name or address."""

    def get_help_text(self) -> str:
        """Before it goes wrong."""
        return _("Not your own name or e-mail address.")

    def get_error_message(self) -> str:
        """When it goes wrong; Django fills in what it looks like, which is left out here."""
        return _("This password looks like your own name or e-mail address. Choose another one.")
