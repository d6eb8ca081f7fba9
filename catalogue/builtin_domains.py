"""Life domains that every organisation starts with, in the words of residents; the first nine come first."""

# key, Dutch, English, icon
LIFE_DOMAINS = [
    ("finance", "Geld", "Money", "wallet"),
    ("housing", "Wonen", "Housing", "home"),
    ("social_network", "Mensen om mij heen", "People around me", "users"),
    ("physical_health", "Mijn lijf", "My body", "heartbeat"),
    ("mental_health", "Hoe ik me voel", "How I feel", "mood-smile"),
    ("work_education", "Werk en leren", "Work and learning", "briefcase"),
    ("day_activity", "Mijn dag", "My day", "clock"),
    ("household", "Thuis", "At home", "home-heart"),
    ("children", "Kinderen", "Children", "baby-carriage"),
    ("daily_living", "Voor mezelf zorgen", "Taking care of myself", "bath"),
    ("practical_living", "Koken en huishouden", "Cooking and household", "tools-kitchen-2"),
    ("participation", "Meedoen in de buurt", "Taking part", "walk"),
    ("substance_use", "Drank of drugs", "Drink or drugs", "bottle"),
    ("justice", "Politie en recht", "Police and law", "scale"),
    ("other", "Iets anders", "Something else", "star"),
]
# Of health of mind, safety at home, addiction and police also nobody and everybody say something about people.
SENSITIVE = frozenset({"mental_health", "household", "substance_use", "justice"})
