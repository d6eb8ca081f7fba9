"""Bundles for tests: a small right one, and the same with something else in it."""

from collections.abc import Mapping
from pathlib import Path

RIGHT = {
    "areas": "area,name,level,year,parent\nGM9999,Verzonnen,GM,2025,\nBU99990001,Buurt,BU,2025,GM9999\n",
    "teams": "team,name,areas\noost,Team Oost,BU99990001\n",
    "people": "person,email,name,discipline,team,role,since,until\n"
    "p1,een@voorbeeld.example,Een Verzonnen,support,oost,professional,2024-01-01,\n",
    "services": "service,name,category,scope\nsteun,Steun thuis,Hulp,individual\n",
    "households": "household,name,area\nh1,Gezin Bedacht,BU99990001\n",
    "residents": "resident,first_name,prefix,last_name,known_as,birth_date,area,language,household\n"
    "r1,Łucja,van der,Bedacht,,1950-03,BU99990001,nl,\nr2,Sam,,Bedacht,,,,nl,h1\n",
    "plans": "plan,resident,household,area,service,law,opened_on\n"
    "pl1,r1,,BU99990001,steun,wmo,2025-01-10\npl2,,h1,,,,2025-02-01\n",
    "closings": "closing,plan,closed_on,reopened_on,reason\nc1,pl1,2025-12-01,,done\n",
    "assignments": "plan,person,team,since,until,kind\npl1,p1,oost,2025-01-10,,coordinator\npl2,p1,oost,2025-02-01,,\n",
    "help_requests": "help_request,plan,theme,asked_on,own_words\nhr1,pl1,finance,2025-01-10,Ik heb schulden.\n",
    "goals": "goal,plan,resident,life_domain,own_words,set_on,ended_on,result\n"
    "g1,pl1,,finance,Overzicht over mijn geld,2025-01-11,2025-06-01,reached\ng2,pl2,r2,,Naar school,2025-02-02,,\n",
    "goal_scores": "score,goal,scored_on,scale,value,voice,replaces\n"
    "s1,g1,2025-01-11,ladder,1,resident,\ns2,g1,2025-03-01,ladder,3,resident,\ns3,g1,2025-03-01,ladder,4,resident,s2\n"
    "s4,g2,2025-03-01,gas,-1,professional,\n",
    "actions": "action,goal,text,who,due_on,done_on\na1,g1,Post openen,resident,2025-02-01,2025-01-30\n",
    "notes": 'note,plans,held_on,kind,person,text\nn1,pl1 pl2,2025-01-20,visit,p1,"Regel een\nregel twee, met komma"\n',
    "appointments": "appointment,plan,starts_at,place,with\nap1,pl1,2025-02-01T10:30,Thuis,Een\n",
    "referrals": "referral,plan,referred_on,to,line,theme,could_have_been_ours\nrf1,pl1,2025-02-01,GGZ,second,,no\n",
    "applications": "application,plan,applied_on,provision\nav1,pl1,2025-02-01,Traplift\n",
    "decisions": "decision,application,decided_on,outcome,valid_from,valid_until\n"
    "d1,av1,2025-03-01,granted,2025-04-01,2026-03-31\n",
}


def bundle(folder: Path, **other: str | bytes) -> Path:
    """The right bundle, with other texts for some files ("" leaves one out)."""
    return written(folder, {**RIGHT, **other})


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        if text:
            path = folder / (name if "." in name else f"{name}.csv")
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder
