"""Files up to 300 lines, functions up to 40, templates up to 120. What is longer stands here, and may only shrink."""

import ast
from pathlib import Path

from tests.guards.tree import files, functions, length, name_of, templates, tree

FILE, FUNCTION, TEMPLATE = 300, 40, 120
# path, or path:function -> lines today
LONGER: dict[str, int] = {
    # One question after the other, each with its reason in two languages.
    "catalogue/builtin_questions.py": 341,
}


def lines(path: Path) -> int:
    """The number of lines of a file."""
    return len(path.read_text().splitlines())


def too_long(sizes: dict[str, int], limit: int, longer: dict[str, int]) -> list[str]:
    """Faults: longer than the limit and not listed, grown since listed, or listed without need."""
    faults = [f"{what} has {n} lines, the limit is {limit}" for what, n in sizes.items() if n > longer.get(what, limit)]
    slack = [what for what, listed in longer.items() if what in sizes and sizes[what] < listed]
    return faults + [f"{what} has become shorter: write {sizes[what]} (or nothing) in LONGER" for what in slack]


def function_sizes(name: str, module: ast.Module) -> dict[str, int]:
    """Lines of each function of a file."""
    return {f"{name}:{function.name}": length(function) for function in functions(module)}


def test_files() -> None:
    """Python, JavaScript and stylesheets."""
    paths = [p for p in files() + files("static", ending=".js") if "migrations" not in p.parts]
    assert too_long({name_of(path): lines(path) for path in paths}, FILE, LONGER) == []


def test_templates() -> None:
    """Templates."""
    assert too_long({name_of(path): lines(path) for path in templates()}, TEMPLATE, LONGER) == []


def test_functions() -> None:
    """Functions and methods."""
    sizes: dict[str, int] = {}
    for path in (path for path in files() if "migrations" not in path.parts):
        sizes |= function_sizes(name_of(path), tree(path))
    assert too_long(sizes, FUNCTION, LONGER) == []


def test_list_names_what_exists() -> None:
    """No line for something that is gone."""
    known = {name_of(path) for path in files() + templates() + files("static", ending=".js")}
    assert [what for what in LONGER if what.split(":")[0] not in known] == []


def test_guard_sees() -> None:
    """A planted long function, a grown file and one that shrank are all reported."""
    planted = ast.parse("def long():\n" + "    x = 1\n" * 41)
    assert too_long(function_sizes("a.py", planted), FUNCTION, {}) == ["a.py:long has 42 lines, the limit is 40"]
    assert len(too_long({"a.py": 320}, FILE, {"a.py": 310})) == 1
    assert len(too_long({"a.py": 305}, FILE, {"a.py": 310})) == 1
    assert too_long({"a.py": 310}, FILE, {"a.py": 310}) == []
