"""The words on screen: English in the source, Dutch in `locale/nl/LC_MESSAGES/django.po`.

    python -m tools.words add "English" "Nederlands"     one sentence
    python -m tools.words add --from FILE                many, each a line: English => Nederlands
    python -m tools.words add --language ar ...          the same in a language of residents
    python -m tools.words extract                        take new sentences from the source, drop those that left it
    python -m tools.words check                          every sentence has Dutch, and its placeholders are the same
    python -m tools.words compile                        make the .mo files that Django reads

A sentence with a plural: `one || many => een || meer`. With a context: `[context] English => Nederlands`.
What residents read carries one of the contexts in PARTS, and has words in every language of `OTHERS` as well.
Needs Babel and the template reader of Django, no gettext on the machine and no settings.
"""

import fcntl
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from catalogue.builtin_languages import PARTS
from tools.sentences import Key, Sentence, sentences

ROOT = Path(__file__).resolve().parent.parent
LOCALE = Path("locale/nl/LC_MESSAGES")
# The languages of residents, who read the sheet and their own page and nothing else.
OTHERS = {"ar": "Arabic", "uk": "Ukrainian", "pl": "Polish", "tr": "Turkish"}
LANGUAGES = {"nl": "Dutch", **OTHERS}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif]|\{\w*\}")
# Lines of a header that would change at every extraction and say nothing.
NOISE = re.compile(
    r'"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|'
    r"Last-Translator|Language-Team|Generated-By):.*\n"
)
HEADER = "# What stands on screen, in {language}. How to add a sentence: docs/words.md."


def asked(root: Path, language: str) -> dict[Key, Sentence]:
    """The sentences that this language needs: all in Dutch, those of the named parts in the languages of residents."""
    return {key: one for key, one in sentences(root).items() if language == "nl" or one.context in PARTS}


@contextmanager
def the_file(root: Path, language: str = "nl") -> Iterator[Catalog]:
    """The words of a language, to change: read, handed over and written back while nobody else can."""
    folder = path_of(root, language).parent
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        catalog = words_in(root, language)
        yield catalog
        write(root, catalog, language)
    finally:
        os.close(handle)


