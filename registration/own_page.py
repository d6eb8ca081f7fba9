"""What a resident reads on the own phone, made from the lines behind a code and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from organisation.looks import WITH_REASON, Day, per_day
from organisation.models import User
from registration import queries, sheet
from registration.models.goal import Scale
from registration.paper import Sheet, written_in
from registration.queries.oversight import with_merged
from registration.queries.phone import Opened
from registration.sheet_words import Said, said

# The headings and labels of these pages; what is longer stands in the resident's own language alone.
HEADINGS = {
    "my_plan": pgettext_lazy("resident", "My plan"),
    "code": pgettext_lazy("resident", "Code"),
    "pin": pgettext_lazy("resident", "PIN"),
    "show": pgettext_lazy("resident", "Show my plan"),
    "to_do": pgettext_lazy("resident", "What are we going to do?"),
    "means": pgettext_lazy("resident", "What does each step mean?"),
    "who_sees": pgettext_lazy("resident", "Who sees my plan?"),
    "who_may": pgettext_lazy("resident", "Who may see what?"),
    "who_looked": pgettext_lazy("resident", "Who looked in my file?"),
}
# So many days on which somebody looked are shown.
DAYS = 30


def headings() -> dict[str, Said]:
    """In the active language, with the Dutch underneath."""
    return {name: said(words) for name, words in HEADINGS.items()}


def own_sheet(opened: Opened, now: datetime) -> Sheet:
    """The sheet as it is now, with the lines that were chosen; what is done meanwhile is shown as done."""
    code, plan, day = opened.code, opened.plan, timezone.localtime(now).date()
    for action in opened.goal.actions.all():
        action.on_sheet = True
    source = sheet.Source(
        plan=plan,
        people=opened.people,
        goal=opened.goal,
        day=day,
        language=code.language,
        choice=sheet.Choice(appointment=code.shows_appointment, phone=code.shows_phone, done=True),
        appointment=queries.next_appointment(plan, now) if code.shows_appointment else None,
        coordinator=queries.coordinator(plan, day),
    )
    return sheet.fill(source)


@dataclass(frozen=True)
class Meaning:
    """What a step of the goal's own scale means, as it was said together: "+1", the words and their language."""

    shown: str
    text: str
    language: str


def meanings(opened: Opened) -> list[Meaning]:
    """The steps that have words, the highest first; none on the ladder, which is the same for everybody."""
    if opened.goal.scale == Scale.LADDER:
        return []
    found = queries.levels(opened.goal)
    return [Meaning(one.shown, one.text, written_in(one.text, opened.code.language)) for one in found]


@dataclass(frozen=True)
class Seen:
    """One person on one day, as a resident reads it: who (empty: the resident), how, with a reason or not, when."""

    name: str
    kind: str
    with_reason: bool
    last: datetime


@dataclass(frozen=True)
class Sight:
    """Who may see what of a file, and who looked: (day, what was seen on it), the latest day first."""

    walking: list[User]
    teams: list[str]
    days: list[tuple[date, list[Seen]]]
    caller: User | None


def sight(opened: Opened, now: datetime) -> Sight:
    """Whoever walks along today sees the plan; their teams see a name; and who looked, day by day."""
    day = timezone.localtime(now).date()
    held = opened.plan.assignments.on(day).select_related("professional", "team").order_by("kind", "since")
    people = list(dict.fromkeys(one.professional for one in held))
    ids = [person.pk for person in opened.people]
    whole = opened.plan.household_id is not None and opened.code.resident_id is None
    days = per_day(with_merged(ids), plan_id=opened.plan.pk if whole else None, days=DAYS)
    seen = [(one.day, _seen(one)) for one in days]
    return Sight(people, sorted({one.team.name for one in held}), seen, queries.coordinator(opened.plan, day))


def _seen(day: Day) -> list[Seen]:
    """Many pages by one person are one line for each way of looking."""
    found: dict[tuple[str, str, bool], Seen] = {}
    for look in day.looks:
        key = (look.name if look.user_id else "", str(look.kind), look.ground == WITH_REASON)
        found.setdefault(key, Seen(*key, look.last))
    return list(found.values())
