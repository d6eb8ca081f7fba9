"""Questions about households, strengths and people who help, each with its reason; more of `builtin_questions.py`."""

from catalogue.builtin_questions import ONLY_TEAM, RESIDENT_AND_YOU, TOGETHER, Builtin
from catalogue.models import Need, Purpose, ResultKind

AROUND = [
    Builtin(
        "household.name",
        "resident",
        ("Hoe heet het gezin?", "What is the family called?"),
        ("Zodat iedereen weet over wie het plan gaat.", "So that everybody knows whom the plan is about."),
        TOGETHER,
        RESIDENT_AND_YOU,
        Purpose.INSIGHT,
        Need.NEED,
        ResultKind.PROCESS,
    ),
    Builtin(
        "household.members",
        "resident",
        ("Wie horen erbij?", "Who belongs to it?"),
        (
            "Zodat je per persoon ziet wie wat wil en wie wat doet. Een voornaam is genoeg.",
            "To see for each person who wants what and who does what. A first name is enough.",
        ),
        TOGETHER,
        RESIDENT_AND_YOU,
        Purpose.INSIGHT,
        Need.NEED,
        ResultKind.PROCESS,
    ),
    Builtin(
        "household.until",
        "resident",
        ("Wat is de laatste dag bij dit gezin?", "What is the last day in this family?"),
        (
            "Daarna staat iemand niet meer op het plan en op het blad. Wat er gebeurde, blijft staan.",
            "After that somebody is no longer on the plan and the sheet. What happened stays.",
        ),
        TOGETHER,
        RESIDENT_AND_YOU,
        Purpose.INSIGHT,
        Need.NEED,
        ResultKind.PROCESS,
    ),
    Builtin(
        "strength.own_words",
        "plan",
        ("Wat gaat goed?", "What goes well?"),
        (
            "Een plan bouwt op wat al lukt. Schrijf het op zoals de inwoner het zegt.",
            "A plan builds on what works already. Write it as the resident says it.",
        ),
        ("de inwoner", "the resident"),
        RESIDENT_AND_YOU,
    ),
    Builtin(
        "network_person.name",
        "plan",
        ("Naam", "Name"),
        (
            "Mensen om iemand heen blijven, ook als het plan stopt. Schrijf alleen op wie dat goed vindt.",
            "People around somebody stay, also when the plan ends. Write down only who agrees to it.",
        ),
        TOGETHER,
        RESIDENT_AND_YOU,
    ),
    Builtin(
        "network_person.relation",
        "plan",
        ("Wie is dat voor de inwoner?", "Who is that to the resident?"),
        ("Zodat je weet over wie het gaat: neef, buurvrouw, vriend.", "To know who it is: cousin, neighbour, friend."),
        TOGETHER,
        RESIDENT_AND_YOU,
    ),
    Builtin(
        "network_person.helps_with",
        "plan",
        ("Waarmee?", "With what?"),
        ("Zodat hulp niet dubbel wordt gevraagd.", "So that nobody is asked for the same help twice."),
        TOGETHER,
        RESIDENT_AND_YOU,
    ),
    Builtin(
        "network_person.phone",
        "plan",
        ("Telefoon", "Phone"),
        (
            "Alleen als deze persoon gebeld mag worden over het plan.",
            "Only when this person may be called about the plan.",
        ),
        ONLY_TEAM,
        ONLY_TEAM,
        Purpose.INSIGHT,
        Need.NICE,
        ResultKind.PROCESS,
    ),
    Builtin(
        "plan.law",
        "plan",
        ("Onder welke wet valt de hulp?", "Under which Act is the help given?"),
        (
            "De wet bepaalt hoe lang we dit dossier bewaren. Weet je het nog niet, laat het dan leeg.",
            "The Act decides how long this file is kept. Leave it empty when you do not know yet.",
        ),
        ONLY_TEAM,
        ONLY_TEAM,
        Purpose.ACCOUNT,
        Need.NEED,
        ResultKind.PROCESS,
    ),
    Builtin(
        "goal.resident",
        "plan",
        ("Van wie is dit doel?", "Whose goal is this?"),
        (
            "In een gezin wil niet iedereen hetzelfde. Zo blijft te zien wie wat wil.",
            "In a family not everybody wants the same. This keeps in sight who wants what.",
        ),
        TOGETHER,
        RESIDENT_AND_YOU,
    ),
]
