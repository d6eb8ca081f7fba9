"""Rows of work outside that count: what was corrected, taken back, removed or said twice is gone."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from tests.outcomes.independent.reading import Row, rows_of, standing, there


class Outside:
    """The rows of work outside that count."""

    def __init__(self, folder: Path) -> None:
        """Reads a folder of CSV files."""
        self.met = [row for row in standing(rows_of(folder, "groups_met"), "met") if row.get("taken_back") != "yes"]
        self.areas_of_groups = {row["group"]: row["area"] for row in rows_of(folder, "groups")}
        self.activities = there(rows_of(folder, "activities"))
        self.named: dict[str, list[Row]] = defaultdict(list)
        for row in there(rows_of(folder, "attendances")):
            self.named[row["activity"]].append(row)
        said = rows_of(folder, "signals")
        self.before = {row["signal"]: row.get("replaces", "") for row in said}
        doubles = {row["signal"] for row in rows_of(folder, "same_signals")}
        self.signals = [
            row
            for row in standing(said, "signal")
            if row.get("taken_back") != "yes" and not doubles.intersection(self.former(row["signal"]))
        ]
        self.answers: dict[str, list[date]] = defaultdict(list)
        for row in rows_of(folder, "signal_replies"):
            if row["says"] != "seen" and row.get("of_correction") != "yes":
                self.answers[row["signal"]].append(date.fromisoformat(row["replied_on"]))
        for row in said:
            if row["answered_on"]:
                self.answers[row["signal"]].append(date.fromisoformat(row["answered_on"]))

    def former(self, signal: str) -> list[str]:
        """A signal and all that it corrects, down to the first one."""
        found = []
        while signal:
            found.append(signal)
            signal = self.before[signal]
        return found

    def answered_on(self, signal: str) -> date | None:
        """The day of the first answer, also where it was given to what this signal corrects."""
        return min((on for each in self.former(signal) for on in self.answers[each]), default=None)
