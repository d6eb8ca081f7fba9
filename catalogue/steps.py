"""The seven steps from wanted results to questions: what each asks, and the field of `SetupGuide` that keeps it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """One step. Without a `field` it is about the wanted results themselves."""

    number: int
    title: Promise
    text: Promise
    field: str = ""


STEPS = (
    Step(
        1,
        _("Which results do we want?"),
        _(
            "Begin with what should become better for residents, not with what can be counted. Three good "
            "results are more than twenty."
        ),
    ),
    Step(
        2,
        _("For what, and for whom?"),
        _(
            "Say of each result what you will do with it, and who has use of it. Who cannot think of anybody "
            "may drop it here."
        ),
    ),
    Step(
        3,
        _("What does each group ask of it?"),
        _(
            "Residents, professionals, the board and the municipality want to know different things. Ask "
            "them, and write down what each would do with the answer."
        ),
        "asked_of_it",
    ),
    Step(
        4,
        _("By what do we choose?"),
        _(
            "You cannot ask everything. Agree on what counts: does it fit the talk, is it worth the time, can"
            " we do something about it?"
        ),
        "criteria",
    ),
    Step(
        5,
        _("In which form?"),
        _(
            "A question, a figure, a story or a talk: what shows this result best? Not everything has to "
            "become a number."
        ),
        "shape",
    ),
    Step(
        6,
        _("Who arranges what?"),
        _(
            "Who makes the questions, who helps colleagues, who looks at the figures, and how much time is "
            "there for it?"
        ),
        "arrangement",
    ),
    Step(
        7,
        _("How do we learn from it?"),
        _("When do you sit together about what you see, with whom, and who says what was done with it?"),
        "learning",
    ),
)
BY_NUMBER = {step.number: step for step in STEPS}
