"""Which column of a sheet becomes which column of the bundle: guessed by the names, corrected by a person.

A match is {column of the bundle: {"from": place in the sheet, "fixed": text, "days": order, "values": {from: to}}}; a
column that is not in it stays empty. "whole_name" stands for first name, prefix and last name together.
"""

import re
from difflib import SequenceMatcher
from typing import Any

from exchange.bundle.columns import Column, File
from exchange.bundle.shape import BY_NAME, columns
from shared.text import comparable

WHOLE_NAME = "whole_name"
# Nobody keeps these in a sheet.
APART = {
    "recorded_at", "recorded_by", "removed_at", "offered", "leads_sheet", "together_with", "taken_back", "wiped_at",
    "wiped_by", "answer_by",
}  # fmt: skip
# The number of the row as a key, for a sheet that has none.
ROW = "row"
DAYS = ("dmy", "ymd", "mdy")
LIKE = 0.86
# So many values of a choice are matched one by one; more than these are no choice.
CHOICES = 40
# "Klantnr." and "klantnummer" are one.
SHORT = re.compile(r"\s?nr\b")
# What columns are called in Dutch offices.
CALLED: dict[str, tuple[str, ...]] = {
    "resident": ("clientnummer", "klantnummer", "inwonernummer", "inwoner", "client", "relatienummer"),
    "first_name": ("voornaam", "voornamen", "roepnaam voluit"),
    "prefix": ("tussenvoegsel", "voorvoegsel", "tussenvoegsels"),
    "last_name": ("achternaam", "geslachtsnaam", "familienaam"),
    "known_as": ("roepnaam", "aanspreeknaam"),
    "birth_date": ("geboortedatum", "geb datum", "gebdatum", "geboren"),
    "area": ("wijk", "buurt", "gebied", "buurtcode", "wijkcode"),
    "language": ("taal", "voertaal"),
    "household": ("huishouden", "gezin", "gezinsnummer", "huishoudnummer"),
    WHOLE_NAME: ("naam", "volledige naam", "naam client", "naam inwoner", "clientnaam"),
    "plan": ("plan", "plannummer", "traject", "trajectnummer", "dossier", "dossiernummer"),
    "opened_on": ("startdatum", "begindatum", "datum start", "geopend op", "ingangsdatum", "start"),
    "closed_on": ("einddatum", "datum einde", "afgesloten op", "sluitdatum"),
    "service": ("dienst", "product", "voorziening"),
    "law": ("wet", "wettelijk kader"),
    "goal": ("doelnummer", "doel id"),
    "own_words": ("doel", "omschrijving", "hulpvraag", "in eigen woorden"),
    "life_domain": ("leefgebied", "domein"),
    "set_on": ("datum doel", "gesteld op"),
    "ended_on": ("doel afgerond op", "datum behaald"),
    "result": ("resultaat", "uitkomst"),
    "person": ("medewerker", "professional", "hulpverlener", "personeelsnummer"),
    "email": ("e mail", "email", "mailadres"),
    "name": ("naam", "volledige naam", "naam medewerker"),
    "team": ("team", "teamnaam", "afdeling"),
    "discipline": ("discipline", "functie"),
    "since": ("vanaf", "van"),
    "until": ("tot", "tot en met", "t m"),
    "theme": ("thema", "onderwerp"),
    "asked_on": ("datum hulpvraag", "gevraagd op", "datum vraag"),
    "held_on": ("datum", "datum gesprek", "datum contact"),
    "text": ("tekst", "verslag", "notitie", "omschrijving", "signaal"),
    "kind": ("soort", "soort contact"),
    "score": ("score", "cijfer"),
    "value": ("waarde", "score"),
    "scored_on": ("datum score", "gescoord op", "meetdatum"),
    "assessed_on": ("meetdatum", "datum meting"),
    "group": ("groep", "groepsnummer", "groepsnaam"),
    "met_on": ("datum", "gezien op", "datum gezien"),
    "size": ("aantal", "aantal jongeren", "groepsgrootte", "omvang"),
    "characteristics": ("kenmerken", "wat gezien", "waarneming"),
    "interventions": ("interventies", "wat gedaan", "inzet"),
    "mood": ("sfeer", "stemming"),
    "place": ("plek", "locatie", "plaats", "vindplaats"),
    "colour": ("kleur",),
    "age_band": ("leeftijd", "leeftijdsgroep"),
    "activity": ("activiteitnummer", "nummer activiteit"),
    "title": ("titel", "activiteit", "naam activiteit"),
    "count": ("aantal", "aantal deelnemers", "deelnemers", "bezoekers", "aantal bezoekers", "opkomst"),
    "partners": ("partner", "samen met", "samenwerkingspartners"),
    "volunteers": ("vrijwilligers", "aantal vrijwilligers"),
    "minutes": ("minuten", "duur"),
    "state": ("status", "aanwezig"),
    "signal": ("signaalnummer",),
    "seriousness": ("ernst", "urgentie", "prioriteit"),
    "observed_on": ("datum", "datum signaal", "gesignaleerd op"),
    "answered_on": ("beantwoord op", "datum antwoord", "teruggekoppeld op"),
}  # fmt: skip


def targets(file: File) -> list[Column]:
    """The columns that a sheet can fill, those that are needed first."""
    known = [column for column in columns(file) if column.name not in APART]
    if file.name == "residents":
        known.insert(1, Column(WHOLE_NAME))
    return sorted(known, key=lambda column: not column.needed)


def guessed(header: list[str], file: File) -> dict[str, dict[str, Any]]:
    """The likeliest match: each column of the sheet is used once, the surest first."""
    wanted = targets(file)
    sure = sorted(
        (
            (likeness(head, column.name), place, column)
            for place, head in enumerate(header)
            for column in wanted
            if head
        ),
        key=lambda found: -found[0],
    )
    match: dict[str, dict[str, Any]] = {}
    used: set[int] = set()
    for near, place, column in sure:
        if near >= LIKE and place not in used and column.name not in match:
            match[column.name] = {"from": place, **({"days": DAYS[0]} if is_day(column) else {})}
            used.add(place)
    if "first_name" in match or "last_name" in match:
        match.pop(WHOLE_NAME, None)
    return match


def likely_file(header: list[str]) -> str:
    """The file of the bundle of which most columns are found in this header."""
    apart = {file.name for file in BY_NAME.values() if file.inner or file.only_here}
    return max(BY_NAME, key=lambda name: 0 if name in apart else _fits(header, BY_NAME[name]))


def _fits(header: list[str], file: File) -> float:
    match = guessed(header, file)
    needed = [column.name for column in file.columns if column.needed]
    return 2 * len(match) + sum(1 if name in match else -3 for name in needed)


def likeness(head: str, name: str) -> float:
    """How much what stands above a column is like what a column of the bundle is called, 0 to 1."""
    bare = SHORT.sub("nummer", comparable(head))
    words = (name.replace("_", " "), *CALLED.get(name, ()))
    return max(SequenceMatcher(None, bare, comparable(word)).ratio() for word in words)


def is_day(column: Column) -> bool:
    """Whether days stand in it, of which the order has to be known."""
    return column.type in ("day", "moment", "birth")
