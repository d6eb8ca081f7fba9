"""Meetings of professionals about cases and themes: what was learned, and what was agreed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisation.scope import Scope
from registration.models.base import Asked, Worded
from shared.wordings import keeps_wordings


class KindOfDiscussion(models.TextChoices):
    """What kind of meeting it was."""

    CASE = "case", _("case discussion")
    PEER = "peer", _("peer supervision")
    THEME = "theme", _("theme meeting")


class DiscussionQuerySet(models.QuerySet["CaseDiscussion"]):
    """Discussions by team. Plans of others that were talked about stay closed: those are reached within a scope."""

    def within(self, scope: Scope | None) -> "DiscussionQuerySet":
        """Those of the teams in the scope; none without a scope, and none in a scope that is not of teams."""
        if scope is None or scope.kind != "teams":
            return self.none()
        return self.filter(team_id__in=scope.team_ids)


@keeps_wordings("DiscussionWording", "learning_point")
class CaseDiscussion(Worded, Asked):
    """A meeting about a case, a way of working or a theme, of one team with whoever joined. Its themes count.

    What was said about a case stands apart, in `CaseText`.
    """

    kind = models.CharField(max_length=5, choices=KindOfDiscussion.choices)
    held_on = models.DateField()
    title = models.CharField(max_length=120, blank=True)
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("organisation.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    themes = models.ManyToManyField("catalogue.Theme", blank=True, related_name="+")
    plans = models.ManyToManyField("registration.Plan", blank=True, related_name="discussions")
    learning_point = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["team", "held_on"])]

    def __str__(self) -> str:
        return self.title


class OfDiscussion(models.QuerySet[models.Model]):
    """Records that belong to a discussion."""

    def within(self, scope: Scope | None) -> "OfDiscussion":
        """Those of the discussions in the scope."""
        return self.filter(discussion__in=CaseDiscussion.objects.within(scope).values("pk"))


@keeps_wordings("CaseTextWording", "text")
class CaseText(Worded):
    """What was said about a case: read by who wrote it and by who works on one of the plans it is about. No others."""

    discussion = models.OneToOneField(CaseDiscussion, on_delete=models.PROTECT, related_name="case_text")
    text = models.TextField(blank=True)

    objects = OfDiscussion.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class DiscussionRole(models.TextChoices):
    """In what role somebody joined."""

    PROFESSIONAL = "professional", _("professional")
    TEAM_LEAD = "team_lead", _("team lead")
    RESIDENT = "resident", _("resident")
    CARER = "carer", _("carer")
    SCHOOL = "school", _("school")
    POLICE = "police", _("police")
    HEALTH = "health", _("health care")
    HOUSING = "housing", _("housing association")
    MUNICIPALITY = "municipality", _("municipality")
    OTHER = "other", _("somebody else")


class Participant(models.Model):
    """Somebody who joined, by role; a colleague by account as well. Others are never named."""

    id = models.BigAutoField(primary_key=True)
    discussion = models.ForeignKey(CaseDiscussion, on_delete=models.PROTECT, related_name="participants")
    role = models.CharField(max_length=12, choices=DiscussionRole.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # How many joined in this role, of those who are not named.
    how_many = models.PositiveSmallIntegerField(default=1)

    objects = OfDiscussion.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(user__isnull=True) | Q(how_many=1), name="colleague_joins_as_one")
        ]

    def __str__(self) -> str:
        return self.role


class AgreedAction(Worded):
    """What was agreed in a discussion, with who does it and by when."""

    discussion = models.ForeignKey(CaseDiscussion, on_delete=models.PROTECT, related_name="agreed")
    text = models.CharField(max_length=200)
    who = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfDiscussion.as_manager()

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.text
