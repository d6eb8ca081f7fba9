"""The board from sad to glad: the resident picks what counts and places a token; the professional's lies apart.

Nobody reads a number. The line of a part begins with room where a token waits: one that still lies there says nothing.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.levels import on_the_line
from catalogue.models import InstrumentPart, InstrumentScale
from registration.forms.assessment_rows import LEVEL, SOMETHING_ELSE, WORDS, Filled, look_for_strangers
from registration.forms.who import EVERYBODY, Around, whose_id
from registration.models import AssessmentPart, Voice
from registration.operations.assessments import Said, Sheet
from registration.queries.assessments import Whose
from shared.fields import PastDayField, TypedField
from shared.period import day_in_words
from shared.unfinished import Unjudged

# The line is drawn in so many steps, with room for two waiting tokens before it.
STEPS, WAITING = 20, {Voice.RESIDENT: 2, Voice.PROFESSIONAL: 4}
STAR = "star-"
# As a browser sends the place of a token; what else is typed for it lies where it waits.
PLACE = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True)
class Token:
    """Somebody's token on a line: where it lies now and lay last time, in steps and in words."""

    name: str
    voice: str
    called: str
    value: int
    low: int
    high: int
    step: int
    words: str
    # Where it lay the last time, in hundredths of the whole line; None when it never did.
    last: float | None


@dataclass(frozen=True)
class Line:
    """A part of life on the board."""

    id: UUID
    part: InstrumentPart
    tokens: list[Token]
    star: bool
    words: str
    asks_words: bool
    error: str
    # Whether it is in sight from the start.
    picked: bool


