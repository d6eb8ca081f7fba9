"""The actions that a team chooses from, arranged by the team."""

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation.access import allowed
from organisation.models import Team
from organisation.submission import once
from registration import rules_for_phrases as rules
from registration.forms.phrases import NewPhraseForm, PhraseForm
from registration.forms.stale import mind
from registration.models import TeamPhrase
from registration.operations import phrases as operations
from registration.operations.phrases import AT_MOST, NoRoom, Twice
from registration.operations.stale import Stale
from registration.queries import phrases as queries


def _twice() -> str:
    return _("These words stand in the list already.")


def _no_room() -> str:
    return _("A list has room for %(number)s actions. Take one away first.") % {"number": AT_MOST}


@allowed(rules.arranges_phrases)
@once
def phrases(request: HttpRequest, team_ids: frozenset[UUID]) -> HttpResponse:
    """The list of each of one's teams, and room for one more."""
    form = NewPhraseForm(request.POST or None, teams=Team.objects.filter(pk__in=team_ids))
    if request.method == "POST" and form.is_valid():
        try:
            added = operations.add_phrase(by=request.user, **form.said())
        except Twice:
            form.add_error("text", _twice())
        except NoRoom:
            form.add_error(None, _no_room())
        else:
            undo = reverse("phrase_remove", args=[added.pk])
            messages.success(request, _("Added to the list."), extra_tags=f"undo:{undo}")
            return redirect("phrases")
    found = groupby(queries.phrases(team_ids), key=lambda phrase: phrase.team)
    context = {"form": form, "teams": [(team, list(row)) for team, row in found]}
    return render(request, "registration/phrases.html", context, status=422 if form.errors else 200)


@allowed(rules.arranges_phrase)
@once
def phrase_edit(request: HttpRequest, phrase: TeamPhrase) -> HttpResponse:
    """Other words; what was written down with the former ones stays as it is."""
    form = PhraseForm(request.POST or None, initial=PhraseForm.initial_of(phrase))
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            operations.change_phrase(phrase=phrase, version=version, by=request.user, **form.said())
        except Stale as stale:
            mind(form, stale, "text")
        except Twice:
            form.add_error("text", _twice())
        else:
            messages.success(request, _("Changed."))
            return redirect("phrases")
    status = 422 if form.errors else 200
    return render(request, "registration/phrase_edit.html", {"form": form, "phrase": phrase}, status=status)


@allowed(rules.arranges_phrase)
@require_POST
@once
def phrase_move(request: HttpRequest, phrase: TeamPhrase) -> HttpResponse:
    """One place up or down."""
    operations.move_phrase(phrase=phrase, up=request.POST.get("to") == "up", by=request.user)
    return redirect(reverse("phrases") + f"#phrase-{phrase.pk}")


@allowed(rules.arranges_phrase)
@require_POST
@once
def phrase_remove(request: HttpRequest, phrase: TeamPhrase) -> HttpResponse:
    """Out of the list, with an undo."""
    operations.remove_phrase(phrase=phrase, by=request.user)
    undo = reverse("phrase_put_back", args=[phrase.pk])
    messages.success(request, _("Taken out of the list."), extra_tags=f"undo:{undo}")
    return redirect("phrases")


@allowed(rules.arranges_phrase)
@require_POST
@once
def phrase_put_back(request: HttpRequest, phrase: TeamPhrase) -> HttpResponse:
    """Undoes a removal, unless others came in its place."""
    try:
        operations.put_back_phrase(phrase=phrase, by=request.user)
    except Twice:
        messages.warning(request, _twice())
    except NoRoom:
        messages.warning(request, _no_room())
    else:
        messages.success(request, _("It stands in the list again."))
    return redirect("phrases")
