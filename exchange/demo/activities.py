"""Activities of the demo: in series and single, with partners and who came, and an offer that answered a pattern."""

from dataclasses import dataclass
from datetime import date, timedelta

from exchange.demo.outside import Streets
from exchange.demo.rows import event, wording, workday
from registration.models import Plan, Resident
from shared.text import comparable_name
from signals.models import Activity, Attendance, CollectiveOffer, GroupGoal, GroupStep, HoursSpent, Partner, Series

BACK = 700


@dataclass(frozen=True)
class Held:
    """A series: whose, where, what for, how many come, every so many days, since when, with whom, what kind of work."""

    title: str
    team: str
    area: str
    service: str
    theme: str
    people: int
    days: int
    since: int
    partners: tuple[str, ...] = ()
    work: str = ""
    named: bool = False


PARTNERS = ["Buurthuis De Kers", "Bibliotheek Lindehaven", "Voedselbank De Schakel", "Sportclub Lindehaven",
            "Basisschool De Vlier", "Kerk aan de Vaart", "Woonvereniging Ons Dak"]  # fmt: skip
SERIES = [
    Held("Koffie in De Kers", "oosterveen", "BU99010101", "samen_in_de_buurt_6", "social_network", 16, 14, 690,
         ("Buurthuis De Kers",), named=True),
    Held("Inloop papieren op orde", "oosterveen", "BU99010102", "geld_en_papieren_10", "finance", 9, 21, 500,
         ("Bibliotheek Lindehaven", "Buurthuis De Kers"), "prevention"),
    Held("Voetbal op het plein", "oosterveen", "BU99010101", "samen_in_de_buurt_8", "participation", 18, 28, 400,
         ("Sportclub Lindehaven",), "outreach"),
    Held("Taalcafé", "havenkwartier", "BU99010201", "werk_en_leren_9", "work_education", 12, 14, 650,
         ("Bibliotheek Lindehaven",), named=True),
    Held("Eettafel op woensdag", "havenkwartier", "BU99010202", "samen_in_de_buurt_7", "social_network", 22, 28, 610,
         ("Voedselbank De Schakel", "Kerk aan de Vaart")),
    Held("Mantelzorglunch", "lindepark", "BU99010302", "thuis_en_gezin_11", "household", 11, 42, 600, (), "carers"),
]  # fmt: skip
SINGLE = [
    # (title, team, area, service, theme, days ago, people, partners, kind of work)
    ("Straatfeest Kersenbuurt", "oosterveen", "BU99010101", "samen_in_de_buurt_10", "participation", 160, 140,
     ("Buurthuis De Kers", "Sportclub Lindehaven"), ""),
    ("Schone straat aan de Werf", "havenkwartier", "BU99010203", "samen_in_de_buurt_11", "participation", 75, 34,
     ("Woonvereniging Ons Dak",), "prevention"),
    ("Gesprek tussen buren en jongeren", "oosterveen", "BU99010101", "samen_in_de_buurt_8", "", 210, 17,
     ("Buurthuis De Kers",), "mediation"),
    ("Banenmarkt", "lindepark", "BU9901030A", "werk_en_leren_12", "work_education", 320, 85, (), ""),
    ("Wandeling langs de Vaart", "oosterveen", "BU99010102", "gezond_en_actief_11", "physical_health", 30, None,
     (), ""),
]  # fmt: skip
TITLE, AIM = "Samen eten in Vlierhof", "Buren die alleen zijn leren elkaar kennen aan tafel."
# Of the pattern that it answered: so many quarters ago, so many signals where so many were usual.
ANSWERED, SEEN, USUAL = 4, 11, "1.3"


def write_activities(streets: Streets) -> None:
    """Keeps all of them; residents who come are those of plans that are kept."""
    rows = streets.rows
    partners = {name: _partner(streets, name) for name in PARTNERS}
    come = {team: _who_may_come(streets, team) for team in streets.town.teams}
    for held in SERIES:
        _series(streets, held, partners, come[held.team])
    for title, team, area, service, theme, back, people, who, work in SINGLE:
        held = Held(title, team, area, service, theme, people or 0, 0, back, who, work)
        _activity(streets, held, rows.ago(back), partners, count=people)
    _offer(streets, partners)


def _partner(streets: Streets, name: str) -> Partner:
    stamp = event(streets.rows.ago(BACK), streets.town.people["Nadia Zomaar"])
    return streets.rows.add(Partner(name=name, comparable_name=comparable_name(name), **stamp))


