"""Filling in an instrument: about whom, who says it, on which day, and a level for each part. Nothing is needed."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import InstrumentPart
from catalogue.why import WithReasons
from registration.forms.assessment_rows import (
    LEVEL,
    NOT_APPLICABLE,
    SOMETHING_ELSE,
    WORDS,
    Button,
    Filled,
    Problem,
    Row,
    ScaleLevels,
    Section,
    look_for_strangers,
)
from registration.forms.who import EVERYBODY, Around, whose_id
from registration.models import AssessmentPart, Voice
from registration.models.assessment import PartState
from registration.operations.assessments import Said, Sheet
from registration.queries.assessments import Whose
from shared.fields import PastDayField, TypedField
from shared.period import day_in_words
from shared.unfinished import Unjudged


class AssessmentForm(WithReasons, Unjudged, forms.Form):
    """Who, when, and what was said of each part; parts are drawn by hand, for a page with hundreds of buttons."""

    resident = forms.ChoiceField(required=False, widget=forms.RadioSelect, label=gettext_lazy("About whom?"))
    voice = forms.ChoiceField(
        choices=Voice.choices, required=False, widget=forms.RadioSelect, label=gettext_lazy("Who says so?")
    )
    assessed_on = PastDayField(required=False, label=gettext_lazy("On which day?"))

    asks: ClassVar[dict[str, str]] = {"voice": "assessment.voice"}

    def __init__(self, *args: Any, filled: Filled, **options: Any) -> None:
        self.filled = filled
        super().__init__(*args, initial=first_values(filled), **options)
        also = filled.corrects.resident_id if filled.corrects else None
        Around(filled.plan, also=also).ask_whose(self)
        called = filled.plan.called if filled.plan.resident_id else Voice.RESIDENT.label
        self.fields["voice"].choices = [
            (Voice.RESIDENT, called), (Voice.PROFESSIONAL, filled.me), (Voice.CARER, Voice.CARER.label)
        ]  # fmt: skip
        for name in ("voice", "resident"):
            if name in self.fields:
                self.fields[name].shape = "chips"
        self.scales = {part.scale_id: ScaleLevels(part.scale) for part in filled.parts}
        for part in filled.parts:
            self._add(part)
        # Parts that were sent and are not asked any more, by name.
        self.gone: list[str] = []
        self.give_reasons()

    def _add(self, part: InstrumentPart) -> None:
        self.fields[f"{LEVEL}{part.pk}"] = forms.ChoiceField(
            choices=self.scales[part.scale_id].choices, required=False, label=part.name,
            error_messages={"invalid_choice": gettext_lazy("This is not one of the levels. Choose again.")},
        )  # fmt: skip
        self.fields[f"{WORDS}{part.pk}"] = TypedField(lines=2, max_length=20_000, label=part.name)

    def clean_assessed_on(self) -> date:
        """Today when left empty, and never before the plan was opened."""
        day: date = self.cleaned_data["assessed_on"] or timezone.localdate()
        if day < self.filled.plan.opened_on:
            words = {"day": day_in_words(self.filled.plan.opened_on)}
            raise forms.ValidationError(_("The plan began on %(day)s. Choose that day or a later one.") % words)
        return day

    def clean(self) -> dict[str, Any]:
        """Refuses parts of another instrument, one that was switched off, and a form in which nothing was said."""
        self.gone = look_for_strangers(self, self.filled, (LEVEL, WORDS))
        if not self.filled.instrument.is_on and not self.filled.corrects:
            raise forms.ValidationError(
                _("This instrument was switched off meanwhile. What you filled in is not saved.")
            )
        if not self.errors and not self._said():
            sentence = _("Nothing was filled in yet. One part is enough.")
            if self.gone:
                sentence = _("Not asked any more: %(parts)s. Nothing was saved.") % {"parts": ", ".join(self.gone)}
            raise forms.ValidationError(sentence)
        return self.cleaned_data

    def _said(self) -> list[Said]:
        return [said for part in self.filled.parts if (said := self._of(part))]

    def _of(self, part: InstrumentPart) -> Said | None:
        level = self.cleaned_data.get(f"{LEVEL}{part.pk}", "")
        words = self.cleaned_data.get(f"{WORDS}{part.pk}", "")
        if level == NOT_APPLICABLE:
            return Said(part.pk, PartState.NOT_APPLICABLE, own_words=words)
        if level or words:
            return Said(part.pk, PartState.SCORED, int(level) if level else None, words)
        return None

    def sheets(self, *, rest_not_asked: bool) -> list[tuple[Sheet, list[Said]]]:
        """The one sheet that this form is, with what was said; the rest stays empty, or is kept as not asked."""
        voice = self.cleaned_data["voice"] or self.initial["voice"]
        sheet = Sheet(whose_id(self.cleaned_data), voice, self.cleaned_data["assessed_on"])
        return [(sheet, self._parts(rest_not_asked))]

    def _parts(self, rest_not_asked: bool) -> list[Said]:
        said = self._said()
        if not rest_not_asked:
            return said
        known = {one.part for one in said}
        rest = [part.pk for part in self.filled.parts if part.pk not in known and part.key != SOMETHING_ELSE]
        return said + [Said(id, PartState.NOT_ASKED) for id in rest]

    @cached_property
    def rows(self) -> list[Row]:
        """The parts with a level each."""
        return [self._row(part) for part in self.filled.parts if part.key != SOMETHING_ELSE]

    @cached_property
    def others(self) -> list[Row]:
        """The part for something else, if the instrument has one."""
        return [self._row(part) for part in self.filled.parts if part.key == SOMETHING_ELSE]

    @property
    def columns(self) -> list[tuple[str, str]]:
        """What stands above the buttons, where all parts share one scale."""
        return [(shown, label) for _value, shown, label in self._asked[0].levels] if len(self._asked) == 1 else []

    @cached_property
    def _asked(self) -> list[ScaleLevels]:
        ids = dict.fromkeys(part.scale_id for part in self.filled.parts if part.key != SOMETHING_ELSE)
        return [self.scales[id] for id in ids]

    @property
    def meanings(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What the levels mean, for each scale that has words: its name where there are several, and its levels."""
        said = [(s.name, [(shown, label) for _value, shown, label in s.levels if label]) for s in self._asked]
        return [(name if len(self._asked) > 1 else "", levels) for name, levels in said if levels]

    @cached_property
    def last_days(self) -> list[tuple[str, date, bool]]:
        """For the legend: whose last answers, of which day, and whether they show from the start."""
        found = [
            (_mark(who), max(answer.assessment.assessed_on for answer in answers.values()), _mark(who) == self._shown)
            for who, answers in self.filled.last.items()
        ]
        return sorted(found)

    @cached_property
    def by_subject(self) -> bool:
        """Whether one first chooses what it is about."""
        return any(part.subject for part in self.filled.parts)

    @cached_property
    def sections(self) -> list[Section]:
        """Problems under their headings, each with its rows; for an instrument of which one chooses the subjects."""
        found: dict[str, dict[str, list[Row]]] = {}
        for row in self.rows:
            found.setdefault(row.part.section, {}).setdefault(row.part.subject, []).append(row)
        return [Section(name, [self._problem(*one) for one in subjects.items()]) for name, subjects in found.items()]

    def _problem(self, subject: str, rows: list[Row]) -> Problem:
        opened = self.data.getlist("subject") if self.is_bound else []
        told = any(row.words or row.error or row.not_applicable or any(b.checked for b in row.buttons) for row in rows)
        known = any(row.id in answers for answers in self.filled.last.values() for row in rows)
        return Problem(subject, rows[0].part.name, rows, subject in opened or told or (known and not self.is_bound))

    @cached_property
    def _shown(self) -> str:
        resident = self.data.get("resident", "") if self.is_bound else self.initial.get("resident", "")
        voice = self.data.get("voice", "") if self.is_bound else ""
        return f"{voice or self.initial['voice']} {resident or EVERYBODY}"

    def _now(self, name: str) -> str:
        """What stands in a field now."""
        return self.data.get(name, "") if self.is_bound else str(self.initial.get(name, ""))

    def _row(self, part: InstrumentPart) -> Row:
        level, scale = self._now(f"{LEVEL}{part.pk}"), self.scales[part.scale_id]
        rings = self._rings(part)
        buttons = [Button(v, shown, label, v == level, rings.get(v, [])) for v, shown, label in scale.levels]
        # Pasted texts are somebody's; they show while the organisation says that it may use them.
        pasted = part.texts if self.filled.instrument.holds_licence else {}
        texts = [(scale.shown(key), text) for key, text in sorted(pasted.items(), key=lambda one: int(one[0]))]
        if not texts and part.subject:
            texts = [(shown, label) for _value, shown, label in scale.levels]
        errors = self.errors if self.is_bound else {}
        wrong = [error for name in (LEVEL, WORDS) for error in errors.get(f"{name}{part.pk}", [])]
        return Row(
            part.pk,
            part,
            scale.name if part.subject else part.name,
            buttons,
            level == NOT_APPLICABLE,
            self._now(f"{WORDS}{part.pk}"),
            texts,
            " ".join(wrong),
        )

    def _rings(self, part: InstrumentPart) -> dict[str, list[tuple[str, str, bool]]]:
        found: dict[str, list[tuple[str, str, bool]]] = {}
        for who, answers in self.filled.last.items():
            if part.pk in answers:
                mark, answer = _mark(who), answers[part.pk]
                ring = (mark, day_in_words(answer.assessment.assessed_on), mark == self._shown)
                found.setdefault(str(answer.score), []).append(ring)
        return found


def _mark(who: Whose) -> str:
    resident, voice = who
    return f"{voice} {resident or EVERYBODY}"


def first_values(filled: Filled) -> dict[str, Any]:
    """What the form begins with: what is corrected, or nothing but the voice and today."""
    former = filled.corrects
    if former is None:
        return {"voice": Voice.PROFESSIONAL, "assessed_on": timezone.localdate(), "resident": EVERYBODY}
    found: dict[str, Any] = {"voice": former.voice, "assessed_on": former.assessed_on}
    found["resident"] = str(former.resident_id or EVERYBODY)
    return found | said_before(former.parts.all())


def said_before(answers: Iterable[AssessmentPart]) -> dict[str, str]:
    """The fields of parts that were filled in before."""
    found = {}
    for answer in answers:
        level = NOT_APPLICABLE if answer.state == PartState.NOT_APPLICABLE else answer.score
        found |= {
            f"{LEVEL}{answer.part_id}": "" if level is None else str(level),
            f"{WORDS}{answer.part_id}": answer.own_words,
        }
    return found
