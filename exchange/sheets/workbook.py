"""An .xlsx read by the piece: one row is held at a time, however the file was made; the texts that rows share are kept.

Parts of a file from elsewhere can be made so that a small file fills the memory: tags within tags, a row without end, a
tag as long as a book. Nothing here grows with what a file holds but the list of its texts, which `TEXTS` bounds.
"""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

CHUNK, DEEP, STYLES, SHEETS = 1 << 18, 64, 70_000, 1000
# A tag or a remark of more bytes than this, and a cell of more letters, were not made by a spreadsheet.
TAG, LONGEST = 4_000_000, 100_000
# So large may the texts be, unpacked.
TEXTS = 60_000_000


class Damaged(Exception):
    """Parts that do not fit together, or that no spreadsheet makes."""


class Letters:
    """Gathers what stands in <t> and <v>; how a word sounds (<rPh>) is no part of it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.long = 0
        self.open = self.sound = False

    def begin(self, name: str, _said: dict[str, str]) -> None:
        """A tag begins."""
        if name == "rPh":
            self.sound = True
        self.open = name in ("t", "v") and not self.sound

    def end(self, name: str) -> None:
        """A tag ends."""
        self.open = False
        if name == "rPh":
            self.sound = False

    def text(self, piece: str) -> None:
        """Letters between tags."""
        if self.open and self.long <= LONGEST:
            self.long += len(piece)
            self.pieces.append(piece)

    def taken(self) -> str:
        """What was gathered, which is forgotten here; longer than `LONGEST` when there was more."""
        found = "".join(self.pieces)
        self.pieces, self.long = [], 0
        return found


@dataclass
class Book:
    """What is known of a workbook before its rows: {name: part} of sheets in sight, and how numbers are meant.

    `dates` says of each style whether it makes a number a day; `spans` whether a stretch of time.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    hidden: int = 0
    texts: list[bytes] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)
    spans: list[bool] = field(default_factory=list)
    epoch: datetime = WINDOWS_EPOCH
    texts_part: str = ""
    styles_part: str = ""


@contextmanager
def reading(archive: zipfile.ZipFile, part: str) -> Iterator[Any]:
    """A part, to read bytes from. Raises `Damaged` when it is not there."""
    try:
        file = archive.open(part)
    except KeyError as error:
        raise Damaged(part) from error
    with file:
        yield file


def walk(
    file: Any,
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Goes through a part and calls for each tag, by its bare name; stops after each piece. Raises `Damaged`."""
    parser, fed, deep = expat.ParserCreate(), 0, 0

    def begins(name: str, attributes: dict[str, str]) -> None:
        nonlocal deep
        deep += 1
        if deep > DEEP:
            raise Damaged("tags within tags")
        begin(name.rpartition(":")[2], attributes)

    def ends(name: str) -> None:
        nonlocal deep
        deep -= 1
        end(name.rpartition(":")[2])

    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        while chunk := file.read(CHUNK):
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - max(parser.CurrentByteIndex, 0) > TAG:
                raise Damaged("a tag without end")
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Damaged("no XML") from error
    yield


def _no_doctype(*_: object) -> None:
    raise Damaged("no spreadsheet declares words of its own")


def gone_through(file: Any, begin: Callable[[str, dict[str, str]], None], **more: Any) -> None:
    """A whole part at once."""
    for _piece in walk(file, begin, more.get("end", lambda _name: None), more.get("text")):
        pass


def outline(archive: zipfile.ZipFile) -> Book:
    """The sheets and where the other parts lie, without texts and styles."""
    book, parts, found = Book(), dict[str, tuple[str, str]](), list[dict[str, str]]()

    def relation(name: str, said: dict[str, str]) -> None:
        if name == "Relationship" and len(parts) < SHEETS and "Target" in said:
            target = said["Target"].lstrip("/")
            whole = target if target.startswith("xl/") else f"xl/{target}"
            kind = said.get("Type", "").rpartition("/")[2]
            parts[said.get("Id", "")] = (kind, whole)

    def sheet(name: str, said: dict[str, str]) -> None:
        if name == "workbookPr" and said.get("date1904") in ("1", "true"):
            book.epoch = MAC_EPOCH
        if name == "sheet" and len(found) < SHEETS:
            found.append(said)

    with reading(archive, "xl/_rels/workbook.xml.rels") as file:
        gone_through(file, relation)
    with reading(archive, "xl/workbook.xml") as file:
        gone_through(file, sheet)
    for kind, part in parts.values():
        if kind == "sharedStrings":
            book.texts_part = part
        if kind == "styles":
            book.styles_part = part
    for said in found:
        id = next((value for name, value in said.items() if name.rpartition(":")[2] == "id"), "")
        kind, part = parts.get(id, ("", ""))
        title = said.get("name", "")
        if kind != "worksheet" or not 0 < len(title) <= 100:
            continue
        if said.get("state", "visible") == "visible":
            book.sheets[title] = part
        else:
            book.hidden += 1
    return book


def fill(book: Book, archive: zipfile.ZipFile) -> None:
    """Reads the shared texts and what the styles make of numbers. Raises `Damaged`."""
    if book.texts_part in archive.namelist():
        if archive.getinfo(book.texts_part).file_size > TEXTS:
            raise Damaged("more texts than can be held")
        with reading(archive, book.texts_part) as file:
            book.texts = _texts(file)
    if book.styles_part in archive.namelist():
        with reading(archive, book.styles_part) as file:
            _styles(book, file)


def _texts(file: Any) -> list[bytes]:
    """In bytes, which take the least room."""
    kept = Letters()
    found: list[bytes] = []

    def end(name: str) -> None:
        kept.end(name)
        if name == "si":
            found.append(kept.taken().encode())

    gone_through(file, kept.begin, end=end, text=kept.text)
    return found


def _styles(book: Book, file: Any) -> None:
    formats: dict[str, str] = {}
    within = False

    def begin(name: str, said: dict[str, str]) -> None:
        nonlocal within
        if name == "numFmt" and len(formats) < STYLES:
            formats[said.get("numFmtId", "")] = said.get("formatCode", "")[:255]
        if name == "cellXfs":
            within = True
        if name == "xf" and within:
            if len(book.dates) == STYLES:
                raise Damaged("more styles than there can be")
            id = said.get("numFmtId", "0")
            code = formats.get(id) or BUILTIN_FORMATS.get(int(id) if id.isdecimal() and len(id) < 9 else 0)
            book.dates.append(is_date_format(code))
            book.spans.append(is_timedelta_format(code))

    def end(name: str) -> None:
        nonlocal within
        within = within and name != "cellXfs"

    gone_through(file, begin, end=end)
