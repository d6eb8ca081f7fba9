"""Built in for work outside: what can be tapped about a group. An organisation adds, rewords and retires."""

CHARACTERISTICS = [
    # (key, Dutch, English)
    ("hanging_out", "Hangt rond", "Hangs around"),
    ("sport", "Sport of spel", "Sport or play"),
    ("noise", "Lawaai", "Noise"),
    ("litter", "Afval", "Litter"),
    ("smoking", "Roken of vapen", "Smoking or vaping"),
    ("alcohol", "Alcohol", "Alcohol"),
    ("cannabis", "Wiet of hasj", "Cannabis"),
    ("nitrous_oxide", "Lachgas", "Nitrous oxide"),
    ("vandalism", "Vernieling", "Vandalism"),
    ("threatening", "Dreigend gedrag", "Threatening behaviour"),
    ("dealing", "Lijkt te dealen", "Seems to deal"),
    ("skips_school", "Niet naar school", "Not at school"),
    ("bored", "Verveelt zich", "Bored"),
    ("open_to_talk", "Wil praten", "Open to a talk"),
]
INTERVENTIONS = [
    ("contact", "Contact gemaakt", "Made contact"),
    ("talk", "Gesprek gevoerd", "Had a talk"),
    ("agreement", "Afspraak gemaakt", "Made an agreement"),
    ("information", "Voorlichting", "Gave information"),
    ("activity", "Activiteit gedaan", "Did an activity"),
    ("mediated", "Bemiddeld met buurt", "Mediated with neighbours"),
    ("parents", "Ouders gesproken", "Spoke with parents"),
    ("led_to_help", "Naar hulp geleid", "Led somebody to help"),
    ("police", "Politie gebeld", "Called the police"),
    ("nothing", "Alleen gekeken", "Only looked"),
]
