"""Questions about signals from the neighbourhood, with their reason; more of `builtin_questions.py`."""

from catalogue.builtin_beside import TEAM_AND_TOWN
from catalogue.builtin_questions import Builtin
from catalogue.models import Need, Purpose, ResultKind

Texts = tuple[str, str]
SENT_TO = (
    "wie het krijgt, en je team; in cijfers ook de gemeente, zonder woorden",
    "who gets it, and your team; in figures the municipality too, without words",
)
WHO_ACTS = ("wie er iets mee moet, en jij", "who must act, and you")


def asked(
    key: str, label: Texts, why: Texts, *, for_whom: Texts = TEAM_AND_TOWN, visible_to: Texts = SENT_TO, need: Need
) -> Builtin:
    """A question in the form for a signal, or in that for its answer."""
    return Builtin(key, "signal", label, why, for_whom, visible_to, Purpose.IMPROVE, need, ResultKind.PROCESS)


SIGNALS = [
    asked(
        "signal.words",
        ("Wat zag of hoorde je?", "What did you see or hear?"),
        (
            "Zodat wie er iets mee kan, begrijpt wat er speelt. Namen zijn niet nodig.",
            "So that who can do something understands what is going on. Names are not needed.",
        ),
        for_whom=WHO_ACTS,
        need=Need.NICE,
    ),
    asked(
        "signal.area",
        ("In welke buurt?", "In which neighbourhood?"),
        (
            "Zo gaat je signaal naar wie daar werkt, en tellen we het bij die buurt.",
            "So that your signal goes to who works there, and counts for that neighbourhood.",
        ),
        need=Need.NICE,
    ),
    asked(
        "signal.place",
        ("Waar was het?", "Where was it?"),
        (
            "Een plek in woorden is genoeg. Bij de naam van een buurt zoeken we de buurt erbij.",
            "A place in words is enough. With the name of a neighbourhood we find the area.",
        ),
        for_whom=WHO_ACTS,
        need=Need.NICE,
    ),
    asked(
        "signal.theme",
        ("Waar gaat het over?", "What is it about?"),
        (
            "Het thema bepaalt naar wie het gaat. En zo zien we of hetzelfde vaker speelt.",
            "The theme decides to whom it goes. And it shows whether the same happens more often.",
        ),
        need=Need.NEED,
    ),
    asked(
        "signal.seriousness",
        ("Hoe erg is het?", "How serious is it?"),
        (
            "Zodat wie het krijgt weet wat eerst moet.",
            "So that who gets it knows what comes first.",
        ),
        for_whom=WHO_ACTS,
        need=Need.NICE,
    ),
    asked(
        "signal.kind",
        ("Wat voor signaal is het?", "What kind of signal is it?"),
        (
            "Een zorg vraagt iets anders dan een kans, of dan hulp die niet past.",
            "A worry asks for something else than a chance, or than help that does not fit.",
        ),
        need=Need.NICE,
    ),
    asked(
        "signal.provision",
        ("Welk aanbod past niet?", "Which offer does not fit?"),
        (
            "Horen we dit vaker over hetzelfde aanbod, dan kan dat aanbod beter worden.",
            "When we hear this more often about the same offer, that offer can become better.",
        ),
        need=Need.NICE,
    ),
    asked(
        "signal.observed_on",
        ("Op welke dag?", "On which day?"),
        (
            "Om te zien of iets nieuw is of al langer speelt.",
            "To see whether something is new or has been going on for longer.",
        ),
        need=Need.NEED,
    ),
    asked(
        "signal.team",
        ("Voor welk team?", "For which team?"),
        (
            "Je werkt in meer teams. Dit team ziet het signaal.",
            "You work in several teams. This team sees the signal.",
        ),
        for_whom=WHO_ACTS,
        need=Need.NICE,
    ),
    asked(
        "signal_reply.says",
        ("Wat is je antwoord?", "What is your answer?"),
        (
            "Wie iets signaleert, hoort zo wat ermee gebeurt.",
            "So that who signals something hears what happens with it.",
        ),
        for_whom=("wie het signaal stuurde", "who sent the signal"),
        need=Need.NEED,
    ),
    asked(
        "signal_reply.text",
        ("Wil je er iets bij zeggen?", "Do you want to add something?"),
        (
            "Een paar woorden helpen. Ook bij “nu niet”: dan snapt de ander waarom.",
            "A few words help. Also with “not now”: then the other understands why.",
        ),
        for_whom=("wie het signaal stuurde", "who sent the signal"),
        need=Need.NICE,
    ),
    asked(
        "signal_reply.to",
        ("Naar wie geef je het door?", "To whom do you pass it on?"),
        (
            "Alleen bij doorgeven. Wie je kiest, ziet het signaal en kan antwoorden.",
            "Only when you pass it on. Who you choose sees the signal and can answer.",
        ),
        for_whom=WHO_ACTS,
        need=Need.NICE,
    ),
]
