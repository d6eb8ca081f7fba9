"""What may not stand in code, templates and scripts, because it opens a door."""

import re
from pathlib import Path

from tests.guards.tree import code, files, matching, name_of, templates

IN_CODE = re.compile(
    r"csrf_exempt|mark_safe|SafeString\(|SafeText|django\.dispatch|models\.signals|import signals|@receiver|"
    r"\bRawSQL\b|\.raw\(|\.extra\(|\bcursor\(|\beval\(|\bexec\(|\bpickle\b|shell=True|contrib\.admin"
)
IN_TEMPLATES = re.compile(
    r"""\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off|\sstyle\s*=|<style\b|<script(?![^>]*(?:\ssrc=|application/json))|\son[a-z]+\s*=|javascript:|"""
    r"""hx-on|hx-vals=.js:|csrf_exempt""",
    re.IGNORECASE,
)
IN_SCRIPTS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(.style|"
    r"""set(?:Timeout|Interval)\(\s*["'`]|https?://(?!www\.w3\.org)"""
)
# (file, piece of the line) -> why it is allowed there.
ALLOWED: dict[tuple[str, str], str] = {
    (
        "organisation/actor.py",
        "connection.cursor()",
    ): "tells PostgreSQL who is at work and that a page only reads: settings of a transaction, values as parameters",
    (
        "registration/queries/people.py",
        "connection.cursor()",
    ): "asks the database's own function known_elsewhere, values as parameters",
    (
        "registration/queries/records.py",
        "connection.cursor()",
    ): "asks the database's own function notes_elsewhere, values as parameters",
    (
        "registration/queries/oversight.py",
        "connection.cursor()",
    ): "asks the database's own function residents_called, values as parameters",
    (
        "registration/queries/doubles.py",
        "connection.cursor()",
    ): "asks the database's own function likely_doubles, values as parameters",
    (
        "outcomes/populations.py",
        "connection.cursor()",
    ): "asks the database's own function question_use, values as parameters",
    (
        "outcomes/spans.py",
        "connection.cursor()",
    ): "asks what the ORM selected for several periods at once, their days as parameters",
    (
        "outcomes/publishing/counts.py",
        "connection.cursor()",
    ): "groups what the ORM selected, for publication; what is put into the statement is written in that file",
    (
        "outcomes/published.py",
        "connection.cursor()",
    ): "steps from one published place to the next in the index, the kind of place as a parameter",
    (
        "outcomes/verifying.py",
        "connection.cursor()",
    ): "asks the database's own functions different_facts and mend_facts, values as parameters",
    (
        "exchange/bundle/database.py",
        "connection.cursor()",
    ): "the door of moving in and out; names of tables come from shape.py, what came in goes as a parameter",
    (
        "organisation/operations/tries.py",
        "connection.cursor()",
    ): "takes a lock for the length of a transaction, the value as a parameter",
    (
        "registration/views/phone_code.py",
        "SafeString(square",
    ): "the drawing of a QR code, that its package makes of numbers: no text of anybody is in it",
}


def found(paths: list[Path], pattern: re.Pattern[str]) -> list[str]:
    """The lines that may not be there."""
    hits = [hit for path in paths for hit in matching(path, pattern)]
    return [hit for hit in hits if not any(hit.startswith(f"{file}:") and piece in hit for file, piece in ALLOWED)]


def without_comments(path: Path) -> str:
    """A template without what it says to its readers, and without its own tags, whose arguments reach no page."""
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|\{%.*?%\}", "", path.read_text(), flags=re.DOTALL)


def test_code() -> None:
    """Python."""
    assert found(code(), IN_CODE) == []


def test_templates() -> None:
    """Templates: nothing unescaped, nothing inline."""
    hits = [
        (name_of(path), hit)
        for path in templates()
        if path.suffix == ".html"
        for hit in IN_TEMPLATES.findall(without_comments(path)) + re.findall(r"autoescape\s+off", path.read_text())
    ]
    assert hits == []


def test_scripts() -> None:
    """Scripts: no text becomes mark-up or code, nothing from elsewhere."""
    assert found(files("static", ending=".js"), IN_SCRIPTS) == []


def test_allowed_is_needed() -> None:
    """No line in ALLOWED for something that is gone."""
    lines = {name_of(path): path.read_text() for path in code() + templates() + files("static", ending=".js")}
    assert [key for key in ALLOWED if key[1] not in lines.get(key[0], "")] == []


def test_guard_sees() -> None:
    """Each planted line is seen; near ones that are fine are not."""
    for line in ("@csrf_exempt", "mark_safe(x)", "from django.dispatch import receiver", "Plan.objects.raw('x')"):
        assert IN_CODE.search(line)
    for line in ("{{ x|safe }}", '<p style="a">', "<script>x</script>", '<a onclick="x">', '<b hx-on:click="x">'):
        assert IN_TEMPLATES.search(line)
    for line in ("a.innerHTML = b", "setTimeout('x', 1)", "eval(x)", "import 'https://elsewhere.example/x.js'"):
        assert IN_SCRIPTS.search(line)
    for line in ('<script src="x" defer></script>', '<button data-on="x">', "{{ on }}", '<a class="style">'):
        assert not IN_TEMPLATES.search(line)
