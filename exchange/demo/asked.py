"""What stood in the forms of the demo, which of our own were answered there, and the walk that led to them."""

from datetime import date, timedelta

from catalogue.models import Purpose, Question, ResultKind, SetupGuide, State
from catalogue.operations.offered import offered_set
from exchange.demo.town import Town
from registration.models import Closing, Goal, Note, Plan, QuestionAnswer

ASKED_FOR = timedelta(days=210)
WITH, HOURS = "own.wie-was-erbij", "own.uren-mantelzorg"
COMPANY = (["partner"], ["familie"], ["buur-of-vriend", "familie"], ["vrijwilliger"])
RESULTS = (
    (
        "Mensen hebben iemand om op terug te vallen", "Om te zien of de kring om iemand heen sterker wordt.",
        "de inwoner en het team", Purpose.IMPROVE, ResultKind.OUTCOME, "Vragen wie er bij het gesprek was.", WITH,
    ),
    (
        "Mantelzorgers houden het vol", "Om op tijd te zien dat de zorg te zwaar wordt.", "de inwoner en het team",
        Purpose.IMPROVE, ResultKind.OUTCOME, "Uren zorg, en het verhaal erbij.", HOURS,
    ),
    (
        "Mensen kunnen na onze hulp zelf verder", "Om te leren wanneer onze hulp genoeg was.", "het team",
        Purpose.LEARN, ResultKind.OUTCOME, "Ja of nee bij het afsluiten.", "own.kan-verder",
    ),
)  # fmt: skip


def write_asked(town: Town, today: date) -> None:
    """Which questions stood in the forms of the last months, with answers; one of them hardly ever has one."""
    since = today - ASKED_FOR
    Note.objects.filter(held_on__gte=since).update(offered=offered_set(["note.text", "note.held_on", WITH, HOURS]))
    Goal.objects.filter(set_on__gte=since).update(offered=offered_set(["goal.own_words", "goal.life_domain"]))
    fields = ("closed_on", "reason", "helped_resident", "helped_professional", "continues_independently")
    Closing.objects.filter(closed_on__gte=since).update(offered=offered_set(f"closing.{name}" for name in fields))
    names = ("first_name", "last_name", "known_as", "birth_date", "area", "language")
    plans = Plan.objects.filter(opened_on__gte=since, resident__isnull=False)
    plans.update(offered=offered_set(f"resident.{name}" for name in names))
    _answer(since)
    _walk(town)


def _answer(since: date) -> None:
    notes = Note.objects.filter(held_on__gte=since, plans__isnull=False).order_by("held_on", "pk")
    answers = []
    for number, (note, plan, day, by) in enumerate(notes.values_list("pk", "plans", "held_on", "recorded_by")):
        said = {"note_id": note, "plan_id": plan, "moment": "contact", "voice": "resident", "answered_on": day}
        said |= {"recorded_by_id": by}
        if number % 3:
            value = COMPANY[number % len(COMPANY)]
            answers.append(QuestionAnswer(question_id=WITH, state=State.FILLED, value=value, **said))
        if number % 13 == 0:
            answers.append(QuestionAnswer(question_id=HOURS, state=State.FILLED, value=number % 40, **said))
        elif number % 7 == 0:
            answers.append(QuestionAnswer(question_id=HOURS, state=State.NOT_APPLICABLE, **said))
    QuestionAnswer.objects.bulk_create(answers)


def _walk(town: Town) -> None:
    ilse = town.people["Ilse Ordening"]
    guide = SetupGuide.objects.create(
        title="Wat we van dit jaar willen weten", changed_by=ilse,
        asked_of_it="Inwoners: gaat het beter met mij? Team: waar lopen we vast? Gemeente: houdt hulp op tijd op?",
        criteria="Het past in het gesprek, en we kunnen er iets mee.",
        learning="Elk kwartaal een uur met het team, met koffie.",
    )  # fmt: skip
    for rank, (words, why, for_whom, purpose, kind, indicator, question) in enumerate(RESULTS, start=1):
        result = guide.results.create(
            words=words, why=why, for_whom=for_whom, purpose=purpose, result_kind=kind, indicator=indicator,
            rank=rank, changed_by=ilse,
        )  # fmt: skip
        Question.objects.filter(pk=question).update(wanted_result=result)
