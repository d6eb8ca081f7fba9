"""The course of one plan: story, goals, steps on the ladder, actions, talks, appointments and how it ended."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from exchange.demo.actions import ACTIONS, WHO
from exchange.demo.goals import GOALS
from exchange.demo.rows import Rows, event, wording, workday
from exchange.demo.talks import LONG_NOTES, OBSTACLES, PLACES, SHORT_NOTES, STORIES
from organisation.models import Team, User
from registration.models import (
    Action,
    ActionTick,
    Appointment,
    Assignment,
    Closing,
    Goal,
    GoalScore,
    HelpRequest,
    Plan,
    Resident,
)

# How the last step compares with the first: most go up.
PATTERNS = {"up": 56, "same": 18, "down": 8, "once": 10, "none": 8}
CARERS = ["Kees", "Ria", "Sanne", "mijn zus", "de buurman"]


@dataclass
class Course:
    """A plan from its opening to its end (or to today), with who coordinated it when."""

    rows: Rows
    plan: Plan
    until: date
    now: User
    before: User | None = None
    handed_over_on: date | None = None
    quiet: bool = False
    late: bool = False
    # Who belongs to the household of the plan, if it is one.
    members: list[Resident] = field(default_factory=list)

    def by(self, day: date) -> User:
        """Who coordinated the plan on a day."""
        if self.before and self.handed_over_on and day < self.handed_over_on:
            return self.before
        return self.now

    @property
    def is_open(self) -> bool:
        """Whether the plan runs until today."""
        return self.until >= self.rows.today

    def words(self, text: str) -> str:
        """A text with the names filled in."""
        return text.format(inwoner=self.plan.called, helper=self.now.first_name)

    def day(self, first: date, last: date) -> date:
        """A working day between two days, by chance."""
        span = max(0, (last - first).days)
        return max(workday(first + timedelta(days=self.rows.luck.randint(0, span))), self.plan.opened_on)


def write_course(course: Course, team: Team, colleagues: list[User], goals: int) -> None:
    """Adds everything of the plan to the rows."""
    _assign(course, team, colleagues)
    domains = course.rows.luck.sample(list(course.rows.domains), k=max(goals, 1))
    _story(course, domains)
    for rank, domain in enumerate(domains[:goals], start=1):
        _goal(course, domain, rank)
    _talks(course)
    if course.is_open:
        _appointments(course)


def _assign(course: Course, team: Team, colleagues: list[User]) -> None:
    plan, luck = course.plan, course.rows.luck
    start = plan.opened_on
    if course.before and course.handed_over_on:
        last = course.handed_over_on - timedelta(days=1)
        course.rows.add(
            Assignment(
                plan=plan, professional=course.before, team=team, since=start, until=last, **event(start, course.before)
            )
        )
        start = course.handed_over_on
    course.rows.add(Assignment(plan=plan, professional=course.now, team=team, since=start, **event(start, course.now)))
    others = [one for one in colleagues if one != course.before and one.is_active]
    if others and luck.random() < 0.08:
        since = course.day(start, course.until)
        course.rows.add(
            Assignment(
                plan=plan, professional=luck.choice(others), team=team, since=since, kind="co_worker",
                **event(since, course.now),
            )
        )  # fmt: skip


def _story(course: Course, domains: list[str]) -> None:
    day, by = course.plan.opened_on, course.by(course.plan.opened_on)
    story = course.rows.luck.choice(STORIES[domains[0]])
    course.rows.add(HelpRequest(plan=course.plan, own_words=story, asked_on=day, **wording(day, by)))
    for theme in domains[:2]:
        course.rows.add(HelpRequest(plan=course.plan, theme_id=theme, asked_on=day, **wording(day, by)))


def _goal(course: Course, domain: str, rank: int) -> None:
    luck, plan = course.rows.luck, course.plan
    set_on = course.day(plan.opened_on, min(plan.opened_on + timedelta(days=25), course.until))
    goal = Goal(
        plan=plan, own_words=luck.choice(GOALS[domain]), rank=rank, set_on=set_on,
        life_domain_id=domain if luck.random() < 0.93 else None,
        importance=luck.choice([None, None, 1, 2, 3]),
        resident=luck.choice([None, *course.members]) if course.members else None,
        obstacle=luck.choice(OBSTACLES) if luck.random() < 0.25 else "",
        **wording(set_on, course.by(set_on)),
    )  # fmt: skip
    last = _steps(course, goal)
    _end(course, goal, last)
    course.rows.add(goal)
    _actions(course, goal, domain)


def _steps(course: Course, goal: Goal) -> int | None:
    """Scores of the resident and at times of others; gives the last step."""
    luck = course.rows.luck
    pattern = luck.choices(list(PATTERNS), list(PATTERNS.values()))[0]
    days = [goal.set_on]
    while pattern != "once" and days[-1] + timedelta(days=21) <= course.until and len(days) < 7:
        days.append(workday(days[-1] + timedelta(days=luck.randint(21, 60))))
    days = [day for day in days if day <= course.until]
    if pattern == "none":
        return None
    value = luck.choice([1, 1, 2, 2, 3])
    for turn, day in enumerate(days):
        if turn:
            value = min(5, max(1, value + _move(course, pattern)))
        _score(course, goal, day, value, "resident" if luck.random() < 0.88 else "professional")
        if luck.random() < 0.2:
            _score(course, goal, day, min(5, max(1, value + luck.choice([-1, 0, 0, 1]))), "professional")
    if luck.random() < 0.06:
        _score(course, goal, days[-1], value, "carer")
    return value


def _move(course: Course, pattern: str) -> int:
    moves = {"up": [0, 1, 1, 1, 1, 2, -1], "same": [0, 0, 0, 1, -1], "down": [0, 0, -1, -1, 1], "once": [0]}
    return course.rows.luck.choice(moves[pattern])


def _score(course: Course, goal: Goal, day: date, value: int, voice: str) -> None:
    course.rows.add(GoalScore(goal=goal, scored_on=day, value=value, voice=voice, **event(day, course.by(day))))


def _end(course: Course, goal: Goal, last: int | None) -> None:
    """Most goals of a closed plan have ended, and some of an open one."""
    luck = course.rows.luck
    if luck.random() > (0.16 if course.is_open else 0.9) or (course.is_open and goal.rank == 1):
        return
    goal.ended_on = course.day(max(goal.set_on, course.until - timedelta(days=30)), course.until)
    by_step = {5: "reached", 4: "reached", 3: "partly", 2: "not", 1: "not", None: "dropped"}
    usual = by_step[last]
    goal.result = luck.choices([usual, "partly", "dropped", ""], [80, 8, 6, 6])[0]


def _actions(course: Course, goal: Goal, domain: str) -> None:
    luck = course.rows.luck
    chosen = luck.sample(ACTIONS[domain], k=luck.choice([1, 2, 2, 3, 3, 4]))
    for rank, (who, text) in enumerate(chosen, start=1):
        start = course.day(goal.set_on, goal.ended_on or course.until)
        action = Action(
            goal=goal, text=course.words(text), who=WHO[who], rank=rank,
            who_name=luck.choice(CARERS) if who == "C" else "",
            resident=luck.choice(course.members) if course.members and WHO[who] == "resident" else None,
            due_on=start + timedelta(days=luck.randint(3, 30)) if luck.random() < 0.8 else None,
            **wording(start, course.by(start)),
        )  # fmt: skip
        _progress(course, goal, action, start)
        course.rows.add(action)


def _progress(course: Course, goal: Goal, action: Action, start: date) -> None:
    """Done, cancelled or open; open ones of an open plan lie ahead, but for one where the plan is behind."""
    luck, last = course.rows.luck, goal.ended_on or course.until
    going_on = course.is_open and not goal.ended_on
    if going_on and (luck.random() < 0.5 or course.late):
        ahead = -luck.randint(2, 20) if course.late else luck.randint(1, 25)
        action.due_on = course.rows.today + timedelta(days=ahead) if action.due_on else None
        course.late = course.late and action.due_on is None
    elif luck.random() < 0.08:
        action.cancelled_on = course.day(start, last)
    elif going_on or luck.random() < 0.85:
        done = action.done_on = course.day(start, min(last, start + timedelta(days=35)))
        course.rows.add(ActionTick(action=action, ticked_on=done, done=True, **event(done, course.by(done))))


def _talks(course: Course) -> None:
    """Notes every few weeks; a quiet plan has had none for two months or more."""
    luck = course.rows.luck
    last = course.until - timedelta(days=luck.randint(60, 90) if course.quiet else luck.randint(1, 24))
    day = course.plan.opened_on
    while day <= last or day == course.plan.opened_on:
        text = luck.choice(LONG_NOTES if luck.random() < 0.25 else SHORT_NOTES)
        kind = luck.choices(["visit", "phone", "office", "message"], [45, 35, 10, 10])[0]
        course.rows.note(course.plan, held_on=day, kind=kind, text=course.words(text), **wording(day, course.by(day)))
        day = workday(day + timedelta(days=luck.randint(10, 40)))


def _appointments(course: Course) -> None:
    luck, today = course.rows.luck, course.rows.today
    for ahead in (-luck.randint(7, 30), luck.randint(1, 18)):
        day = workday(today + timedelta(days=ahead))
        fits = day > today if ahead > 0 else day >= course.plan.opened_on
        if fits and luck.random() < 0.65:
            meet(course, day, time(luck.randint(9, 16), luck.choice([0, 30])), luck.choice(PLACES))


def meet(course: Course, day: date, at: time, place: str) -> None:
    """Adds an appointment."""
    made_on = min(day, course.rows.today)
    course.rows.add(
        Appointment(
            plan=course.plan, starts_at=timezone.make_aware(datetime.combine(day, at)), place=place,
            with_whom=course.now.first_name, **wording(made_on, course.by(made_on)),
        )
    )  # fmt: skip


def close(course: Course, day: date, *, reopened_on: date | None = None) -> None:
    """Adds a closing, of which some answers were left out."""
    luck = course.rows.luck
    reason = luck.choices(
        ["done", "other_help", "resident_stopped", "no_contact", "moved", ""], [60, 12, 9, 6, 7, 6]
    )[0]  # fmt: skip
    answers = ["yes", "partly", "no", "not_asked", "not_applicable", ""]
    course.rows.add(
        Closing(
            plan=course.plan, closed_on=day, reopened_on=reopened_on, reason=reason,
            helped_resident=luck.choices(answers, [48, 20, 6, 6, 2, 18])[0],
            helped_professional=luck.choices(answers, [42, 28, 8, 0, 2, 20])[0],
            continues_independently=luck.choices(answers, [45, 25, 10, 2, 3, 15])[0],
            **event(day, course.by(day)),
        )
    )  # fmt: skip
