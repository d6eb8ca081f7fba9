"""The files of the project, as the guard tests read them."""

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# From left to right: an app may know those after it. feedback and exchange do not know each other.
ARROW = ["config", "feedback", "exchange", "outcomes", "signals", "registration", "catalogue", "organisation", "shared"]
MADE = {".venv", "node_modules", "var", ".git", "__pycache__"}


def files(*folders: str, ending: str = ".py") -> list[Path]:
    """Files with this ending in these folders (or in the whole project), without what was installed or built."""
    return sorted(path for folder in folders or (".",) for path in _walk(ROOT / folder) if path.name.endswith(ending))


def _walk(top: Path) -> Iterator[Path]:
    """Every file below, without stepping into what was installed or built: that is many times as much."""
    for folder, inner, names in os.walk(top):
        inner[:] = [name for name in inner if name not in MADE]
        yield from (Path(folder, name) for name in names)


def code() -> list[Path]:
    """The Python files of the product, without migrations."""
    return [path for path in files(*ARROW) if "migrations" not in path.parts]


def templates() -> list[Path]:
    """All templates."""
    return files("templates", ending=".html") + files("templates", ending=".txt")


def name_of(path: Path) -> str:
    """The path as people say it, from the top of the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text())


def functions(module: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end; decorators not counted."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def called(node: ast.Call) -> str:
    """The last part of what is called: `models.ForeignKey(...)` gives ForeignKey."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def strings(node: ast.AST) -> Iterator[str]:
    """Every text constant within."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def matching(path: Path, pattern: re.Pattern[str]) -> list[str]:
    """`path:line: text` for every line that the pattern finds."""
    lines = path.read_text().splitlines()
    return [f"{name_of(path)}:{n}: {line.strip()[:100]}" for n, line in enumerate(lines, 1) if pattern.search(line)]
