"""Every view says who may enter, is short, and has one name in four places."""

import ast
import inspect
import textwrap
from inspect import unwrap

from tests.guards.addresses import Address, addresses, own_addresses
from tests.guards.tree import ROOT, functions, length, strings, tree

VIEW = 25
# URL name -> why its view carries no mark of ours.
UNMARKED: dict[str, str] = {}
# URL name -> (its template, why it has another name).
OTHER_TEMPLATE = {
    "account_reset_password": ("account/password_reset_ask.html", "one of the pages of allauth, among its templates"),
}
OWN = own_addresses()


def unmarked(walked: list[Address]) -> list[str]:
    """The names of addresses whose view does not say who may enter."""
    return [address.name or address.route for address in walked if not hasattr(address.view, "allowed_by")]


def source(address: Address) -> ast.FunctionDef | ast.AsyncFunctionDef:
    """The view as written, without decorators."""
    return next(functions(ast.parse(textwrap.dedent(inspect.getsource(unwrap(address.view))))))


def drawing(address: Address) -> ast.Module:
    """The view, with the private functions of its module that it calls."""
    view, module = source(address), ast.parse(inspect.getsource(inspect.getmodule(unwrap(address.view))))
    names = {node.id for node in ast.walk(view) if isinstance(node, ast.Name) and node.id.startswith("_")}
    return ast.Module([view, *(f for f in functions(module) if f.name in names)], [])


def only_posts(view: ast.AST) -> bool:
    """Whether the view has no page of its own: after bad input it shows the page of its form again."""
    return any("require_POST" in ast.unparse(mark) for f in functions(view) for mark in f.decorator_list)


def template_fault(name: str, app: str, view: ast.AST) -> str | None:
    """What is wrong with the templates a view names: its own must be among them, and exist; a view may have none."""
    named = [text for text in strings(view) if ".html" in text]
    own = OTHER_TEMPLATE[name][0] if name in OTHER_TEMPLATE else f"{app}/{name}.html"
    exists = (ROOT / "templates" / own).exists()
    if only_posts(view) and not exists:
        return None
    if not named:
        return f"{own} exists, and the view does not name it" if exists else None
    if not any(text.split("#")[0] == own for text in named):
        return f"the view draws {', '.join(named)} and not {own}"
    return None if exists else f"{own} does not exist"


def has_test(address: Address) -> bool:
    """Whether the tests have a file of this name, or a test that names the view in the file of the view's module."""
    folder, group = ROOT / "tests" / address.app, unwrap(address.view).__module__.split(".")[-1]
    if (folder / f"test_{address.name}.py").exists():
        return True
    file = folder / f"test_{group}.py"
    return file.exists() and any(address.name in test.name for test in functions(tree(file)))


def test_every_view_says_who() -> None:
    """No address without a mark, but for the listed ones; and the list names no others."""
    assert sorted(unmarked(addresses())) == sorted(UNMARKED)


def test_names_are_unique() -> None:
    """One address has one name, and no two share one."""
    names = [address.name for address in addresses()]
    assert sorted(names) == sorted(set(names))
    assert "" not in names


class TestOneNameInFourPlaces:
    """URL name, view, template, test."""

    def test_view(self) -> None:
        """The view is called as its address."""
        assert [one.name for one in OWN if unwrap(one.view).__name__ != one.name] == []

    def test_template(self) -> None:
        """The template is called as its view."""
        faults = {one.name: template_fault(one.name, one.app, drawing(one)) for one in OWN}
        assert {name: fault for name, fault in faults.items() if fault} == {}

    def test_test(self) -> None:
        """There is a test of that name: tests/<app>/test_<name>.py, or one named after it in its group's file."""
        assert [f"{one.app}: {one.name}" for one in OWN if not has_test(one)] == []

    def test_length(self) -> None:
        """A view is at most 25 lines: it asks, it does not do."""
        assert {one.name: length(source(one)) for one in OWN if length(source(one)) > VIEW} == {}


def test_guard_sees() -> None:
    """Planted: a view without a mark, one that draws another template, one whose template nobody made."""

    def somewhere() -> None: ...

    planted = Address("/x/", "somewhere", somewhere, ())
    assert unmarked([planted]) == ["somewhere"]
    assert not has_test(planted)
    draws = ast.parse('render(request, "registration/other.html")')
    assert template_fault("somewhere", "registration", draws) is not None
    assert template_fault("nowhere", "registration", ast.parse('"registration/nowhere.html"')) is not None
    assert template_fault("nowhere", "registration", ast.parse("redirect('x')")) is None
