"""What a file of the bundle and its columns are, as shapes; `shape.py` holds the files themselves."""

from dataclasses import dataclass, replace
from typing import Literal

Type = Literal[
    "key", "text", "day", "moment", "whole", "choice", "several", "words", "labels", "texts", "reference", "references",
    "birth", "email",
]  # fmt: skip
Stamp = Literal["", "recorded", "worded", "arranged"]
KEY = 64


@dataclass(frozen=True)
class Column:
    """One column. `name` is how it is called in the file.

    type: what stands in a cell. needed: an empty cell stops the run. to: of which file a reference is the key.
    target: the column of the table; empty: none of its own, and code of the file says what becomes of it.
    sql: the value to write, when it is not simply the cell; `s` is the row as it came, `r_<name>.target` what a
    reference leads to. out: the value to export, when it is not simply the column; `t` is the record, `o_<name>.key`
    the key of what it refers to. default: what an empty cell means. through: for references, what lies between, as
    (table, column of this side, column of the other side); parted: what stands between them in a cell.
    beside: what stands here, of a column that is written to another table than that of its file.
    """

    name: str
    type: Type = "text"
    needed: bool = False
    to: str = ""
    target: str = ""
    longest: int = 100_000
    low: int = -32768
    high: int = 32767
    choices: tuple[str, ...] = ()
    default: str = ""
    sql: str = ""
    out: str = ""
    # Written when the record is made and never after.
    only_new: bool = False
    through: tuple[str, str, str] = ("", "", "")
    parted: str = " "
    beside: str = ""

    def each(self, of: str) -> str:
        """What a cell with several keys names, a row for each; `of` is the table."""
        return f"string_to_table({of}.\"{self.name}\", '{self.parted}')"

    def linked(self, pk: str = "t.id") -> str:
        """What a record is linked to, as one text."""
        table, one_side, other_side = self.through
        return (
            f"(SELECT string_agg(b.{other_side}::text, ' ' ORDER BY b.{other_side}::text) FROM {table} b"
            f" WHERE b.{one_side} = {pk})"
        )

    @property
    def cell(self) -> str:
        """The cell in a statement."""
        return f's."{self.name}"'

    @property
    def value(self) -> str:
        """The value to write."""
        if self.sql:
            return self.sql
        if self.type == "reference":
            return f'"r_{self.name}".target'
        cast = {"day": "date", "moment": "timestamptz", "whole": "smallint"}.get(self.type)
        return f"nullif({self.cell}, '')::{cast}" if cast else self.cell

    @property
    def exported(self) -> str:
        """The value to export, as text."""
        if self.out:
            return self.out
        if self.type == "reference":
            return f'"o_{self.name}".key'
        if self.type == "day":
            return f"to_char(t.{self.target}, 'YYYY-MM-DD')"
        if self.type == "moment":
            return f"to_char(t.{self.target} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
        return f't."{self.target}"::text'


def col(name: str, type: Type = "text", **more: object) -> Column:
    """A column; that of the table is called the same (with `_id` for a reference) unless `target` says otherwise."""
    made = Column(name, type, **more)  # type: ignore[arg-type]  # the fields of Column, passed on
    if "target" in more or type == "references":
        return made
    return replace(made, target=f"{name}_id" if type == "reference" else name)


@dataclass(frozen=True)
class Rule:
    """Something that may not be: rows `s` for which `when` holds are a problem of this `code` in this column."""

    code: str
    column: str
    when: str
    # What was expected, for the words of the problem.
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class File:
    """A file of the bundle and the table that its rows stand in.

    key: the columns that together tell one row from another. event: rows are never changed, only corrected by new ones.
    match: tells that a record `t` is this row though no key says so. fixed: columns of the table and what stands in
    them in every new record; along: the same, written with a column of the file whenever that is written, as (column of
    the table, value, column of the file). joins: further tables that `sql` of a column needs; out_joins: for export.
    untouched: tells that a record `t` is as every organisation gets it. whole: the column that names what the rows are
    parts of; such a part that every organisation gets and that is not in the file was taken away where it comes from.
    """

    name: str
    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    pk: Literal["uuid", "text", "bigint"] = "uuid"
    stamp: Stamp = "worded"
    event: bool = False
    match: str = ""
    fixed: tuple[tuple[str, str], ...] = ()
    along: tuple[tuple[str, str, str], ...] = ()
    joins: str = ""
    out_joins: str = ""
    out_where: str = "true"
    # The key of a record that was made here, when it is not its id.
    out_key: str = ""
    # Which id a new record gets, when it is not a new UUID.
    new_id: str = "uuid_of_now()"
    rules: tuple[Rule, ...] = ()
    # Columns whose words together are compared with other names.
    compared: tuple[str, ...] = ()
    # Made out of other files, and no file of its own.
    inner: bool = False
    untouched: str = "false"
    whole: str = ""
    # Arranged in the pages: nobody has it in a spreadsheet.
    only_here: bool = False
    # The primary key, where it is called otherwise.
    pk_column: str = ""

    @property
    def pk_name(self) -> str:
        """The primary key of the table."""
        return self.pk_column or ("key" if self.pk == "text" else "id")

    @property
    def keyless(self) -> bool:
        """Whether rows have no key of the sender that is kept: they stand and fall with what they belong to."""
        return not self.match and len(self.key) > 1

    def column(self, name: str) -> Column:
        """The column of this name."""
        return next(column for column in self.columns if column.name == name)

    def links(self) -> list[Column]:
        """Columns that name several rows of another file."""
        return [column for column in self.columns if column.type == "references"]

    def references(self) -> list[Column]:
        """Columns that name a row of another file."""
        return [column for column in self.columns if column.type == "reference"]
