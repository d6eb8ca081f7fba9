"""Codes for the resident's own phone: choosing the lines, showing the code once, withdrawing it."""

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from catalogue.queries import sheet_languages
from organisation import scope
from organisation.access import allowed
from organisation.submission import once
from registration import queries, rules, rules_for_residents, shown_once
from registration.forms.phone_code import PhoneCodeForm
from registration.models import PhoneCode, Plan
from registration.operations import phone_codes as operations
from registration.queries.phone import codes_of
from registration.sheet import Languages, spoken_in
from registration.sheet_words import DUTCH, said

PAPER = {
    "title": pgettext_lazy("resident", "My plan on my phone"),
    "scan": pgettext_lazy("resident", "Point your phone at the square. Or go to:"),
    "code": pgettext_lazy("resident", "This is your code:"),
    "pin": pgettext_lazy("resident", "Type your PIN. It is in your head, not on this paper."),
    "until": pgettext_lazy("resident", "This works until:"),
}


@sensitive_post_parameters("pin")
@allowed(rules.own_open_plan)
@once
def phone_code_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Which lines, in which language, for whom; and the codes there are."""
    day = timezone.localdate()
    people = queries.gather(plan).people_on(day)
    posted = request.POST if request.method == "POST" else None
    form = PhoneCodeForm(plan, day, Languages(sheet_languages(), spoken_in(people)), people, posted)
    if form.is_valid():
        pin = form.cleaned_data["pin"] or operations.new_pin()
        made = operations.make_phone_code(
            plan=plan, resident=form.resident or plan.resident, goal=form.chosen_goal, pin=pin, by=request.user,
            action_ids=form.action_ids, language=form.cleaned_data["language"],
            shows_appointment=form.cleaned_data["appointment"], shows_phone=form.cleaned_data["phone"],
        )  # fmt: skip
        shown_once.keep(request, made.pk, pin)
        return redirect("phone_code", made.pk)
    context = {"plan": plan, "form": form, "codes": codes_of(scope.own(request.user), plan, timezone.now())}
    context["caller"] = queries.coordinator(plan, day)
    return render(request, "registration/phone_code_new.html", context, status=422 if form.is_bound else 200)


@allowed(rules_for_residents.own_phone_code)
@require_GET
def phone_code(request: HttpRequest, phone_code: PhoneCode) -> HttpResponse:
    """The code and the PIN, once, to whoever made them; the code on paper, the PIN beside it."""
    pin = shown_once.take(request, phone_code.pk)
    context = {"code": phone_code, "plan": phone_code.plan, "paper": "", "pin": ""}
    if pin:
        context |= {"paper": _paper(request, phone_code), "pin": pin}
    return render(request, "registration/phone_code.html", context)


@allowed(rules_for_residents.own_phone_code)
@require_POST
@once
def phone_code_withdraw(request: HttpRequest, phone_code: PhoneCode) -> HttpResponse:
    """It opens nothing any more. That cannot be undone: a new code is made in a moment."""
    operations.withdraw_phone_code(phone_code=phone_code, by=request.user)
    messages.success(request, _("The code no longer works. You cannot undo this; you can make a new code."))
    return redirect("phone_code_new", phone_code.plan_id)


def _paper(request: HttpRequest, phone_code: PhoneCode) -> SafeString:
    """The paper in the language of the resident. What stands behind # is never sent, so that no log has the code."""
    code = operations.code_of(phone_code)
    address = request.build_absolute_uri(reverse("my"))
    query = "" if phone_code.language == DUTCH else f"?language={phone_code.language}"
    square = segno.make(f"{address}{query}#{code}", error="m", micro=False)
    context = {
        "phone_code": phone_code,
        "code": f"{code[:5]}-{code[5:]}",
        "address": address,
        "square": SafeString(square.svg_inline(omitsize=True, border=4, svgclass="paper__square", lineclass=None)),
        "until": timezone.localtime(phone_code.expires_at),
        "direction": "rtl" if translation.get_language_info(phone_code.language)["bidi"] else "ltr",
    }
    with translation.override(phone_code.language):
        context["words"] = {name: said(words) for name, words in PAPER.items()}
        return render_to_string("registration/phone_code_paper.html", context)
