"""How often each question is filled in, and the talk about those that hardly are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from catalogue.models import Question
from catalogue.operations.questions import NotReady
from feedback import operations, rules
from feedback.dashboards import question_use as dashboard
from feedback.forms import TalkForm
from feedback.models import QuestionTalk
from feedback.queries import decided
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.forms.stale import mind
from organisation.operations.stale import Stale
from organisation.roles import Right
from organisation.scope import Scope, standing
from organisation.submission import once
from organisation.views.undo import undo

# So many decisions stand on the page.
DECISIONS = 10
CANNOT_BE_ASKED = gettext_lazy("This question lacks something before it can be asked again. Look at its page.")


@allowed(rules.organisation_figures)
@require_safe
def question_use(request: HttpRequest, scope: Scope) -> HttpResponse:
    """How often each question is filled in; above it, for who arranges questions, those that ask for a talk."""
    today = timezone.localdate()
    arranges = standing(request.user).may(Right.ARRANGE_CATALOGUE)
    context = {
        "page": dashboard.page(scope, today, request.GET.get("quarter", "")),
        "hardly": dashboard.hardly_filled(scope, today) if arranges else [],
        "decided": decided()[:DECISIONS],
        "arranges": arranges,
    }
    return render(request, "feedback/question_use.html", context)


@allowed(rules.begins_talk)
@require_POST
@once
def question_talk_new(request: HttpRequest, scope: Scope, question: Question) -> HttpResponse:
    """Begins the talk about a question that is hardly filled in, with the counts of today."""
    found = dashboard.hardly(scope, timezone.localdate(), question)
    if found is None:
        messages.success(request, _("This question is filled in often enough, or too seldom asked to say."))
        return redirect("question_use")
    quarter, use = found
    talk = operations.begin_talk(question=question, quarter=quarter, use=use, by=request.user)
    return redirect("question_talk", talk.pk)


@allowed(rules.leads_talk)
@once
def question_talk(request: HttpRequest, talk: QuestionTalk) -> HttpResponse:
    """What was said about a question, and what is decided."""
    form = TalkForm(posted_or_draft(request), talk=talk)
    if request.method == "POST" and form.is_valid():
        try:
            is_decided = operations.save_talk(talk=talk, by=request.user, **form.talked())
        except Stale as stale:
            mind(form, stale, "said")
        except NotReady:
            form.add_error("decision", CANNOT_BE_ASKED)
        else:
            said = _("Decided. All colleagues read it.") if is_decided else _("Saved.")
            messages.success(request, said, extra_tags=undo("question_talk_take_back", talk) if is_decided else "")
            return redirect("question_use")
    context = {"form": form, "talk": talk, "troubles": dashboard.troubles_in_words(talk.question)}
    context["quarter"] = dashboard.in_words(talk.quarter)
    return render(request, "feedback/question_talk.html", context, status=422 if request.method == "POST" else 200)


@allowed(rules.leads_talk)
@require_POST
@once
def question_talk_take_back(request: HttpRequest, talk: QuestionTalk) -> HttpResponse:
    """The decision was none: the talk is open again, and a dropped question is asked again."""
    try:
        taken_back = operations.take_back_decision(talk=talk, by=request.user)
    except NotReady:
        messages.warning(request, CANNOT_BE_ASKED)
    else:
        messages.success(request, _("The talk is open again.") if taken_back else _("Nothing was decided yet."))
    return redirect("question_talk", talk.pk)


@allowed(rules.hears_decision)
@require_POST
@once
def question_talk_read(request: HttpRequest, talk: QuestionTalk) -> HttpResponse:
    """This person read the decision: it goes from the first page, and stays in the list."""
    operations.put_decision_aside(talk=talk, by=request.user)
    return redirect("home")
