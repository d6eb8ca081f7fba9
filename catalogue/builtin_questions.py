"""Every question of the built-in forms, with its reason. A new built-in field gets its reason here.

An organisation may reword the reason; the key is the name under which forms find it.
"""

from dataclasses import dataclass
from datetime import date

from catalogue.models import Need, Purpose, ResultKind

SINCE = date(2026, 11, 1)
REVIEW_ON = date(2027, 11, 1)


@dataclass(frozen=True)
class Builtin:
    """A built-in question: each text as (Dutch, English)."""

    key: str
    asked_in: str
    label: tuple[str, str]
    why: tuple[str, str]
    for_whom: tuple[str, str]
    visible_to: tuple[str, str]
    purpose: Purpose = Purpose.LEARN
    need: Need = Need.NICE
    result_kind: ResultKind = ResultKind.OUTCOME


TOGETHER = ("inwoner en professional", "resident and professional")
RESIDENT_AND_YOU = ("de inwoner en wie aan dit plan werkt", "the resident and those who work on this plan")
ONLY_TEAM = ("wie aan dit plan werkt", "those who work on this plan")

BUILTIN = [
    Builtin(
        "resident.first_name",
        "resident",
        ("Voornaam", "First name"),
        (
            "Om elkaar aan te spreken, en om te zien of iemand al bekend is.",
            "To address each other, and to see whether somebody is already known.",
        ),
        TOGETHER,
        RESIDENT_AND_YOU,
        Purpose.INSIGHT,
        Need.NEED,
        ResultKind.PROCESS,
    ),
    Builtin(
        "resident.last_name",
        "resident",
        ("Achternaam", "Last name"),
        (
            "Om twee mensen met dezelfde voornaam uit elkaar te houden.",
            "To tell two people with the same first name apart.",
        ),
        TOGETHER,
        (
            "wie aan dit plan werkt; nooit op het blad voor de koelkast",
            "those who work on this plan; never on the fridge sheet",
        ),
        Purpose.INSIGHT,
        Need.NICE,
        ResultKind.PROCESS,
    ),
    Builtin(
        "resident.known_as",
        "resident",
        ("Roepnaam", "Known as"),
        ("Zo heet de inwoner aan tafel en op het blad.", "What the resident is called at the table and on the sheet."),
        TOGETHER,
        ("iedereen die het blad ziet", "everybody who sees the sheet"),
        Purpose.INSIGHT,
        Need.NICE,
        ResultKind.PROCESS,
    ),
    Builtin(
        "resident.birth_date",
        "resident",
        ("Geboortedatum", "Date of birth"),
        (
            "Om te zien of iemand al bekend is. Alleen het jaar is ook goed.",
            "To see whether somebody is already known. The year alone is fine.",
        ),
        ("de professional", "the professional"),
        ONLY_TEAM,
        Purpose.INSIGHT,
        Need.NICE,
        ResultKind.PROCESS,
    ),
    Builtin(
        "resident.area",
        "resident",
        ("Buurt", "Neighbourhood"),
        (
            "Om te zien wat er in een buurt speelt, zonder namen.",
            "To see what is going on in a neighbourhood, without names.",
        ),
        ("team en gemeente, alleen als aantal", "team and municipality, as a number only"),
        ONLY_TEAM,
        Purpose.INSIGHT,
    ),
    Builtin(
        "resident.language",
        "resident",
        ("Taal", "Language"),
        (
            "Om het blad te maken in een taal die de inwoner leest.",
            "To make the sheet in a language the resident reads.",
        ),
        ("de inwoner", "the resident"),
        ONLY_TEAM,
        Purpose.IMPROVE,
        Need.NICE,
        ResultKind.PROCESS,
    ),
    Builtin(
        "help_request.own_words",
        "plan",
        ("Wat is er aan de hand?", "What is going on?"),
        (
            "Zo begint het gesprek: met het verhaal van de inwoner, in eigen woorden.",
            "That is how the talk begins: with the resident's story, in own words.",
        ),
        TOGETHER,
        RESIDENT_AND_YOU,
    ),
    Builtin(
        "goal.life_domain",
        "plan",
        ("Waar gaat het over?", "What is it about?"),
        (
            "Om samen te kiezen wat telt, en om te zien waar inwoners mee zitten.",
            "To choose together what counts, and to see what residents struggle with.",
        ),
        ("inwoner en team", "resident and team"),
        RESIDENT_AND_YOU,
        Purpose.INSIGHT,
    ),
    Builtin(
        "goal.own_words",
        "plan",
        ("Wat wil je bereiken?", "What do you want to achieve?"),
        (
            "Een doel in eigen woorden is van de inwoner. Het staat groot op het blad voor de koelkast.",
            "A goal in own words belongs to the resident. It stands large on the fridge sheet.",
        ),
        ("de inwoner", "the resident"),
        RESIDENT_AND_YOU,
    ),
    Builtin(
        "goal.score",
        "plan",
        ("Waar sta je nu?", "Where are you now?"),
        (
            "Om samen te zien of het beter gaat. Gaat het minder? Dat mag.",
            "To see together whether things get better. Worse for now? That is all right.",
        ),
        ("inwoner en team", "resident and team"),
        (
            "de inwoner en wie aan dit plan werkt; telt mee bij 'Waar staan de doelen?'",
            "the resident and those who work on this plan; counts in 'Where do goals stand?'",
        ),
    ),
    Builtin(
        "goal.importance",
        "plan",
        ("Hoe belangrijk is dit?", "How important is this?"),
        ("Om te kiezen waar je mee begint.", "To choose what to begin with."),
        TOGETHER,
        RESIDENT_AND_YOU,
        Purpose.IMPROVE,
    ),
    Builtin(
        "goal.obstacle",
        "plan",
        ("Wat zit in de weg?", "What stands in the way?"),
        (
            "Om te leren wat mensen tegenhoudt, ook als het buiten hun macht ligt.",
            "To learn what holds people back, also when it is beyond their power.",
        ),
        ("inwoner en team", "resident and team"),
        RESIDENT_AND_YOU,
    ),
    Builtin(
        "goal.result",
        "plan",
        ("Hoe liep dit doel af?", "How did this goal end?"),
        (
            "Om te zien wat inwoners bereiken. Niet gehaald is ook een antwoord.",
            "To see what residents reach. Not reached is an answer as well.",
        ),
        ("inwoner, team", "resident, team"),
        RESIDENT_AND_YOU,
    ),
    Builtin(
        "action.text",
        "plan",
        ("Wat is de volgende stap?", "What is the next action?"),
        (
            "Kleine stappen lukken eerder. Je vinkt ze samen af.",
            "Small actions succeed sooner. You tick them off together.",
        ),
        TOGETHER,
        RESIDENT_AND_YOU,
        Purpose.IMPROVE,
        Need.NICE,
        ResultKind.OUTPUT,
    ),
    Builtin(
        "action.who",
        "plan",
        ("Wie doet het?", "Who does it?"),
        (
            "Dan weet iedereen waar die aan toe is, ook de helper.",
            "So that everybody knows where they stand, the professional too.",
        ),
        TOGETHER,
        RESIDENT_AND_YOU,
        Purpose.IMPROVE,
        Need.NICE,
        ResultKind.OUTPUT,
    ),
    Builtin(
        "action.due_on",
        "plan",
        ("Wanneer?", "When?"),
        (
            "Een dag maakt een plan tot een afspraak. Later mag ook.",
            "A day turns a plan into an agreement. Later is fine too.",
        ),
        TOGETHER,
        RESIDENT_AND_YOU,
        Purpose.IMPROVE,
        Need.NICE,
        ResultKind.OUTPUT,
    ),
    Builtin(
        "note.text",
        "note",
        ("Wat is er besproken?", "What was said?"),
        (
            "Zodat de inwoner niet twee keer hetzelfde hoeft te vertellen.",
            "So that the resident need not tell the same thing twice.",
        ),
        ("wie aan dit plan werkt", "those who work on this plan"),
        (
            "wie aan dit plan werkt; de inwoner kan dit opvragen",
            "those who work on this plan; the resident can ask for it",
        ),
        Purpose.IMPROVE,
        Need.NICE,
        ResultKind.PROCESS,
    ),
    Builtin(
        "note.held_on",
        "note",
        ("Wanneer was het gesprek?", "When was the talk?"),
        (
            "De dag van het gesprek telt, niet de dag waarop je dit opschrijft.",
            "The day of the talk counts, not the day on which you write this down.",
        ),
        ("wie aan dit plan werkt", "those who work on this plan"),
        ONLY_TEAM,
        Purpose.INSIGHT,
        Need.NEED,
        ResultKind.PROCESS,
    ),
    Builtin(
        "appointment.starts_at",
        "plan",
        ("Wanneer zie je elkaar weer?", "When do you meet again?"),
        ("Zodat het op het blad staat.", "So that it stands on the sheet."),
        TOGETHER,
        RESIDENT_AND_YOU,
        Purpose.IMPROVE,
        Need.NICE,
        ResultKind.PROCESS,
    ),
    Builtin(
        "closing.closed_on",
        "closing",
        ("Wanneer stopt het plan?", "When does the plan end?"),
        (
            "Vanaf die dag loopt de tijd dat we het plan bewaren.",
            "From that day runs the time for which we keep the plan.",
        ),
        ("team en gemeente, alleen als aantal", "team and municipality, as a number only"),
        RESIDENT_AND_YOU,
        Purpose.ACCOUNT,
        Need.NEED,
        ResultKind.PROCESS,
    ),
    Builtin(
        "closing.reason",
        "closing",
        ("Waarom stopt het plan?", "Why does the plan end?"),
        (
            "Om te leren waarom hulp eindigt, ook als het anders liep.",
            "To learn why help ends, also when things went differently.",
        ),
        ("team", "team"),
        RESIDENT_AND_YOU,
        Purpose.LEARN,
        Need.NICE,
        ResultKind.PROCESS,
    ),
    Builtin(
        "closing.helped_resident",
        "closing",
        ("Heeft het geholpen? De inwoner zegt", "Did it help? The resident says"),
        ("Alleen de inwoner weet dat echt.", "Only the resident really knows."),
        ("inwoner, team", "resident, team"),
        RESIDENT_AND_YOU,
        Purpose.LEARN,
        Need.NICE,
        ResultKind.EXPERIENCE,
    ),
    Builtin(
        "closing.helped_professional",
        "closing",
        ("Heeft onze hulp bijgedragen? Jij zegt", "Did our help contribute? You say"),
        (
            "Om van het verschil tussen jullie antwoorden te leren.",
            "To learn from the difference between your answers.",
        ),
        ("team", "team"),
        ONLY_TEAM,
        Purpose.LEARN,
        Need.NICE,
        ResultKind.EXPERIENCE,
    ),
    Builtin(
        "closing.continues_independently",
        "closing",
        ("Kan de inwoner zelf verder?", "Can the resident go on alone?"),
        ("Dat is waar het om gaat. 'Nee' is geen fout.", "That is what it is about. 'No' is not a fault."),
        ("inwoner, team en gemeente, alleen als aantal", "resident, team and municipality, as a number only"),
        RESIDENT_AND_YOU,
    ),
]
