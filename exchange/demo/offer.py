"""What the invented organisation offers: five categories with twelve services each."""

from catalogue.models import Service, ServiceCategory
from catalogue.models.service import Reach

# A service for one resident or household has no mark; the others say that they are for a group or a neighbourhood.
SCOPES = {"groep": Reach.GROUP, "buurt": Reach.NEIGHBOURHOOD}
OFFER = {
    ("geld_en_papieren", "Geld en papieren", "Money and papers"): """
        Hulp bij de administratie = Help with paperwork
        Gesprek over schulden = Talk about debts
        Budgetmaatje = Budget buddy
        Aanvragen van een uitkering = Applying for a benefit
        Hulp bij de belastingaangifte = Help with the tax return
        Brieven lezen en schrijven = Reading and writing letters
        Hulp bij DigiD = Help with DigiD
        Kijken naar toeslagen = Looking at allowances
        groep: Cursus rondkomen = Course in making ends meet
        groep: Inloop papieren op orde = Drop-in for papers
        groep: Samen sparen = Saving together
        buurt: Budgetkrant in de buurt = Budget paper of the neighbourhood
    """,
    ("thuis_en_gezin", "Thuis en gezin", "Home and family"): """
        Gesprek over opvoeden = Talk about raising children
        Hulp bij scheiding = Help with a separation
        Steun voor jonge ouders = Support for young parents
        Hulp in het huishouden regelen = Arranging household help
        Meedenken over wonen = Thinking along about housing
        Familiegesprek = Family talk
        Steun voor mantelzorgers = Support for carers
        Praktische hulp aan huis = Practical help at home
        groep: Oudercafé = Parents' café
        groep: Kinderen van gescheiden ouders = Children of separated parents
        groep: Mantelzorglunch = Carers' lunch
        buurt: Speelplein in de zomer = Play square in summer
    """,
    ("gezond_en_actief", "Gezond en actief", "Healthy and active"): """
        Maatje om te wandelen = Buddy for a walk
        Gesprek over slapen = Talk about sleeping
        Steun bij stoppen met roken = Support to stop smoking
        Hulp bij somberheid = Help with low spirits
        Welzijn op recept = Social prescription
        Steun na een ziekenhuis = Support after hospital
        Valrisico thuis bekijken = Checking the risk of falling
        groep: Samen koken = Cooking together
        groep: Zwemmen voor vrouwen = Swimming for women
        groep: Beweeggroep ouderen = Exercise for older people
        buurt: Beweegroute door de wijk = Exercise route
        buurt: Gezonde markt = Healthy market
    """,
    ("werk_en_leren", "Werk en leren", "Work and learning"): """
        Hulp bij solliciteren = Help with applying for work
        Zoeken naar vrijwilligerswerk = Looking for voluntary work
        Taalmaatje = Language buddy
        Hulp bij schoolkeuze = Help with choosing a school
        Oefenen met de computer = Practising with the computer
        Werkplek om te wennen = A place to get used to work
        Gesprek over talenten = Talk about talents
        Steun bij terug naar school = Support back to school
        groep: Taalcafé = Language café
        groep: Huiswerkklas = Homework class
        groep: Klussen leren = Learning odd jobs
        buurt: Banenmarkt in de wijk = Job market
    """,
    ("samen_in_de_buurt", "Samen in de buurt", "Together in the neighbourhood"): """
        Kennismaken met de buurt = Getting to know the neighbourhood
        Bezoekmaatje = Visiting buddy
        Bemiddelen bij burenruzie = Mediation between neighbours
        Steun bij een eigen idee = Support for an own idea
        Vervoer naar activiteiten = Transport to activities
        groep: Koffie in het buurthuis = Coffee at the community centre
        groep: Eettafel op woensdag = Wednesday table
        groep: Jongeren op het plein = Young people on the square
        groep: Muziek maken = Making music
        buurt: Straatfeest = Street party
        buurt: Schone straat = Clean street
        buurt: Tuinen zonder tegels = Gardens without tiles
    """,
}


def write_offer() -> list[Service]:
    """Saves categories and services; gives back those that a plan can be about."""
    for rank, (key, name_nl, name_en) in enumerate(OFFER, start=1):
        ServiceCategory.objects.create(key=key, name_nl=name_nl, name_en=name_en, rank=rank)
    made = [_service(key, line, number) for (key, *_names), text in OFFER.items() for number, line in _lines(text)]
    Service.objects.bulk_create(made)
    return [service for service in made if service.scope == Reach.INDIVIDUAL]


def _lines(text: str) -> enumerate[str]:
    return enumerate(filter(None, map(str.strip, text.splitlines())), start=1)


def _service(category: str, line: str, number: int) -> Service:
    mark, _colon, names = line.rpartition(": ")
    name_nl, name_en = names.split(" = ")
    return Service(
        key=f"{category}_{number}",
        name_nl=name_nl,
        name_en=name_en,
        category_id=category,
        scope=SCOPES.get(mark, Reach.INDIVIDUAL),
        rank=number,
    )
