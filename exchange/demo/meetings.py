"""Meetings of professionals of the demo: about a case, a way of working, a theme."""

from datetime import timedelta

from exchange.demo.outside import Streets
from exchange.demo.rows import wording
from registration.models import AgreedAction, Assignment, CaseDiscussion, CaseText, Participant

# (kind, title, team, who wrote it down, days ago, themes, others by role, learning point, agreed)
MEETINGS = [
    ("case", "Wie doet wat bij dit gezin", "oosterveen", "Amir Bedacht", 12, ("children", "finance"),
     ("school", "health"), "Eerder met school bellen scheelt weken.",
     (("Samen met school een afspraak maken", "Amir", 7, False), ("Nagaan of de huisarts mee wil", "Els", 14, False))),
    ("case", "Weer uitval na drie maanden", "havenkwartier", "Kim Fantasie", 45, ("work_education",), ("municipality",),
     "Een vast gezicht helpt meer dan een nieuw plan.", (("Gesprek met de werkgever", "Kim", 10, True),)),
    ("case", "Zorg en wonen tegelijk", "lindepark", "Maud Verzonnen", 80, ("housing", "physical_health"), ("housing",),
     "", (("Aanpassing van de douche bespreken", "Maud", 21, True),)),
    ("peer", "Wanneer stop je met aandringen?", "oosterveen", "Els Zorgzaam", 33, ("mental_health",), (),
     "Vragen wat iemand zelf wil voordat je iets regelt.", ()),
    ("theme", "Geldzorgen in de Kersenbuurt", "oosterveen", "Nadia Zomaar", 20, ("finance",),
     ("municipality", "housing"),
     "Mensen komen pas als de brief rood is. We moeten eerder in de portieken zijn.",
     (("Spreekuur in de avond proberen", "Nadia", 30, False),)),
    ("theme", "Lachgas op straat", "oosterveen", "Sem Pleinstra", 95, ("substance_use",), ("police", "school"),
     "Jongeren die gestopt zijn praten beter dan wij.",
     (("Voorlichting op school met oud-gebruikers", "Sem", 40, True),)),
    ("theme", "Alleen zijn in Vlierhof", "lindepark", "Maud Verzonnen", 290, ("social_network",), ("carer",),
     "Eten verbindt. Vervoer is vaak het echte bezwaar.", (("Samen eten beginnen", "Maud", 30, True),)),
]  # fmt: skip
CASE = "We liepen na wie er komt en wat er al gezegd is. Iedereen dacht dat een ander belde. Dat doet nu één van ons."


def write_meetings(streets: Streets) -> None:
    """Keeps them; a case is about a plan of who wrote it down."""
    for kind, title, team, name, back, themes, others, learned, agreed in MEETINGS:
        rows, by, day = streets.rows, streets.town.people[name], streets.rows.ago(back)
        made = rows.add(
            CaseDiscussion(
                kind=kind, title=title, held_on=day, team=streets.town.teams[team], learning_point=learned,
                area=streets.town.neighbourhoods(team)[0] if kind == "theme" else None, **wording(day, by),
            )
        )  # fmt: skip
        for theme in themes:
            rows.add(CaseDiscussion.themes.through(casediscussion_id=made.pk, theme_id=theme))
        rows.add(Participant(discussion=made, role="professional", user=by))
        for role in others:
            rows.add(Participant(discussion=made, role=role))
        if kind == "case":
            own = next(one for one in rows.kept[Assignment] if one.professional == by and one.until is None)
            rows.add(CaseDiscussion.plans.through(casediscussion_id=made.pk, plan_id=own.plan_id))
            rows.add(CaseText(discussion=made, text=CASE, **wording(day, by)))
        for text, who, days, is_done in agreed:
            due_on = day + timedelta(days=days)
            done_on = min(due_on, streets.today) if is_done else None
            rows.add(
                AgreedAction(discussion=made, text=text, who=who, due_on=due_on, done_on=done_on, **wording(day, by))
            )
