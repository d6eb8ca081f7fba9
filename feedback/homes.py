"""What somebody finds on the first page: by what this person does and may."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.queries.questions import unanswered
from feedback.dashboards import goals_now
from feedback.dashboards.question_use import Hardly, hardly_filled
from feedback.insight import Page
from feedback.queries import told_to
from feedback.signalled import Signalled
from feedback.unfinished import OpenForm
from feedback.way_on import learnt_of_team
from organisation import scope as scopes
from organisation.models import LentRight, User
from organisation.models.user import Discipline
from organisation.queries.drafts import unfinished
from organisation.queries.lending import held_by
from organisation.roles import Right, Role
from organisation.scope import Scope, Standing
from registration import queries
from registration.queries.glass import TOLD_FOR, opened_lately
from registration.queries.oversight import opened
from registration.queries.provisions import ending
from signals.queries.groups import last_first

# How many plans that ask for attention stand on the first page; the rest is one touch away.
SHOWN = 3
TOGETHER = {Discipline.GROUPS, Discipline.NEIGHBOURHOOD}
# Each home has a part of its own, in templates/feedback.
PARTS = {
    "table": "feedback/_home_table.html",
    "together": "feedback/_home_together.html",
    "team": "feedback/_home_team.html",
    "arranging": "feedback/_home_arranging.html",
    "privacy": "feedback/_home_privacy.html",
    "municipality": "feedback/_home_municipality.html",
    "asked": "feedback/_home_key_user.html",
    "nothing": "feedback/_home_nothing.html",
}
ROLES = {
    Role.TEAM_LEAD: "team",
    Role.INFORMATION_MANAGER: "arranging",
    Role.PRIVACY_OFFICER: "privacy",
    Role.MUNICIPALITY_READER: "municipality",
}


# Links that a home holds already; they do not come back in the list below it.
HELD = {
    "team": {"team_residents", "insights"},
    "arranging": {"people", "questions"},
    "privacy": {"questions"},
    "asked": {"questions"},
}


@dataclass(frozen=True)
class Way:
    """A way to a page: its name, where it leads by URL name, what one finds there and its icon."""

    label: Promise
    url: str
    text: Promise
    icon: str


WAYS = [
    (
        Right.READ_PUBLISHED,
        Way(
            gettext_lazy("Learn from figures"),
            "insights",
            gettext_lazy("What residents reach, one question at a time"),
            "stairs-up",
        ),
    ),
    (
        Right.MOVE,
        Way(
            gettext_lazy("Registrations in and out"),
            "moves",
            gettext_lazy("Bring in, take out, and merge who is there twice"),
            "file-upload",
        ),
    ),
    (
        Right.READ_LOOKS,
        Way(
            gettext_lazy("What was moved"),
            "moves_log",
            gettext_lazy("What was brought in and taken out"),
            "file-upload",
        ),
    ),
    (
        Right.TEAM_NAMES,
        Way(
            gettext_lazy("Names in my team"),
            "team_residents",
            gettext_lazy("Whose plan is open, and who helps"),
            "users",
        ),
    ),
    (
        Right.OUTSIDE,
        Way(
            gettext_lazy("Meetings"),
            "discussions",
            gettext_lazy("What we learn from each other in case discussions and peer supervision"),
            "users-group",
        ),
    ),
    (
        Right.PHRASES,
        Way(
            gettext_lazy("Actions to choose from"),
            "phrases",
            gettext_lazy("What the team offers at the kitchen table"),
            "list-check",
        ),
    ),
    (
        Right.ARRANGE_PEOPLE,
        Way(gettext_lazy("People"), "people", gettext_lazy("Who works here, and who may do what"), "user-cog"),
    ),
    (
        Right.ARRANGE_PEOPLE,
        Way(gettext_lazy("Teams"), "teams", gettext_lazy("Teams and the neighbourhoods they work for"), "users-group"),
    ),
    (
        Right.ARRANGE_CATALOGUE,
        Way(gettext_lazy("Where signals go"), "routes", gettext_lazy("Who must act, by theme and area"), "send"),
    ),
    (
        Right.OUTSIDE,
        Way(
            gettext_lazy("Activities"),
            "activities",
            gettext_lazy("What we do with groups and in the neighbourhood"),
            "calendar-event",
        ),
    ),
    (
        Right.OUTSIDE,
        Way(gettext_lazy("Agenda of the team"), "agenda", gettext_lazy("What we talk about next"), "list-check"),
    ),
    (
        Right.READ_QUESTIONS,
        Way(gettext_lazy("Questions"), "questions", gettext_lazy("What we ask, and why"), "help-circle"),
    ),
    (
        Right.LEND_RIGHTS,
        Way(gettext_lazy("Lent rights"), "lent_rights", gettext_lazy("Who may move registrations this week"), "key"),
    ),
]


@dataclass(frozen=True)
class Caseload:
    """What a professional with plans finds."""

    today: list[Any] = field(default_factory=list)
    attention: list[Any] = field(default_factory=list)
    learning: goals_now.Page | None = None
    has_plans: bool = False
    # Granted decisions that end soon or ended lately, the first to end on top.
    ending: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Home:
    """The first page of one person."""

    greeting: str
    day: date
    parts: list[str]
    ways: list[Way]
    caseload: Caseload
    # How many open plans of the teams that this person leads nobody coordinates, and one answer of the only one.
    without: int
    learnt: Page | None
    unfinished: list[OpenForm]
    # What colleagues opened with a reason, of the plans that this person coordinates, in the last week.
    opened: list[Any]
    # How often anything was opened so in the last week, for the privacy officer.
    openings: int
    # How many remarks about questions wait for an answer, for who answers them.
    remarks: int
    # Rights that this person was lent and that hold today.
    lent: list[LentRight]
    # Questions that ask for a talk, of who arranges them; and what others decided about questions lately.
    hardly: list[Hardly] = field(default_factory=list)
    told: list[Any] = field(default_factory=list)
    # Where who works outside met a group last.
    places: list[Any] = field(default_factory=list)
    # Signals that this person sent or must act on, and late ones of a team that this person leads.
    signalled: Signalled = field(default_factory=Signalled)


def home(user: User, now: datetime) -> Home:
    """The first page, at this hour of this day."""
    here = scopes.standing(user)
    kinds = kinds_of(here)
    held = set().union(*(HELD.get(kind, set()) for kind in kinds))
    scope = scopes.own(user) if "table" in kinds else None
    return Home(
        greeting=greeting(user.first_name, now.hour),
        day=now.date(),
        parts=[PARTS[kind] for kind in kinds],
        ways=[way for right, way in WAYS if here.may(right) and way.url not in held],
        caseload=caseload(scope, now.date(), user.quiet_weeks) if scope else Caseload(),
        without=_without_coordinator(user, now.date()),
        learnt=learnt_of_team(user, now.date()) if "team" in kinds else None,
        unfinished=list(islice(_unfinished(user, now.date()), SHOWN)),
        opened=list(opened_lately(user, now)) if here.may(Right.OWN_FILES) else [],
        openings=opened(now - TOLD_FOR).count() if here.may(Right.READ_LOOKS) else 0,
        remarks=unanswered().count() if here.may(Right.ARRANGE_CATALOGUE) else 0,
        lent=held_by(here) if here.lent else [],
        hardly=_hardly_filled(user, now.date()) if here.may(Right.ARRANGE_CATALOGUE) else [],
        told=list(told_to(user, now)) if here.may(Right.READ_QUESTIONS) else [],
        signalled=Signalled.of(user, now.date()),
        places=list(last_first(scopes.outside(user))[:SHOWN]) if "together" in kinds else [],
    )


def kinds_of(here: Standing) -> list[str]:
    """Which homes somebody has, the daily work first; who has no role finds a word of explanation."""
    kinds = []
    if Role.PROFESSIONAL in here.roles:
        kinds.append("together" if here.user.discipline in TOGETHER else "table")
    kinds += [kind for role, kind in ROLES.items() if role in here.roles]
    # Who is asked by colleagues beside other work finds that work, and the questions among the other ways.
    return kinds or (["asked"] if Role.KEY_USER in here.roles else ["nothing"])


def _unfinished(user: User, day: date) -> Iterator[OpenForm]:
    """Forms that can still be gone on with, the newest first."""
    forms = [form for form in map(OpenForm.of, unfinished(user)) if form]
    asked = {form.plan for form in forms if form.plan}
    own = set(queries.plans(scopes.own(user), day).filter(pk__in=asked).values_list("pk", flat=True))
    yield from (form for form in forms if form.plan is None or form.plan in own)


def _hardly_filled(user: User, day: date) -> list[Hardly]:
    scope = scopes.organisation(user)
    return hardly_filled(scope, day) if scope else []


def _without_coordinator(user: User, day: date) -> int:
    led = scopes.leading(user)
    return queries.without_coordinator(led, day).count() if led else 0


def caseload(scope: Scope, day: date, quiet_weeks: int | None) -> Caseload:
    """Today, what asks for attention, and one question to learn from."""
    plans = queries.caseload(scope, day, quiet_weeks)
    return Caseload(
        today=list(queries.todays_appointments(scope, day)),
        attention=list(plans.filter(needs=True).order_by("spoken_on", "pk")[:SHOWN]),
        learning=goals_now.page(scope, day),
        has_plans=plans.exists(),
        ending=list(ending(scope, day)),
    )


def greeting(name: str, hour: int) -> str:
    """Good morning until noon, good afternoon until six, then good evening."""
    if 5 <= hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}
