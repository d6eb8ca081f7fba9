"""Looking together: what the log-in remembers of it, and the words beside the stairs."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import pgettext

from organisation.operations.tries import begin_try, fingerprint, forgive_try
from registration import shown_once
from registration.models import GoalLevel, Plan, Voice
from registration.models.goal import Scale
from registration.overview import Card, Overview
from registration.queries import Stairs, levels, stairs

PLAN, ID, PAGE = "talk_plan", "talk_id", "talk_page"
# What is looked at: the goals of the plan, or the questions about our help and nothing else.
GOALS, EXPERIENCE = "talk", "talk_experience"
# Wrong codes after which the log-in ends.
TRIES = 5
# As long as a log-in can last.
WITHIN = timedelta(days=1)


def begin(request: HttpRequest, plan: Plan, page: str = GOALS) -> None:
    """From here on the server keeps this log-in inside a page of the plan. What waited to be said is not said there.

    It gets another key: a page of another tab that is under way at this moment cannot write the former state over this
    one.
    """
    list(messages.get_messages(request))
    shown_once.forget(request)
    request.session[PLAN], request.session[ID] = str(plan.pk), str(uuid4())
    request.session[PAGE] = page
    request.session.cycle_key()


def plan_in_talk(request: HttpRequest) -> str | None:
    """The id of the plan that is looked at together here, if it does."""
    return request.session.get(PLAN)


def page_of(request: HttpRequest) -> str:
    """The URL name of the page that is on the tablet."""
    return request.session.get(PAGE, GOALS)


def end(request: HttpRequest) -> UUID:
    """The log-in is free again; gives the id of the plan."""
    forgive_try(whose=_whose(request))
    del request.session[ID]
    request.session.pop(PAGE, None)
    return UUID(request.session.pop(PLAN))


def counted(request: HttpRequest) -> int:
    """Counts a try to end it: how many are left after this one, or -1 when it must not be judged any more."""
    return begin_try(whose=_whose(request), limit=TRIES, within=WITHIN)


def _whose(request: HttpRequest) -> str:
    return fingerprint("talk", request.session[ID])


@dataclass(frozen=True)
class Together:
    """A goal as resident and professional look at it: whose it is, its stairs in the resident's voice, its actions."""

    card: Card
    whose: str
    of_all: bool

    @property
    def stairs(self) -> Stairs:
        """Only the resident's own word: nobody else's stands on a page that says "you"."""
        return stairs(
            [score for score in self.card.goal.scores.all() if score.voice == Voice.RESIDENT], self.card.goal.scale
        )

    @property
    def levels(self) -> list[GoalLevel]:
        """What the steps mean in the words that were found together; none on the ladder, which has its own."""
        return levels(self.card.goal) if self.card.goal.scale != Scale.LADDER else []

    @property
    def said(self) -> str:
        """One plain sentence about now and the time before; nothing as long as there is nothing to compare."""
        now, before = self.stairs.now, self.stairs.before
        before = self.stairs.begin if before is None else before
        if now is None or before is None or now == before:
            return ""
        if now < before:
            return pgettext("resident", "It is harder now. That is all right. What do you need?")
        return pgettext("resident", "You are further than before.")

    @property
    def done(self) -> int:
        """How many actions are done."""
        return self.card.done


def goals_together(page: Overview) -> list[Together]:
    """The goals that are being worked on, for the eyes of the resident."""
    household = page.plan.household_id is not None
    return [Together(card, _whose_goal(page, card), household and card.goal.resident_id is None) for card in page.cards]


def _whose_goal(page: Overview, card: Card) -> str:
    """What whoever wants it is called; of a household without a name it is everybody's."""
    if page.plan.household_id is None:
        return page.plan.called
    return page.names.get(card.goal.resident_id, "") if card.goal.resident_id else ""
