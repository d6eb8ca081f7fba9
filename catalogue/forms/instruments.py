"""An own instrument with its levels and parts; own texts for levels; whether the organisation may use them."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Instrument, InstrumentPart, InstrumentScale, LifeDomain
from catalogue.models.instrument import Direction
from catalogue.queries import life_domains
from shared.fields import TypedField
from shared.layout import Chips, LaidOut, WhyField

FEWEST, MOST = 2, 11
LONGEST_LABEL, LONGEST_PART, MOST_PARTS = 80, 120, 60
LONGEST_TEXT = 2000
WORDS = ("name_nl", "name_en", "about_nl", "about_en", "source")


class Lines(TypedField):
    """Something on each line; gives back a list without empty lines. `longest` is that of one line, in characters."""

    def __init__(self, *, longest: int, most: int, fewest: int = 0, **options: Any) -> None:
        super().__init__(lines=5, **options)
        self.longest, self.most, self.fewest = longest, most, fewest

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]  # a list of lines
        """The lines, each as typed."""
        found = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        too_long = next((line for line in found if len(line) > self.longest), None)
        if too_long:
            words = {"number": self.longest, "line": f"{too_long[:40]} ..."}
            raise forms.ValidationError(_("Each line has room for %(number)s characters: “%(line)s”.") % words)
        if found and not self.fewest <= len(found) <= self.most:
            words = {"fewest": self.fewest, "most": self.most}
            raise forms.ValidationError(_("Write %(fewest)s to %(most)s lines.") % words)
        return found


class InstrumentForm(LaidOut, forms.Form):
    """An own instrument: what it is called, its levels from low to high, and which way is better."""

    name_nl = TypedField(
        max_length=120,
        required=True,
        label=gettext_lazy("Name in Dutch"),
        error_messages={"required": gettext_lazy("Give it a name.")},
    )
    name_en = TypedField(
        max_length=120,
        label=gettext_lazy("Name in English"),
        help_text=gettext_lazy("Left empty, the Dutch name is shown."),
    )
    about_nl = TypedField(lines=2, max_length=LONGEST_TEXT, label=gettext_lazy("What is it for, in Dutch"))
    about_en = TypedField(lines=2, max_length=LONGEST_TEXT, label=gettext_lazy("What is it for, in English"))
    source = TypedField(
        lines=2,
        max_length=LONGEST_TEXT,
        label=gettext_lazy("Where does it come from?"),
        help_text=gettext_lazy("Who made it, and may you use it?"),
    )
    levels_nl = Lines(
        longest=LONGEST_LABEL,
        fewest=FEWEST,
        most=MOST,
        required=True,
        label=gettext_lazy("Levels in Dutch, from low to high"),
        help_text=gettext_lazy("One on each line."),
        error_messages={"required": gettext_lazy("Write the levels, one on each line.")},
    )
    levels_en = Lines(
        longest=LONGEST_LABEL,
        fewest=FEWEST,
        most=MOST,
        label=gettext_lazy("Levels in English, in the same order"),
        help_text=gettext_lazy("Left empty, the Dutch words are shown."),
    )
    direction = forms.ChoiceField(
        choices=Direction.choices,
        initial=Direction.HIGHER,
        widget=forms.RadioSelect,
        label=gettext_lazy("Which way is better?"),
    )
    low_to = forms.IntegerField(
        required=False,
        min_value=1,
        label=gettext_lazy("At which level is a goal suggested?"),
        help_text=gettext_lazy("The number of the line. At this level and at every worse one; left empty: never."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    shapes: ClassVar[dict[str, type[WhyField]]] = {"direction": Chips}
    # What it takes to begin comes first.
    field_order = ("name_nl", "about_nl", "parts", "levels_nl", "direction", "low_to", "source")

    def clean(self) -> dict[str, Any]:
        """As many levels in English as in Dutch, and a goal at a level that is there."""
        found = super().clean() or self.cleaned_data
        dutch, english = found.get("levels_nl") or [], found.get("levels_en") or []
        if dutch and english and len(dutch) != len(english):
            self.add_error("levels_en", _("Write as many levels as in Dutch."))
        if dutch and (found.get("low_to") or 1) > len(dutch):
            self.add_error("low_to", _("There are %(number)s levels.") % {"number": len(dutch)})
        return found

    def said(self) -> dict[str, Any]:
        """What was typed, for the operation."""
        found = self.cleaned_data
        dutch, english = found["levels_nl"], found["levels_en"] or [""] * len(found["levels_nl"])
        pairs = enumerate(zip(dutch, english, strict=True), start=1)
        return {
            "words": {name: found[name] for name in WORDS},
            "scale": {"direction": found["direction"], "low_to": found["low_to"]},
            "labels": [{"value": value, "nl": nl, "en": en} for value, (nl, en) in pairs],
        }

    @staticmethod
    def initial_of(instrument: Instrument, scale: InstrumentScale) -> dict[str, Any]:
        """The form's first values."""
        lines = {f"levels_{each}": "\n".join(one[each] for one in scale.labels) for each in ("nl", "en")}
        words = {name: getattr(instrument, name) for name in (*WORDS, "version")}
        return (
            words
            | {name: text.strip() for name, text in lines.items()}
            | {
                "direction": scale.direction,
                "low_to": scale.low_to,
            }
        )


