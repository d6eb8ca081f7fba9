"""What residents tell at the start, what stands in the way, and what professionals note. All invented."""

STORIES: dict[str, list[str]] = {
    "finance": [
        "Ik doe de post niet meer open. Ik weet niet waar ik moet beginnen.",
        "Sinds ik minder werk kom ik elke maand tekort.",
    ],
    "housing": [
        "Het regent binnen en niemand komt kijken.",
        "We wonen met zijn vieren op twee kamers. Het botst.",
    ],
    "social_network": [
        "Ik zit veel alleen. Sinds mijn man er niet meer is komt er niemand.",
        "Ik ken hier nog niemand. Iedereen doet de deur dicht.",
    ],
    "physical_health": [
        "Ik val soms. Nu durf ik bijna niet meer naar buiten.",
        "Ik ben altijd moe en de dokter vindt niets.",
    ],
    "mental_health": [
        "Het is te vol in mijn hoofd. Ik slaap bijna niet.",
        "Ik vind niks meer leuk. Ook niet wat ik vroeger leuk vond.",
    ],
    "work_education": [
        "Ik wil graag werken maar ik weet niet wat nog kan.",
        "Ik praat nog slecht Nederlands. Dan krijg je geen werk.",
    ],
    "day_activity": [
        "De dagen zijn lang. Ik zit maar wat.",
        "Sinds ik thuis zit weet ik niet wat ik moet doen.",
    ],
    "household": ["Er is veel ruzie thuis. Ik wil dat het rustig wordt.", "De zorg voor mijn man wordt mij te veel."],
    "children": ["Mijn zoon wil niet meer naar school.", "Ik sta er alleen voor met drie kinderen. Het lukt mij niet."],
    "daily_living": [
        "Wassen en aankleden kost mij de hele ochtend.",
        "Ik eet vaak niet. Koken voor één vind ik niks.",
    ],
    "practical_living": [
        "Het huis is mij over het hoofd gegroeid.",
        "Ik durf niemand meer binnen te laten door de rommel.",
    ],
    "participation": [
        "Ik wil graag iets doen, maar ik weet de weg niet.",
        "Ik ben nieuw hier en wil mensen ontmoeten.",
    ],
    "substance_use": ["Ik drink te veel. Dat zegt mijn dochter ook.", "Ik blow elke dag en ik kom nergens meer toe."],
    "justice": [
        "Er komt boete op boete. Ik weet niet meer wat ik moet.",
        "Ik moet voor de rechter komen en ik ben bang.",
    ],
    "other": [
        "Ik weet niet goed wat er is. Het loopt gewoon niet.",
        "Mijn hond is dood. Sindsdien is het stil in huis.",
    ],
}

OBSTACLES = [
    "Er is een wachtlijst van drie maanden.",
    "De bus rijdt niet meer in de avond.",
    "Ik begrijp de brieven niet.",
    "Ik durf niet te bellen.",
    "Er is geen geld voor.",
    "Mijn man vindt het niet goed.",
    "Ik heb geen oppas.",
    "De woningbouw reageert niet.",
    "Mijn knie doet te veel pijn.",
    "Ik ben bang dat het weer misgaat.",
    "Er is geen cursus in mijn taal.",
    "Mijn telefoon is kapot.",
]

SHORT_NOTES = [
    "{inwoner} is blij met de eerste stap.",
    "Niet thuis. Kaartje in de bus gedaan.",
    "Gebeld. {inwoner} heeft griep, we zien elkaar volgende week.",
    "{inwoner} heeft zelf gebeld met de gemeente. Dat lukte.",
    "Koffie gedronken en samen naar de trap gekeken.",
    "De buurvrouw was er ook bij. Fijn gesprek.",
    "{inwoner} wil even een pauze. Over twee weken bellen we weer.",
    "Samen de post doorgenomen. Twee brieven waren dringend.",
    "Appje gehad: het gaat goed.",
    "We hebben een nieuwe dag afgesproken.",
    "{inwoner} twijfelt. We houden het klein.",
    "Afspraak bij de huisarts staat.",
    "Eerste keer naar het buurthuis geweest. Spannend, maar gelukt.",
    "Even gebeld om te horen hoe het was.",
]

LONG_NOTES = [
    "We zaten aan de keukentafel. {inwoner} vertelde dat het de laatste weken moeilijk was. Slapen lukt niet "
    "goed en de dagen zijn lang. We keken terug naar wat er al gelukt is: dat was meer dan {inwoner} dacht. We "
    "hebben één kleine stap gekozen voor deze week en de rest laten we even liggen.",
    "Gesprek met {inwoner} en familie. Iedereen vertelde wat er goed gaat en wat er zwaar is. De familie wil "
    "graag helpen met vervoer en boodschappen. {inwoner} vindt het lastig om hulp te vragen, maar wil het "
    "proberen. We spraken af dat {helper} over twee weken terugkomt.",
    "Samen naar het loket geweest. Er misten nog papieren, die zoekt {inwoner} op. De medewerker was "
    "vriendelijk en legde het rustig uit. Op de terugweg vertelde {inwoner} dat dit vroeger nooit zou zijn "
    "gelukt.",
    "{inwoner} kwam boos binnen over een brief. We hebben de brief samen gelezen. Het bleek een herinnering, "
    "geen boete. Daarna was er rust om te praten over het doel. Het gaat nu even minder. Dat mag. We kijken "
    "volgende keer wat er nodig is.",
]

PLACES = ["thuis", "thuis", "thuis", "buurthuis De Kers", "op kantoor", "bij de huisarts"]
