"""Questions about groups that were met, with their reason; more of `builtin_questions.py`."""

from catalogue.builtin_questions import Builtin
from catalogue.models import Need, Purpose, ResultKind

TEAM = ("het team", "the team")
OWN_TEAM = ("je eigen team; in cijfers nooit over één groep", "one's own team; in figures never about one group")

GROUPS: list[Builtin] = [
    Builtin(
        "group.name", "group",
        ("Hoe noem je de groep?", "What do you call the group?"),
        ("Zodat je team weet welke groep je bedoelt. Namen van jongeren zijn niet nodig.",
         "So that your team knows which group you mean. Names of young people are not needed."),
        TEAM, OWN_TEAM, Purpose.INSIGHT, Need.NEED, ResultKind.PROCESS,
    ),
    Builtin(
        "group.place", "group",
        ("Waar is dat?", "Where is that?"),
        ("Zodat een collega de groep daar kan vinden.", "So that a colleague can find the group there."),
        TEAM, OWN_TEAM, Purpose.INSIGHT, Need.NICE, ResultKind.PROCESS,
    ),
    Builtin(
        "group.area", "group",
        ("In welke buurt?", "In which neighbourhood?"),
        ("Om te zien wat er in een buurt speelt, en daar iets aan te doen.",
         "To see what goes on in a neighbourhood, and to do something about it."),
        TEAM, OWN_TEAM, Purpose.LEARN, Need.NICE, ResultKind.OUTPUT,
    ),
    Builtin(
        "group.colour", "group",
        ("Hoe gaat het met deze groep?", "How is it going with this group?"),
        ("Om samen te zien of het beter of moeilijker wordt. De kleur gaat over de groep, nooit over één jongere.",
         "To see together whether it gets better or harder. The colour is about the group, never about one person."),
        TEAM, OWN_TEAM, Purpose.LEARN, Need.NICE, ResultKind.OUTCOME,
    ),
    Builtin(
        "group.age_band", "group",
        ("Hoe oud zijn de meesten?", "How old are most of them?"),
        ("Om iets te kunnen bieden dat bij hun leeftijd past.", "To offer something that fits their age."),
        TEAM, OWN_TEAM, Purpose.IMPROVE, Need.NICE, ResultKind.OUTPUT,
    ),
    Builtin(
        "group_met.group", "group",
        ("Welke groep?", "Which group?"),
        ("Zo groeit de geschiedenis van een groep, ook als een collega hem ziet.",
         "So the history of a group grows, also when a colleague meets it."),
        TEAM, OWN_TEAM, Purpose.INSIGHT, Need.NEED, ResultKind.PROCESS,
    ),
    Builtin(
        "group_met.met_on", "group",
        ("Wanneer?", "When?"),
        ("Om te tellen hoeveel groepen we in een kwartaal zien.", "To count how many groups we meet in a quarter."),
        TEAM, OWN_TEAM, Purpose.ACCOUNT, Need.NEED, ResultKind.OUTPUT,
    ),
    Builtin(
        "group_met.size", "group",
        ("Hoeveel jongeren?", "How many young people?"),
        ("Om te zien of een groep groeit of kleiner wordt. Ongeveer is goed genoeg.",
         "To see whether a group grows or gets smaller. About is good enough."),
        TEAM, OWN_TEAM, Purpose.LEARN, Need.NICE, ResultKind.OUTPUT,
    ),
    Builtin(
        "group_met.characteristics", "group",
        ("Wat zie je?", "What do you see?"),
        ("Zien we iets bij veel groepen, dan kunnen we er samen iets aan doen.",
         "When we see something with many groups, we can do something about it together."),
        TEAM, OWN_TEAM, Purpose.LEARN, Need.NICE, ResultKind.OUTPUT,
    ),
    Builtin(
        "group_met.interventions", "group",
        ("Wat deed je?", "What did you do?"),
        ("Om te leren wat helpt. Het zegt niets over hoe goed jij werkt.",
         "To learn what helps. It says nothing about how well you work."),
        TEAM, OWN_TEAM, Purpose.LEARN, Need.NICE, ResultKind.PROCESS,
    ),
    Builtin(
        "group_met.mood", "group",
        ("Hoe is de sfeer?", "How is the mood?"),
        ("Om te merken wanneer het omslaat.", "To notice when it turns."),
        TEAM, OWN_TEAM, Purpose.LEARN, Need.NICE, ResultKind.OUTPUT,
    ),
    Builtin(
        "group_met.own_words", "group",
        ("In je eigen woorden", "In your own words"),
        ("Voor wie de groep hierna ziet. Namen van jongeren laat je weg.",
         "For who meets the group next. Leave names of young people out."),
        TEAM, OWN_TEAM, Purpose.INSIGHT, Need.NICE, ResultKind.PROCESS,
    ),
    Builtin(
        "group_goal.own_words", "group",
        ("Wat willen jullie bereiken?", "What do you want to reach?"),
        ("Om samen aan hetzelfde te werken, en later te zien wat het werd.",
         "To work on the same thing together, and to see later what came of it."),
        TEAM, OWN_TEAM, Purpose.LEARN, Need.NEED, ResultKind.OUTCOME,
    ),
    Builtin(
        "group_goal.result", "group",
        ("Hoe is het afgelopen?", "How did it end?"),
        ("Om te leren wat bij een groep lukt en wat niet.", "To learn what works with a group and what does not."),
        TEAM, OWN_TEAM, Purpose.LEARN, Need.NICE, ResultKind.OUTCOME,
    ),
    Builtin(
        "group_step.text", "group",
        ("Wat gaan jullie doen?", "What are you going to do?"),
        ("Zodat iedereen in het team weet wat er gebeurt.", "So that everybody in the team knows what happens."),
        TEAM, OWN_TEAM, Purpose.INSIGHT, Need.NEED, ResultKind.PROCESS,
    ),
    Builtin(
        "group_step.quarter", "group",
        ("In welk kwartaal?", "In which quarter?"),
        ("Om grote plannen over een jaar te verdelen.", "To spread large plans over a year."),
        TEAM, OWN_TEAM, Purpose.INSIGHT, Need.NICE, ResultKind.PROCESS,
    ),
]  # fmt: skip