class NewInstrumentForm(InstrumentForm):
    """With its parts at once."""

    parts = Lines(
        longest=LONGEST_PART,
        most=MOST_PARTS,
        label=gettext_lazy("Parts: what gets a level?"),
        help_text=gettext_lazy("One on each line. “Something else” is always added. Others can be added later."),
    )

    def said(self) -> dict[str, Any]:
        """With the parts."""
        return {**super().said(), "parts": self.cleaned_data["parts"]}


class PartForm(LaidOut, forms.Form):
    """One part: what it is about, and the part of life under which a goal would stand."""

    name_nl = TypedField(
        max_length=LONGEST_PART,
        required=True,
        label=gettext_lazy("Name in Dutch"),
        error_messages={"required": gettext_lazy("Give it a name.")},
    )
    name_en = TypedField(
        max_length=LONGEST_PART,
        label=gettext_lazy("Name in English"),
        help_text=gettext_lazy("Left empty, the Dutch name is shown."),
    )
    life_domain = forms.ModelChoiceField(
        LifeDomain.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
        label=gettext_lazy("Part of life"),
        help_text=gettext_lazy("A goal that comes from this part stands under it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: InstrumentPart | None = None, version: int, **options: Any) -> None:
        names = ("name_nl", "name_en", "life_domain")
        first = {name: getattr(part, name) for name in names} if part else {}
        super().__init__(*args, initial={**first, "version": version}, **options)
        held = LifeDomain.objects.filter(pk=part.life_domain_id) if part else LifeDomain.objects.none()
        self.fields["life_domain"].queryset = life_domains(timezone.localdate()) | held


class TextsForm(LaidOut, forms.Form):
    """The organisation's own texts for the levels of one part; every level may stay empty."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: InstrumentPart, labels: dict[int, str], **options: Any) -> None:
        super().__init__(*args, initial={"version": part.instrument.version}, **options)
        for value in range(part.scale.lowest, part.scale.highest + 1):
            label = f"{value}: {labels[value]}" if value in labels else str(value)
            first = part.texts.get(str(value), "")
            self.fields[f"level_{value}"] = TypedField(lines=3, max_length=LONGEST_TEXT, label=label, initial=first)

    def texts(self) -> dict[str, str]:
        """What was pasted in, by level."""
        marked = [name for name in self.fields if name.startswith("level_")]
        return {name.removeprefix("level_"): self.cleaned_data[name] for name in marked}


class LicenceForm(LaidOut, forms.Form):
    """Whether the organisation may use texts of others."""

    holds = forms.BooleanField(
        required=False, label=gettext_lazy("Our organisation may use the texts of this instrument")
    )
