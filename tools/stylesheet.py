"""Joining style sheets: which rules and which variables go along.

A small reader for the plain, minified CSS of the NL Design System parts and our own files; it knows rules, nested
at-rules and custom properties and nothing else.
"""

import re
from collections.abc import Iterator

CLASS = re.compile(r"\.(utrecht-[a-z0-9_-]+)")
USE = re.compile(r"var\(\s*(--[\w-]+)")
DECLARED = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)[;}]")


def squeezed(css: str) -> str:
    """The same rules without comments and without white space that says nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    return re.sub(r":\s+", ":", css).replace(";}", "}").strip()


def rules(css: str) -> Iterator[tuple[str, str]]:
    """(what stands before the brace, what stands within it) of every rule at the top level."""
    start = depth = brace = 0
    for place, sign in enumerate(css):
        if sign == "{":
            depth += 1
            brace = place if depth == 1 else brace
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:brace].strip(), css[brace + 1 : place]
                start = place + 1


def selectors(prelude: str) -> list[str]:
    """The selectors of a rule: parted at commas, but not at those within brackets."""
    parts, depth, last = [], 0, 0
    for place, sign in enumerate(prelude):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(prelude[last:place])
            last = place + 1
    return [*parts, prelude[last:]]


def pruned(css: str, wanted: set[str]) -> str:
    """Only the rules whose NL Design System classes are all wanted."""
    kept = []
    for prelude, body in rules(css):
        if prelude.startswith("@"):
            inner = pruned(body, wanted) if "{" in body else body
            kept.append(f"{prelude}{{{inner}}}" if inner else "")
            continue
        stay = [each for each in selectors(prelude) if set(CLASS.findall(each)) <= wanted]
        if stay:
            kept.append(f"{','.join(stay)}{{{body}}}")
    return "".join(kept)


def variables(css: str) -> dict[str, str]:
    """Custom properties and their values; a later one wins."""
    return {name: value.strip() for name, value in VARIABLE.findall(css)}


def needed(css: str, theme: dict[str, str]) -> dict[str, str]:
    """The variables of the theme that the rules use, and those that these refer to, in the order of their names."""
    waiting, kept = USE.findall(css), {}
    while waiting:
        name = waiting.pop()
        if name in theme and name not in kept:
            kept[name] = theme[name]
            waiting += USE.findall(theme[name])
    return dict(sorted(kept.items()))


def unresolved(css: str) -> set[str]:
    """Names that a `var()` ends in without a fallback and that nothing in the sheet declares.

    In `var(--a, var(--b))` it is --b, and only when --a is not declared either.
    """
    return _dead_ends(css, set(DECLARED.findall(css)))


def _dead_ends(css: str, declared: set[str]) -> set[str]:
    found, place = set(), 0
    while (use := css.find("var(", place)) >= 0:
        inside = _until_closed(css, use + 4)
        place = use + 4 + len(inside)
        name, comma, fallback = (piece.strip() for piece in inside.partition(","))
        if name not in declared:
            found |= _dead_ends(fallback, declared) if comma else {name}
    return found


def _until_closed(css: str, start: int) -> str:
    depth = 1
    for place in range(start, len(css)):
        depth += (css[place] == "(") - (css[place] == ")")
        if depth == 0:
            return css[start:place]
    raise ValueError("a var( without an end")
