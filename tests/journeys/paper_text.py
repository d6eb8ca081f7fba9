"""The letters of a printed page as a reader takes them out, also of scripts whose letters change shape.

A browser draws one Arabic letter as one or more shapes, and says in the PDF which letter it was ("ActualText", PDF
32000-1, 14.9.4), from left to right within a stretch that runs the other way ("ReversedChars", 14.8.2.3.3). Readers of
PDF know both; the extraction of pypdf knows neither.
"""

import re
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream

LINE = re.compile(r"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>(?: (?:<([0-9A-Fa-f]+)>|\[([^\]]*)\]))?")


def letters(page: PageObject) -> str:
    """The text of a page, stretch by stretch. The letters of a word are in the order in which they are written; the
    words of a line that runs from right to left may be in the order in which they are seen.
    """
    return "\n".join(_of(page, page["/Resources"], page.get_contents()))


def _of(page: PageObject, resources: Any, content: Any) -> Iterator[str]:
    fonts: dict[str, dict[int, str]] = {}
    font, told, deep, run, reverse_at = "", -1, 0, [""], -1
    for operands, operator in ContentStream(content, page.pdf).operations:
        match operator:
            case b"Do":
                inner = resources["/XObject"][operands[0]].get_object()
                if inner["/Subtype"] == "/Form":
                    yield from _of(page, inner["/Resources"], inner)
            case b"Tf":
                font = operands[0]
                if font not in fonts:
                    fonts[font] = _signs(resources["/Font"][font])
            case b"BMC" | b"BDC":
                deep += 1
                if operands[0] == "/ReversedChars":
                    reverse_at = deep
                elif operator == b"BDC" and "/ActualText" in operands[1] and told < 0:
                    told = deep
                    run.append(str(operands[1]["/ActualText"]))
            case b"EMC":
                if deep == reverse_at:
                    run.reverse()
                    reverse_at = -1
                told = -1 if deep == told else told
                deep -= 1
            case b"Tj" if told < 0:
                run += [fonts[font].get(code, "") for code in _codes(operands[0])]
            case b"ET":
                yield "".join(run)
                run = []


def _codes(shown: Any) -> list[int]:
    """The numbers of the shapes: two bytes each."""
    raw = shown if isinstance(shown, bytes) else shown.original_bytes
    return [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]


def _signs(font: Any) -> dict[int, str]:
    """Which letters the shapes of a font stand for, from its own table."""
    found: dict[int, str] = {}
    table = font["/ToUnicode"].get_data().decode("latin-1") if "/ToUnicode" in font else ""
    for kind, body in re.findall(r"begin(bfchar|bfrange)(.*?)endbf", table, re.DOTALL):
        for first, second, start, _listed in LINE.findall(body):
            if kind == "bfchar":
                found[int(first, 16)] = _text(second)
            elif start:
                for offset in range(int(second, 16) - int(first, 16) + 1):
                    found[int(first, 16) + offset] = chr(ord(_text(start)[0]) + offset)
    return found


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
