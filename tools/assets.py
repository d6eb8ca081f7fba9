"""Builds the files that the browser gets from the front-end packages: `python -m tools.assets`.

Into var/assets: one stylesheet (parts of the NL Design System, the variables of its theme that are used, our own
rules), one sprite with the icons of tools/icons.txt, the fonts, and htmx. Names are stable; Django adds hashes.
Standard library only, so that it runs before anything of Python is installed.
"""

import json
import shutil
import sys
from pathlib import Path

from tools.one_glyph import one_glyph
from tools.stylesheet import needed, pruned, rules, squeezed, variables

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
OUT = ROOT / "var" / "assets"
THEME = "@nl-design-system-community/ma-design-tokens/dist/variables.css"
LETTERS = "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-{subset}-{weight}-normal.woff2"
# The letters of residents who do not read Latin ones; a page fetches them when its words need them.
SCRIPTS = {
    "arabic": "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-{weight}-normal.woff2",
    "cyrillic": "@fontsource/noto-sans/files/noto-sans-cyrillic-{weight}-normal.woff2",
}
DIGITS = "@fontsource/noto-sans/files/noto-sans-latin-{weight}-normal.woff"
# Our own sheets in the order in which they win; those of single subjects come between these and print.
FIRST, LAST = ["base", "frame", "parts", "forms"], ["print"]
# Sheets that are not joined: the values of the theme, and what only a few pages load, as the sheet for the fridge, the
# letters of other scripts, and what residents look at.
APART = ["theme", "sheet", "scripts", "leaf", "charts", "area", "talk"]


class Wrong(Exception):
    """Something in the lists or the packages is not as it should be; the text is for the reader."""


def listed(name: str) -> list[str]:
    """The lines of a list beside this file, without remarks."""
    lines = (Path(__file__).parent / name).read_text().splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def package_file(path: str) -> Path:
    """A file of a front-end package."""
    found = PACKAGES / path
    if not found.is_file():
        raise Wrong(f"{path} is missing: run `npm ci --ignore-scripts` first")
    return found


def parts() -> str:
    """The rules of the NL Design System parts for the classes that tools/parts.txt names."""
    sheets, wanted = {}, set()
    for line in listed("parts.txt"):
        part, *classes = line.split()
        sheets[part] = squeezed(package_file(f"@utrecht/{part}/dist/index.min.css").read_text())
        for name in classes:
            if f".{name}" not in sheets[part]:
                raise Wrong(f"tools/parts.txt: the part {part} has no class {name}")
        wanted |= set(classes)
    return "".join(pruned(sheet, wanted) for sheet in sheets.values())


def own(name: str) -> str:
    """One of our own sheets, squeezed."""
    return squeezed((ROOT / "static" / "css" / f"{name}.css").read_text())


def own_names() -> list[str]:
    """Our own sheets, in order."""
    there = sorted(path.stem for path in (ROOT / "static" / "css").glob("*.css"))
    return [*FIRST, *(name for name in there if name not in {*FIRST, *LAST, *APART}), *LAST]


def stylesheet() -> str:
    """The whole sheet: used theme variables with our values laid over them, then parts, then our own rules."""
    body = parts() + "".join(own(name) for name in own_names())
    ours = dict(rules(own("theme")))
    # Our values for narrow screens and paper go along as they are, after the others.
    theme = variables(package_file(THEME).read_text()) | variables(ours.pop(":root") + ";")
    extra = "".join(f"{head}{{{inner}}}" for head, inner in ours.items())
    values = needed(extra + body, theme)
    root = ";".join(f"{name}:{value}" for name, value in values.items())
    return f":root{{{root}}}{extra}{body}"


def sprite() -> str:
    """One SVG with a symbol for every icon in tools/icons.txt."""
    icons = json.loads(package_file("@iconify-json/tabler/icons.json").read_text())["icons"]
    symbols = []
    for name in dict.fromkeys(listed("icons.txt")):
        if name not in icons:
            raise Wrong(f"tools/icons.txt: Tabler has no icon named {name}")
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{icons[name]["body"]}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def fonts(folder: Path) -> None:
    """The letters in two weights, and a nought without a slash (Atkinson's own is slashed, which confuses readers)."""
    folder.mkdir(parents=True, exist_ok=True)
    for weight in ("400", "700"):
        for subset in ("latin", "latin-ext"):
            source = package_file(LETTERS.format(subset=subset, weight=weight))
            shutil.copyfile(source, folder / f"letters-{subset}-{weight}.woff2")
        for script, path in SCRIPTS.items():
            shutil.copyfile(package_file(path.format(weight=weight)), folder / f"{script}-{weight}.woff2")
        nought = one_glyph(package_file(DIGITS.format(weight=weight)).read_bytes(), "0", advance=630)
        (folder / f"nought-{weight}.woff").write_bytes(nought)


def build(out: Path = OUT) -> None:
    """Writes everything; raises Wrong with a line for the reader."""
    for folder in ("css", "fonts", "js"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    (out / "css" / "look.css").write_text(stylesheet())
    (out / "icons.svg").write_text(sprite())
    shutil.copyfile(package_file("htmx.org/dist/htmx.min.js"), out / "js" / "htmx.min.js")
    # Fetched by pages with large charts alone, after all else of them is there.
    shutil.copyfile(package_file("plotly.js-basic-dist-min/plotly-basic.min.js"), out / "js" / "plotly.min.js")
    fonts(out / "fonts")


if __name__ == "__main__":
    try:
        build()
    except Wrong as wrong:
        sys.exit(str(wrong))
