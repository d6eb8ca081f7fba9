"""What a bundle says: plans, who coordinated them on which day, and what was registered in them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tests.outcomes.independent.days import Period
from tests.outcomes.independent.outside import Outside
from tests.outcomes.independent.reading import Row, day, rows_of, standing, there


class World:
    """All rows that count, by file; removed and corrected ones are gone."""

    def __init__(self, folder: Path) -> None:
        """Reads a folder of CSV files."""
        self.plans = {row["plan"]: row for row in rows_of(folder, "plans")}
        self.closings: dict[str, list[Row]] = defaultdict(list)
        for row in rows_of(folder, "closings"):
            self.closings[row["plan"]].append(row)
        self.assignments: dict[str, list[Row]] = defaultdict(list)
        for row in rows_of(folder, "assignments"):
            self.assignments[row["plan"]].append(row)
        self.parents = {row["area"]: row["parent"] for row in rows_of(folder, "areas")}
        self.help_requests = there(rows_of(folder, "help_requests"))
        self.referrals = there(rows_of(folder, "referrals"))
        self.goals = {row["goal"]: row for row in there(rows_of(folder, "goals"))}
        self.scores = [
            row
            for row in standing(rows_of(folder, "goal_scores"), "score")
            if row["value"] and row["goal"] in self.goals
        ]
        self.actions = [row for row in there(rows_of(folder, "actions")) if row["goal"] in self.goals]
        self.assessments = standing(rows_of(folder, "assessments"), "assessment")
        self.parts: dict[str, list[Row]] = defaultdict(list)
        for row in rows_of(folder, "assessment_items"):
            self.parts[row["assessment"]].append(row)
        self.experiences = {row["experience"]: row for row in rows_of(folder, "experiences")}
        self.answers = rows_of(folder, "answers")
        self.types = {row["question"]: row["answer_type"] for row in rows_of(folder, "questions")}
        self.offered = {row["offered_set"]: row["questions"].split() for row in rows_of(folder, "offered_sets")}
        self.main_voices = {
            (row["instrument"], row["version"]): row["main_voice"] for row in rows_of(folder, "instruments")
        }
        self.lower_is_better = lower_is_better(folder)
        self.outside = Outside(folder)

    def coordinator_on(self, plan: str, on: date) -> Row | None:
        """The assignment as coordinator that covers a day; first and last day are both included."""
        for row in self.coordinating(plan):
            if covers(row, on):
                return row
        return None

    def coordinating(self, plan: str) -> list[Row]:
        """The assignments of a plan as coordinator."""
        return [row for row in self.assignments[plan] if row["kind"] in {"", "coordinator"}]

    def team_on(self, plan: str, on: date) -> str:
        """The team of the coordinator assignment that began last, on or before a day; empty before the first one."""
        began = [row for row in self.coordinating(plan) if row["since"] <= on.isoformat()]
        return max(began, key=lambda row: row["since"])["team"] if began else ""

    def belongs(self, scope: str, plan: str, on: date) -> bool:
        """Whether an event of a plan on a day belongs to own:<person>, co_worked:<person> or team:<key>.

        And to area:<code> with the areas inside it, service:<key>, or organisation.
        """
        what, _colon, key = scope.partition(":")
        if what == "area":
            return key in self.areas_of(self.plans[plan]["area"])
        if what in {"service", "organisation"}:
            return what == "organisation" or self.plans[plan]["service"] == key
        if what == "team":
            return self.team_on(plan, on) == key
        coordinates = self.coordinator_on(plan, on)
        is_own = coordinates is not None and coordinates["person"] == key
        if what == "own":
            return is_own
        works_along = any(
            row["person"] == key and row["kind"] == "co_worker" and covers(row, on) for row in self.assignments[plan]
        )
        return works_along and not is_own

    def areas_of(self, area: str) -> list[str]:
        """An area and those that it lies in."""
        found = []
        while area:
            found.append(area.partition("@")[0])
            area = self.parents[area]
        return found

    def coordinators(self, team: str, period: Period) -> set[str]:
        """Who coordinated an open plan for a team on any day of a period."""
        return {
            row["person"]
            for plan in self.plans
            for row in self.coordinating(plan)
            if row["team"] == team and any(covers(row, on) and self.is_open(plan, on) for on in period.days())
        }

    def is_open(self, plan: str, on: date) -> bool:
        """Opened on or before a day, and no closing holds on it."""
        opened = day(self.plans[plan]["opened_on"])
        if opened is None or opened > on:
            return False
        return not any(
            row["closed_on"] <= on.isoformat() and (not row["reopened_on"] or on.isoformat() < row["reopened_on"])
            for row in self.closings[plan]
        )

    def closed_in(self, period: Period) -> list[Row]:
        """Closings on a day of a period, unless the plan was reopened before that period ended."""
        return [
            row
            for rows in self.closings.values()
            for row in rows
            if period.holds(day(row["closed_on"])) and not period.knows(day(row["reopened_on"]))
        ]

    def one_of(self, plan: str) -> str:
        """Whose plan it is: small numbers are numbers of residents, and a household with its plan is one."""
        row = self.plans[plan]
        return row["resident"] or f"household {row['household']}"


def covers(row: Row, on: date) -> bool:
    """Whether an assignment holds on a day."""
    return row["since"] <= on.isoformat() and (not row["until"] or on.isoformat() <= row["until"])


def lower_is_better(folder: Path) -> set[tuple[str, str, str]]:
    """Items (instrument, version, item) of which a lower score is the better one."""
    scales = {
        (row["instrument"], row["version"], row["scale"]): row["direction"]
        for row in rows_of(folder, "instrument_scales")
    }
    return {
        (row["instrument"], row["version"], row["item"])
        for row in rows_of(folder, "instrument_parts")
        if scales[row["instrument"], row["version"], row["scale"]] == "lower"
    }


def median(days: Iterable[int]) -> float | None:
    """The middle one; of an even number the mean of the middle two; nothing of nothing."""
    row = sorted(days)
    if not row:
        return None
    half = len(row) // 2
    return float(row[half]) if len(row) % 2 else (row[half - 1] + row[half]) / 2
