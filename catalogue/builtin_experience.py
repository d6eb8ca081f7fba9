"""Three short questions about our help, with which every organisation starts. They are own questions: it may change
them, put others in their place, or retire them.
"""

from dataclasses import dataclass

from catalogue.models import AnswerType, Purpose

# The municipality must ask residents each year what they think of the help (Wmo 2015, article 2.5.1).
YES_PARTLY_NO = (("yes", "Ja", "Yes"), ("partly", "Een beetje", "A little"), ("no", "Nee", "No"))


@dataclass(frozen=True)
class Asked:
    """A question about our help: each text as (Dutch, English)."""

    key: str
    label: tuple[str, str]
    why: tuple[str, str]
    answer_type: AnswerType
    purpose: Purpose = Purpose.IMPROVE
    choices: tuple[tuple[str, str, str], ...] = ()


EXPERIENCE = (
    Asked(
        "experience.access",
        ("Kreeg je snel genoeg hulp?", "Did you get help soon enough?"),
        ("Zo zien we of mensen te lang moeten wachten.", "This shows us whether people have to wait too long."),
        AnswerType.CHOICE,
        choices=YES_PARTLY_NO,
    ),
    Asked(
        "experience.quality",
        ("Hoe vind je onze hulp?", "What do you think of our help?"),
        ("Alleen jij weet hoe onze hulp voor jou is.", "Only you know how our help is for you."),
        AnswerType.SMILEY,
    ),
    Asked(
        "experience.effect",
        ("Gaat het door onze hulp beter met je?", "Are things better for you because of our help?"),
        ("Daar doen we het voor. 'Nee' is ook een goed antwoord.", "That is what we do it for. 'No' is fine as well."),
        AnswerType.CHOICE,
        Purpose.LEARN,
        YES_PARTLY_NO,
    ),
)
FOR_WHOM = ("de inwoner en het team", "the resident and the team")
VISIBLE_TO = ("wie aan dit plan werkt", "those who work on this plan")
