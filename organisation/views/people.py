"""Pages with which people are added, changed and put aside."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation.access import allowed
from organisation.forms.people import DetailsForm, PersonForm, SearchForm
from organisation.models import User
from organisation.operations import people as operations
from organisation.queries import people as queries
from organisation.rules import arranges_people, arranges_person
from organisation.submission import once
from organisation.views.undo import undo

ON_A_PAGE = 25


@allowed(arranges_people)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody by name, with a search."""
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.people(words=wanted.get("q", ""), shown=wanted.get("shown") or "active", day=timezone.localdate())
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisation/people.html", {"form": form, "page": page})


@allowed(arranges_people)
@once
def person_new(request: HttpRequest) -> HttpResponse:
    """A new person with a first role."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        person = operations.add_person(by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is added. Now make a link to choose a password.") % {"name": person})
        return redirect("person", person.pk)
    return render(request, "organisation/person_new.html", {"form": form}, status=422 if form.is_bound else 200)


@allowed(arranges_person)
def person(request: HttpRequest, person: User) -> HttpResponse:
    """One person: who it is, in which teams, and whether there is a link to choose a password."""
    return render(
        request,
        "organisation/person.html",
        {
            "person": person,
            "memberships": queries.memberships_of(person),
            "invitation": queries.last_invitation(person),
            "today": timezone.localdate(),
        },
    )


@allowed(arranges_person)
@once
def person_edit(request: HttpRequest, person: User) -> HttpResponse:
    """Name, e-mail address, kind of work and phone number."""
    form = DetailsForm(request.POST or None, person=person)
    if form.is_valid():
        operations.change_person(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Changed."))
        return redirect("person", person.pk)
    return render(
        request, "organisation/person_edit.html", {"form": form, "person": person}, status=422 if form.is_bound else 200
    )


@allowed(arranges_person)
@require_POST
@once
def person_deactivate(request: HttpRequest, person: User) -> HttpResponse:
    """Ends somebody's log-in; can be undone."""
    try:
        operations.deactivate(person=person, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        said = _("%(name)s can no longer log in.") % {"name": person}
        messages.success(request, said, extra_tags=undo("person_reactivate", person))
    return redirect("person", person.pk)


@allowed(arranges_person)
@require_POST
@once
def person_reactivate(request: HttpRequest, person: User) -> HttpResponse:
    """Lets somebody log in again; can be undone."""
    operations.reactivate(person=person, by=request.user)
    said = _("%(name)s can log in again.") % {"name": person}
    messages.success(request, said, extra_tags=undo("person_deactivate", person))
    return redirect("person", person.pk)
