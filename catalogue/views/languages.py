"""The languages of residents: which are on, and who has read their words."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalogue import operations, rules
from catalogue.forms.languages import CheckForm
from catalogue.models import SheetLanguage
from organisation.access import allowed
from organisation.submission import once
from organisation.views.undo import undo


@allowed(rules.arranges_languages)
@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """Every language with its state in words."""
    return render(request, "catalogue/languages.html", {"sheet_languages": SheetLanguage.objects.all()})


@allowed(rules.arranges_language)
@once
def language(request: HttpRequest, language: SheetLanguage) -> HttpResponse:
    """All words of one language beside the Dutch, to be read by somebody who speaks it, and who that was."""
    form = CheckForm(request.POST or None, initial={"checked_on": timezone.localdate()})
    if form.is_valid() and not language.is_own:
        operations.check_language(language=language, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(language)s is checked.") % {"language": language})
        return redirect("language", language.pk)
    found = {"form": form, "sheet_language": language, "words": language.words}
    return render(request, "catalogue/language.html", found, status=422 if form.is_bound else 200)


@allowed(rules.arranges_language)
@require_POST
@once
def language_on(request: HttpRequest, language: SheetLanguage) -> HttpResponse:
    """Offers a language at every sheet; can be undone."""
    operations.switch_language(language=language, on=True, by=request.user)
    messages.success(
        request, _("%(language)s is on.") % {"language": language}, extra_tags=undo("language_off", language)
    )
    return redirect("language", language.pk)


@allowed(rules.arranges_other_language)
@require_POST
@once
def language_off(request: HttpRequest, language: SheetLanguage) -> HttpResponse:
    """Offers a language no longer; can be undone. Paper that hangs somewhere stays as it is."""
    operations.switch_language(language=language, on=False, by=request.user)
    messages.success(
        request, _("%(language)s is off.") % {"language": language}, extra_tags=undo("language_on", language)
    )
    return redirect("language", language.pk)
