"""The files of the bundle and their columns: the one table that import, export, checks and docs/exchange.md read.

A file stands below those that it refers to. A new model brings its file here.
"""

from exchange.bundle.columns import Column, File
from exchange.bundle.shape_answers import ANSWERS_OUTSIDE
from exchange.bundle.shape_around import AROUND
from exchange.bundle.shape_asked import ASKED
from exchange.bundle.shape_beside import BESIDE
from exchange.bundle.shape_discussions import DISCUSSIONS
from exchange.bundle.shape_outside import OUTSIDE
from exchange.bundle.shape_people import PEOPLE
from exchange.bundle.shape_plans import PLANS
from exchange.bundle.shape_signals import SIGNALS

FILES: tuple[File, ...] = (
    *PEOPLE, *ASKED, *PLANS, *BESIDE, *AROUND, *OUTSIDE, *SIGNALS, *ANSWERS_OUTSIDE, *DISCUSSIONS,
)  # fmt: skip
BY_NAME = {file.name: file for file in FILES}


def common(file: File) -> tuple[Column, ...]:
    """The columns that every row of such a file may carry beside its own: when and by whom it was recorded."""
    if file.stamp not in {"recorded", "worded"}:
        return ()
    moment = Column("recorded_at", "moment", target="recorded_at", only_new=True, sql=RECORDED_AT)
    by = Column("recorded_by", "reference", to="people", target="recorded_by_id", only_new=True, sql=RECORDED_BY)
    known = {column.target for column in file.columns}
    return (moment,) if "recorded_by_id" in known else (moment, by)


RECORDED_AT = "coalesce(nullif(s.recorded_at, '')::timestamptz, now())"
RECORDED_BY = "coalesce(r_recorded_by.target, (SELECT id FROM the_mover))"


def columns(file: File) -> tuple[Column, ...]:
    """All columns of a file, as they stand in it."""
    return (*file.columns, *common(file))


def table() -> str:
    """The files and their columns as they stand in docs/exchange.md."""
    lines = ["| File | Columns |", "|---|---|"]
    for file in (file for file in FILES if not file.inner):
        named = ", ".join(f"{column.name}{'*' if column.needed else ''}" for column in columns(file))
        lines.append(f"| `{file.name}.csv`{' (events)' if file.event else ''} | {named} |")
    return "\n".join(lines)
