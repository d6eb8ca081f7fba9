"""Pages with which somebody gets a role in a team, and loses it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation.access import allowed
from organisation.forms.people import EndForm, NewMembershipForm
from organisation.models import Membership, User
from organisation.operations import people as operations
from organisation.rules import arranges_membership, arranges_person
from organisation.submission import once
from organisation.views.undo import undo


@allowed(arranges_person)
@once
def membership_new(request: HttpRequest, person: User) -> HttpResponse:
    """Another role for somebody."""
    form = NewMembershipForm(request.POST or None, person=person)
    if form.is_valid():
        operations.add_membership(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("The role is added."))
        return redirect("person", person.pk)
    found = {"form": form, "person": person}
    return render(request, "organisation/membership_new.html", found, status=422 if form.is_bound else 200)


@allowed(arranges_membership)
@once
def membership_end(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Gives a role its last day; can be undone."""
    form = EndForm(request.POST or None, membership=membership)
    if form.is_valid():
        try:
            operations.end_membership(membership=membership, until=form.cleaned_data["until"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The last day is set."), extra_tags=undo("membership_reopen", membership))
            return redirect("person", membership.user_id)
    found = {"form": form, "membership": membership, "person": membership.user}
    return render(request, "organisation/membership_end.html", found, status=422 if form.is_bound else 200)


@allowed(arranges_membership)
@require_POST
@once
def membership_reopen(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Takes the last day away again."""
    operations.reopen_membership(membership=membership, by=request.user)
    messages.success(request, _("The last day is taken away."))
    return redirect("person", membership.user_id)
