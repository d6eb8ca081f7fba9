"""The log of looks, for the privacy officer: no file opens here, and no resident is named."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organisation.access import File, Grant, allowed
from organisation.looks import ASKED, chosen
from organisation.queries.access_log import Wish, page_of
from organisation.submission import once
from registration import rules_for_privacy as rules
from registration.forms.access_log import AskedForm, WishForm
from registration.looks import GROUNDS, shown_per_day
from registration.queries.oversight import opened, residents_called, with_files

ON_A_PAGE = 25


@allowed(rules.reads_looks)
@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    """Every look, the latest first, by person, team, period, ground and kind."""
    wish = Wish.read(request.GET, GROUNDS)
    rows, before = page_of(wish, timezone.localdate())
    lines = [(row, GROUNDS.get(row.ground, "")) for row in rows]
    context = {"lines": lines, "before": before, "wish": wish, "form": WishForm(vars(wish))}
    return render(request, "registration/access_log.html", context)


@allowed(rules.reads_looks)
@require_safe
def access_glasses(request: HttpRequest) -> HttpResponse:
    """Every file that was opened with a reason, and the reasons."""
    page = Paginator(opened(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "registration/access_glasses.html", {"page": page, "openings": with_files(page)})


@allowed(rules.reads_looks)
@once
def access_asked(request: HttpRequest) -> HttpResponse:
    """A resident asks who looked: the file is found by whole name and birth date, and that is logged in that file."""
    form = AskedForm(request.POST or None)
    found: list[UUID] = []
    if request.method == "POST" and form.is_valid():
        found = residents_called(**form.cleaned_data)
        request.also_looked = [Grant(files=tuple(File(id) for id in found), ground=ASKED)]
        if len(found) == 1:
            return redirect("access_file", found[0])
        if not found:
            form.add_error(None, _("Nobody has exactly this name and birth date. Check how it is spelled."))
    status = 422 if form.errors else 200
    return render(request, "registration/access_asked.html", {"form": form, "found": found}, status=status)


@allowed(rules.reads_looks_of)
@require_safe
def access_file(request: HttpRequest, resident: UUID) -> HttpResponse:
    """Who looked in one file, day by day, to be told to the resident; without the file."""
    only = chosen(request.GET.get("only", ""))
    page = shown_per_day([resident], only=only, number=request.GET.get("page"))
    return render(request, "registration/access_file.html", {"page": page, "only": only, "resident": resident})
