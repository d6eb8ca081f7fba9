"""The organisation's own questions inside the form of a group met, an activity or a signal."""

from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from catalogue.models import Moment
from organisation.models import User
from registration.forms.own_questions import OwnQuestions, OwnQuestionsForm
from registration.operations.answers import Said
from shared.fields import TypedField
from signals.queries.answers import standing_of


class OutsideQuestions(OwnQuestions):
    """As `OwnQuestions`, about no resident. `record` is what is changed; without one the fields begin empty.

    What stands in the form when nobody is known, on a device without a network, is asked of everybody at every service.
    The operation of the record keeps `answers()` with it.
    """

    def __init__(
        self,
        *,
        moment: Moment,
        by: User | None = None,
        sent: QueryDict | None = None,
        record: Any = None,
        service: str | None = None,
    ) -> None:
        self.moment, self.sent, self.record, self.service = moment, sent, record, service
        self.discipline = by.discipline if by else ""
        self.whose = str(getattr(record, "first_pk", record.pk)) if record else ""
        self.asks, self.asks_voice, self.only = True, False, None
        self.today = timezone.localdate()

    @cached_property
    def _standing(self) -> dict[str, Any]:
        return dict(standing_of(self.record)) if self.record else {}

    @cached_property
    def form(self) -> OwnQuestionsForm:
        """In words of a signal nobody is named."""
        made = super().form
        for field in made.fields.values():
            if isinstance(field, TypedField) and self.moment == Moment.SIGNAL:
                field.widget.attrs["data-nudge"] = "people"
        return made

    def answers(self) -> tuple[Said, ...]:
        """What was said to each question that stood here, also that it was left empty."""
        return tuple(self.said())

    def texts(self) -> tuple[str, ...]:
        """What was typed."""
        typed = [text for one in self.said() for text in (one.value, one.own_words) if isinstance(text, str)]
        return tuple(filter(None, typed))
