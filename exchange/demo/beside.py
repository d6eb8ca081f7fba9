"""Beside the plans of the demo: where people were referred to, what was applied for, and what was decided."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from exchange.demo.rows import Rows, wording, workday
from exchange.demo.town import Town
from organisation.models import LentRight, User
from organisation.roles import Right
from registration.models import Application, Assignment, Closing, Decision, HouseholdMember, Plan, Referral

# Drawn apart, so that the rest of the demo stays as it is whatever is added here.
SEED = 78


@dataclass(frozen=True)
class Way:
    """Somewhere to refer to: how often of a hundred, and how often of ten we could have done it ourselves."""

    to: str
    line: str
    theme: str
    reasons: tuple[str, ...]
    often: int
    ours: int


WAYS = [
    # What comes back again and again: a pattern to see, and to ask whether an offer of our own would help.
    Way(
        "GGZ Lindestroom, team autisme",
        "second",
        "mental_health",
        (
            "Vraag om een onderzoek naar autisme. De wachttijd is een halfjaar.",
            "Autisme is vastgesteld. De vraag is vooral: hoe leg ik het uit aan mijn omgeving?",
            "Loopt vast door te veel prikkels. Begeleiding bij autisme.",
        ),
        26,
        6,
    ),
    Way(
        "Jeugd-ggz De Vlierhof",
        "second",
        "children",
        ("Een kind dat vastloopt op school, mogelijk autisme.", "Zorgen over het gedrag thuis en op school."),
        14,
        4,
    ),
    Way("GGZ Lindestroom", "second", "mental_health", ("Sombere klachten die niet overgaan.", ""), 10, 2),
    Way("Verslavingszorg Havenlicht", "second", "substance_use", ("Wil stoppen en lukt het niet alleen.", ""), 5, 0),
    Way("Schuldhulp van de gemeente", "first", "finance", ("Drie schulden of meer.", "Een deurwaarder."), 15, 1),
    Way("Maatjesproject Samen", "first", "social_network", ("Wil iemand om mee te wandelen.", ""), 12, 5),
    Way("Huisarts", "first", "physical_health", ("", "Pijn die blijft."), 8, 0),
    Way("Taalhuis Lindehaven", "first", "work_education", ("Wil beter leren lezen.", ""), 6, 3),
    Way("Juridisch loket", "first", "justice", ("Een brief van de woningbouw.",), 4, 0),
]
PROVISIONS = [
    ("Hulp bij het huishouden", ("Drie uur in de week.", "Twee uur in de week, eens per twee weken de ramen.")),
    ("Individuele begeleiding", ("Vier uur in de week.", "")),
    ("Dagbesteding", ("Twee dagdelen in de week.", "")),
    ("Rolstoel", ("In bruikleen.",)),
    ("Traplift", ("De woning wordt aangepast.", "")),
    ("Regiotaxi", ("Met begeleider.", "")),
    ("Jeugdhulp ambulant", ("Twee keer in de week thuis.", "")),
    ("Bijzondere bijstand", ("Voor een bed en een koelkast.", "")),
]
REFUSALS = ("De huisgenoten kunnen het zelf.", "Dit valt onder de zorgverzekering.", "")


def write_beside(rows: Rows, town: Town) -> None:
    """Adds referrals, applications and decisions to the plans that are there, and lends a right for the coming week."""
    luck = Random(SEED)  # noqa: S311  # chance for invented people, no secret
    plans: list[Plan] = rows.kept[Plan]
    held = _by_plan(rows.kept[Assignment])
    ended = {one.plan_id: one.closed_on for one in rows.kept[Closing] if one.reopened_on is None}
    members = _members(rows.kept[HouseholdMember])
    for number, plan in enumerate(plans):
        until = ended.get(plan.pk, rows.today)
        desk = Desk(rows, luck, plan, until, held[plan.pk], members.get(plan.household_id, []))
        if luck.random() < 0.34:
            desk.refer()
        if luck.random() < 0.3:
            desk.apply()
        if number == 0:
            desk.showcase()
    lend(town, rows.today)


def lend(town: Town, today: date) -> LentRight:
    """The information manager may move registrations from today on, for a week."""
    return LentRight.objects.create(
        user=town.people["Ilse Ordening"],
        right=Right.MOVE,
        since=today,
        until=today + timedelta(days=6),
        because="De registraties uit het oude systeem van Team Lindepark komen deze week over.",
        lent_by=town.people["Pieter Stilte"],
    )


@dataclass
class Desk:
    """Where something is written down beside one plan, from its opening until a day."""

    rows: Rows
    luck: Random
    plan: Plan
    until: date
    held: list[Assignment]
    members: list[HouseholdMember]

    def refer(self) -> None:
        """To one of the ways, for somebody of the family at times."""
        way = self.luck.choices(WAYS, [way.often for way in WAYS])[0]
        day = self._day(self.plan.opened_on, self.until)
        ours = "yes" if self.luck.random() * 10 < way.ours else "no"
        self.rows.add(
            Referral(
                plan=self.plan, resident_id=self._whose(day), referred_on=day, to=way.to, line=way.line,
                theme_id=way.theme if self.luck.random() < 0.92 else None, reason=self.luck.choice(way.reasons),
                could_have_been_ours=ours if self.luck.random() < 0.7 else "", **self._stamp(day),
            )
        )  # fmt: skip

    def apply(self) -> None:
        """For a provision; most are decided on within eight weeks, and most of these are granted."""
        provision, said = self.luck.choice(PROVISIONS)
        day = self._day(self.plan.opened_on, self.until)
        made = self._application(provision, day)
        decided_on = workday(day + timedelta(days=self.luck.randint(12, 56)))
        if decided_on > self.until:
            return
        if self.luck.random() < 0.14:
            self._decision(made, decided_on, outcome="refused", explanation=self.luck.choice(REFUSALS))
            return
        first, length = decided_on + timedelta(days=self.luck.randint(3, 14)), self.luck.choice([182, 365, 365, 730])
        last = self._granted(made, decided_on, first, length, self.luck.choice(said))
        again = workday(last - timedelta(days=self.luck.randint(8, 40)))
        if again <= self.until and self.luck.random() < 0.75:
            self._granted(made, again, last + timedelta(days=1), length, "Verlengd, verder gelijk.")

    def showcase(self) -> None:
        """Of Sjaan: help that ends in five weeks, a walking companion, and a wheelchair that nobody decided on yet."""
        today, start = self.rows.today, self.plan.opened_on
        made = self._application("Hulp bij het huishouden", start)
        last = today + timedelta(days=35)
        self._decision(
            made, workday(start + timedelta(days=20)), outcome="granted", valid_from=start + timedelta(days=28),
            valid_until=last, explanation="Twee uur in de week, voor een halfjaar.",
        )  # fmt: skip
        self._application("Regiotaxi", self.rows.ago(9))
        day = self.rows.ago(20)
        self.rows.add(
            Referral(
                plan=self.plan, referred_on=day, to="Maatjesproject Samen", line="first", theme_id="social_network",
                reason="Iemand om samen mee te wandelen.", could_have_been_ours="yes", **self._stamp(day),
            )
        )  # fmt: skip

    def _application(self, provision: str, day: date) -> Application:
        of = {"plan": self.plan, "resident_id": self._whose(day), "applied_on": day, "provision": provision}
        made: Application = self.rows.add(Application(**of, **self._stamp(day)))
        return made

    def _granted(self, made: Application, day: date, first: date, length: int, said: str) -> date:
        last = first + timedelta(days=length)
        self._decision(made, day, outcome="granted", valid_from=first, valid_until=last, explanation=said)
        return last

    def _decision(self, made: Application, day: date, **said: Any) -> None:
        self.rows.add(Decision(application=made, decided_on=day, **said, **self._stamp(day)))

    def _day(self, first: date, last: date) -> date:
        day = workday(first + timedelta(days=self.luck.randint(0, max(0, (last - first).days))))
        return max(day, self.plan.opened_on)

    def _whose(self, day: date) -> Any:
        there = [
            one.resident_id for one in self.members if one.since <= day and (one.until is None or one.until >= day)
        ]
        return self.luck.choice([None, *there]) if there else None

    def _stamp(self, day: date) -> dict[str, Any]:
        return wording(day, self._by(day))

    def _by(self, day: date) -> User:
        of_that_day = [one for one in self.held if one.since <= day and (one.until is None or one.until >= day)]
        return (of_that_day or self.held)[0].professional


def _by_plan(assignments: list[Assignment]) -> dict[Any, list[Assignment]]:
    held: dict[Any, list[Assignment]] = {}
    for one in assignments:
        if one.kind == "coordinator":
            held.setdefault(one.plan_id, []).append(one)
    return held


def _members(rows: list[HouseholdMember]) -> dict[Any, list[HouseholdMember]]:
    of: dict[Any, list[HouseholdMember]] = {}
    for one in rows:
        of.setdefault(one.household_id, []).append(one)
    return of
