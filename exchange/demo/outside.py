"""What the demo saw outside: who works there, and the stretches of time that everything there is drawn over."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from exchange.demo.rows import Rows, workday
from exchange.demo.town import Town
from organisation.models import User
from shared.period import Period

# Nothing else of the demo changes when something outside does: chance of its own.
SEED = 410
QUARTERS = 9
# Who goes out of each team; the first most of all.
OUTSIDE = {
    "oosterveen": ("Sem Pleinstra", "Nadia Zomaar"),
    "havenkwartier": ("Joris van Nergens", "Kim Fantasie"),
    "lindepark": ("Tarik El Mithali", "Maud Verzonnen"),
}


@dataclass
class Streets:
    """What the makers of groups, activities and signals share."""

    rows: Rows
    town: Town
    luck: Random

    @classmethod
    def of(cls, rows: Rows, town: Town) -> "Streets":
        """With chance of its own."""
        return cls(rows, town, Random(SEED))  # noqa: S311  # chance for invented people, no secret

    @property
    def today(self) -> date:
        """The day on which the demo is loaded."""
        return self.rows.today

    def person(self, team: str) -> User:
        """Somebody of a team who goes out."""
        names = OUTSIDE[team]
        return self.town.people[names[0] if self.luck.random() < 0.7 else names[1]]

    def quarter(self, back: int) -> Period:
        """The quarter so far, or so many quarters before it."""
        period = Period.up_to(self.today)
        for _turn in range(back):
            period = Period.quarter_before(period.start)
        return period

    def quarters_back(self, day: date) -> int:
        """In which quarter a day lies: 0 for the one that goes on."""
        start = self.quarter(0).start
        return (start.year - day.year) * 4 + (start.month - 1) // 3 - (day.month - 1) // 3

    def day_in(self, period: Period) -> date:
        """A working day within a period; its first day where that begins in a weekend."""
        day = period.start + timedelta(days=self.luck.randrange((period.end - period.start).days))
        return max(period.start, workday(day))
