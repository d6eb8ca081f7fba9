"""Who may see which figure. A rule hands over the scope in which the figure is made; None means "not for you"."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from catalogue.models import Question
from feedback.asked import Reader
from feedback.insights import QUESTIONS
from feedback.models import Agreement, QuestionTalk
from feedback.taking import FILES
from organisation import scope
from organisation.access import Grant
from organisation.models import User
from organisation.roles import Right
from outcomes.indicators import goals_now
from signals.queries.offers import offers

Somebody = User | AnonymousUser


def own_figures(user: Somebody) -> Grant | None:
    """Professionals: the figures of one's own caseload, which nobody else ever sees."""
    found = scope.own(user) if isinstance(user, User) else None
    return Grant((found,)) if found else None


def own_goals_on(user: Somebody, step: str) -> Grant | None:
    """The same, with the step of the ladder whose goals the page lists."""
    found = scope.own(user) if isinstance(user, User) else None
    return Grant((found, step)) if found and step in (*goals_now.STEPS, goals_now.NOT_SCORED) else None


def organisation_figures(user: Somebody) -> Grant | None:
    """Everybody of the staff: counts over the whole organisation about the questions that it asks."""
    found = scope.organisation(user) if isinstance(user, User) else None
    return Grant((found,)) if found else None


def begins_talk(user: Somebody, question: str) -> Grant | None:
    """Who arranges the questions: a talk about one of them that is hardly filled in."""
    granted = organisation_figures(user) if _arranges(user) else None
    found = Question.objects.filter(key=question).first() if granted else None
    return Grant((*granted.objects, found)) if granted and found else None


def leads_talk(user: Somebody, talk: object) -> Grant | None:
    """The same, with a talk that was begun."""
    found = QuestionTalk.objects.select_related("question").filter(pk=talk).first() if _arranges(user) else None
    return Grant((found,)) if found else None


def hears_decision(user: Somebody, talk: object) -> Grant | None:
    """Everybody of the staff: what was decided in a talk about a question."""
    found = QuestionTalk.objects.filter(pk=talk).exclude(decision="").first() if organisation_figures(user) else None
    return Grant((found,)) if found else None


def figures(user: Somebody) -> Grant | None:
    """Who has a caseload, is in a team, or reads what is published: the figures of these, and of nothing else."""
    reader = Reader.of(user) if isinstance(user, User) else None
    return Grant((reader,)) if reader and reader.all else None


def insight(user: Somebody, insight: str) -> Grant | None:
    """The same, with the question that a page answers."""
    granted = figures(user) if insight in QUESTIONS else None
    return Grant((*granted.objects, insight)) if granted else None


def agrees(user: Somebody, insight: str) -> Grant | None:
    """Who has a caseload, or is in a team: to agree on something about the figures of these."""
    granted = figures(user) if insight in QUESTIONS else None
    return Grant((*granted.objects, insight)) if granted and granted.objects[0].counted else None


def places(user: Somebody) -> Grant | None:
    """Who reads what is published: of which areas and services there is something."""
    granted = figures(user)
    return granted if granted and granted.objects[0].whole else None


def insight_records(user: Somebody, insight: str, figure: str, cell: str) -> Grant | None:
    """Professionals: what is one's own behind a number of a figure on the page of a question."""
    reader = Reader.of(user) if isinstance(user, User) and insight in QUESTIONS else None
    shown = {indicator.KEY for indicator in QUESTIONS[insight].indicators} if reader and reader.own else set()
    return Grant((reader, insight, figure, cell)) if figure in shown else None


def takes_file(user: Somebody, form: str) -> Grant | None:
    """Who may see figures of some residents or team, with the kind of file in which they are taken along."""
    granted = figures(user) if form in FILES else None
    return Grant((*granted.objects, form)) if granted else None


def agreed(user: Somebody, agreement: object) -> Grant | None:
    """What one agreed about one's own caseload, and what one's own team agreed."""
    granted = figures(user)
    reader = granted.objects[0] if granted else None
    if reader is None:
        return None
    seen = Agreement.objects.seen_by(reader.user.pk if reader.own else None, reader.team_ids)
    found = seen.select_related("team").filter(pk=agreement).first()
    return Grant((found,)) if found else None


def begins_offer(user: Somebody) -> Grant | None:
    """Who works in a team or leads one, and reads what was published inside: an offer of a pattern."""
    mine = scope.outside(user) if isinstance(user, User) else None
    whole = scope.published(user, "organisation") if isinstance(user, User) else None
    return Grant((mine, whole)) if mine and whole and whole.readers == "inside" else None


def seen_offer(user: Somebody, offer: UUID) -> Grant | None:
    """An offer of any team, with what was published of the pattern it came from."""
    mine = scope.outside(user) if isinstance(user, User) else None
    found = offers(mine, timezone.localdate()).filter(pk=offer).first() if mine else None
    return Grant((found, mine, scope.published(user, "organisation"))) if found else None


def _arranges(user: Somebody) -> bool:
    return isinstance(user, User) and scope.standing(user).may(Right.ARRANGE_CATALOGUE)
