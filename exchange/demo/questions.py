"""What the organisation of the demo asks beside the built-in questions, and what its people say about it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.text import slugify

from catalogue.models import AnswerType, Moment, Need, Purpose, Question, QuestionRemark, ResultKind
from catalogue.models.remark import Outcome, RemarkKind, Trouble
from exchange.demo.town import Town
from organisation.models import User


@dataclass(frozen=True)
class Own:
    """A question, each text as (Dutch, English); `days` says how long it is asked already, None: not yet."""

    key: str
    label: tuple[str, str]
    why: tuple[str, str]
    for_whom: tuple[str, str]
    answer_type: AnswerType
    moment: Moment
    days: int | None = 120
    need: Need = Need.NICE
    purpose: Purpose = Purpose.IMPROVE
    result_kind: ResultKind = ResultKind.PROCESS
    # (Dutch, English) of each choice; one that ends with * is not offered any more.
    choices: tuple[tuple[str, str], ...] = ()
    disciplines: tuple[str, ...] = ()
    retired: bool = False
    visible_to: tuple[str, str] = ("wie aan dit plan werkt", "those who work on this plan")


TEAM = ("het team", "the team")
OUTSIDE = ("wie in dit team werkt", "those who work in this team")
BOTH = ("de inwoner en het team", "the resident and the team")

OWN = [
    Own(
        "own.hoe-bereikte-je-ons",
        ("Hoe kwam je bij ons terecht?", "How did you come to us?"),
        ("Om te zien welke weg mensen vinden, en welke niet.", "To see which way people find, and which they do not."),
        TEAM, AnswerType.CHOICE, Moment.OPENING, need=Need.NEED, purpose=Purpose.INSIGHT,
        choices=(
            ("zelf", "by oneself"), ("via familie of buren", "through family or neighbours"),
            ("via de huisarts", "through the family doctor"), ("via school", "through school"),
            ("via de gemeente*", "through the municipality*"), ("via een folder", "through a leaflet"),
        ),
    ),
    Own(
        "own.wat-is-geprobeerd",
        ("Wat heb je zelf al geprobeerd?", "What did you try yourself already?"),
        ("Om verder te bouwen op wat iemand al kan.", "To build on what somebody can do already."),
        BOTH, AnswerType.LONG_TEXT, Moment.OPENING, purpose=Purpose.LEARN, result_kind=ResultKind.OUTCOME,
    ),
    Own(
        "own.wie-was-erbij",
        ("Wie waren er bij het gesprek?", "Who were there at the talk?"),
        ("Om te zien of mensen uit de omgeving meedoen.", "To see whether people around somebody join in."),
        TEAM, AnswerType.CHOICES, Moment.CONTACT,
        choices=(("partner", "partner"), ("familie", "family"), ("buur of vriend", "neighbour or friend"),
                 ("vrijwilliger", "volunteer"), ("andere professional", "another professional")),
    ),
    Own(
        "own.uren-mantelzorg",
        ("Hoeveel uur per week helpt de mantelzorger?", "How many hours a week does the carer help?"),
        ("Om te zien of de zorg te zwaar wordt.", "To see whether the care becomes too heavy."),
        BOTH, AnswerType.NUMBER, Moment.CONTACT, days=240, disciplines=("support", "nursing"),
    ),
    Own(
        "own.kan-verder",
        ("Kun je hierna zelf verder?", "Can you go on by yourself after this?"),
        ("Om te leren wanneer onze hulp genoeg was.", "To learn when our help was enough."),
        BOTH, AnswerType.YES_NO, Moment.CLOSING, need=Need.NEED, purpose=Purpose.LEARN,
        result_kind=ResultKind.OUTCOME,
    ),
    Own(
        "own.hoe-was-het",
        ("Hoe was het om met ons te werken?", "What was it like to work with us?"),
        ("Om beter te worden in luisteren.", "To become better at listening."),
        BOTH, AnswerType.SMILEY, Moment.EXPERIENCE, result_kind=ResultKind.EXPERIENCE,
    ),
    Own(
        "own.reistijd",
        ("Hoe lang reisde je naar het gesprek?", "How long did you travel to the talk?"),
        ("Om de wijken eerlijk te verdelen.", "To share out the neighbourhoods fairly."),
        TEAM, AnswerType.NUMBER, Moment.CONTACT, days=400, purpose=Purpose.ACCOUNT,
        result_kind=ResultKind.FINANCIAL, retired=True,
    ),
    Own(
        "own.wat-willen-ze",
        ("Wat willen ze zelf in de buurt?", "What do they want themselves in the neighbourhood?"),
        ("Om een aanbod te kiezen waar jongeren zelf om vragen.", "To choose an offer that young people ask for."),
        ("de groep en het team", "the group and the team"), AnswerType.CHOICES, Moment.GROUP_MET,
        need=Need.NEED, purpose=Purpose.IMPROVE, result_kind=ResultKind.OUTCOME, visible_to=OUTSIDE,
        choices=(
            ("een plek om te zitten", "a place to sit"), ("sport", "sports"), ("werk of stage", "work or a placement"),
            ("met rust gelaten worden", "to be left alone"), ("weten ze nog niet", "they do not know yet"),
        ),
    ),
    Own(
        "own.netwerk-sterker",
        ("Is de kring om je heen sterker geworden?", "Did the circle around you become stronger?"),
        ("", ""), ("", ""), AnswerType.SMILEY, Moment.CLOSING, days=None, result_kind=ResultKind.OUTCOME,
    ),
]  # fmt: skip


def write_questions(town: Town, today: date) -> None:
    """Saves the questions with their places and choices, and the talk about them."""
    ilse = town.people["Ilse Ordening"]
    for rank, own in enumerate(OWN, start=1):
        _write(own, rank, today, ilse)
    _talk(town, ilse)


def _write(own: Own, rank: int, today: date, by: User) -> None:
    question = Question.objects.create(
        key=own.key, label_nl=own.label[0], label_en=own.label[1], why_nl=own.why[0], why_en=own.why[1],
        for_whom_nl=own.for_whom[0], for_whom_en=own.for_whom[1],
        visible_to_nl=own.visible_to[0], visible_to_en=own.visible_to[1],
        purpose=own.purpose, need=own.need, result_kind=own.result_kind, answer_type=own.answer_type,
        disciplines=list(own.disciplines), rank=500 + rank, changed_by=by,
        since=None if own.days is None else today - timedelta(days=own.days),
        until=today - timedelta(days=90) if own.retired else None, review_on=today + timedelta(days=200),
    )  # fmt: skip
    question.places.create(moment=own.moment, rank=rank)
    for place, (dutch, english) in enumerate(own.choices, start=1):
        question.choices.create(
            key=slugify(dutch), label_nl=dutch.rstrip("*"), label_en=english.rstrip("*"), rank=place,
            until=today - timedelta(days=30) if dutch.endswith("*") else None,
        )  # fmt: skip


def _talk(town: Town, ilse: User) -> None:
    hours = "own.uren-mantelzorg"
    for name, trouble, text in (
        ("Amir Bedacht", Trouble.DOES_NOT_FIT, "Mensen schatten dit maar wat. Het gesprek stokt erop."),
        ("Lina Denkbeeld", Trouble.DOES_NOT_FIT, ""),
        ("Els Zorgzaam", Trouble.UNCLEAR, "Telt het huishouden ook mee?"),
        ("Kim Fantasie", Trouble.NO_TIME, ""),
    ):
        QuestionRemark.objects.create(question_id=hours, trouble=trouble, text=text, written_by=town.people[name])
    QuestionRemark.objects.create(
        question_id=hours, kind=RemarkKind.PROPOSAL, written_by=town.people["Karin Vraagbaak"],
        text="Vraag liever of het nog te doen is, op een lijn van verdrietig naar blij.",
    )  # fmt: skip
    QuestionRemark.objects.create(
        question_id="own.reistijd", kind=RemarkKind.PROPOSAL, written_by=town.people["Karin Vraagbaak"],
        text="Dit weten we al uit de agenda. Kan deze vraag weg?",
        outcome=Outcome.TAKEN_OVER, answer="Ja. We stellen de vraag niet meer.",
        answered_by=ilse, answered_at=timezone.now(),
    )  # fmt: skip
