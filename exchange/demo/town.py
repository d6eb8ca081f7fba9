"""The town of Lindehaven: areas, three teams and the people who work there. None of it exists."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from catalogue.models import Service
from exchange.demo.outlines import outline
from organisation.models import Area, Membership, Team, User
from organisation.roles import Role
from shared.text import comparable

# Only of use where the demo runs, and printed there for everybody to see.
PASSWORD = "keukentafel-demo"  # noqa: S105  # of invented people without any real record
DOMAIN = "@demo.invalid"

AREAS = {
    "GM9901": "Lindehaven",
    "WK990101": "Oosterveen",
    "WK990102": "Havenkwartier",
    "WK990103": "Lindepark",
    "BU99010101": "Kersenbuurt",
    "BU99010102": "Hoge Vaart",
    "BU99010103": "Lindepad en omgeving",
    "BU99010201": "Oude Haven",
    "BU99010202": "Pakhuizen",
    "BU99010203": "Werfkade",
    "BU99010301": "Vlierhof",
    "BU99010302": "Tuindorp",
    "BU9901030A": "Nieuwe Linden",
}
TEAMS = {"oosterveen": "Team Oosterveen", "havenkwartier": "Team Havenkwartier", "lindepark": "Team Lindepark"}


@dataclass(frozen=True)
class Account:
    """Somebody of the demo; `open_plans` and `closed_plans` say how large the caseload is."""

    name: str
    role: Role = Role.PROFESSIONAL
    team: str = ""
    discipline: str = ""
    open_plans: int = 0
    closed_plans: int = 0
    gone: bool = False

    @property
    def email(self) -> str:
        """The address with which this account logs in."""
        return comparable(self.name).split(" ")[0] + DOMAIN


ACCOUNTS = [
    Account("Amir Bedacht", team="oosterveen", discipline="support", open_plans=15, closed_plans=31),
    Account("Lina Denkbeeld", team="oosterveen", discipline="support", open_plans=23, closed_plans=35),
    Account("Els Zorgzaam", team="oosterveen", discipline="nursing", open_plans=16, closed_plans=29),
    Account("Sem Pleinstra", team="oosterveen", discipline="groups"),
    Account("Nadia Zomaar", team="oosterveen", discipline="neighbourhood"),
    Account("Ruud Proefman", Role.TEAM_LEAD, "oosterveen"),
    Account("Kim Fantasie", team="havenkwartier", discipline="support", open_plans=24, closed_plans=39),
    Account("Joris van Nergens", team="havenkwartier", discipline="support", open_plans=19, closed_plans=37),
    Account("Hatice Hayalci", team="havenkwartier", discipline="nursing", open_plans=15, closed_plans=27),
    # Three with plans of their own: of fewer a team has no figures.
    Account("Maud Verzonnen", team="lindepark", discipline="support", open_plans=16, closed_plans=27),
    Account("Tarik El Mithali", team="lindepark", discipline="support", open_plans=12, closed_plans=25),
    Account("Fenna Nimmerland", team="lindepark", discipline="nursing", open_plans=11, closed_plans=21),
    Account("Wim Vertrokken", team="lindepark", discipline="support", gone=True),
    Account("Joke Voorbeeld", Role.TEAM_LEAD, "lindepark"),
    Account("Ilse Ordening", Role.INFORMATION_MANAGER),
    Account("Karin Vraagbaak", Role.KEY_USER),
    Account("Pieter Stilte", Role.PRIVACY_OFFICER),
    Account("Greet Raadhuis", Role.MUNICIPALITY_READER),
]


@dataclass
class Town:
    """What was made: the areas by code, the teams by key, the people by name, and what a plan can be about."""

    areas: dict[str, Area] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    services: list[Service] = field(default_factory=list)

    def service(self, number: int) -> Service | None:
        """Of the plan of that number; of one in five nobody said which. Not by chance: the rest stays as it was."""
        return None if number % 5 == 4 else self.services[number * 7 % len(self.services)]

    def neighbourhoods(self, team: str) -> list[Area]:
        """The neighbourhoods that a team works for."""
        district = f"BU99010{list(TEAMS).index(team) + 1}"
        return [area for code, area in self.areas.items() if code.startswith(district)]

    def colleagues(self, account: Account) -> list[User]:
        """Who else of that team has a caseload, also who left since."""
        team = [other for other in ACCOUNTS if other.team == account.team and other.name != account.name]
        return [self.people[other.name] for other in team if other.open_plans or other.gone]


def build(today: date) -> Town:
    """Saves areas, teams, people and memberships."""
    town = Town()
    for code, name in AREAS.items():
        town.areas[code] = _area(code, name, town.areas, today.year)
    for key, name in TEAMS.items():
        team = town.teams[key] = Team.objects.create(key=key, name=name)
        team.areas.set(town.neighbourhoods(key))
    # One hash for all: they share one password, and making all of them costs a second.
    shared = make_password(PASSWORD)
    for account in ACCOUNTS:
        person = town.people[account.name] = User.objects.create(
            email=account.email, name=account.name, password=shared, phone="",
            discipline=account.discipline, is_active=not account.gone,
        )  # fmt: skip
        _membership(account, person, town, today)
    return town


def _area(code: str, name: str, known: dict[str, Area], year: int) -> Area:
    above = {"WK": "GM9901", "BU": f"WK{code[2:8]}"}.get(code[:2], "")
    return Area.objects.create(
        code=code, level=code[:2], name=name, comparable_name=comparable(name), year=year, parent=known.get(above),
        outline=outline(code),
    )  # fmt: skip


def _membership(account: Account, person: User, town: Town, today: date) -> None:
    until = today - timedelta(days=150) if account.gone else None
    since = today - timedelta(days=900)
    team = town.teams.get(account.team)
    Membership.objects.create(user=person, team=team, role=account.role, since=since, until=until)
