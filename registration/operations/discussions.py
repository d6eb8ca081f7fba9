"""Writing down a meeting of professionals, and what was agreed in it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.models import OfferedSet, Theme
from organisation.models import Team, User
from registration.models import AgreedAction, CaseDiscussion, CaseText, Participant, Plan
from registration.operations.stale import reword


@transaction.atomic
def add_discussion(
    *,
    team: Team,
    kind: str,
    held_on: date,
    themes: Iterable[Theme] = (),
    plans: Iterable[Plan] = (),
    roles: Iterable[str] = (),
    colleagues: Iterable[User] = (),
    case_text: str = "",
    offered: OfferedSet | None = None,
    by: User,
    **texts: Any,
) -> CaseDiscussion:
    """A meeting: what kind, when, with whom, about which themes and plans. `texts`: title, area, learning_point."""
    made = CaseDiscussion.objects.create(
        team=team, kind=kind, held_on=held_on, offered=offered, recorded_by=by, changed_by=by, **texts
    )
    made.themes.set(themes)
    made.plans.add(*plans)
    _write_participants(made, roles, colleagues)
    if case_text:
        CaseText.objects.create(discussion=made, text=case_text, recorded_by=by, changed_by=by)
    return made


@transaction.atomic
def change_discussion(
    *,
    discussion: CaseDiscussion,
    version: int,
    themes: Iterable[Theme],
    plans: Iterable[Plan],
    selectable: Iterable[Plan],
    roles: Iterable[str],
    colleagues: Iterable[User],
    known: CaseText | None,
    case_version: int,
    case_text: str | None,
    by: User,
    **texts: Any,
) -> None:
    """Whatever of it was said otherwise. Of its plans only those that `by` could choose from (`selectable`) change.

    `known` is what was said about the case so far, and `case_text` None where `by` may not read it. Raises `Stale`.
    """
    reword(discussion, version=version, by=by, **texts)
    discussion.themes.set(themes)
    chosen = set(plans)
    discussion.plans.remove(*(plan for plan in selectable if plan not in chosen))
    discussion.plans.add(*chosen)
    _write_participants(discussion, roles, colleagues)
    if known and case_text is not None:
        reword(known, version=case_version, by=by, text=case_text)
    elif case_text:
        CaseText.objects.create(discussion=discussion, text=case_text, recorded_by=by, changed_by=by)


@transaction.atomic
def add_agreed(*, discussion: CaseDiscussion, text: str, who: str, due_on: date | None, by: User) -> AgreedAction:
    """What somebody will do."""
    return AgreedAction.objects.create(
        discussion=discussion, text=text, who=who, due_on=due_on, recorded_by=by, changed_by=by
    )


@transaction.atomic
def tick_agreed(*, agreed: AgreedAction, done: bool, by: User) -> None:
    """Done today, or not done after all."""
    agreed.done_on = timezone.localdate() if done else None
    agreed.changed_by, agreed.changed_at = by, timezone.now()
    agreed.save(update_fields=["done_on", "changed_by", "changed_at"])


def _write_participants(discussion: CaseDiscussion, roles: Iterable[str], colleagues: Iterable[User]) -> None:
    discussion.participants.all().delete()
    Participant.objects.bulk_create(
        [
            *(Participant(discussion=discussion, role="professional", user=user) for user in colleagues),
            *(Participant(discussion=discussion, role=role) for role in roles),
        ]
    )
