"""The English sentences of the source: what stands on screen, before anybody puts it in another language."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

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
