"""What is wrong with a bundle, or was left as it was: where, what stands there, and what was expected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchange.models.import_run import KEPT

SHOWN = 80

EXPECTED: dict[str, str | Promise] = {
    "needed": _("a value: this cell may not be empty"),
    "double": _("a key that stands in this file once; it stands in line %(other)s too"),
    "unknown": _("a key that is known in %(of)s"),
    "unknown_near": _("a key that is known in %(of)s; near to it: %(near)s"),
    "day": _("a day such as 2026-03-31, between 1900 and 2100"),
    "moment": _("a moment such as 2026-03-31T14:30"),
    "birth": _("a birth date such as 1950, 1950-03 or 1950-03-31"),
    "whole": _("a whole number from %(low)s to %(high)s"),
    "choice": _("one of: %(choices)s"),
    "email": _("an e-mail address"),
    "key": _("a key of at most 64 visible characters"),
    "no_space": _("a key without spaces, for other files name several of them in one cell"),
    "longer": _("at most %(longest)s characters"),
    "formula": _("a text; what begins as a formula is not taken in"),
    "null": _("a text without null bytes"),
    "encoding": _("letters in UTF-8"),
    "csv": _("commas or semicolons between the cells, and quotes around a cell that has them"),
    "line_too_long": _("a line that is not longer than %(longest)s characters"),
    "width": _("as many cells as there are columns (%(columns)s)"),
    "header": _("a first line with the names of the columns"),
    "column_missing": _("a column %(name)s"),
    "column_twice": _("each column once"),
    "too_many_columns": _("at most %(most)s columns"),
    "one_of": _("either a resident or a household"),
    "before": _("a day that is not before %(other)s"),
    "goes_with": _("nothing here as long as %(other)s is empty"),
    "off_scale": _("a value on its scale"),
    "area_code": _("a code that fits the level, such as GM0344, WK034401 or BU03440101"),
    "slug": _("a key of letters, digits, hyphens and underscores"),
    "two_coordinators": _("one coordinator of a plan on a day; line %(other)s names another"),
    "two_coordinators_here": _("one coordinator of a plan on a day; there is another here already"),
    "two_households": _("one household of a resident on a day"),
    "two_closings": _("one closing of a plan at a time"),
    "cycle": _("no circle: following %(along)s may not lead back here"),
    "replaced_twice": _("a row that nothing else replaces yet"),
    "other_record": _("a row about the same %(what)s"),
    "not_of_plan": _("somebody whom the plan is about"),
    "email_twice": _("an address of one person; line %(other)s has it too"),
    "instrument": _("an instrument and version that are known here; there are: %(near)s"),
    "part": _("a part of the instrument"),
    "part_near": _("a part of the instrument; near to it: %(near)s"),
    "question": _("the key of an own question"),
    "question_near": _("the key of an own question; near to it: %(near)s"),
    "record": _("the file and the key of a record, such as notes:17, with a file out of: %(files)s"),
    "empty_then": _("an empty cell, as %(other)s says"),
    "answer": _("an answer that fits the question"),
    "scale": _("a scale of the instrument"),
    "scale_stands": _("the levels and direction that it has here: something was filled in with it already"),
    "goes_up": _("a level above %(other)s"),
    "labels": _('labels such as [{"value": 1, "nl": "slecht", "en": "bad"}]'),
    "texts": _('texts for levels such as {"1": "slecht"}'),
    "dotted": _("a key of letters, digits, dots, hyphens and underscores"),
    "no_bar": _("a key without a vertical bar, for other files name several of them in one cell"),
    "reason": _("a reason: a question that is asked says why and for whom"),
    "own_or_built_in": _("either an answer type, for an own question, or the form that it is asked in"),
    "built_in": _("an empty cell: only questions that come with Keukentafel stand in a form"),
    "type_stands": _("the answer type that the question has here"),
    "stays_on": _("yes: Dutch is always on"),
    "one_filled": _("a text here, or something in %(other)s"),
    "goes_together": _("%(other)s all filled in, or none of them"),
    "quarter": _("a quarter such as 2026-Q3"),
    "once": _("the same questions in one row only"),
    "either": _("either this or %(other)s, not both and not neither"),
    "number": _("a number such as 12 or 4.5"),
    "no_semicolon": _("a key without a semicolon, for other files name several of them in one cell"),
    "not_itself": _("another signal"),
    "one_other": _("one signal that it is the same as"),
    "one_text": _("one text of a discussion"),
    "one_route": _("one way for a theme and an area"),
    "one_record": _("one of group_met, activity and signal"),
    "one_answer": _("one answer to a question in a record"),
    "one_name": _("a name that no other row has"),
    "one_person": _("1, or nothing: somebody who is named joins as one"),
    # About the bundle as a whole; a sheet says itself why it cannot be read.
    "sheet": "%(why)s",
    "no_bundle": _("a folder or a .zip with CSV files"),
    "no_files": _("at least one file of the bundle, such as residents.csv"),
    "bad_zip": _("a .zip that can be read"),
    "zip_bomb": _("a .zip that does not grow out of proportion"),
    "too_many_files": _("at most %(most)s files"),
    "too_big": _("at most %(most)s MB when unpacked"),
    "path": _("files at the top or in one folder, with plain names"),
    "locked_zip": _("a .zip without a password"),
    "twice": _("each file once"),
    "database": _("a bundle that the database accepts (%(constraint)s)"),
    # Remarks: nothing is wrong, and something was left.
    "unknown_column": _("not a column of this file: passed over"),
    "unknown_file": _("not a file of the bundle: passed over"),
    "kept": _("changed in Keukentafel since it came in: left as it is here"),
    "kept_here": _("known here already with something else: left as it is here"),
    "kept_event": _("an event is never changed: a correction is a new row that names this one in replaces"),
    "by_hand": _("this role is given in the pages, by somebody who arranges people"),
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or that was left. `line` counts from 1, the header included; 0 is the whole file.

    `params` fill the words of `code`. The value can be about a person.
    """

    file: str
    line: int
    column: str
    value: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def expected(self) -> str:
        """What was expected, or what became of it, in the language of the reader."""
        return str(EXPECTED[self.code]) % dict(self.params)

    def as_kept(self) -> dict[str, Any]:
        """As it is kept with a run."""
        return {**vars(self), "params": dict(self.params)}


