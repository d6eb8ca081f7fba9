"""The words on screen: English in the source, Dutch in `locale/nl/LC_MESSAGES/django.po`.

    python -m tools.words add "English" "Nederlands"     one sentence
    python -m tools.words add --from FILE                many, each a line: English => Nederlands
    python -m tools.words extract                        take new sentences from the source, drop those that left it
    python -m tools.words check                          every sentence has Dutch, and its placeholders are the same
    python -m tools.words compile                        make the .mo files that Django reads

A sentence with a plural: `one || many => een || meer`. With a context: `[context] English => Nederlands`.
Needs Babel and the template reader of Django, no gettext on the machine and no settings.
"""

import fcntl
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = Path("locale/nl/LC_MESSAGES")
PACKAGES = [
    "config",
    "shared",
    "organisation",
    "catalogue",
    "registration",
    "signals",
    "outcomes",
    "feedback",
    "exchange",
]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif]|\{\w*\}")
# Lines of a header that would change at every extraction and say nothing.
NOISE = re.compile(
    r'"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|'
    r"Last-Translator|Language-Team|Generated-By):.*\n"
)
HEADER = "# What stands on screen, in Dutch. How to add a sentence: docs/words.md."

Key = tuple[str, str]  # context (or nothing) and the English of one


@dataclass
class Sentence:
    """An English sentence of the source with the files it stands in."""

    one: str
    many: str = ""
    context: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return self.context, self.one

    @property
    def id(self) -> str | tuple[str, str]:
        """As Babel wants it."""
        return (self.one, self.many) if self.many else self.one


def sentences(root: Path) -> dict[Key, Sentence]:
    """Every sentence in the Python files and templates of the product."""
    found: dict[Key, Sentence] = {}
    for path in files(root):
        for one in in_file(path):
            known = found.setdefault(one.key, one)
            known.many = known.many or one.many
            known.files.add(path.relative_to(root).as_posix())
    return found


