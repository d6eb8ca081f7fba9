"""Emptying words that name somebody in work outside; the record itself stays, with its day, its place and its count."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from organisation.models import User
from organisation.operations.drafts import wipe_drafts
from signals.models import Activity, CollectiveOffer, GroupGoal, GroupMet, OutsideAnswer
from signals.operations.answers import wipe_answers

# The texts of which former wordings are kept; the first of each is what it is called and cannot be empty.
TEXTS = {Activity: ("title", "own_words"), GroupGoal: ("own_words",), CollectiveOffer: ("title", "aim")}
PAGES = {Activity: "activity", GroupGoal: "group_goal", CollectiveOffer: "offer_edit"}


@transaction.atomic
def wipe_words(*, record: Activity | GroupGoal | CollectiveOffer, what: Collection[str], by: User) -> None:
    """Empties texts of a record by their names, now and before; "former": all that stood there before; "answers": what
    was typed to own questions. There is no way back. Who has it open is told that it changed."""
    model, texts = type(record), TEXTS[type(record)]
    now = {name: "" for name in texts[1:] if name in what}
    stamps = {"version": F("version") + 1, "changed_at": timezone.now(), "changed_by": by}
    model.objects.filter(pk=record.pk).update(**now, **stamps)
    before = dict.fromkeys(texts, "") if "former" in what else now
    if before:
        record.former_wordings.update(**before)
    if "answers" in what:
        wipe_answers(answers=OutsideAnswer.objects.filter(activity=record.pk), by=by)
    wipe_drafts(below=[reverse(PAGES[model], args=[record.pk])], by=by)


@transaction.atomic
def wipe_group_met(*, met: GroupMet, what: Collection[str], by: User) -> None:
    """Empties what was said of a group met ("own_words") or typed to own questions ("answers"). There is no way back.

    What it was corrected from and into is emptied as well.
    """
    whole = _whole(met)
    if "own_words" in what:
        GroupMet.objects.filter(pk__in=[one.pk for one in whole]).update(own_words="")
    if "answers" in what:
        wipe_answers(answers=OutsideAnswer.objects.filter(group_met__in=whole), by=by)
    wipe_drafts(below=[reverse("group_met_edit", args=[one.pk]) for one in whole], by=by)


def _whole(met: GroupMet) -> list[GroupMet]:
    """All events of one time that a group was met."""
    whole = [met]
    while before := whole[0].replaces:
        whole.insert(0, before)
    while after := GroupMet.objects.filter(replaces=whole[-1]).first():
        whole.append(after)
    return whole
