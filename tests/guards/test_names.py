"""Words that say nothing, or the wrong thing, are no names here; and no module is a drawer."""

import ast
import re
from collections.abc import Iterator

from tests.guards.tree import ROOT, files, functions, name_of, tree

FORBIDDEN = {"client", "clients", "item", "items", "data", "manager", "managers", "helper", "helpers"}
# As the last word of a class they say as little as alone (PlanManager, FormHelper, GoalItem).
LAST_WORD = re.compile(r"(Client|Item|Data|Manager|Helper)s?$")
# Methods whose arguments are named by the framework that calls them (a form is made of `data`).
CALLED_BY_DJANGO = {
    "value_from_datadict",
    "value_omitted_from_data",
    "has_changed",
    "bound_data",
    "__init__",
    "pytest_runtest_makereport",
    "pytest_itemcollected",
}
MODULES = {"signals", "utils", "helpers", "common", "services", "managers"}
# name -> who asks for it.
ASKED_FOR = {"helper": "crispy-forms reads the layout of a form from this attribute"}
# In tests and measurements Django's own test client is called what it is called.
IN_TESTS = {"client", "client_of", "clients", "Clients"}
# import -> why it cannot stand at the top.
INNER_IMPORTS = {"tools/steps.py: ctypes": "not every platform has it"}


def names(module: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, name) of everything that the file itself names."""
    for node in ast.iter_child_nodes(module):
        if isinstance(node, ast.FunctionDef) and node.name in CALLED_BY_DJANGO:
            yield from (found for inner in node.body for found in names(inner))
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and is_self(node.value):
            yield node.lineno, node.attr
        elif isinstance(node, ast.alias) and node.asname:
            yield 0, node.asname
        yield from names(node)


def is_self(node: ast.expr) -> bool:
    """Whether this is the object that a method belongs to."""
    return isinstance(node, ast.Name) and node.id == "self"


def says_nothing(name: str) -> bool:
    """Whether a name is one of the forbidden words, or a class whose last word is one."""
    return name.strip("_").lower() in FORBIDDEN or bool(LAST_WORD.search(name))


def bad_names(module: ast.Module, allowed: set[str]) -> list[str]:
    """Names that say nothing."""
    return [f"line {line}: {name}" for line, name in names(module) if says_nothing(name) and name not in allowed]


def inner_imports(module: ast.Module) -> list[str]:
    """What is imported within a function."""
    found = []
    for function in functions(module):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                found += [alias.name for alias in node.names]
    return found


def test_names() -> None:
    """No such name, in our own code."""
    found = []
    for path in (path for path in files() if "migrations" not in path.parts):
        tests = IN_TESTS if path.relative_to(ROOT).parts[0] in {"tests", "benchmarks"} else set()
        found += [f"{name_of(path)}, {name}" for name in bad_names(tree(path), set(ASKED_FOR) | tests)]
    assert found == []


def test_modules() -> None:
    """No such file or folder. The app `signals`, and the indicator that counts its signals, are the exceptions."""
    paths = [path for path in files() if path.stem != "__init__"] + [path.parent for path in files()]
    known = {"signals", "tests/signals", "outcomes/indicators/signals.py"}
    assert {name_of(path) for path in paths if path.stem in MODULES | FORBIDDEN} - known == set()


def test_imports_stand_at_the_top() -> None:
    """No import within a function, but for the listed ones."""
    found = {f"{name_of(path)}: {name}" for path in files() for name in inner_imports(tree(path))}
    assert found == set(INNER_IMPORTS)


def test_guard_sees() -> None:
    """Planted names are reported, longer words that hold one are not."""
    planted = ast.parse("def item(data): pass\nclass PlanManager: pass\nself.manager = items = 1\n")
    assert len(bad_names(planted, set())) == 5
    assert not says_nothing("database") and not says_nothing("information_manager") and not says_nothing("update")
    assert bad_names(ast.parse("def value_from_datadict(self, data): pass"), set()) == []
    assert inner_imports(ast.parse("def f():\n    from a import b")) == ["b"]
