"""The organisation's own questions inside the form of a note, a closing, an opening or an assessment."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Moment, Question, State
from catalogue.queries.own_questions import own_questions, questions_with_choices
from organisation.models import User
from registration.answered import in_words
from registration.forms.own_fields import BY_TAP, LISTS, SHORT, as_shown, as_stored, field_for
from registration.models import Assessment, Plan, QuestionAnswer, Voice
from registration.operations.answers import AnsweredMeanwhile, Said, offered_at_opening, save_answers
from registration.queries.answers import standing_of
from shared.fields import TypedField
from shared.ids import is_uuid
from shared.unfinished import Unfinished, Unjudged

PREFIX = "own"
STATES = [
    (State.EMPTY, gettext_lazy("see the answer")),
    (State.NOT_ASKED, State.NOT_ASKED.label),
    (State.NOT_APPLICABLE, State.NOT_APPLICABLE.label),
]
RECORDS: dict[str, str] = {
    Moment.CONTACT: "note",
    Moment.CLOSING: "closing",
    Moment.ASSESSMENT: "assessment",
    Moment.EXPERIENCE: "experience",
}
# Whose word an answer is unless the form says otherwise.
BY_THEMSELVES: dict[str, Voice] = dict.fromkeys((Moment.OPENING, Moment.CLOSING, Moment.EXPERIENCE), Voice.RESIDENT)


@dataclass
class OwnField:
    """One question on the page: its answer, own words (beside lists only), and why there is no answer."""

    question: Question
    answer: BoundField
    words: BoundField | None
    state: BoundField
    stood: BoundField

    @property
    def has_state(self) -> bool:
        """Whether something is chosen there, or wrong: the folded part is open then."""
        return bool(self.state.errors or self.state.value() not in (None, "", State.EMPTY))

    @property
    def has_words(self) -> bool:
        """The same for own words."""
        return bool(self.words and (self.words.value() or self.words.errors))


class OwnQuestionsForm(Unjudged, forms.Form):
    """The fields. `offered` carries which questions stood here when the page was made, signed."""

    offered = forms.CharField(required=False, widget=forms.HiddenInput)
    voice = forms.ChoiceField(
        choices=Voice.choices, required=False, widget=forms.RadioSelect, label=gettext_lazy("Who gave these answers?")
    )

    use_required_attribute = False


class OwnQuestions:
    """Own questions of a moment within the form of a record. How to use it, in a view:

        own = OwnQuestions(moment=Moment.ASSESSMENT, plan=plan, by=request.user, sent=posted_or_draft(request))
        if request.method == "POST" and all([form.is_valid(), own.is_valid()]):
            with transaction.atomic():
                made = operation(..., offered=offered_set(form.offered_keys(), own.offered_keys()))
                own.save(record=made)          # raises AnsweredMeanwhile: then call own.mind(error) and show the form

    In the template, inside the form tag: `{% include "registration/_own_questions.html" %}` with `own` in the context.
    `record=` is the record whose answers are being changed (a note, an assessment that is corrected); without one the
    fields begin empty. `voice=` is whose word it is where the form of the record says so. `asks=False` asks nothing.
    `.fields` are `OwnField`s; no question asked: no fields, nothing on the page, nothing saved. Three or four queries.
    """

    def __init__(
        self,
        *,
        moment: Moment,
        plan: Plan,
        by: User,
        sent: QueryDict | None = None,
        record: Any = None,
        asks_voice: bool = True,
        only: QuestionAnswer | None = None,
        asks: bool = True,
    ) -> None:
        self.moment, self.plan, self.by, self.record = moment, plan, by, record
        self.sent, self.asks_voice, self.only, self.asks = sent, asks_voice, only, asks
        self.discipline, self.service, self.whose = by.discipline, plan.service_id, str(plan.pk)
        self.today = timezone.localdate()

    @cached_property
    def _placed(self) -> list[tuple[int, Question]]:
        """Those that stood on the page when it was made, each with its number there; on a new page those asked now."""
        if not self.asks:
            return []
        if self._signed is None and self.only:
            return list(enumerate(questions_with_choices([self.only.question_id])))
        if self._signed is None:
            asked = own_questions(self.moment, discipline=self.discipline, service=self.service, day=self.today)
            return list(enumerate(asked))
        known = {question.key: question for question in questions_with_choices(self._signed[1])}
        return [(at, known[key]) for at, key in enumerate(self._signed[1]) if key in known]

    @cached_property
    def _signed(self) -> tuple[date, list[str]] | None:
        """The day on which the page was made, and what it asked; None without that, or where it was tampered with."""
        try:
            day, keys = self._signer.unsign_object(self.sent.get(f"{PREFIX}-offered", "") if self.sent else "")
        except signing.BadSignature:
            return None
        return date.fromisoformat(day), keys

    @property
    def _signer(self) -> signing.Signer:
        """Without a moment in it: an empty form that a device keeps is the same for everybody."""
        return signing.Signer(salt=f"own questions:{self.moment}:{self.whose}")

    @cached_property
    def _standing(self) -> dict[str, QuestionAnswer]:
        """The answers that are being changed, by question."""
        if self.only:
            return {self.only.question_id: self.only}
        if self.record is None and self.moment != Moment.OPENING:
            return {}
        return standing_of(self.moment, self.record or self.plan)

    @property
    def _voice(self) -> str:
        """Whose word it is unless somebody says otherwise."""
        return self.only.voice if self.only else BY_THEMSELVES.get(self.moment, Voice.PROFESSIONAL)

    def _record_of(self, record: Any) -> dict[str, Any]:
        return {RECORDS[self.moment]: record} if self.moment in RECORDS else {}

    @cached_property
    def form(self) -> OwnQuestionsForm:
        """The form with three or four fields for each question."""
        made = OwnQuestionsForm(self.sent if self._signed else None, prefix=PREFIX, initial=self._initial())
        day = self._signed[0] if self._signed else self.today
        for at, question in self._placed:
            kept = self._kept(question, day)
            made.fields[f"{at}"] = field_for(question, self.today, kept)
            made.fields[f"{at}-state"] = forms.ChoiceField(
                choices=STATES, required=False, widget=forms.RadioSelect, label=_("No answer?")
            )
            made.fields[f"{at}-stood"] = forms.CharField(required=False, widget=forms.HiddenInput)
            if question.answer_type in LISTS:
                made.fields[f"{at}-words"] = TypedField(max_length=SHORT, label=_("In own words"))
        if not self.asks_voice:
            del made.fields["voice"]
        return made

    def _kept(self, question: Question, day: date) -> frozenset[str]:
        """Choices that may stand although they are retired: chosen before, or offered when the page was made."""
        if question.answer_type not in LISTS:
            return frozenset()
        former = self._standing.get(question.key)
        chosen = former.value if former and former.value else []
        since = {choice.key for choice in question.choices.all() if choice.until and choice.until >= day}
        sent = self.sent is not None and self._signed is not None
        return frozenset([chosen] if isinstance(chosen, str) else chosen) | (since if sent else set())

    def _initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = {
            "offered": self._signer.sign_object((self.today.isoformat(), self.offered_keys())),
            "voice": self._voice,
        }
        for at, question in self._placed:
            answer = self._standing.get(question.key)
            initial[f"{at}-state"] = answer.state if answer and answer.state != State.FILLED else State.EMPTY
            if answer:
                initial |= {f"{at}-stood": str(answer.pk), f"{at}-words": answer.own_words}
                initial[f"{at}"] = as_shown(question, answer.value)
        return initial

    @property
    def fields(self) -> list[OwnField]:
        """The questions as they stand on the page, in order."""
        return [
            OwnField(
                question,
                self.form[f"{at}"],
                self.form[f"{at}-words"] if f"{at}-words" in self.form.fields else None,
                self.form[f"{at}-state"],
                self.form[f"{at}-stood"],
            )
            for at, question in self._placed
        ]

    @property
    def is_begun(self) -> bool:
        """Whether there is something to see or to mend: a folded part with these questions is open then."""
        return bool(self._standing or (self.form.is_bound and (self.form.errors or self.form.has_changed())))

    def offered_keys(self) -> list[str]:
        """The keys of the questions that stood here, for `offered_set`."""
        return [question.key for _at, question in self._placed]

    def is_valid(self) -> bool:
        """Whether all of it can be kept. Nothing needs to be filled in."""
        if isinstance(self.sent, Unfinished):
            return False
        if not self.form.is_bound:
            return True
        valid = self.form.is_valid()
        for text in self._of_gone():
            words = {"text": text}
            self.form.add_error(
                None, _("A question is not there any more. Your answer cannot be kept: “%(text)s”.") % words
            )
        for at, question in self._placed:
            if self._says_both(at, question):
                self.form.add_error(
                    f"{at}",
                    _("You gave an answer and chose “%(state)s”. Keep one of the two.")
                    % {"state": State(self.form.cleaned_data[f"{at}-state"]).label},
                )
        return valid and not self.form.errors

    def _of_gone(self) -> list[str]:
        """What was typed for questions that were thrown away meanwhile."""
        there = {at for at, _question in self._placed}
        gone = [at for at, _key in enumerate(self._signed[1] if self._signed else []) if at not in there]
        return [text for at in gone for text in self._sent_to(at) if text]

    def _sent_to(self, at: int) -> list[str]:
        return self.sent.getlist(f"{PREFIX}-{at}") if self.sent else []

    def _says_both(self, at: int, question: Question) -> bool:
        """An answer and the word that there is none. What was tapped cannot be taken back, and yields to that word."""
        typed = self.form.cleaned_data
        tapped = question.answer_type in BY_TAP
        said = typed.get(f"{at}-words") or (not tapped and as_stored(question, typed.get(f"{at}")) is not None)
        return bool(said) and typed.get(f"{at}-state", "") not in ("", State.EMPTY)

    def said(self) -> list[Said]:
        """What was said to each question, of a valid form."""
        typed = self.form.cleaned_data if self.form.is_bound else {}
        return [self._said(at, question, typed) for at, question in self._placed] if typed else []

    def _said(self, at: int, question: Question, typed: dict[str, Any]) -> Said:
        stood = typed[f"{at}-stood"]
        known = UUID(stood) if is_uuid(stood) else None
        if typed[f"{at}-state"] not in ("", State.EMPTY):
            return Said(question.key, typed[f"{at}-state"], stood=known)
        value, words = as_stored(question, typed[f"{at}"]), typed.get(f"{at}-words", "")
        state = State.EMPTY if value is None and not words else State.FILLED
        return Said(question.key, state, value, words, known)

    def save(
        self, *, record: Any, answered_on: date | None = None, voice: str = "", stood_with: Assessment | None = None
    ) -> list[QuestionAnswer]:
        """Keeps what was said with the record; `stood_with` is one that it replaces. Raises `AnsweredMeanwhile`."""
        said = self.said()
        if not said:
            return []
        if self.moment == Moment.OPENING and not self.only:
            offered_at_opening(plan=self.plan, keys=self.offered_keys(), by=self.by)
        return save_answers(
            plan=self.plan,
            moment=self.moment,
            said=said,
            voice=voice or self.form.cleaned_data.get("voice") or self._voice,
            answered_on=answered_on or self.today,
            by=self.by,
            stood_with=stood_with,
            **self._record_of(record),
        )

    def mind(self, error: AnsweredMeanwhile) -> None:
        """Tells what somebody else answered meanwhile; what was typed stays, and saving once more keeps it."""
        typed = (self.sent or QueryDict()).copy()
        self.form.data = typed
        numbers = {question.key: at for at, question in self._placed}
        for answer in error.answers:
            at = numbers[answer.question_id]
            words = {"name": answer.recorded_by.first_name, "text": in_words(answer)}
            self.form.add_error(
                f"{at}", _("%(name)s changed this meanwhile: “%(text)s”. Save again to keep yours.") % words
            )
            typed[f"{PREFIX}-{at}-stood"] = str(answer.pk)
