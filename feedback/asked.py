"""Of whom figures are asked, and of which period. What was asked wrongly is said in a sentence and changes nothing."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.models import Service
from feedback.models import FiguresOf
from feedback.period_words import of_days, period_in_words, quarter_of, written, wrong_days
from organisation import scope as scopes
from organisation.models import Team, User
from organisation.queries.areas import areas
from organisation.roles import RIGHTS, Right, Role
from organisation.scope import Scope
from outcomes import counting, published
from outcomes.models import Publication
from shared.period import Period

# So many quarters are drawn and can be chosen, and so many years.
QUARTERS, YEARS = 8, 3
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Whose:
    """One's own residents, a team, or what was published of a place, with the scope in which its figures are made."""

    kind: FiguresOf
    scope: Scope
    team: Team | None = None
    # Of an area or a service.
    name: str = ""

    @property
    def key(self) -> str:
        """The code of an area or the key of a service; "" for all others."""
        return self.scope.key

    @property
    def is_published(self) -> bool:
        """Whether its figures are read from publications."""
        return bool(self.scope.readers)

    @property
    def is_outside(self) -> bool:
        """Whether they are those for readers outside."""
        return self.scope.readers == "outside"

    @property
    def value(self) -> str:
        """As it stands in an address."""
        of = self.team.key if self.team else self.key
        return f"{self.kind.value}:{of}" if of else self.kind.value

    def __str__(self) -> str:
        if self.kind == FiguresOf.ORGANISATION:
            return _("The whole organisation")
        return self.team.name if self.team else self.name or str(self.kind.label)


@dataclass(frozen=True)
class Reader:
    """Whose figures somebody may see."""

    user: User
    own: Whose | None
    teams: tuple[Whose, ...]
    # Who reads what was published, reads it of the whole organisation and of every place in it.
    whole: Whose | None = None

    @classmethod
    def of(cls, user: User) -> Self:
        """The own caseload of who has one, one's own teams by name, and what was published for who reads that."""
        own, here, whole = scopes.own(user), scopes.standing(user), scopes.published(user, "organisation")
        seen = {m.team for m in here.memberships if m.team and Right.TEAM_NAMES in RIGHTS[Role(m.role)]}
        found = [(team, scopes.team(user, team.pk)) for team in sorted(seen, key=lambda team: (team.name, team.key))]
        teams = tuple(Whose(FiguresOf.TEAM, scope, team) for team, scope in found if scope)
        return cls(
            user,
            Whose(FiguresOf.OWN, own) if own else None,
            teams,
            Whose(FiguresOf.ORGANISATION, whole) if whole else None,
        )

    @property
    def all(self) -> list[Whose]:
        """What can be chosen by name: areas and services are chosen on a page of their own."""
        return [one for one in (self.own, *self.teams, self.whole) if one]

    @property
    def counted(self) -> list[Whose]:
        """One's own residents and teams: of these agreements are made."""
        return [one for one in (self.own, *self.teams) if one]

    @property
    def team_ids(self) -> frozenset[object]:
        """The ids of the teams."""
        return frozenset(one.team.pk for one in self.teams if one.team)

    def whose(self, wanted: str) -> Whose | None:
        """`own`, `team:<key or id>`, or `team` for who is in one, `area:<code>`, `service:<key>` or `organisation`.

        Nothing was asked: the own caseload, else the only team, else the organisation. None: there are several teams,
        and none was chosen. Raises LookupError for what this person may not see.
        """
        kind, _colon, name = wanted.partition(":")
        if wanted == "team" or (not wanted and self.own is None and self.teams):
            return self.teams[0] if len(self.teams) == 1 else self._none_yet()
        if wanted in {"", "own"} and self.own:
            return self.own
        if wanted in {"", "organisation"} and self.whole:
            return self.whole
        for whose in self.teams if kind == "team" else ():
            if whose.team and name in {whose.team.key, str(whose.team.pk)}:
                return whose
        return self._place(kind, name)

    def _place(self, kind: str, name: str) -> Whose:
        """An area or a service, by its code; of an area of several years the newest name."""
        scope = scopes.published(self.user, kind, name) if kind in {"area", "service"} and name else None
        there = areas().filter(code=name) if kind == "area" else Service.objects.filter(key=name)
        found = there.first() if scope else None
        if scope is None or found is None:
            raise LookupError(kind)
        return Whose(FiguresOf(kind), scope, name=found.name)

    def _none_yet(self) -> None:
        if not self.teams:
            raise LookupError("team")


