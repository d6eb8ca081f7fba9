"""What happens to typed text: nothing, but for characters that nobody can see; and how names are compared."""

import re
import unicodedata

INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")
# So much of a name is compared.
WHOLE_NAME = 500
# Letters that Unicode does not take apart into a letter and a mark.
WHOLE_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ŋ": "n",
        "ħ": "h",
    }
)


def typed(text: str) -> str:
    """The text as typed, without control and direction-turning characters, and with plain line ends."""
    return INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def comparable(text: str) -> str:
    """A name as it is compared: lower case, no marks, one space between words ("Đặng-van Ær" -> "dang van aer")."""
    # Taken apart before and after: some letters show their capital only then, and some capitals their mark.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare.translate(WHOLE_LETTERS)))


def comparable_name(text: str) -> str:
    """A whole name as it is compared, at most `WHOLE_NAME` long; one of nothing but signs (".") is kept as it is."""
    # Cut, for a letter of some scripts becomes a whole word when taken apart.
    return (comparable(text) or " ".join(typed(text).casefold().split()))[:WHOLE_NAME]
