"""Short codes of digits: which are guessed first, and what somebody meant who typed one with other digits or spaces."""

import unicodedata

# Keys that lie in a line, and what people choose most (after the published counts of four-digit codes).
POPULAR = {"2580", "0852", "1004", "6969", "1010", "1313", "4200", "1998", "14789", "12321", "13579", "24680", "112233"}


def digits_of(typed: str) -> str:
    """The digits that were typed, in whatever script, without spaces and dashes; empty when there is anything else."""
    bare = "".join(letter for letter in typed if not letter.isspace() and letter not in "-.\u200e\u200f")
    found = [unicodedata.digit(letter, None) for letter in bare]
    return "" if None in found else "".join(str(digit) for digit in found)


def is_easy(code: str) -> bool:
    """Whether these digits are among the first that somebody would try: rows, repeats, years, favourites."""
    steps = {(int(after) - int(before)) % 10 for before, after in zip(code, code[1:], strict=False)}
    row = len(steps) == 1 and steps <= {0, 1, 9}
    repeats = len(code) % 2 == 0 and code == code[:2] * (len(code) // 2)
    halves = len(code) == 6 and code[:3] == code[3:]
    pairs = len(code) % 2 == 0 and all(code[at] == code[at + 1] for at in range(0, len(code), 2))
    year = len(code) == 4 and code[:2] in {"19", "20"}
    return row or repeats or halves or pairs or year or len(set(code)) == 1 or code in POPULAR
