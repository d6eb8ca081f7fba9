"""Instruments: what can be filled in with a resident. They come as packs, or are made in the pages."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalogue.models.worded import Arranged, InTwoLanguages
from shared.ids import uuid7


class Form(models.TextChoices):
    """How an instrument is filled in."""

    LEVELS = "levels", _("a level for each part")
    BOARD = "board", _("a line from sad to glad for each part")
    GOALS = "goals", _("a scale for each goal")


class Origin(models.TextChoices):
    """Where an instrument comes from."""

    PACK = "pack", _("comes with Keukentafel")
    OWN = "own", _("made here")


class Direction(models.TextChoices):
    """Which way is better."""

    HIGHER = "higher", _("higher is better")
    LOWER = "lower", _("lower is better")


class MainVoice(models.TextChoices):
    """Whose scores figures go by: those of different voices are never compared with each other."""

    RESIDENT = "resident", _("resident")
    PROFESSIONAL = "professional", _("professional")
    CARER = "carer", _("carer")


class Instrument(InTwoLanguages, Arranged):
    """An instrument in one version. Versions are never drawn as one line."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.SlugField(max_length=40)
    edition = models.CharField(max_length=20)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    about_nl = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    form = models.CharField(max_length=6, choices=Form.choices, default=Form.LEVELS)
    main_voice = models.CharField(max_length=12, choices=MainVoice.choices, default=MainVoice.PROFESSIONAL)
    origin = models.CharField(max_length=4, choices=Origin.choices)
    # Who owns the rights, under which terms it may be used, and where that is written.
    licence = models.TextField(blank=True)
    licence_en = models.TextField(blank=True)
    source = models.TextField(blank=True)
    source_en = models.TextField(blank=True)
    # The organisation says that it may use the texts that it pasted in.
    holds_licence = models.BooleanField(default=False)
    is_on = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["rank", "key", "edition"]
        constraints = [models.UniqueConstraint(fields=["key", "edition"], name="one_instrument_of_an_edition")]

    def __str__(self) -> str:
        return f"{self.name} {self.edition}"

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.worded("name")

    @property
    def about(self) -> str:
        """What it is for."""
        return self.worded("about")

    @property
    def terms(self) -> str:
        """Who owns the rights and what may be used, in the language of the page where it is known in that."""
        return (self.licence_en if get_language() == "en" else "") or self.licence

    @property
    def credit(self) -> str:
        """Where it comes from, in the same way."""
        return (self.source_en if get_language() == "en" else "") or self.source

    @property
    def spoken(self) -> str:
        """The language in which these two stand on the page, for who has them read aloud."""
        return "en" if get_language() == "en" and self.licence_en else "nl"


class InstrumentScale(InTwoLanguages, models.Model):
    """A scale of an instrument: from lowest to highest, with a label for some or all levels, and which way is better.

    `labels` is [{"value": 1, "nl": "...", "en": "..."}]. A score up to `low_to` asks for a goal; empty: none does.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="scales")
    key = models.SlugField(max_length=40)
    name_nl = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80, blank=True)
    lowest = models.SmallIntegerField()
    highest = models.SmallIntegerField()
    labels = models.JSONField(default=list, blank=True)
    direction = models.CharField(max_length=6, choices=Direction.choices)
    low_to = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "key"], name="one_scale_of_a_key"),
            models.CheckConstraint(condition=Q(highest__gt=F("lowest")), name="scale_goes_up"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        """The name of the scale in the language of the page; empty when there is only one."""
        return self.worded("name")


class InstrumentPart(InTwoLanguages, models.Model):
    """One part of an instrument that gets a score.

    Several with one `subject` are about the same problem, each on its own scale; `section` is the heading that they
    stand under. `texts` are own texts for levels, {"1": "..."}, pasted in where the organisation holds the licence.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=80)
    scale = models.ForeignKey(InstrumentScale, on_delete=models.PROTECT, related_name="parts")
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    subject = models.SlugField(max_length=60, blank=True)
    section_nl = models.CharField(max_length=80, blank=True)
    section_en = models.CharField(max_length=80, blank=True)
    life_domain = models.ForeignKey(
        "catalogue.LifeDomain", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    texts = models.JSONField(default=dict, blank=True)
    rank = models.PositiveSmallIntegerField(default=100)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["rank", "key"]
        constraints = [models.UniqueConstraint(fields=["instrument", "key"], name="one_part_of_a_key")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What this part is about, in the language of the page."""
        return self.worded("name")

    @property
    def section(self) -> str:
        """The heading that it stands under; empty for an instrument without headings."""
        return self.worded("section")
