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
# What an organisation arranged itself, and what stands beside its plans; it goes with the files above.
MORE = {
    "life_domains": "life_domain,name,name_en,icon,rank\ngarden,Tuin,Garden,plant,40\n",
    "themes": "theme,name\ngarden,Tuin\n",
    "service_categories": "category,name\nextra,Extra\n",
    "languages": "language,name,on,checked_by,checked_on,checked_mark\nfy,Frysk,yes,,,\n",
    "guides": "guide,title,criteria\ngu1,Dit jaar,Wat past\n",
    "wanted_results": "wanted_result,guide,words,purpose\nw1,gu1,Meer rust,improve\n",
    "questions": "question,label,why,for_whom,purpose,need,result_kind,answer_type,disciplines,services,since,"
    "review_on,wanted_result\n"
    "own.rust,Meer rust?,Om te leren,ons,learn,nice,outcome,choice,support nursing,steun,2025-01-01,2026-01-01,w1\n"
    "own.wie,Wie helpt er?,Om te leren,ons,learn,nice,outcome,choices,,,2025-01-01,2026-01-01,\n"
    "own.uren,Hoeveel uur?,Om te leren,ons,learn,nice,outcome,number,,,2025-01-01,2026-01-01,\n"
    "own.dag,Welke dag?,Om te leren,ons,learn,nice,outcome,date,,,2025-01-01,2026-01-01,\n"
    "own.blij,Hoe gaat het?,Om te leren,ons,learn,nice,outcome,smiley,,,2025-01-01,2026-01-01,\n"
    "own.sleutel,Heb je een sleutel?,Om te leren,ons,learn,nice,outcome,yes_no,,,2025-01-01,2026-01-01,\n"
    "own.later,Nog niet gevraagd,,,learn,nice,outcome,text,,,,2026-01-01,\n",
    "question_places": "question,moment,rank\nown.rust,opening,1\nown.wie,contact,1\nown.blij,experience,9\n",
    "question_choices": "question,choice,label,rank,until\nown.rust,yes,Ja,1,\nown.rust,no,Nee,2,2026-02-01\n"
    "own.wie,buur,Buren,1,\nown.wie,kind,Kinderen,2,\n",
    "question_remarks": "remark,question,kind,trouble,text,written_by,answer,answered_at,answered_by\n"
    "qr1,own.rust,remark,unclear,Wat is rust?,p1,Dat zeg je zelf,2025-03-01T10:00,p1\n",
    "question_talks": "question,quarter,offered,filled,said,decision,reason,decided_at,decided_by\n"
    "own.rust,2025-Q1,40,3,Te lastig,keep,Het hoort erbij,2025-05-01T10:00,p1\n",
    "asking": "asking,hides_nice\nquestions,yes\n",
    "offered_sets": "offered_set,questions\no1,own.wie note.text\n",
    "instruments": "instrument,version,name,on,holds_licence\nown_weer,1,Hoe is het weer,yes,yes\n",
    "instrument_scales": "instrument,version,scale,lowest,highest,labels,direction,low_to\n"
    'own_weer,1,level,1,3,"[{""value"": 1, ""nl"": ""regen"", ""en"": ""rain""}]",higher,1\n',
    "instrument_parts": "instrument,version,item,scale,name,life_domain,texts,rank\n"
    'own_weer,1,binnen,level,Binnen,garden,"{""1"": ""Het regent"", ""3"": ""Zon""}",1\n'
    "own_weer,1,buiten,level,Buiten,,,2\n",
    "team_phrases": "team_phrase,team,text,life_domain\ntp1,oost,We bellen samen.,garden\n",
    "action_ticks": "tick,action,ticked_on,done\nt1,a1,2025-01-29,yes\nt2,a1,2025-01-29,no\nt3,a1,2025-01-30,yes\n",
    "assessments": "assessment,plan,resident,instrument,version,assessed_on,voice,replaces,offered\n"
    "as1,pl1,,own_weer,1,2025-02-01,resident,,\nas2,pl2,r2,zrm,2017,2025-02-03,,,\n"
    "as3,pl1,,own_weer,1,2025-02-01,resident,as1,\n",
    "assessment_items": "assessment,item,score,state,own_words,works_on\n"
    "as1,binnen,1,,Het lekt,yes\nas1,buiten,,not_applicable,,\nas2,finance,5,,,\nas3,binnen,3,scored,,no\n",
    "experiences": "experience,plan,resident,closing,asked_on,way\ne1,pl1,r1,c1,2025-12-01,here\n"
    "e2,pl2,,,2025-06-01,not\n",
    "answers": "answer,question,record,state,value,own_words,answered_on,voice,plan,replaces\n"
    "an1,own.rust,plans:pl1,,yes,,2025-01-10,resident,,\nan2,own.wie,notes:n1,,buur kind,en de hond,2025-01-20,,pl1,\n"
    "an3,own.uren,closings:c1,,2.5,,2025-12-01,,,\nan4,own.dag,assessments:as1,,2025-01-31,,2025-02-01,,,\n"
    "an5,own.blij,experiences:e1,,80,,2025-12-01,resident,,\nan6,own.sleutel,plans:pl2,not_asked,,,2025-02-01,,,\n"
    "an7,own.rust,plans:pl1,,no,,2025-01-11,,,an1\n",
    "strengths": "strength,plan,resident,own_words\nst1,pl2,r2,Kan goed tekenen\n",
    "network_people": "network_person,plan,name,relation,phone\nnp1,pl1,Ria,buurvrouw,06 1234\n",
    "goal_levels": "goal,value,text\ng2,-1,Nooit naar school\ng2,0,Soms\n",
}
# Work outside, signals, and meetings of professionals.
OUTSIDE = {
    "characteristics": "characteristic,name,name_en,rank\nmusic,Muziek,Music,40\n",
    "interventions": "intervention,name\nwalked,Meegelopen\n",
    "groups": "group,name,area,place,colour,age_band\ngr1,Pleingroep,BU99990001,Het plein,orange,16-18\n"
    "gr2,Onder de brug,,De brug,,\n",
    "groups_met": "met,group,met_on,size,characteristics,interventions,person,team,replaces,taken_back\n"
    "m1,gr1,2025-03-01,6,nitrous_oxide;music,contact;walked,p1,oost,,\nm2,gr1,2025-03-01,7,music,,p1,oost,m1,\n"
    "m3,gr2,2025-04-02,,,,,,,\nm4,gr2,2025-04-02,,,,,,m3,yes\n",
    "offers": "offer,title,theme,area,person,team,figure,quarter,seen,expected,begun_on\n"
    "of1,Geldcafé,finance,BU99990001,p1,oost,signals,2025-Q1,12,4.5,2025-04-10\n",
    "series": "series,title\nse1,Koffie op dinsdag\n",
    "partners": "partner,name\nBuurthuis De Kers,Buurthuis De Kers\n",
    "activities": "activity,title,service,area,held_on,count,theme,partners,person,team,series,offer,volunteers\n"
    "ac1,Koffie,steun,BU99990001,2025-05-06,14,finance,buurthuis de kers;Woonbond,p1,oost,se1,of1,3\n"
    "ac2,Koffie,steun,BU99990001,2025-05-13,,finance,WOONBOND,p1,oost,se1,,\nac3,Straatfeest,,,2025-06-01,200,,,,,,,\n",
    "attendances": "activity,resident,state\nac1,r1,came\nac1,r2,declined\nac2,r1,\n",
    "hours": "activity,kind,minutes\nac1,outreach,90\nac1,carers,30\n",
    "group_goals": "group_goal,group,series,own_words,set_on,ended_on,result\n"
    "gg1,gr1,,Minder lawaai op het plein,2025-03-01,,\ngg2,,se1,Vaste gasten helpen mee,2025-05-01,2025-09-01,partly\n",
    "group_steps": "group_step,group_goal,text,quarter,done_on\ngs1,gg1,Praten met de buren,2025-Q2,2025-05-20\n"
    "gs2,gg1,Een vaste avond,,\n",
    "routes": "route,theme,area,to_person,to_team,answer_within_days,removed_at\nro1,finance,BU99990001,p1,,7,\n"
    "ro2,,,,oost,,\nro3,,,p1,,,2025-01-01T10:00\n",
    "signals": "signal,area,theme,kind,seriousness,observed_on,text,person,team,answered_on,place,provision,replaces\n"
    "si1,BU99990001,finance,worry,2,2025-02-03,Veel mensen openen hun post niet.,p1,oost,2025-02-10,,,\n"
    "si2,BU99990001,finance,does_not_fit,3,2025-02-04,Het loket is te vroeg dicht.,,,,,Loket,\n"
    "si3,BU99990001,housing,worry,1,2025-02-05,,p1,oost,,,,si2\nsi4,BU99990001,finance,,,2025-02-06,,,,,De brug,,\n",
    "signal_replies": "reply,signal,replied_on,says,text,to_person,to_team,answer_by,of_correction\n"
    "rp1,si2,2025-02-05,seen,,,,,\nrp2,si3,2025-02-20,passed_on,We kijken.,,oost,2025-03-01,\n"
    "rp3,si4,2025-02-21,passed_on,,p1,,,yes\n",
    "same_signals": "signal,other\nsi4,si1\n",
    "agenda_points": "agenda_point,team,signal,words,handled_on,outcome\n"
    "ap1,oost,si1,,2025-02-12,We bellen\nap2,oost,,Rooster,,\n",
    "discussions": "discussion,kind,held_on,title,team,area,themes,plans,learning_point\n"
    "di1,case,2025-03-03,Samen kijken,oost,BU99990001,finance housing,pl1 pl2,Eerder bellen\n"
    "di2,theme,2025-03-04,,oost,,,,\n",
    "case_texts": "case_text,discussion,text\nct1,di1,Wat gezegd is\n",
    "participants": "participant,discussion,role,person,how_many\npa1,di1,professional,p1,\npa2,di1,police,,2\n",
    "agreed_actions": "agreed_action,discussion,text,who,due_on,done_on\n"
    "aa1,di1,We bellen de woningbouw,Een,2025-03-10,\n",
}
# Own questions of `MORE` answered outside.
ANSWERED = {
    "outside_answers": "answer,question,group_met,activity,signal,state,value,own_words,answered_on,replaces,wiped_at,"
    "wiped_by\noa1,own.wie,m1,,,,buur kind,en de hond,2025-03-01,,,\noa2,own.wie,m2,,,,kind,,2025-03-01,,,\n"
    "oa3,own.uren,,ac1,,,2.5,,2025-05-06,,,\noa4,own.uren,,ac1,,,3,,2025-05-06,oa3,,\n"
    "oa5,own.rust,,,si1,filled,,,2025-02-03,,2025-02-12T09:00,p1\noa6,own.sleutel,,,si2,not_asked,,,2025-02-04,,,\n",
}
WHOLE = {**RIGHT, **MORE, **OUTSIDE, **ANSWERED}


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
