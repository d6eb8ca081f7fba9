"""Names that nobody has, in the sounds of many languages, and how residents of Lindehaven are called."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Name:
    """A name with the language its bearer reads."""

    first_name: str
    prefix: str
    last_name: str
    language: str


FIRST_NAMES = {
    "nl": [
        "Sjaan", "Wouter", "Truus", "Henk", "Anneke", "Gerrit", "Corrie", "Marloes", "Jeroen", "Bep", "Willem",
        "Ineke", "Sanne", "Daan", "Femke", "Ruben", "Lotte", "Kees", "Riet", "Dirk", "Tineke", "Bram", "Marijke",
        "Sjoerd", "Janna", "Evert", "Ans", "Koos", "Mieke", "Thijs", "Lies", "Harm",
    ],
    "tr": [
        "Ayşe", "Mehmet", "Fatma", "Emre", "Zeynep", "Hasan", "Elif", "Murat",
    ],
    "ar": [
        "Amina", "Youssef", "Khadija", "Omar", "Samira", "Hamza", "Nour", "Rachid",
    ],
    "pl": [
        "Agnieszka", "Piotr", "Katarzyna", "Tomasz", "Małgorzata", "Paweł",
    ],
    "uk": [
        "Oksana", "Andrij", "Olena", "Mykola", "Iryna", "Taras",
    ],
    "en": [
        "Grace", "Samuel", "Blessing", "Kwame", "Priya", "Winston", "Shanice", "Jerrel",
    ],
}  # fmt: skip
LAST_NAMES = {
    "nl": [
        ("", "Voorbeeld"), ("", "Zomaar"), ("", "Verzonnen"), ("", "Proefman"), ("", "Bedacht"), ("", "Denkbeeld"),
        ("van", "Nergens"), ("van der", "Proef"), ("van den", "Verzinsel"), ("de", "Bedenker"), ("ter", "Voorbeeld"),
        ("", "Fantasie"), ("", "Proefstra"), ("", "Voorbeeldsma"), ("", "Nepveld"), ("van 't", "Sprookje"),
        ("", "Nimmerland"), ("", "Zomaarinks"), ("in 't", "Verhaal"), ("", "Testema"), ("", "Droomhuis"),
    ],
    "tr": [("", "Örnekoğlu"), ("", "Hayalci"), ("", "Denemeoğlu")],
    "ar": [("El", "Mithali"), ("", "Benkhayal"), ("Al", "Tajriba")],
    "pl": [("", "Przykładowska"), ("", "Wymyślony"), ("", "Próbna")],
    "uk": [("", "Vyhadko"), ("", "Prykladenko"), ("", "Zrazkova")],
    "en": [("", "Example"), ("", "Makebelieve"), ("", "Nowhere"), ("", "Storybook")],
}  # fmt: skip
# How often each language is drawn, out of 100.
LANGUAGES = {"nl": 66, "tr": 8, "ar": 9, "pl": 6, "uk": 4, "en": 7}


def somebody(luck: Random) -> Name:
    """A name drawn by chance; two people may share one, as in life."""
    sound = luck.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
    prefix, last_name = luck.choice(LAST_NAMES[sound])
    reads = sound if luck.random() < 0.5 else "nl"
    return Name(luck.choice(FIRST_NAMES[sound]), prefix, last_name, reads)