def _who_may_come(streets: Streets, team: str) -> list[Resident]:
    """Residents of open plans in the area of a team, in an order of their own."""
    areas = {area.pk for area in streets.town.neighbourhoods(team)}
    found = {plan.resident.pk: plan.resident for plan in streets.rows.kept[Plan]
             if plan.resident and plan.area and plan.area.pk in areas}  # fmt: skip
    return list(found.values())[::5]


def _series(streets: Streets, held: Held, partners: dict[str, Partner], come: list[Resident]) -> None:
    rows, luck = streets.rows, streets.luck
    first, by = rows.ago(held.since), streets.person(held.team)
    series = rows.add(Series(team=streets.town.teams[held.team], title=held.title, **wording(first, by)))
    day, turn = first, 0
    while day <= streets.today:
        # Not in the weeks around New Year and in August.
        if day.month != 8 and (day.month, day.day) < (12, 22):
            count = max(2, int(luck.gauss(held.people + turn / 8, held.people / 6)))
            made = _activity(streets, held, workday(day), partners, series=series, count=count)
            if held.named and streets.quarters_back(day) < 2:
                _attendances(streets, made, come)
        day += timedelta(days=held.days)
        turn += 1
    if held.named:
        _goal(streets, series, first + timedelta(days=30))


def _activity(
    streets: Streets, held: Held, day: date, partners: dict[str, Partner], *, count: int | None,
    series: Series | None = None, offer: CollectiveOffer | None = None,
) -> Activity:  # fmt: skip
    rows, by = streets.rows, streets.person(held.team)
    made = rows.add(
        Activity(
            title=held.title, series=series, offer=offer, service_id=held.service or None,
            theme_id=held.theme or None, held_on=day, count=count,
            volunteers=streets.luck.choice([None, 1, 2, 2, 3, 4]),
            professional=by, team=streets.town.teams[held.team], area=streets.town.areas[held.area],
            **wording(day, by),
        )
    )  # fmt: skip
    for name in held.partners:
        rows.add(Activity.partners.through(activity_id=made.pk, partner_id=partners[name].pk))
    if held.work:
        rows.add(HoursSpent(activity=made, kind=held.work, minutes=streets.luck.choice([60, 90, 120, 180])))
    return made


def _attendances(streets: Streets, activity: Activity, come: list[Resident]) -> None:
    for resident in streets.luck.sample(come, k=min(4, len(come))):
        state = streets.luck.choices(["came", "declined", "invited"], [70, 18, 12])[0]
        stamp = wording(activity.held_on, activity.professional)
        streets.rows.add(Attendance(activity=activity, resident=resident, state=state, **stamp))


def _goal(streets: Streets, series: Series, day: date) -> None:
    rows, by = streets.rows, streets.person("oosterveen")
    words = "Wie vaak komt helpt mee: vaste gasten doen zelf iets."
    goal = rows.add(GroupGoal(team_id=series.team_id, series=series, own_words=words, set_on=day, **wording(day, by)))
    for text, back, is_done in (("Vragen wie er een keer koffie schenkt", 2, True), ("Gasten openen zelf", 0, False)):
        start = streets.quarter(back).start
        done_on = start + timedelta(days=20) if is_done else None
        rows.add(GroupStep(goal=goal, text=text, quarter=start, done_on=done_on, **wording(day, by)))


def _offer(streets: Streets, partners: dict[str, Partner]) -> None:
    """One line from signals to effect: seen in Vlierhof a year ago, answered with meals, less seen since."""
    rows, town = streets.rows, streets.town
    by, begun_on = town.people["Maud Verzonnen"], streets.quarter(ANSWERED - 1).start + timedelta(days=24)
    held = Held(TITLE, "lindepark", "BU99010301", "samen_in_de_buurt_7", "social_network", 14, 0, 0,
                ("Basisschool De Vlier", "Voedselbank De Schakel"), "prevention")  # fmt: skip
    offer = rows.add(
        CollectiveOffer(
            title=TITLE, aim=AIM, theme_id=held.theme, service_id=held.service, figure="signals",
            quarter=streets.quarter(ANSWERED).quarter, seen=SEEN, expected=USUAL, begun_on=begun_on, professional=by,
            team=town.teams[held.team], area=town.areas[held.area], **wording(begun_on, by),
        )
    )  # fmt: skip
    series = rows.add(Series(team=town.teams[held.team], title=TITLE, **wording(begun_on, by)))
    day = begun_on + timedelta(days=14)
    while day <= streets.today:
        count = streets.luck.randint(9, 21)
        _activity(streets, held, workday(day), partners, series=series, offer=offer, count=count)
        day += timedelta(days=28)
