"""What every organisation starts with."""

from django.db import transaction

from catalogue.builtin_around import AROUND
from catalogue.builtin_asked_outside import ASKED_OUTSIDE
from catalogue.builtin_beside import BESIDE
from catalogue.builtin_discussions import DISCUSSIONS
from catalogue.builtin_domains import LIFE_DOMAINS, SENSITIVE
from catalogue.builtin_languages import LANGUAGES
from catalogue.builtin_measuring import MEASURING
from catalogue.builtin_outside import CHARACTERISTICS, INTERVENTIONS
from catalogue.builtin_questions import BUILTIN, REVIEW_ON, SINCE, Builtin
from catalogue.models import Characteristic, Intervention, LifeDomain, Question, SheetLanguage, Theme
from catalogue.operations.experience import load_experience
from catalogue.operations.packs import load_packs

# Every built-in question, in the order of the work.
ASKED = [*BUILTIN, *AROUND, *BESIDE, *MEASURING, *ASKED_OUTSIDE, *DISCUSSIONS]


@transaction.atomic
def load_builtin() -> None:
    """Adds the built-in domains, themes, questions, languages and packs that are missing. What was changed stays."""
    ranked = list(enumerate(LIFE_DOMAINS, start=1))
    LifeDomain.objects.bulk_create(
        [
            LifeDomain(key=key, name_nl=nl, name_en=en, icon=icon, rank=rank, is_sensitive=key in SENSITIVE)
            for rank, (key, nl, en, icon) in ranked
        ],
        ignore_conflicts=True,
    )
    Theme.objects.bulk_create(
        [
            Theme(key=key, name_nl=nl, name_en=en, rank=rank, is_sensitive=key in SENSITIVE)
            for rank, (key, nl, en, _) in ranked
        ],
        ignore_conflicts=True,
    )
    for model, tapped in ((Characteristic, CHARACTERISTICS), (Intervention, INTERVENTIONS)):
        model.objects.bulk_create(
            [model(key=key, name_nl=nl, name_en=en, rank=rank) for rank, (key, nl, en) in enumerate(tapped, start=1)],
            ignore_conflicts=True,
        )
    Question.objects.bulk_create(
        [_question(builtin, rank) for rank, builtin in enumerate(ASKED, start=1)],
        ignore_conflicts=True,
    )
    SheetLanguage.objects.bulk_create(
        [
            SheetLanguage(code=code, name=name, is_on=is_on, rank=rank)
            for rank, (code, name, is_on) in enumerate(LANGUAGES, start=1)
        ],
        ignore_conflicts=True,
    )
    load_experience()
    load_packs()


def _question(builtin: Builtin, rank: int) -> Question:
    return Question(
        key=builtin.key,
        asked_in=builtin.asked_in,
        label_nl=builtin.label[0],
        label_en=builtin.label[1],
        why_nl=builtin.why[0],
        why_en=builtin.why[1],
        for_whom_nl=builtin.for_whom[0],
        for_whom_en=builtin.for_whom[1],
        visible_to_nl=builtin.visible_to[0],
        visible_to_en=builtin.visible_to[1],
        purpose=builtin.purpose,
        need=builtin.need,
        result_kind=builtin.result_kind,
        since=SINCE,
        review_on=REVIEW_ON,
        rank=rank,
    )