class Refused(Exception):
    """The bundle was not taken in; `problem` is what stopped it at once."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Findings:
    """Problems and remarks: counted all, kept the first thousand of each."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []
        self.problem_count = self.remark_count = 0

    def wrong(self, file: str, line: int, column: str, value: str, code: str, **params: Any) -> None:
        """One problem."""
        self.problem_count += 1
        if len(self.problems) < KEPT:
            self.problems.append(Problem(file, line, column, _short(value), code, params))

    def remark(self, file: str, line: int, column: str, value: str, code: str, **params: Any) -> None:
        """One remark."""
        self.remark_count += 1
        if len(self.remarks) < KEPT:
            self.remarks.append(Problem(file, line, column, _short(value), code, params))

    def counted(self, found: list[Any], how_many: int, add: Callable[[Any], None], *, remarks: bool = False) -> None:
        """Adds what was found in the database, of which there are `how_many` in all though fewer were fetched."""
        for row in found:
            add(row)
        if remarks:
            self.remark_count += how_many - len(found)
        else:
            self.problem_count += how_many - len(found)

    def sort(self) -> None:
        """By file and line, as somebody goes through them."""
        self.problems.sort(key=lambda problem: (problem.file, problem.line, problem.column))
        self.remarks.sort(key=lambda problem: (problem.file, problem.line, problem.column))


def _short(value: str) -> str:
    return value.replace("\x00", "\ufffd")[:SHOWN]
