"""What is asked of every printed sheet: measured in the browser, and read from the PDF that it makes."""

import io
import os
import re
import unicodedata
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

from tests.journeys.paper_text import letters

POINT = 96 / 72  # CSS pixels
LEAST = 13
A4 = (595, 842)  # points
# A folder in which every sheet that a test prints is kept, to be looked at.
KEPT = os.environ.get("KEUKENTAFEL_SHEETS")
NUMBER = count(1)
ARABIC = re.compile("[\u0600-\u06ff]")

# Every box that holds words, and how far its words stick out; the boxes of the page from top to bottom must not touch.
MEASURE = """() => {
  const sheet = document.getElementById("sheet");
  const shown = [...sheet.querySelectorAll(":not(.visually-hidden)")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  const spills = [sheet, ...sheet.querySelectorAll("ul, ol, section, header, footer, .sheet__row, p, h2, h3")]
    .filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1);
  const below = (boxes) => boxes.map(e => e.getBoundingClientRect())
    .every((box, at, all) => at === 0 || box.top >= all[at - 1].bottom - 0.5);
  const all = (names) => [...sheet.querySelectorAll(names)];
  // Of the words above the stairs the lines themselves, for they may be wider than the box around them.
  const lines = (e) => { const range = document.createRange(); range.selectNodeContents(e);
    return [...range.getClientRects()]; };
  const flags = all(".sheet__flag").flatMap(lines);
  // Words of two steps need white between them: `room` pixels.
  const apartFrom = (one, other, room) => one.right <= other.left - room || one.left >= other.right + room
    || one.bottom <= other.top + 0.5 || one.top >= other.bottom - 0.5;
  const steps = all(".sheet__step").map(e => e.getBoundingClientRect());
  const rows = all(".sheet__row").map(e => e.getBoundingClientRect());
  const frame = sheet.getBoundingClientRect();
  return {
    over: sheet.dataset.over,
    smallest: Math.min(...shown.map(e => parseFloat(getComputedStyle(e).fontSize))),
    spills: spills.map(e => e.className || e.tagName),
    outside: shown.filter(e => { const b = e.getBoundingClientRect();
      return b.left < frame.left || b.right > frame.right || b.top < frame.top || b.bottom > frame.bottom; })
      .map(e => e.textContent),
    inOrder: below([...sheet.children]) && below(all(".sheet__group")) && below(all(".sheet__row")),
    free: rows.every(row => flags.every(flag => flag.top >= row.bottom)),
    apart: all(".sheet__flag").every((flag, at, every) => lines(flag).every(line =>
      every.slice(0, at).every(other => lines(other).every(box => apartFrom(line, box, 3))))),
    onSteps: all(".sheet__flag").filter(flag => lines(flag).some(line => steps.some(step => !apartFrom(line, step, 3))))
      .map(flag => flag.textContent),
    direction: getComputedStyle(sheet).direction,
    steps: all(".sheet__step").map(e => e.getBoundingClientRect().left),
    letters: [...document.fonts].filter(f => f.status === "loaded" && f.family.includes("Scripts"))
      .map(f => f.unicodeRange.startsWith("U+60") ? "ar" : "uk"),
    goal: parseFloat(getComputedStyle(sheet.querySelector(".sheet__words")).fontSize),
    largest: Math.max(...shown.map(e => parseFloat(getComputedStyle(e).fontSize))),
  };
}"""

# Puts the words "begin" and "I am here now" above other steps: the boxes follow from the style alone.
MOVE = """([begin, now]) => {
  const flags = [...document.querySelectorAll(".sheet__flag")];
  const steps = document.querySelectorAll(".sheet__stairs > li");
  window.moved ??= { begin: flags[0], now: flags[1] };
  const put = (flag, at) => steps[at - 1].insertBefore(flag, steps[at - 1].querySelector(".sheet__step"));
  put(window.moved.begin, begin), put(window.moved.now, now);
}"""


def print_out(page: Page) -> list[PageObject]:
    """The pages of paper."""
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    if KEPT:
        Path(KEPT, f"{next(NUMBER):03}-{page.locator('#sheet').get_attribute('lang')}.pdf").write_bytes(printed)
    paper = PdfReader(io.BytesIO(printed))
    assert all((round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4 for sheet in paper.pages)
    return list(paper.pages)


def bare(text: str) -> str:
    """Text as it is compared: lines and hyphens of a break do not count."""
    return re.sub(r"\s+", "", text)


def missing(words: list[str], *paper: PageObject) -> list[str]:
    """Which of these are not on paper.

    Arabic is compared word by word, each with its letters in the right order; the order of words in a line is not in
    the PDF. `test_arabic_runs_from_right_to_left` measures it in the browser.
    """
    text = bare("".join(page.extract_text() for page in paper))
    latin = [part for part in words if not ARABIC.search(part)]
    found = {plain(word) for page in paper for word in letters(page).split()}
    wanted = [word for part in words if ARABIC.search(part) for word in part.split()]
    return [part for part in latin if bare(part) not in text] + [word for word in wanted if plain(word) not in found]


def plain(word: str) -> str:
    """A word without the signs beside it and the marks above it, which a PDF may keep apart."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", word) if sign.isalnum())


def assert_one_good_page(page: Page, words: list[str], never: Sequence[str] = ()) -> None:
    """The bar for every sheet; `words` stand on it, and `never` does not."""
    never = list(never)
    page.emulate_media(media="print")
    found = page.evaluate(MEASURE)
    assert found["over"] == "false"
    assert found["spills"] == [] and found["outside"] == []
    assert found["inOrder"] and found["free"] and found["apart"] and found["onSteps"] == []
    assert found["steps"] == sorted(found["steps"], reverse=found["direction"] == "rtl")
    assert found["smallest"] >= LEAST * POINT - 0.01
    assert found["goal"] == found["largest"]
    [paper] = print_out(page)
    assert missing(words, paper) == []
    assert missing(never, paper) == never
    page.emulate_media(media="screen")
