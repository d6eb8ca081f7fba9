"""Signals from the neighbourhood: what somebody saw, whom it went to, and what was done with it."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models.worded import Arranged
from organisation.scope import Scope
from registration.models.base import Asked, Recorded
from shared.ids import uuid7
from signals.models.outside import CameIn, OfTeam, Outside

# A reply that says this names to whom.
PASSED_ON = "passed_on"


class KindOfSignal(models.TextChoices):
    """What kind of thing is signalled."""

    WORRY = "worry", _("a worry")
    NUISANCE = "nuisance", _("nuisance or safety")
    NEED = "need", _("a need for which there is nothing")
    DOES_NOT_FIT = "does_not_fit", _("the offer does not fit")
    CHANCE = "chance", _("a chance: something that goes well")


class Seriousness(models.IntegerChoices):
    """How serious it is."""

    GOOD_TO_KNOW = 1, _("good to know")
    MATTERS = 2, _("this matters")
    URGENT = 3, _("urgent")


class SignalQuerySet(OfTeam["NeighbourhoodSignal"]):
    """Signals by who may read them."""

    def within(self, scope: Scope | None) -> "SignalQuerySet":
        """Those of the teams in the scope, those sent or passed on to these teams or to the person, and one's own."""
        if scope is None or scope.kind != "teams":
            return self.none()
        to_me = Q(to_person=scope.user_id) | Q(professional=scope.user_id)
        named = Q(to_person=scope.user_id) | Q(to_team__in=scope.team_ids)
        passed = SignalReply.objects.filter(named, says=PASSED_ON).values("signal")
        to_me |= Q(pk__in=passed) | Q(first__in=passed)
        return self.filter(to_me | Q(team__in=scope.team_ids) | Q(to_team__in=scope.team_ids))


class NeighbourhoodSignal(Recorded, Asked, Outside, CameIn):
    """Something seen in a neighbourhood, about no resident. Never changed: a correction names what it replaces.

    What was said stands beside it in `SignalText`, so that words about a person can be wiped and the event stays; place
    and provision can be emptied too. Replies, doubles and points of an agenda hang on the first event, so that a
    correction takes none of them away.
    """

    theme = models.ForeignKey("catalogue.Theme", on_delete=models.PROTECT, related_name="+")
    # Where it was, in words, also where no area covers it.
    place = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=KindOfSignal.choices, blank=True)
    # Which provision does not fit.
    provision = models.CharField(max_length=120, blank=True)
    seriousness = models.PositiveSmallIntegerField(choices=Seriousness.choices, null=True, blank=True)
    observed_on = models.DateField()
    # Where it went when it was sent: the route of that day. A later route moves nothing.
    to_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Without an answer after this day it is shown to the team lead too.
    answer_by = models.DateField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    # Of a correction: the event that it all began with. The database fills it in where it is left out.
    first = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections", editable=False
    )
    is_taken_back = models.BooleanField(default=False)

    objects = SignalQuerySet.as_manager()

    class Meta:
        ordering = ["-observed_on", "-id"]
        indexes = [
            models.Index(fields=["team", "observed_on"]),
            models.Index(fields=["area", "theme", "observed_on"]),
            models.Index(fields=["to_person"]),
            models.Index(fields=["to_team"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_taken_back=False) | Q(replaces__isnull=False),
                name="signal_is_taken_back_by_a_correction",
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=True, replaces__isnull=True) | Q(first__isnull=False, replaces__isnull=False),
                name="signal_correction_knows_its_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.observed_on}"

    @property
    def first_pk(self) -> UUID:
        """The id of the event that it all began with: the one in addresses, on which replies hang."""
        return self.first_id or self.pk


class OfSignal(SignalQuerySet):
    """Records that belong to a signal: read by who reads the signal."""

    def within(self, scope: Scope | None) -> "OfSignal":
        """Those of the signals in the scope."""
        return self.filter(signal__in=NeighbourhoodSignal.objects.within(scope).values("pk"))


class SignalText(models.Model):
    """What was said in a signal. Wiped where it named a person: then it is empty and says who wiped it when."""

    signal = models.OneToOneField(NeighbourhoodSignal, on_delete=models.PROTECT, primary_key=True, related_name="words")
    text = models.TextField(blank=True)
    wiped_at = models.DateTimeField(null=True, blank=True, editable=False)
    wiped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = OfSignal.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(wiped_at__isnull=True) | Q(text=""), name="wiped_text_is_empty")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Reply(models.TextChoices):
    """Where a signal stands, as its last reply says."""

    SEEN = "seen", _("seen")
    WORKING = "working", _("we are working on it")
    DONE = "done", _("done")
    NOT_NOW = "not_now", _("we do nothing with it now")
    PASSED_ON = PASSED_ON, _("passed on")


