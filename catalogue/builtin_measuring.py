"""Built-in questions around instruments and scales, with their reasons."""

from catalogue.builtin_questions import Builtin
from catalogue.models import Need, Purpose, ResultKind

MEASURING = [
    Builtin(
        "assessment.voice",
        "assessment",
        ("Wie zegt dit?", "Who says so?"),
        (
            "Inwoner, professional en mantelzorger zien het soms anders. Zo blijft van ieder zichtbaar wat die zei.",
            "Resident, professional and carer may see it differently. So everybody's own view stays visible.",
        ),
        ("inwoner en team", "resident and team"),
        ("de inwoner en wie aan dit plan werkt", "the resident and those who work on this plan"),
        Purpose.INSIGHT,
        Need.NICE,
        ResultKind.OUTCOME,
    ),
]
