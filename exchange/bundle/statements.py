"""Pieces of SQL that are the same for every file, made from its shape.

`in_<file>` holds the rows as they came, `known_<file>` which record a key leads to. `_todo` of a row is n (new), s (the
same), u (to be changed) or k (left as it is here).
"""

from exchange.bundle.columns import Column, File
from exchange.bundle.shape import BY_NAME, columns

TYPES = {"uuid": "uuid", "text": "text", "bigint": "bigint"}
UUID_LIKE = "'^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'"
READ = ("_line", "_bad", "_key", "_print", "_compared")


def quoted(names: list[str]) -> str:
    """Names of columns, some of which are words of SQL."""
    return ", ".join(f'"{name}"' for name in names)


def staging(file: File) -> str:
    """Makes the tables for the rows of a file and for its keys."""
    kind = TYPES[file.pk]
    cells = ", ".join(f'"{column.name}" text' for column in columns(file))
    return f"""
    CREATE TEMP TABLE IF NOT EXISTS in_{file.name} (_line int, _bad bool, _key text, _print text, _compared text,
        {cells}, _target {kind}, _old uuid, _mark text, _todo "char");
    CREATE TEMP TABLE IF NOT EXISTS known_{file.name} (key text, target {kind}, is_new bool);
    """


def copy_in(file: File) -> str:
    """Takes rows in as `Reader` hands them on."""
    names = quoted([*READ, *(column.name for column in columns(file))])
    return f"COPY in_{file.name} ({names}) FROM STDIN"


def taken(file: File, column: Column) -> str:
    """The keys that the cells of a column name, of all rows of its file, each once."""
    cell = column.each("x") if column.type == "references" else f'x."{column.name}"'
    return f"(SELECT DISTINCT {cell} AS key FROM in_{file.name} x)"


def joins(file: File) -> str:
    """What rows refer to, and what the values of the file need."""
    own = [column for column in columns(file) if column.type == "reference"]
    lines = [f'LEFT JOIN known_{c.to} "r_{c.name}" ON "r_{c.name}".key = s."{c.name}"' for c in own]
    return " ".join([*lines, file.joins])


def written(file: File) -> list[Column]:
    """Columns that have one of their own in the table."""
    return [column for column in columns(file) if column.target]


def mark(file: File) -> str:
    """A digest of how a record stands: moved by every later edit in the pages."""
    names = [column.target for column in written(file) if not column.only_new]
    names += [name for name, _, _ in file.along]
    names += ["version"] if file.stamp in {"worded", "arranged"} else []
    parts = [f't."{name}"' for name in names] + [column.linked(f"t.{file.pk_name}") for column in file.links()]
    return f"md5(ROW({', '.join(parts)})::text)"


def changing(file: File, present: list[str]) -> list[tuple[str, str]]:
    """(column of the table, value) for what a bundle with these columns says about a record that is there."""
    said = [(c.target, c.value) for c in written(file) if c.name in present and not c.only_new]
    return said + [(name, value) for name, value, of in file.along if of in present]


def insert(file: File) -> str:
    """Writes the new rows."""
    values = [(c.target, c.value) for c in written(file)]
    values += [*file.fixed, *((name, value) for name, value, _ in file.along), *stamps(file)]
    if file.pk != "text" or not any(c.target == "key" for c in written(file)):
        values.insert(0, (file.pk_name, "s._target"))
    names, what = quoted([name for name, _ in values]), ", ".join(value for _, value in values)
    return f"INSERT INTO {file.table} ({names}) SELECT {what} FROM in_{file.name} s {joins(file)} WHERE s._todo = 'n'"


def stamps(file: File) -> list[tuple[str, str]]:
    """Version, and who last changed it when: whoever recorded it, at that moment."""
    if file.stamp == "arranged":
        return [("version", "1"), ("changed_at", "now()")]
    if file.stamp != "worded":
        return []
    by = {column.target: column.value for column in columns(file)}
    return [("version", "1"), ("changed_at", by["recorded_at"]), ("changed_by_id", by["recorded_by_id"])]


def update(file: File, present: list[str]) -> str:
    """Changes the rows that are to be changed; PostgreSQL keeps the former words by itself."""
    said = [f'"{name}" = {value}' for name, value in changing(file, present)]
    if file.stamp in {"worded", "arranged"}:
        said += ["version = t.version + 1", "changed_at = now()", "changed_by_id = (SELECT id FROM the_mover)"]
    return f"""UPDATE {file.table} t SET {", ".join(said)}
        FROM in_{file.name} s {joins(file)} WHERE s._todo = 'u' AND t.{file.pk_name} = s._target"""


def differs(file: File, present: list[str]) -> str:
    """Whether a record `t` is other than the row `s` says."""
    said = [(f't."{name}"', value) for name, value in changing(file, present)]
    said += [(c.beside, c.value) for c in columns(file) if c.beside and c.name in present]
    here = ", ".join(name for name, _ in said)
    there = ", ".join(value for _, value in said)
    return f"ROW({here})::text IS DISTINCT FROM ROW({there})::text" if said else "false"


def natural(file: File) -> str:
    """Under which key a record that no bundle brought is called."""
    return file.out_key or f"t.{file.pk_name}::text"


def known_here(column: Column, of: File) -> str:
    """Adds to the known keys those that a column names and that an earlier bundle or the pages brought."""
    file = BY_NAME[column.to]
    target = f"i.target::{TYPES[file.pk]}"
    by_id = f"t.id = CASE WHEN s.key ~ {UUID_LIKE} THEN s.key::uuid END" if file.pk == "uuid" else "false"
    if file.pk == "text":
        by_id = f"t.{file.pk_name} = s.key"
    return f"""
    INSERT INTO known_{file.name} SELECT s.key, coalesce({target}, t.{file.pk_name}), false
    FROM {taken(of, column)} s
    LEFT JOIN known_{file.name} k ON k.key = s.key
    LEFT JOIN exchange_importedkey i ON i.kind = '{file.name}' AND i.key = s.key
    LEFT JOIN {file.table} t ON {by_id}
    WHERE s.key <> '' AND k.key IS NULL AND (i.target IS NOT NULL OR t.{file.pk_name} IS NOT NULL)
    """