class SignalReply(Recorded):
    """What somebody who must act says back. Replies are events; the last one says where the signal stands.

    Seen is no answer; every other reply is one. The first answer stops the clock. Passing on names who must act from
    then on, and until which day that may take. Where the sender said it elsewhere and it belongs to others by that
    (`of_correction`), nobody answered: the clock goes on.
    """

    signal = models.ForeignKey(NeighbourhoodSignal, on_delete=models.PROTECT, related_name="replies")
    replied_on = models.DateField()
    says = models.CharField(max_length=9, choices=Reply.choices)
    text = models.TextField(blank=True)
    to_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer_by = models.DateField(null=True, blank=True)
    of_correction = models.BooleanField(default=False, editable=False)
    wiped_at = models.DateTimeField(null=True, blank=True, editable=False)
    wiped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = OfSignal.as_manager()

    class Meta:
        ordering = ["replied_on", "id"]
        indexes = [models.Index(fields=["signal", "replied_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_person__isnull=True, to_team__isnull=True)
                | (Q(says=PASSED_ON) & (Q(to_person__isnull=True) | Q(to_team__isnull=True))),
                name="reply_goes_on_to_a_person_or_a_team",
            ),
            models.CheckConstraint(
                condition=Q(of_correction=False) | Q(says=PASSED_ON), name="reply_of_a_correction_passes_on"
            ),
            models.CheckConstraint(condition=Q(wiped_at__isnull=True) | Q(text=""), name="wiped_reply_is_empty"),
        ]

    def __str__(self) -> str:
        return self.says


class SameSignal(Recorded):
    """Somebody says that a signal is the same as another, so it counts once. Taken back by its removal."""

    signal = models.OneToOneField(NeighbourhoodSignal, on_delete=models.PROTECT, related_name="same_as")
    other = models.ForeignKey(NeighbourhoodSignal, on_delete=models.PROTECT, related_name="doubles")

    objects = OfSignal.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(signal=models.F("other")), name="signal_is_not_its_own_double")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Route(Arranged):
    """To whom signals about a theme, in an area, go. The narrowest one that fits is taken: theme and area, then one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    theme = models.ForeignKey("catalogue.Theme", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey("organisation.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer_within_days = models.PositiveSmallIntegerField(default=14)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["theme", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "area"],
                condition=Q(removed_at__isnull=True),
                nulls_distinct=False,
                name="one_route_for_theme_and_area",
            ),
            models.CheckConstraint(
                condition=Q(to_person__isnull=False) ^ Q(to_team__isnull=False), name="route_to_a_person_or_a_team"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AgendaPoint(Recorded):
    """A point for the meeting of a team, with the signal it is about, and what came of it."""

    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    signal = models.ForeignKey(
        NeighbourhoodSignal, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_points"
    )
    words = models.CharField(max_length=200, blank=True)
    handled_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Words about a person were emptied.
    wiped_at = models.DateTimeField(null=True, blank=True, editable=False)
    wiped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = OfTeam["AgendaPoint"].as_manager()

    class Meta:
        ordering = ["recorded_at"]
        indexes = [models.Index(fields=["team", "handled_on"])]

    def __str__(self) -> str:
        return self.words
