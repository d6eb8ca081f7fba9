"""Activities for a group or a neighbourhood: one on its own or of a series, with who came and who helped."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.models.base import Asked, Recorded, Worded
from shared.wordings import keeps_wordings
from signals.models.offer import CollectiveOffer
from signals.models.outside import CameIn, OfTeam, Outside

# More than this in a head count is a slip of the finger.
MOST_PEOPLE = 10_000


class Partner(Recorded):
    """An organisation that we do an activity with. One row for each name, so that it counts once."""

    name = models.CharField(max_length=120)
    comparable_name = models.CharField(max_length=120, unique=True, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Series(Worded):
    """Activities that come back: the next one begins as the last one was."""

    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    # The first day on which there are no more of it.
    ended_on = models.DateField(null=True, blank=True)

    objects = OfTeam["Series"].as_manager()

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


@keeps_wordings("ActivityWording", "title", "own_words", "count", "held_on")
class Activity(Worded, Asked, Outside, CameIn):
    """Something that was held on a day, with a head count, named attendances, or both."""

    title = models.CharField(max_length=120)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    offer = models.ForeignKey(
        CollectiveOffer, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    service = models.ForeignKey("catalogue.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    theme = models.ForeignKey("catalogue.Theme", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    held_on = models.DateField()
    count = models.PositiveIntegerField(null=True, blank=True, validators=[MaxValueValidator(MOST_PEOPLE)])
    volunteers = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(1_000)])
    partners = models.ManyToManyField(Partner, blank=True, related_name="activities")
    own_words = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfTeam["Activity"].as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["team", "held_on"]), models.Index(fields=["series", "held_on"])]

    def __str__(self) -> str:
        return self.title


class KindOfWork(models.TextChoices):
    """What time was spent on, for who keeps that."""

    PREVENTION = "prevention", _("prevention")
    OUTREACH = "outreach", _("outreach: in the street and at the door")
    MEDIATION = "mediation", _("mediation")
    CARERS = "carers", _("support of carers")
    OTHER = "other", _("something else")


class OfActivity(OfTeam[models.Model]):
    """Records that belong to an activity."""

    path = "activity__team_id"


class HoursSpent(models.Model):
    """Time spent on an activity, by kind of work. Never asked where an organisation does not want it."""

    id = models.BigAutoField(primary_key=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="hours")
    kind = models.CharField(max_length=10, choices=KindOfWork.choices)
    minutes = models.PositiveSmallIntegerField(validators=[MaxValueValidator(6_000)])

    objects = OfActivity.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "kind"], name="hours_of_a_kind_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.minutes}"


class Invited(models.TextChoices):
    """How it went with somebody's coming."""

    INVITED = "invited", _("invited")
    DECLINED = "declined", _("declined")
    CAME = "came", _("came")


@keeps_wordings("AttendanceWording", "state", "removed_at")
class Attendance(Worded):
    """A resident of one's own caseload was invited to an activity, declined, or came; how it stood before is kept.

    The team of the activity sees that somebody came; the name is seen by who may open the file of that resident.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="attendances")
    resident = models.ForeignKey("registration.Resident", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=Invited.choices, default=Invited.INVITED)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfActivity.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "resident"], name="attends_an_activity_once")]

    def __str__(self) -> str:
        return self.state
