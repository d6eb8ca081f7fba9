"""The languages of residents: what the sheet and the resident's own page can be in. What an organisation uses of them,
and who has checked the words, stands in `SheetLanguage`.
"""

# The gettext contexts of the sentences that residents read. What carries one has words in every language here; nothing
# else has.
PARTS = frozenset({"sheet", "resident"})

# (code, the language in itself, is on from the start). The first two are the languages of Keukentafel itself.
LANGUAGES = (
    ("nl", "Nederlands", True),
    ("en", "English", True),
    ("ar", "العربية", False),
    ("uk", "Українська", False),
    ("pl", "Polski", False),
    ("tr", "Türkçe", False),
)
