"""What in a free text looks like something that better stays out of it: an e-mail, phone or citizen service number.

The rule stands here for the server and in `static/js/nudge.js` for the browser; `tests/shared/sensitive_cases.json`
holds both to the same answers. It warns and never refuses, so a rare miss is better than a false alarm:

* e-mail: letters, an at sign, a name with a dot in it;
* phone: a Dutch number in a usual grouping, behind 0, 0031 or +31; another country's behind + or 00, nine digits or
  more; not an opening time like 0900-1700;
* bsn: nine digits, undivided or grouped as 123.456.789 or 1234.56.789, that pass the eleven-test.

Amounts of money and account numbers (IBAN) are looked over first and left alone. Digits of other scripts are not seen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SPACE = "[ \u00a0\u202f]"
SIGNS = (" ", "\u00a0", "\\.", "-", "/")
# Between an area code and the rest, also " - ".
GAP = f"{SPACE}?[-\u2010-\u2013./]?{SPACE}?"
LETTER = "0-9A-Za-z\u00c0-\u024f"


def grouped(*shapes: str) -> str:
    """A pattern of digits: "34" is three, one sign, four; the same sign everywhere. Begins with 1 to 9."""
    found = []
    for shape in shapes:
        parts = [f"[0-9]{{{count}}}" for count in shape]
        found += [sign.join(parts) for sign in (SIGNS if len(parts) > 1 else SIGNS[:1])]
    return f"(?=[1-9])(?:{'|'.join(found)})(?![0-9])"


FOUR = grouped("4")
SIX = grouped("6", "222", "33", "24", "42")
SEVEN = grouped("7", "34", "43", "322", "223")
EIGHT = grouped("8", "2222", "44", "332", "323", "233", "422", "224")


def national(zero: str) -> str:
    """A Dutch number from its area code on, which begins with this."""
    lines = [
        (f"{zero}6", EIGHT),
        (f"{zero}(?:[1-57][0-9]|8[458]|9[17])", SEVEN),
        (f"{zero}[1-5][0-9]{{2}}", SIX),
    ]
    if zero == "0":
        lines += [("0[89]0[0-9]", SEVEN), ("0[89]0[0-9]", FOUR)]
    return "|".join(f"(?:{area}|\\({area}\\)){GAP}{rest}" for area, rest in lines)


BEFORE = f"(?<![{LETTER}])(?<![0-9][-.:])"
DUTCH = f"(?:\\+|00)31{GAP}(?:\\(0\\){GAP}|0)?(?:{national('')})|{national('0')}"
LOOSE = "[- \u00a0./()]{0,2}"
FOREIGN = f"(?=[+0](?:{LOOSE}[0-9]){{9}})(?:\\+|00)[1-9][0-9]{{0,3}}(?:{LOOSE}[0-9]{{2,12}}){{1,6}}"
AFTER = f"(?![{LETTER}])"

# What is looked over first, so that nothing is seen in it. Lengths are bounded, so that a long text takes no long time.
MONEY = "\u20ac[ \u00a0]?[0-9][0-9.,]{0,20}|[0-9][0-9.,]{0,20}(?=[ \u00a0]?[Ee][Uu][Rr][Oo]?(?![A-Za-z]))"
ACCOUNT = "(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2} ?[A-Za-z]{4}(?: ?[0-9]{2,4}){2,5}"
PASSED_OVER = re.compile(f"{ACCOUNT}|{MONEY}")

NAME = "[^ \t\n\r\u00a0@,;:<>()\"'.]{1,63}"
EMAIL = re.compile(f"[^ \t\n\r\u00a0@,;:<>()\"']{{1,64}}@{NAME}(?:\\.{NAME}){{0,9}}\\.[A-Za-z]{{2,}}")
PHONE = re.compile(f"{BEFORE}(?:{DUTCH}|{FOREIGN}){AFTER}")
BSN = re.compile(
    f"(?<![{LETTER}])(?<![0-9][-./,:])"
    "(?:[0-9]{9}|[0-9]{3}([ .\u00a0])[0-9]{3}\\1[0-9]{3}|[0-9]{4}([ .\u00a0])[0-9]{2}\\2[0-9]{3})"
    f"(?![{LETTER}])(?![-./,:][0-9])"
)
# A service number of four digits that is a time of the day on the quarter: "open 0900-1700".
HOURS = re.compile("0[89]00.{0,3}(?:[01][0-9]|2[0-4])(?:00|15|30|45)")


@dataclass(frozen=True)
class Found:
    """A piece of a text: what it looks like ("email", "phone" or "bsn"), where it begins, and itself."""

    kind: str
    start: int
    text: str


def sensitive(text: str) -> list[Found]:
    """Every piece of the text that better stays out of it, in the order of the text."""
    return sorted(_search(text), key=lambda found: found.start)


def _search(text: str) -> Iterator[Found]:
    rest = PASSED_OVER.sub(_blank, text)
    for kind, pattern in (("email", EMAIL), ("phone", PHONE), ("bsn", BSN)):
        hits = [hit for hit in pattern.finditer(rest) if _is_meant(kind, hit.group())]
        for hit in hits:
            yield Found(kind, hit.start(), hit.group())
            rest = rest[: hit.start()] + _blank(hit) + rest[hit.end() :]


def _is_meant(kind: str, piece: str) -> bool:
    if kind == "phone":
        return not HOURS.fullmatch(piece)
    return kind == "email" or passes_eleven_test(re.sub("[^0-9]", "", piece))


def passes_eleven_test(digits: str) -> bool:
    """Whether nine digits can be a citizen number: 9a + 8b + ... + 2h - i divides by eleven, and not all are 0."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return int(digits) > 0 and total % 11 == 0


def _blank(hit: re.Match[str]) -> str:
    return "x" * len(hit.group())