class BoardForm(Unjudged, forms.Form):
    """Two tokens for each part of life, a star for what the resident works on, about whom and on which day."""

    resident = forms.ChoiceField(required=False, widget=forms.RadioSelect, label=gettext_lazy("About whom?"))
    assessed_on = PastDayField(required=False, label=gettext_lazy("On which day?"))

    def __init__(self, *args: Any, filled: Filled, **options: Any) -> None:
        self.filled, former = filled, filled.corrects
        initial: dict[str, Any] = {"assessed_on": timezone.localdate(), "resident": EVERYBODY}
        if former:
            initial = {"assessed_on": former.assessed_on, "resident": str(former.resident_id or EVERYBODY)}
        super().__init__(*args, initial=initial, **options)
        Around(filled.plan, also=former.resident_id if former else None).ask_whose(self)
        if "resident" in self.fields:
            self.fields["resident"].shape = "chips"  # type: ignore[attr-defined]  # nlds/field.html asks for it
        self.gone: list[str] = []
        # What was placed in what is corrected, by part.
        self.former = {answer.part_id: answer for answer in former.parts.all()} if former else {}
        for part in filled.parts:
            self._add(part)

    def offered_keys(self) -> list[str]:
        """No built-in question stands on a board."""
        return []

    @property
    def voices(self) -> list[Voice]:
        """Whose tokens there are: the resident's and the professional's; what is corrected has one."""
        former = self.filled.corrects
        return [Voice(former.voice)] if former else [Voice.RESIDENT, Voice.PROFESSIONAL]

    def _add(self, part: InstrumentPart) -> None:
        for voice in self.voices:
            self.fields[_name(voice, part)] = forms.IntegerField(
                required=False, max_value=part.scale.highest, label=part.name,
                error_messages=dict.fromkeys(("invalid", "max_value"), gettext_lazy("Place the token on the line.")),
            )  # fmt: skip
        self.fields[f"{STAR}{part.pk}"] = forms.BooleanField(required=False, label=part.name)
        self.fields[f"{WORDS}{part.pk}"] = TypedField(lines=2, max_length=20_000, label=part.name)

    def clean_assessed_on(self) -> date:
        """Today when left empty, and never before the plan was opened."""
        day: date = self.cleaned_data["assessed_on"] or timezone.localdate()
        if day < self.filled.plan.opened_on:
            words = {"day": day_in_words(self.filled.plan.opened_on)}
            raise forms.ValidationError(_("The plan began on %(day)s. Choose that day or a later one.") % words)
        return day

    def clean(self) -> dict[str, Any]:
        """Refuses parts of another board, one that was switched off, and a board on which nothing lies."""
        self.gone = look_for_strangers(
            self, self.filled, (LEVEL, WORDS, STAR, *(f"{voice}-" for voice in Voice)), empty="-"
        )
        if not self.filled.instrument.is_on and not self.filled.corrects:
            raise forms.ValidationError(
                _("This instrument was switched off meanwhile. What you filled in is not saved.")
            )
        if not self.errors and not any(self._said(voice) for voice in self.voices):
            raise forms.ValidationError(_("Nothing lies on the board yet. One token is enough."))
        return self.cleaned_data

    def sheets(self, *, rest_not_asked: bool = False) -> list[tuple[Sheet, list[Said]]]:
        """What lies on the board, by voice; whoever placed nothing has no sheet. What was not picked is not asked."""
        typed = self.cleaned_data
        found = [(Sheet(whose_id(typed), voice, typed["assessed_on"]), self._said(voice)) for voice in self.voices]
        return [(sheet, said) for sheet, said in found if said]

    def _said(self, voice: Voice) -> list[Said]:
        return [said for part in self.filled.parts if (said := self._of(part, voice))]

    def _of(self, part: InstrumentPart, voice: Voice) -> Said | None:
        """Words and star go with the first voice: the resident's, unless the professional's is being corrected."""
        value = self.cleaned_data.get(_name(voice, part))
        score = value if value is not None and value >= part.scale.lowest else None
        first = voice == self.voices[0]
        words = self.cleaned_data.get(f"{WORDS}{part.pk}", "") if first else ""
        star = first and self.cleaned_data.get(f"{STAR}{part.pk}", False)
        if score is None and not words and not star:
            return None
        return Said(part.pk, score=score, own_words=words, works_on=star)

    @cached_property
    def lines(self) -> list[Line]:
        """Every part of life."""
        return [self._line(part) for part in self.filled.parts]

    def _line(self, part: InstrumentPart) -> Line:
        tokens = [self._token(part, voice) for voice in self.voices]
        former = self.former.get(part.pk)
        star = f"{STAR}{part.pk}" in self.data if self.is_bound else bool(former and former.works_on)
        words = self.data.get(f"{WORDS}{part.pk}", "") if self.is_bound else former.own_words if former else ""
        names = [_name(voice, part) for voice in self.voices] + [f"{STAR}{part.pk}", f"{WORDS}{part.pk}"]
        errors = [error for name in names for error in self.errors.get(name, [])] if self.is_bound else []
        chosen = str(part.pk) in self.data.getlist("pick") if self.is_bound else bool(self._last(part, Voice.RESIDENT))
        placed = any(token.value >= part.scale.lowest for token in tokens)
        picked = chosen or placed or star or bool(words) or bool(errors)
        return Line(part.pk, part, tokens, star, words, part.key == SOMETHING_ELSE, " ".join(errors), picked)

    def _token(self, part: InstrumentPart, voice: Voice) -> Token:
        scale, former = part.scale, self.former.get(part.pk)
        step = step_of(scale)
        value = scale.lowest - WAITING.get(voice, 2) * step
        low = scale.lowest - max(WAITING.values()) * step
        typed = self.data.get(_name(voice, part), "") if self.is_bound else former.score if former else None
        if PLACE.fullmatch(str(typed)):
            value = min(max(int(str(typed)), low), scale.highest)
        last = self._last(part, voice)
        at = None if last is None or last.score is None else 100 * (last.score - low) / (scale.highest - low)
        return Token(
            _name(voice, part), voice, self._called(voice), value, low, scale.highest, step,
            in_words(value, scale), None if at is None else round(at, 1),
        )  # fmt: skip

    def _last(self, part: InstrumentPart, voice: Voice) -> AssessmentPart | None:
        resident = whose_id({"resident": self.data.get("resident") or self.initial["resident"]})
        who: Whose = (resident, str(voice))
        return self.filled.last.get(who, {}).get(part.pk)

    def _called(self, voice: Voice) -> str:
        if voice == Voice.PROFESSIONAL:
            return self.filled.me
        return self.filled.plan.called if voice == Voice.RESIDENT else str(voice.label)


def step_of(scale: InstrumentScale) -> int:
    """By how much one press of an arrow key moves a token."""
    return max(1, (scale.highest - scale.lowest) // STEPS)


def in_words(value: int, scale: InstrumentScale) -> str:
    """Where a token lies, for who cannot see it."""
    if value < scale.lowest:
        return _("not placed yet")
    return on_the_line((value - scale.lowest) / (scale.highest - scale.lowest))


def _name(voice: Voice, part: InstrumentPart) -> str:
    return f"{voice}-{part.pk}"
