"""Every form that writes carries the token against forgery and the key that makes it count once."""

import ast
import re
from pathlib import Path

from tests.guards.tree import code, functions, name_of, templates, tree

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL | re.IGNORECASE)
POST = re.compile(r"""method\s*=\s*["']?post|hx-post""", re.IGNORECASE)
# crispy's own form tag puts both in.
WHOLE = re.compile(r"\{%\s*crispy\s")
# (template, piece of the form) -> why sending it twice does no harm, or who else sees to that.
WITHOUT_KEY: dict[tuple[str, str], str] = {
    ("templates/_parts/account.html", "logout_url"): "logging out twice is logging out",
}
# The forms of allauth: its views do not know the key, and logging in or choosing a password twice is doing it once.
OF_ALLAUTH = ("templates/account/", "templates/mfa/")
# A form that was stopped, sent again as it was: it carries the key it had, and the token as a plain field.
AS_IT_WAS = "templates/_typed.html"
# view -> why it does not go through @once.
NOT_ONCE: dict[str, str] = {
    "draft_keep": "the last one counts, by its number; each replaces the one before",
    "choose_language": "a cookie set twice is the same cookie, and visitors have no submissions",
    "activities": "only looks, and is a POST to keep a name out of the address",
    "residents": "only looks, and is a POST to keep a name out of the address",
    "discussions": "only looks, and is a POST to keep words out of the address",
    "groups": "only looks, and is a POST to keep words out of the address",
    "group_met_where": "only looks, and is a POST to keep a position out of the address",
    "team_residents": "only looks, and is a POST to keep a name out of the address",
    "signals": "only looks, and is a POST to keep words out of the address",
    "plan_alike": "only looks, and is a POST to keep a name out of the address",
    "talk": "turning the page twice is turning it once, and a repeated answer would not turn it",
    "talk_unlock": "each try counts by itself, and unlocking twice is unlocking",
    "export_file": "gives the file itself, and works once by that",
    "my": "nobody is logged in; each try counts by itself",
    "my_close": "nobody is logged in; closing twice is closing",
    "invitation_take_up": "nobody is logged in yet, and the link itself works once",
}


def form_faults(text: str) -> list[tuple[str, str]]:
    """(the form, what it lacks) for each form that is sent by POST."""
    faults = []
    for attributes, inner in FORM.findall(text):
        if not POST.search(attributes) or WHOLE.search(inner):
            continue
        for tag in ("csrf_token", "submission_key"):
            if not re.search(r"\{%\s*" + tag + r"( draft=True)?\s*%\}", inner):
                faults.append((attributes + inner, tag))
    return faults


def excused(path: Path, form: str, lacking: str) -> bool:
    """Whether one of the lists says why this form may lack the key."""
    if name_of(path) == AS_IT_WAS:
        return "csrfmiddlewaretoken" in form
    pieces = [piece for file, piece in WITHOUT_KEY if file == name_of(path)] + [""] * of_allauth(path)
    return lacking == "submission_key" and any(piece in form for piece in pieces)


def of_allauth(path: Path) -> bool:
    """Whether this is a page of allauth."""
    return name_of(path).startswith(OF_ALLAUTH)


def not_once(module: ast.Module) -> list[str]:
    """Views that take a POST without @once."""
    faults = []
    for function in functions(module):
        marks = [ast.unparse(mark) for mark in function.decorator_list]
        if not any(mark.startswith("allowed(") for mark in marks):
            continue
        writes = any("POST" in mark for mark in marks) or "request.POST" in ast.unparse(function)
        if (writes or "request.method" in ast.unparse(function)) and "once" not in marks:
            faults.append(function.name)
    return faults


def test_templates() -> None:
    """Each form has both."""
    faults = [(path, form, lacking) for path in templates() for form, lacking in form_faults(path.read_text())]
    assert [(name_of(path), lacks, form[:80]) for path, form, lacks in faults if not excused(path, form, lacks)] == []


def test_views() -> None:
    """Each view that writes does so once."""
    found = [name for path in code() if "views" in name_of(path) for name in not_once(tree(path))]
    assert sorted(found) == sorted(NOT_ONCE)


def test_lists_are_needed() -> None:
    """No excuse for a form that is gone or has its key."""
    texts = {name_of(path): path.read_text() for path in templates()}
    idle = []
    for file, piece in WITHOUT_KEY:
        if not any(piece in form and lacking == "submission_key" for form, lacking in form_faults(texts.get(file, ""))):
            idle.append((file, piece))
    assert idle == []


def test_guard_sees() -> None:
    """Planted: a form without either, one that only searches, one drawn whole, and a view that would save twice."""
    assert [f[1] for f in form_faults('<form method="post"><b></form>')] == ["csrf_token", "submission_key"]
    assert form_faults('<form method="post">{% csrf_token %}{% submission_key %}</form>') == []
    assert form_faults('<form action="/zoek/"><input name="q"></form>') == []
    assert form_faults('<form method="POST">{% crispy form %}</form>') == []
    planted = "@allowed(rule)\n@require_POST\ndef save(request): pass\n"
    assert not_once(ast.parse(planted)) == ["save"]
    assert not_once(ast.parse(planted.replace("@require_POST", "@once\n@require_POST"))) == []
