"""Pages with which the privacy officer lends somebody a right for some days, and takes it back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation.access import allowed
from organisation.forms.lending import LendForm
from organisation.models import LentRight
from organisation.operations import lending as operations
from organisation.queries import lending
from organisation.rules import lends_right, lends_rights
from organisation.submission import once
from organisation.views.undo import undo

ON_A_PAGE = 25


@allowed(lends_rights)
@once
def lent_rights(request: HttpRequest) -> HttpResponse:
    """Lending the right to move registrations, and everything that was ever lent."""
    form = LendForm(request.POST or None, by=request.user)
    if form.is_valid():
        made = operations.lend_right(right=form.right, by=request.user, **form.cleaned_data)
        words = {"name": made.user.name}
        messages.success(request, _("%(name)s can begin.") % words, extra_tags=undo("lent_right_take_back", made))
        return redirect("lent_rights")
    page = Paginator(lending.lent_rights(timezone.localdate()), ON_A_PAGE).get_page(request.GET.get("page"))
    found = {"form": form, "page": page, "today": timezone.localdate()}
    return render(request, "organisation/lent_rights.html", found, status=422 if form.is_bound else 200)


@allowed(lends_right)
@require_POST
@once
def lent_right_take_back(request: HttpRequest, lent: LentRight) -> HttpResponse:
    """It does not hold any more from the next request on; can be undone."""
    operations.take_back_right(lent=lent, by=request.user)
    messages.success(request, _("The right is taken back."), extra_tags=undo("lent_right_give_back", lent))
    return redirect("lent_rights")


@allowed(lends_right)
@require_POST
@once
def lent_right_give_back(request: HttpRequest, lent: LentRight) -> HttpResponse:
    """Undoes the taking back."""
    operations.give_back_right(lent=lent, by=request.user)
    messages.success(request, _("The right is lent again, until the day that was agreed on."))
    return redirect("lent_rights")