@dataclass(frozen=True)
class Asked:
    """Whose figures, of which period; `problem` says in a sentence what could not be done."""

    whose: Whose
    period: Period
    day: date
    problem: str = ""
    # Whether this person has records of the own caseload to open.
    opens: bool = True
    # For one's own caseload: the plans on which this person works beside a colleague.
    beside: Scope | None = None
    # What was published for this reader, the latest first.
    editions: tuple[Publication, ...] = ()
    # For a list of answers: without what lies inside a place.
    is_brief: bool = False

    @property
    def edition(self) -> Publication | None:
        """What was published of this period."""
        return next((one for one in self.editions if one.period == self.of_period), None)

    @property
    def counted_on(self) -> datetime | None:
        """When what stands here was counted; None for what is counted now."""
        return self.edition.made_at if self.edition else None

    @property
    def begins(self) -> str:
        """The first quarter that was published, where a page would tell of quarters before it; else ""."""
        first = self._first_published
        return period_in_words(first, self.day) if first and len(self.quarters) < QUARTERS else ""

    @property
    def _first_published(self) -> Period | None:
        quarters = [Period.parse(one.period) for one in self.editions if "Q" in one.period]
        return min(quarters, key=lambda one: one.start, default=None)

    @property
    def of_period(self) -> str:
        """The period as it stands in an address."""
        return written(self.period)

    @property
    def address(self) -> str:
        """What comes after ? in an address."""
        return urlencode({"scope": self.whose.value, "period": self.of_period}, safe=":")

    @property
    def period_words(self) -> str:
        """The period as people say it."""
        return period_in_words(self.period, self.day)

    @property
    def quarters(self) -> list[Period]:
        """The last quarters up to the one in which the period ends, the latest first; it may be under way.

        Of what is published none before the first one: `begins` says which that was.
        """
        latest = Period.parse(quarter_of(self.period.last_day))
        found = [latest]
        while len(found) < QUARTERS:
            found.append(Period.quarter_before(found[-1].start))
        first = self._first_published
        return [one for one in found if first is None or one.start >= first.start]

    @property
    def periods(self) -> list[Period]:
        """The period, the one before it, and the last quarters: what a page with a trend reads."""
        return list(dict.fromkeys([self.period, self.before, *([] if self.is_brief else self.quarters)]))

    @property
    def before(self) -> Period:
        """The period before this one: a quarter or a year before, else as many days."""
        if self.period.quarter:
            return Period.quarter_before(self.period.start)
        start = self.period.start
        if len(written(self.period)) == len("2026"):
            return Period(start.replace(year=start.year - 1), start)
        return Period(start - (self.period.end - start), start)

    def address_of(self, question: str, whose: str) -> str:
        """The same question and period of another place."""
        query = urlencode({"scope": whose, "period": self.of_period}, safe=":")
        return f"{reverse('insight', args=[question])}?{query}"

    @property
    def with_colleagues(self) -> Self | None:
        """The same of the plans on which this person works beside a colleague; None where there is no such figure."""
        return replace(self, whose=replace(self.whose, scope=self.beside), beside=None) if self.beside else None

    def of(self, period: Period) -> Self:
        """The same of another period."""
        return replace(self, period=period)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Periods that can be chosen, or that were published: quarters, then years, the latest first; and own days."""
        if self.whose.is_published:
            named = sorted(self.editions, key=lambda one: (len(one.period), one.end), reverse=True)
            return [(one.period, period_in_words(Period.parse(one.period), self.day)) for one in named]
        quarters = self.of(Period.up_to(self.day)).quarters
        years = [Period.parse(str(self.day.year - back)) for back in range(YEARS)]
        found = {written(one): period_in_words(one, self.day) for one in [*quarters, *years]}
        return list(({self.of_period: self.period_words} | found if self.of_period not in found else found).items())


def asked(
    reader: Reader, whose: Whose, wanted: QueryDict, day: date, *, has_years: bool = True, of_residents: bool = True
) -> Asked:
    """Of the last quarter that is over, or that was published, unless another period was asked that there is.

    Without `has_years` nothing of whole years was published of the figures that are asked. How many people coordinated
    in a team is counted here, once for all figures of a page and all its periods, where they are `of_residents`.
    """
    found = _asked(reader, whose, wanted, day, has_years)
    if not of_residents:
        return found
    scope = counting.with_people(whose.scope, found.periods)
    return replace(found, whose=replace(whose, scope=scope))


def _asked(reader: Reader, whose: Whose, wanted: QueryDict, day: date, has_years: bool) -> Asked:
    usual = _published(whose, day, has_years) if whose.is_published else _counted(reader, whose, day)
    text = wanted.get("period", "")
    days = [wanted.get(name, "") for name in ("first", "last")]
    if any(days):
        if problem := wrong_days(*days):
            return replace(usual, problem=problem)
        text = of_days(*days)
    if not text:
        return usual
    try:
        period = Period.parse(text)
    except (ValueError, OverflowError):
        return replace(usual, problem=_("We do not know that period. Choose one from the list."))
    problem = _problem(usual, period)
    return replace(usual, problem=problem) if problem else replace(usual, period=period)


def _counted(reader: Reader, whose: Whose, day: date) -> Asked:
    beside = None if whose.team else scopes.co_worked(reader.user)
    return Asked(whose, Period.quarter_before(day), day, opens=reader.own is not None, beside=beside)


def _published(whose: Whose, day: date, has_years: bool) -> Asked:
    """The last quarter that was published. Behind what was published no record opens."""
    editions = [one for one in published.editions(whose.scope) if has_years or "Q" in one.period]
    latest = next((Period.parse(one.period) for one in editions if "Q" in one.period), Period.quarter_before(day))
    return Asked(whose, latest, day, opens=False, editions=tuple(editions))


def _problem(usual: Asked, period: Period) -> str:
    if period.start > usual.day:
        return _("That period has not begun yet.")
    if period.start.year < FIRST_YEAR:
        return _("We do not know that period. Choose one from the list.")
    if usual.whose.team and ".." in written(period):
        return _(
            "For a team we show whole quarters and years. With days of your own choice one resident could be seen."
        )
    if usual.whose.is_published and written(period) not in {one.period for one in usual.editions}:
        return _("Of that period nothing was published. Choose one from the list.")
    return ""
