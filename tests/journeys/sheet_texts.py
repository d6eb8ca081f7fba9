"""What stands on the sheets that are printed in the tests: short and as long as fits, in every language."""

# (goal, what a short action says, what the longest says); a goal has 90 letters at most and an action 70.
SHORT = {
    "nl": ("Weer buiten komen", ["Ik bel Ria.", "Ik ga wandelen.", "Ik bel Jan.", "Ik kook.", "Ik lees."]),
    "en": ("Getting out again", ["I call Ria.", "I go for a walk.", "I call Jan.", "I cook.", "I read."]),
    "ar": ("الخروج من البيت", ["أتصل بريا.", "أمشي كل يوم.", "أتصل بسامي.", "أطبخ.", "أقرأ."]),
    "uk": ("Знову виходити з дому", ["Я дзвоню Рії.", "Я йду гуляти.", "Я дзвоню Яну.", "Я готую.", "Я читаю."]),
    "pl": ("Znów wychodzić z domu", ["Dzwonię do Rii.", "Idę na spacer.", "Dzwonię do Jana.", "Gotuję.", "Czytam."]),
    "tr": ("Yeniden dışarı çıkmak", ["Ria’yı ararım.", "Yürürüm.", "Jan’ı ararım.", "Yemek yaparım.", "Okurum."]),
}
LONGEST = {
    "nl": (
        "Ik wil dat het thuis weer rustig is en dat de kinderen elke dag op tijd naar school kunnen",
        "Ik bel de ziektekostenverzekeringsmaatschappij samen over mijn schuld.",
    ),
    "en": (
        "I want it to be calm at home again and the children to get to school on time every morning",
        "I call the housing company and ask if I can pay the rent in parts too",
    ),
    "ar": (
        "أريد أن يعود الهدوء إلى بيتنا وأن يذهب الأطفال كل يوم إلى المدرسة في الوقت المناسب معًا",
        "أتصل بشركة السكن وأسأل إن كان بإمكاني دفع الإيجار على أقساط صغيرة معهم",
    ),
    "uk": (
        "Я хочу, щоб удома знову було спокійно і щоб діти щодня вчасно приходили до своєї школи тут",
        "Я телефоную до житлової компанії й питаю, чи можна платити частинами.",
    ),
    "pl": (
        "Chcę, żeby w domu znów był spokój i żeby dzieci codziennie przychodziły do szkoły na czas.",
        "Dzwonię do spółdzielni mieszkaniowej i pytam, czy mogę płacić w ratach",
    ),
    "tr": (
        "Evde yeniden huzur olmasını ve çocukların her gün okula zamanında gitmelerini isterim hep",
        "Konut şirketini ararım ve kirayı taksitle ödeyip ödeyemeyeceğimi sorar",
    ),
}

# What nobody types, for the boxes: the widest letters, and words without a place to break.
STRANGE = {
    "widest": ("W" * 90, ["W" * 70] * 5),
    "one word": ("verzekeringsmaatschappij" * 3, ["arbeidsongeschiktheidsverzekering" * 2] * 5),
}

# The words of the sheet itself that must be on paper, in the language and (where it is another) in Dutch.
OWN = {
    "nl": [
        "Mijn plan",
        "Ik wil graag:",
        "Begin",
        "Hier sta ik nu",
        "Mijn doel",
        "Volgende afspraak",
        "Vraag? Bel Amir",
    ],
    "en": ["My plan", "I want:", "Begin", "I am here now", "My goal", "Next appointment", "Question? Call Amir"],
    "ar": ["خطتي", "أريد:", "البداية", "أنا هنا الآن", "هدفي", "الموعد القادم", "سؤال؟ هاتف Amir"],
    "uk": ["Мій план", "Я хочу:", "Початок", "Я зараз тут", "Моя мета", "Наступна зустріч", "Питання? Телефон: Amir"],
    "pl": [
        "Mój plan",
        "Chcę:",
        "Początek",
        "Teraz jestem tu",
        "Mój cel",
        "Następne spotkanie",
        "Pytanie? Telefon: Amir",
    ],
    "tr": [
        "Planım",
        "Şunu istiyorum:",
        "Başlangıç",
        "Şimdi buradayım",
        "Hedefim",
        "Sonraki randevu",
        "Soru? Telefon: Amir",
    ],
}


def texts(kind: str, language: str) -> tuple[str, list[str]]:
    """The goal and five actions of a kind of sheet. "dutch": own words in Dutch on a sheet in another language."""
    if kind == "short":
        return SHORT[language]
    if kind in STRANGE:
        return STRANGE[kind]
    goal, action = LONGEST["nl" if kind == "dutch" else language]
    return goal, [action] * 5
