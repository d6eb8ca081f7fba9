"""What the first page says about signals: to who sent one, to who must answer, and to who leads a team."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from organisation import scope as scopes
from organisation.models import User
from signals.queries.neighbourhood import answered_lately, each_once, must_act, risen, signals
from signals.queries.routes import led_by

# So long an answer stands on the first page; and so many of a kind.
TOLD_FOR = timedelta(days=14)
SHOWN = 3


@dataclass(frozen=True)
class Signalled:
    """Signals of one person: answered ones that were sent, those that wait for this person, and late ones of a team."""

    answered: list[Any] = field(default_factory=list)
    waiting: list[Any] = field(default_factory=list)
    # How many of the teams that this person leads wait for longer than agreed.
    late: int = 0

    @classmethod
    def of(cls, user: User, day: date) -> "Signalled":
        """Empty for who does not work in a team."""
        scope = scopes.outside(user)
        if scope is None:
            return cls()
        led = led_by(user.pk, day)
        mine = each_once(signals(scope).filter(must_act(scope), waits=True).exclude(professional=user))
        return cls(
            answered=list(answered_lately(scope, day - TOLD_FOR)[:SHOWN]),
            waiting=list(mine.order_by("due", "pk")[:SHOWN]),
            late=risen(scope, led, day).count() if led else 0,
        )

    def __bool__(self) -> bool:
        return bool(self.answered or self.waiting or self.late)
