"""What the teams of the demo choose from at the kitchen table: the same small actions, in an order of their own."""

from exchange.demo.rows import Rows, wording
from exchange.demo.town import ACCOUNTS, Town
from registration.models import TeamPhrase

# (text, life domain or None for every goal), the most used first.
PHRASES: list[tuple[str, str | None]] = [
    ("We bellen samen.", None),
    ("Ik schrijf op wat ik wil vragen.", None),
    ("We leggen de brieven op één stapel.", "finance"),
    ("We bellen samen de bank.", "finance"),
    ("We maken een lijst van alle schulden.", "finance"),
    ("Ik schrijf een week op wat ik uitgeef.", "finance"),
    ("Ik bel de buurvrouw.", "social_network"),
    ("We gaan samen naar de koffieochtend.", "social_network"),
    ("We eten samen in het buurthuis.", "social_network"),
    ("Ik maak een afspraak bij de huisarts.", "physical_health"),
    ("Ik loop elke dag een blokje om.", "physical_health"),
    ("Ik schrijf elke avond één goed ding op.", "mental_health"),
    ("We maken een lijst van wat helpt als het zwaar is.", "mental_health"),
    ("We bellen samen de woningbouw.", "housing"),
    ("We maken samen een cv.", "work_education"),
    ("We gaan samen kijken.", "day_activity"),
]


def write_phrases(rows: Rows, town: Town) -> None:
    """A list for every team, made a year ago by the first who works there; each team begins at another place."""
    for place, (key, team) in enumerate(town.teams.items()):
        maker = next(account.name for account in ACCOUNTS if account.team == key and account.open_plans)
        turned = PHRASES[place:] + PHRASES[:place]
        for rank, (text, domain) in enumerate(turned, start=1):
            stamps = wording(rows.ago(365), town.people[maker])
            rows.add(TeamPhrase(team=team, text=text, life_domain_id=domain, rank=rank, **stamps))
