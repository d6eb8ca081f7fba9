"""What in a text about a neighbourhood looks like somebody: a name, or a date of birth.

The rule stands here for the server and in `static/js/people.js` for the browser; `tests/shared/about_people_cases.json`
holds both to the same answers. It warns and never refuses:

* name: "mevrouw", "dhr.", "familie" and the like before a word with a capital; or two or more such words in a row, with
  "van de" and the like between them, when none of them is the name of a place ("Oude Haven", "Team Oost", a street) or
  a word that sentences begin with ("Veel Turkse ouders");
* birth: a whole date of a year from 1920 to 2019, in digits or with the month in words.
"""

import re
from collections.abc import Iterator

from shared.sensitive import Found

SPACE = "[ \u00a0]"
LETTER = "0-9A-Za-z\u00c0-\u024f"
WORD = "[A-Z\u00c0-\u00d6\u00d8-\u00de][a-z\u00df-\u00f6\u00f8-\u00ff\u0100-\u017f]{1,30}"
NAME = f"{WORD}(?:[-']{WORD})?"
BETWEEN = "(?:van|de|den|der|ter|ten|te|el|al|ben|bin|het|'t)"
TITLE = "(?:[Mm]evrouw|[Mm]evr\\.?|[Mm]w\\.?|[Mm]eneer|[Dd]hr\\.?|[Hh]eer|[Ff]amilie|[Ff]am\\.|[Gg]ezin)"
MORE = f"(?:{SPACE}{BETWEEN}){{0,3}}{SPACE}{NAME}"
TITLED = re.compile(f"(?<![{LETTER}]){TITLE}{MORE}(?:{MORE})?(?![{LETTER}])")
IN_A_ROW = re.compile(f"(?<![{LETTER}]){NAME}(?:{MORE}){{1,3}}(?![{LETTER}])")
MONTH = (
    "(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)\\.?"
)
YEAR = "(?:19[2-9][0-9]|20[01][0-9])"
BIRTH = re.compile(
    f"(?<![{LETTER}])(?<![0-9][-./])"
    f"(?:[0-9]{{1,2}}([-./ ])[0-9]{{1,2}}\\1{YEAR}|[0-9]{{1,2}}{SPACE}{MONTH}{SPACE}{YEAR})(?![-./]?[0-9])"
)
# No words of a name: what places and organisations are called, and what sentences begin with.
OTHER_WORDS = (
    "oude nieuwe hoge lage grote kleine noord oost zuid west midden centrum team stichting buurthuis wijkhuis huis"
    " albert heijn action jumbo lidl aldi plus kruidvat ah nederland nederlandse utrecht amsterdam rotterdam"
    " de het een in op bij aan naast achter voor tegen langs veel weinig sommige alle ook er dit deze die dat onze"
    " ons mijn na om door over onder tussen bewoners buurtbewoners jongeren ouders kinderen mensen vrouwen mannen"
    " ouderen inwoners volwassenen jeugd ik wij we zij hij ze je jij u als toen maar en of turkse marokkaanse poolse"
    " syrische oekraiense oekraïense antilliaanse surinaamse jeugdhulp wmo schuldhulp participatiewet maandag dinsdag"
    " woensdag donderdag vrijdag zaterdag zondag"
)
NO_NAME = frozenset(OTHER_WORDS.split())
PLACE = re.compile(
    "(?:straat|laan|plein|weg|park|buurt|wijk|haven|hof|kade|pad|vaart|gracht|singel|kerk|school|huis|centrum|dijk|markt"
    "|eiland|veen|veld|linden|dorp|stad|huizen|werf)$"
)


def about_people(text: str) -> list[Found]:
    """Every piece of the text that looks like somebody, in the order of the text; kinds "name" and "birth"."""
    return sorted(_search(text), key=lambda found: found.start)


def _search(text: str) -> Iterator[Found]:
    rest = text
    for kind, pattern in (("birth", BIRTH), ("name", TITLED), ("name", IN_A_ROW)):
        for hit in [hit for hit in pattern.finditer(rest) if pattern is not IN_A_ROW or _is_name(hit.group())]:
            yield Found(kind, hit.start(), hit.group())
            rest = rest[: hit.start()] + "x" * len(hit.group()) + rest[hit.end() :]


def _is_name(piece: str) -> bool:
    """Whether no word with a capital in it is of a place, an organisation or the beginning of a sentence."""
    words = [word.lower() for word in re.findall(NAME, piece)]
    return not any(word in NO_NAME or PLACE.search(word) for word in words)