def path_of(root: Path, language: str) -> Path:
    """The file with the words of a language."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def words_in(root: Path, language: str) -> Catalog:
    """The words of a language as they stand in its file; empty when there is no file yet."""
    path = path_of(root, language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def write(root: Path, catalog: Catalog, language: str) -> None:
    """Writes the file without line numbers and dates, so that a change shows as the lines that changed."""
    catalog.header_comment, catalog.fuzzy = HEADER.format(language=LANGUAGES[language]), False
    for message in catalog:
        # A file read back has places without a line number; Babel cannot sort these among the others.
        message.locations = [(file, 1) for file, _line in message.locations]
    text = io.BytesIO()
    write_po(text, catalog, sort_by_file=True, include_lineno=False, ignore_obsolete=True, width=0)
    path_of(root, language).write_text(NOISE.sub("", text.getvalue().decode()))


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
    """Makes the files hold exactly the sentences of the source, with the words that are known."""
    for language in LANGUAGES:
        in_source = asked(root, language)
        if in_source or path_of(root, language).exists():
            with the_file(root, language) as catalog:
                bring_in_step(catalog, in_source)


def bring_in_step(catalog: Catalog, in_source: dict[Key, Sentence]) -> None:
    """Drops what left the source and takes in what is new there."""
    known = {key_of(message): message for message in catalog if message.id}
    for key, message in known.items():
        if key not in in_source:
            catalog.delete(one_of(message), message.context)
    for key, sentence in in_source.items():
        words = known[key].string if key in known else ""
        if isinstance(words, str) == bool(sentence.many):
            # It gained or lost its plural: the words have to be looked at again.
            words = ""
        put(catalog, sentence, words, known[key].flags if key in known else None)


def read_line(line: str) -> tuple[Sentence, str | tuple[str, ...]]:
    """`[context] one || many => een || meer` as a sentence and its words. Raises ValueError when it is not that."""
    english, arrow, nederlands = line.partition(" => ")
    if not arrow or not english.strip() or not nederlands.strip():
        raise ValueError(f"Not 'English => Nederlands': {line}")
    context = re.match(r"\[([^\]]+)\] ", english)
    english = english[context.end() :] if context else english
    one, _, many = (part.strip() for part in english.partition(" || "))
    words = tuple(part.strip() for part in nederlands.split(" || "))
    if (len(words) > 1) != bool(many):
        raise ValueError(f"One side has a plural and the other has not: {line}")
    sentence = Sentence(one.replace("\\n", "\n"), many, context[1] if context else "")
    return sentence, words if many else words[0].replace("\\n", "\n")


def add(root: Path, lines: list[str], language: str = "nl") -> None:
    """Sets the words of these lines in a language; sentences of the source keep the files they stand in."""
    if language not in LANGUAGES:
        raise ValueError(f"Not a language of this project: {language}. There are {', '.join(LANGUAGES)}.")
    read = [read_line(line) for line in lines if line.strip() and not line.startswith("#")]
    in_source = sentences(root)
    with the_file(root, language) as catalog:
        for sentence, words in read:
            known = in_source.get(sentence.key)
            if known and bool(known.many) != bool(sentence.many):
                raise ValueError(f"With or without plural, as in the source: {sentence.one}")
            if language != "nl" and sentence.context not in PARTS:
                raise ValueError(f"Residents read only {' and '.join(sorted(PARTS))}; no such context: {sentence.one}")
            if isinstance(words, tuple) and len(words) != catalog.num_plurals:
                raise ValueError(f"{LANGUAGES[language]} has {catalog.num_plurals} forms: {sentence.one}")
            put(catalog, known or sentence, words)


def faults(root: Path) -> list[str]:
    """Everything that is wrong with the words, a line each."""
    return [fault for language in LANGUAGES for fault in faults_in(root, language)]


def faults_in(root: Path, language: str) -> list[str]:
    """What is wrong with the words of one language."""
    catalog, in_source, found, name = words_in(root, language), asked(root, language), [], LANGUAGES[language]
    known = {key_of(message): message for message in catalog if message.id}
    for key, sentence in in_source.items():
        where = f"{sentence.one!r} ({', '.join(sorted(sentence.files))})"
        if key not in known or not all(strings(known[key])) or bool(sentence.many) != isinstance(known[key].id, tuple):
            found.append(f"no {name}: {where}")
        elif known[key].fuzzy:
            found.append(f"fuzzy: {where}")
        elif (what := placeholder_fault(known[key])) is not None:
            found.append(f"{what}: {where}")
    found += [f"no longer in the source: {key[1]!r}" for key in known if key not in in_source]
    # In Dutch as it always was; another language says which one it is.
    return [fault if language == "nl" or fault.startswith(f"no {name}") else f"{name}: {fault}" for fault in found]


def strings(message: Message) -> list[str]:
    """The words, as a list of one or of as many as the language has forms."""
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


def given(rest: list[str]) -> list[str]:
    """The lines to add: `--from FILE`, or an English sentence with its words."""
    if rest[0] == "--from":
        return (sys.stdin.read() if rest[1] == "-" else Path(rest[1]).read_text()).splitlines()
    return [" => ".join(rest)]


def main(arguments: list[str]) -> int:
    """Does what was asked; returns the exit code."""
    match arguments:
        case ["extract"]:
            renew(ROOT)
        case ["compile"]:
            compile_words(ROOT)
        case ["add", "--language", language, *rest] if len(rest) == 2:
            add(ROOT, given(rest), language)
        case ["add", *rest] if len(rest) == 2:
            add(ROOT, given(rest))
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
