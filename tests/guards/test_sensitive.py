"""Records of residents are reached through a scope, and only in the places made for that."""

import ast
from pathlib import Path

from django.apps import apps

from tests.guards.tree import code, name_of, tree

PLACES = (
    "registration/queries",
    "registration/operations",
    "registration/models/",
    # Invented records, made in bulk.
    "exchange/demo/",
    # Belonging on a day that counts; see test_populations_take_a_scope.
    "outcomes/populations",
)
DOORS = {"objects", "_default_manager", "_base_manager"}
FETCHERS = {"get_object_or_404", "get_list_or_404"}
# Functions of queries that begin without within(scope), each with its reason.
WITHOUT_SCOPE = {
    "phone_codes": "of plans within the scope, in a subquery: which plans a scope reaches asks the codes themselves",
    "opened_with": "actions that hang under the goal within the scope, and no others",
    "standing_scores": "only ever hung under goals that came from a scope",
    "gather_all": "only hangs parts under plans that came from a scope",
    "gather_for_paper": "the same",
    "gather_beside": "the same",
    "_coordinators": "says whom to ask about residents that came from a scope",
    "belonging": "who is in the household of a plan that a rule has already granted",
    "residents_today": "begins with the plans of the scope, each half in a filter of its own",
    "_members": "says in which household residents are that came from a scope",
    "files_of": "says whose files plans open that came from a scope",
    "own_act": "finds nothing but what the person did today, and tells nothing of the plan",
    "assignments_of": "says on what ground people looked into files that a rule has already granted",
    "held": "one's own broken glass on a plan that a rule has already granted",
    "opened_lately": "of the plans that one coordinates oneself, found by the person",
    "of_plans": "reasons for looks into files that a rule has already granted",
    "opened": "the privacy officer's list, of which the second lock shows nothing to anybody else",
    "of_teams": "phrases of one's own teams, which are about no resident",
    "phrases": "the same",
    "_known": "names, birth dates and teams of who may be there twice, for who was lent the right to merge",
    "_in_two_households": "says yes or no about two residents that were found so",
    "standing": "parts of instruments filled in of a plan that a rule has already granted",
    "is_closed": "says yes or no about a plan that a rule has already granted",
}


def sensitive() -> set[str]:
    """The names of all models of registration, those of former wordings too."""
    return {model.__name__ for model in apps.get_app_config("registration").get_models()}


def touches(module: ast.Module, models: set[str]) -> list[str]:
    """Places where a sensitive model's records are reached, whatever comes after."""
    faults: list[str] = []
    # An empty queryset, as a field of a form begins with.
    empty = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Attribute) and node.attr == "none"}
    for node in (node for node in ast.walk(module) if id(node) not in empty):
        if isinstance(node, ast.Attribute) and node.attr in DOORS and getattr(node.value, "id", "") in models:
            faults.append(f"line {node.lineno}: {ast.unparse(node)}")
        fetched = node.args[:1] if isinstance(node, ast.Call) and getattr(node.func, "id", "") in FETCHERS else []
        faults += [
            f"line {name.lineno}: {ast.unparse(name)} fetched" for name in fetched if ast.unparse(name) in models
        ]
    return faults


def without_scope(module: ast.Module, models: set[str]) -> dict[str, int]:
    """Functions (with a line) that begin a queryset with something else than within(scope) or a tie to an outer row."""
    faults = {}
    for function in (node for node in module.body if isinstance(node, ast.FunctionDef)):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            verb = getattr(call.func, "attr", "")
            if begins(call, models) and verb != "within" and "OuterRef" not in ast.dump(call):
                faults[function.name] = call.lineno
    return faults


def begins(call: ast.Call, models: set[str]) -> bool:
    """Whether this is `Model.objects.something(...)` of a sensitive model."""
    door = getattr(call.func, "value", None)
    return isinstance(door, ast.Attribute) and door.attr in DOORS and getattr(door.value, "id", "") in models


def queries() -> list[Path]:
    """The files that read records of residents."""
    return [path for path in code() if name_of(path).startswith("registration/queries")]


def test_places() -> None:
    """Nobody else reaches the records."""
    elsewhere, models = [path for path in code() if not name_of(path).startswith(PLACES)], sensitive()
    assert len(elsewhere) > 100
    assert [f"{name_of(path)}, {fault}" for path in elsewhere for fault in touches(tree(path), models)] == []


def test_queries_begin_within_a_scope() -> None:
    """Every function of the queries begins with the scope, but for the listed ones; and the list names no others."""
    found = {name for path in queries() for name in without_scope(tree(path), sensitive())}
    assert found == set(WITHOUT_SCOPE)


def test_populations_take_a_scope() -> None:
    """What figures are about: a function that reads records takes the scope of who asks."""
    paths = [path for path in code() if name_of(path).startswith("outcomes/populations")]
    found = [f for path in paths for f in tree(path).body if isinstance(f, ast.FunctionDef)]
    reading = [f for f in found if touches(ast.Module([f], []), sensitive())]
    assert [f.name for f in reading if "scope" not in {a.arg for a in f.args.args}] == []


def test_guard_sees() -> None:
    """Planted: an unscoped read, one through a shortcut, one with the base manager."""
    models = {"Plan"}
    assert touches(ast.parse("Plan.objects.get(pk=1)"), models) == ["line 1: Plan.objects"]
    assert touches(ast.parse("get_object_or_404(Plan, pk=1)"), models) == ["line 1: Plan fetched"]
    assert touches(ast.parse("Plan._base_manager.all()"), models) == ["line 1: Plan._base_manager"]
    assert touches(ast.parse("Team.objects.all(), Plan.objects.none()"), models) == []
    assert without_scope(ast.parse("def f():\n    return Plan.objects.filter(pk=1)"), models) == {"f": 2}
    assert without_scope(ast.parse("def f(s):\n    return Plan.objects.within(s).filter(pk=1)"), models) == {}
    assert without_scope(ast.parse("def f():\n    Plan.objects.filter(pk=OuterRef('pk'))"), models) == {}
