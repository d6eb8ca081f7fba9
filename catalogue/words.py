"""What residents read, sentence by sentence, in their language and in Dutch: for who checks the words."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.html import strip_tags

from catalogue.builtin_languages import PARTS

FILLED_IN = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


@dataclass(frozen=True)
class Word:
    """A word or sentence of one part, in Dutch and in another language; `own` is empty where there is none yet.

    As people read it: without marks of markup, and with an ellipsis where a name, a day or a time comes.
    """

    part: str
    dutch: str
    own: str


@cache
def words_of(code: str) -> list[Word]:
    """All words that residents read, in the order of the file: the sheet first. English is as the source has it."""
    dutch, own = _read("nl"), _read(code)
    return [
        Word(key[0], text, _all(key[1]) if code == "en" else own.get(key, ""))
        for key, text in sorted(dutch.items(), key=_part)
    ]


@cache
def mark(code: str) -> str:
    """Another one as soon as a word of the language is another."""
    return sha256("\n".join(f"{word.dutch}\t{word.own}" for word in words_of(code)).encode()).hexdigest()


def _read(code: str) -> dict[tuple[str, str], str]:
    """(context, English) -> words, from the file that the words are kept in. A plural gives all its forms."""
    path = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return {}
    with path.open("rb") as source:
        found = read_po(source, locale=code)
    return {(message.context, _one(message.id)): _all(message.string) for message in found if message.context in PARTS}


def _one(words: str | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else words[0]


def _all(words: str | tuple[str, ...] | None) -> str:
    forms = [words or ""] if isinstance(words, str | None) else words
    return " / ".join(FILLED_IN.sub("…", strip_tags(form)) for form in forms)


def _part(entry: tuple[tuple[str, str], str]) -> bool:
    return entry[0][0] != "sheet"
