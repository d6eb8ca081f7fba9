"""The one way between the apps, also where import-linter cannot look: keys given as text, migrations, templates."""

import ast
import re
from pathlib import Path

from tests.guards.tree import ARROW, ROOT, called, files, name_of, templates, tree

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField", "get_model"}
FROM_TEMPLATE = re.compile(r"""\{%\s*(?:include|extends)\s+["']([a-z]+)/""")
# Pages of the whole product, and apps in which every app may stand beside.
BESIDE = {"feedback": {"exchange"}, "exchange": {"feedback"}}


def may_know(one: str, other: str) -> bool:
    """Whether app `one` may know app `other`. Packages may be known by all."""
    if one not in ARROW or other not in ARROW or one == other:
        return True
    return ARROW.index(one) < ARROW.index(other) and other not in BESIDE.get(one, set())


def keys_as_text(app: str, module: ast.Module) -> list[str]:
    """Relations to an app on the left, given as "app.Model" (or as two texts to get_model)."""
    faults = []
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call) and called(node) in RELATIONS):
        given = call.args[:1] + [k.value for k in call.keywords if k.arg in {"to", "through", "app_label"}]
        for text in (node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)):
            if not may_know(app, text.split(".")[0]):
                faults.append(f"line {call.lineno}: {text}")
    return faults


def migration_dependencies(app: str, module: ast.Module) -> list[str]:
    """Dependencies on migrations of an app on the left."""
    pairs = [
        node.elts[0].value
        for node in ast.walk(module)
        if isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[0], ast.Constant)
    ]
    return [str(other) for other in pairs if not may_know(app, str(other))]


def includes(app: str, text: str) -> list[str]:
    """Templates of an app on the left that a template takes in."""
    return [other for other in FROM_TEMPLATE.findall(text) if not may_know(app, other)]


def app_of(path: Path) -> str:
    """The app of a file."""
    return path.relative_to(ROOT).parts[0]


def test_keys() -> None:
    """No key to the left."""
    assert [
        f"{name_of(path)} {fault}" for path in files(*ARROW) for fault in keys_as_text(app_of(path), tree(path))
    ] == []


def test_migrations() -> None:
    """No migration waits for one to the left."""
    paths = [path for path in files(*ARROW) if "migrations" in path.parts]
    assert [f"{name_of(p)}: {other}" for p in paths for other in migration_dependencies(app_of(p), tree(p))] == []


def test_templates() -> None:
    """No template takes in one of an app to the left."""
    paths = [path for path in templates() if path.relative_to(ROOT / "templates").parts[0] in ARROW]
    app = {path: path.relative_to(ROOT / "templates").parts[0] for path in paths}
    assert [f"{name_of(path)}: {other}" for path in paths for other in includes(app[path], path.read_text())] == []


def test_guard_sees() -> None:
    """Planted arrows to the left are reported, arrows to the right are not."""
    key = 'models.ForeignKey("{}", on_delete=models.PROTECT)'
    assert keys_as_text("organisation", ast.parse(key.format("registration.Plan"))) == ["line 1: registration.Plan"]
    assert keys_as_text("catalogue", ast.parse('ManyToManyField(to="signals.Group")')) == ["line 1: signals.Group"]
    assert keys_as_text("registration", ast.parse(key.format("organisation.Area"))) == []
    assert keys_as_text("exchange", ast.parse(key.format("feedback.Story"))) == ["line 1: feedback.Story"]
    planted = ast.parse('dependencies = [("registration", "0001_initial"), ("shared", "x")]')
    assert migration_dependencies("organisation", planted) == ["registration"]
    assert includes("organisation", '{% include "registration/plan.html" %}') == ["registration"]
    assert includes("feedback", '{% extends "registration/plan.html" %}') == []