def files(root: Path) -> Iterator[Path]:
    """The files that may hold words for the screen."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path
    for folder in (root / "templates", *sorted(root.glob("*/templates"))):
        yield from sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".txt", ".svg"})


def in_file(path: Path) -> Iterator[Sentence]:
    """The sentences of one file."""
    source = path.read_text()
    if path.suffix != ".py":
        # Between brackets, because what a template leaves behind is indented as no Python is.
        source = f"(\n{templatize(source, origin=str(path))}\n)"
    for _line, words, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        if isinstance(words, tuple):
            # With a context Babel hands over the context as the first word.
            words = words[1:] if context and words[0] == context else words
        one, *more = words if isinstance(words, tuple) else (words,)
        yield Sentence(one, more[0] if more else "", context or "")


@contextmanager
def the_file(root: Path) -> Iterator[Catalog]:
    """The Dutch, to change: read, handed over and written back while nobody else can."""
    folder = root / LOCALE
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        catalog = dutch(root)
        yield catalog
        write(root, catalog)
    finally:
        os.close(handle)


def dutch(root: Path) -> Catalog:
    """The Dutch as it stands in the file; empty when there is no file yet."""
    path = root / LOCALE / "django.po"
    if not path.exists():
        return Catalog(locale="nl")
    with path.open("rb") as source:
        return read_po(source, locale="nl", abort_invalid=True)


def write(root: Path, catalog: Catalog) -> None:
    """Writes the file without line numbers and dates, so that a change shows as the lines that changed."""
    catalog.header_comment, catalog.fuzzy = HEADER, False
    for message in catalog:
        # A file read back has places without a line number; Babel cannot sort these among the others.
        message.locations = [(file, 1) for file, _line in message.locations]
    text = io.BytesIO()
    write_po(text, catalog, sort_by_file=True, include_lineno=False, ignore_obsolete=True, width=0)
    (root / LOCALE / "django.po").write_text(NOISE.sub("", text.getvalue().decode()))


def put(catalog: Catalog, sentence: Sentence, words: str | tuple[str, ...], flags: set[str] | None = None) -> None:
    """Sets one sentence, in place of what stood there."""
    catalog.delete(sentence.one, sentence.context or None)
    catalog.add(
        sentence.id,
        words or None,
        locations=[(file, 1) for file in sorted(sentence.files)],
        flags=(flags or set()) & {"fuzzy"},
        context=sentence.context or None,
    )


def one_of(message: Message) -> str:
    """The English of one."""
    return message.id if isinstance(message.id, str) else message.id[0]


def key_of(message: Message) -> Key:
    """What tells it from all others."""
    return message.context or "", one_of(message)


def renew(root: Path) -> None:
    """Makes the file hold exactly the sentences of the source, with the Dutch that is known."""
    with the_file(root) as catalog:
        known = {key_of(message): message for message in catalog if message.id}
        in_source = sentences(root)
        for key, message in known.items():
            if key not in in_source:
                catalog.delete(one_of(message), message.context)
        for key, sentence in in_source.items():
            words = known[key].string if key in known else ""
            if isinstance(words, str) == bool(sentence.many):
                # It gained or lost its plural: the Dutch has to be looked at again.
                words = ""
            put(catalog, sentence, words, known[key].flags if key in known else None)


def read_line(line: str) -> tuple[Sentence, str | tuple[str, ...]]:
    """`[context] one || many => een || meer` as a sentence and its Dutch. Raises ValueError when it is not that."""
    english, arrow, nederlands = line.partition(" => ")
    if not arrow or not english.strip() or not nederlands.strip():
        raise ValueError(f"Not 'English => Nederlands': {line}")
    context = re.match(r"\[([^\]]+)\] ", english)
    english = english[context.end() :] if context else english
    one, _, many = (part.strip() for part in english.partition(" || "))
    words = tuple(part.strip() for part in nederlands.split(" || "))
    if (len(words) == 2) != bool(many):
        raise ValueError(f"One side has a plural and the other has not: {line}")
    sentence = Sentence(one.replace("\\n", "\n"), many, context[1] if context else "")
    return sentence, words if many else words[0].replace("\\n", "\n")


def add(root: Path, lines: list[str]) -> None:
    """Sets the Dutch of these lines; those of the source keep the files they stand in."""
    read = [read_line(line) for line in lines if line.strip() and not line.startswith("#")]
    in_source = sentences(root)
    with the_file(root) as catalog:
        for sentence, words in read:
            known = in_source.get(sentence.key)
            if known and bool(known.many) != bool(sentence.many):
                raise ValueError(f"With or without plural, as in the source: {sentence.one}")
            put(catalog, known or sentence, words)


def faults(root: Path) -> list[str]:
    """Everything that is wrong with the Dutch, a line each."""
    catalog, in_source, found = dutch(root), sentences(root), []
    known = {key_of(message): message for message in catalog if message.id}
    for key, sentence in in_source.items():
        where = f"{sentence.one!r} ({', '.join(sorted(sentence.files))})"
        if key not in known or not all(strings(known[key])) or bool(sentence.many) != isinstance(known[key].id, tuple):
            found.append(f"no Dutch: {where}")
        elif known[key].fuzzy:
            found.append(f"fuzzy: {where}")
        elif (what := placeholder_fault(known[key])) is not None:
            found.append(f"{what}: {where}")
    found += [f"no longer in the source: {key[1]!r}" for key in known if key not in in_source]
    return found


def strings(message: Message) -> list[str]:
    """The Dutch, as a list of one or of one and more."""
    return [message.string or ""] if isinstance(message.string, str | None) else list(message.string)


def placeholder_fault(message: Message) -> str | None:
    """What is wrong with the values that are put into the sentence; None when nothing is."""
    english = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = sorted(PLACEHOLDER.findall(english[-1]))
    for words in strings(message)[-1:]:
        if sorted(PLACEHOLDER.findall(words)) != wanted:
            return f"placeholders differ from {' '.join(wanted) or 'none'}"
    allowed = set(wanted) | set(PLACEHOLDER.findall(english[0]))
    if any(set(PLACEHOLDER.findall(words)) - allowed for words in strings(message)):
        return "a placeholder that the English has not"
    return None


def compile_words(root: Path) -> None:
    """Makes a .mo beside every .po."""
    for path in sorted((root / "locale").glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as source:
            catalog = read_po(source, locale=path.parts[-3], abort_invalid=True)
        made = path.with_suffix(".new")
        with made.open("wb") as target:
            write_mo(target, catalog)
        # At once, so that a server that starts meanwhile never reads half a file.
        made.replace(path.with_suffix(".mo"))


def main(arguments: list[str]) -> int:
    """Does what was asked; returns the exit code."""
    match arguments:
        case ["extract"]:
            renew(ROOT)
        case ["compile"]:
            compile_words(ROOT)
        case ["add", "--from", name]:
            add(ROOT, (sys.stdin.read() if name == "-" else Path(name).read_text()).splitlines())
        case ["add", english, nederlands]:
            add(ROOT, [f"{english} => {nederlands}"])
        case ["check"]:
            found = faults(ROOT)
            print("\n".join(found), end="\n" if found else "")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ValueError as error:
        sys.exit(str(error))
