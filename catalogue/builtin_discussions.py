"""Questions about meetings of professionals, with their reason; more of `builtin_questions.py`."""

from catalogue.builtin_questions import ONLY_TEAM, Builtin
from catalogue.models import Need, Purpose, ResultKind

THE_TEAM = ("het team dat de bespreking hield", "the team that held the meeting")
CONCERNED = (
    "wie dit opschrijft en wie aan een van de plannen werkt; niemand anders",
    "who writes this down and who works on one of the plans; nobody else",
)
TEAM_LEARNS = ("het team, om van te leren", "the team, to learn from")

DISCUSSIONS = [
    Builtin(
        "discussion.kind",
        "discussion",
        ("Wat voor bespreking was het?", "What kind of meeting was it?"),
        (
            "Zo zien we of er tijd is om samen te leren, en niet alleen om gevallen te verdelen.",
            "To see whether there is time to learn together, and not only to divide cases.",
        ),
        TEAM_LEARNS,
        THE_TEAM,
        Purpose.LEARN,
        Need.NEED,
        ResultKind.PROCESS,
    ),
    Builtin(
        "discussion.held_on",
        "discussion",
        ("Op welke dag?", "On which day?"),
        ("Om terug te vinden wat er toen is afgesproken.", "To find again what was agreed then."),
        TEAM_LEARNS,
        THE_TEAM,
        Purpose.INSIGHT,
        Need.NEED,
        ResultKind.PROCESS,
    ),
    Builtin(
        "discussion.themes",
        "discussion",
        ("Over welke thema's ging het?", "Which themes was it about?"),
        (
            "Komt een thema vaak terug, dan is er misschien iets nodig voor meer mensen tegelijk.",
            "When a theme comes back often, something may be needed for more people at once.",
        ),
        ("het team en wie over het aanbod beslist", "the team and those who decide on what is offered"),
        ("iedereen, als aantal; nooit met een naam", "everybody, as a number; never with a name"),
        Purpose.IMPROVE,
    ),
    Builtin(
        "discussion.plans",
        "discussion",
        ("Over welke plannen van jou ging het?", "Which of your plans was it about?"),
        (
            "Zodat wie aan het plan werkt terugvindt wat er is bedacht.",
            "So that those who work on the plan find back what was thought of.",
        ),
        ("wie aan het plan werkt", "those who work on the plan"),
        (
            "wie aan het plan werkt ziet de naam; de rest van het team ziet alleen hoeveel plannen het waren",
            "those who work on the plan see the name; the rest of the team sees only how many plans there were",
        ),
    ),
    Builtin(
        "discussion.learning_point",
        "discussion",
        ("Wat hebben we geleerd?", "What did we learn?"),
        (
            "Wat één keer bedacht is, helpt de volgende keer ook een ander.",
            "What was thought of once helps somebody else the next time.",
        ),
        TEAM_LEARNS,
        THE_TEAM,
    ),
    Builtin(
        "discussion.case_text",
        "discussion",
        ("Wat is er over de casus gezegd?", "What was said about the case?"),
        (
            "Alleen als het nodig is om verder te kunnen. Het gaat over mensen, dus het blijft dicht.",
            "Only when it is needed to go on. It is about people, so it stays shut.",
        ),
        ONLY_TEAM,
        CONCERNED,
    ),
    Builtin(
        "discussion.who",
        "discussion",
        ("Wie deden er nog meer mee?", "Who else joined?"),
        (
            "Om te zien met wie we samen leren. Van buiten schrijven we geen namen op.",
            "To see with whom we learn together. Of people from outside no names are written down.",
        ),
        TEAM_LEARNS,
        THE_TEAM,
        Purpose.INSIGHT,
        Need.NICE,
        ResultKind.PROCESS,
    ),
]
