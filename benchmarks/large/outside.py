"""Work outside of an invented organisation, as statements that are filled in as those of `world.py`.

Each team has twenty groups, which it meets fifty times a quarter, and about seventeen activities and as many signals.
Three of four signals are answered, one of twenty was corrected.
"""

NUMBERS = {"groups": 20, "meetings": 600, "activities": 200, "signals": 200}
GROUP, MEETING, ACTIVITY, SIGNAL, REPLY = range(20, 25)
KINDS = {"GROUP": GROUP, "MEETING": MEETING, "ACTIVITY": ACTIVITY, "SIGNAL": SIGNAL, "REPLY": REPLY}
FILLED = (
    *("group", "groupmet", "groupmet_characteristics", "groupmet_interventions", "activity", "neighbourhoodsignal"),
    "signalreply",
)
# A number of each team: its day, and who of the team it was.
NUMBERED = """(SELECT n, {{today}} - 1080 + luck(n, {day}, 1080) AS day,
    made({{USER}}, n % {{teams}} * {{each}} + luck(n, {person}, {{each}})) AS person
  FROM generate_series(0, {{{many}}} * {{teams}} - 1) AS n OFFSET 0)"""
MET = NUMBERED.format(many="meetings", day=100, person=101)
HELD = NUMBERED.format(many="activities", day=110, person=111)
SEEN = NUMBERED.format(many="signals", day=120, person=121)
OUTSIDE = (
    """INSERT INTO catalogue_characteristic (version, changed_at, key, rank, name_nl, name_en)
    SELECT 1, now(), 'bench_' || n, n, 'Kenmerk ' || n, '' FROM generate_series(1, 8) AS n""",
    """INSERT INTO catalogue_intervention (version, changed_at, key, rank, name_nl, name_en)
    SELECT 1, now(), 'bench_' || n, n, 'Interventie ' || n, '' FROM generate_series(1, 4) AS n""",
    """INSERT INTO signals_group (id, recorded_at, version, changed_at, name, place, colour, age_band, area_id,
      changed_by_id, recorded_by_id, team_id)
    SELECT made({GROUP}, n), now(), 1, now(), 'Groep ' || n, 'Plein', 'green', '16-18', made({AREA}, 10 + n % 12),
      {by}, {by}, made({TEAM}, n % {teams}) FROM generate_series(0, {groups} * {teams} - 1) AS n""",
    f"""INSERT INTO signals_groupmet (id, recorded_at, came_in_at, met_on, size, mood, own_words, is_taken_back,
      area_id, group_id, professional_id, recorded_by_id, team_id)
    SELECT made({{MEETING}}, n), noon(day, n), noon(day, n), day, 6, 'calm', '', false,
      made({{AREA}}, 10 + n % ({{groups}} * {{teams}}) % 12), made({{GROUP}}, n % ({{groups}} * {{teams}})), person,
      person, made({{TEAM}}, n % {{teams}}) FROM {MET} AS met""",
    """INSERT INTO signals_groupmet_characteristics (groupmet_id, characteristic_id)
    SELECT made({MEETING}, n), 'bench_' || 1 + (luck(n, 102, 8) + turn * 3) % 8
    FROM generate_series(0, {meetings} * {teams} - 1) AS n CROSS JOIN generate_series(0, 1) AS turn""",
    """INSERT INTO signals_groupmet_interventions (groupmet_id, intervention_id)
    SELECT made({MEETING}, n), 'bench_' || 1 + luck(n, 103, 4)
    FROM generate_series(0, {meetings} * {teams} - 1) AS n""",
    f"""INSERT INTO signals_activity (id, recorded_at, came_in_at, version, changed_at, title, held_on, count,
      own_words, area_id, changed_by_id, professional_id, recorded_by_id, service_id, team_id)
    SELECT made({{ACTIVITY}}, n), noon(day, n), noon(day, n), 1, now(), 'Voetbal', day,
      CASE WHEN luck(n, 112, 10) > 0 THEN luck(n, 113, 30) END, '', made({{AREA}}, 10 + n % 12), person, person, person,
      picked({{services}}, n, 114), made({{TEAM}}, n % {{teams}}) FROM {HELD} AS held""",
    f"""INSERT INTO signals_neighbourhoodsignal (id, recorded_at, came_in_at, place, kind, provision, observed_on,
      answer_by, is_taken_back, area_id, professional_id, recorded_by_id, team_id, theme_id, replaces_id, first_id)
    SELECT made({{SIGNAL}}, 2 * n + turn), noon(day, n) + turn * interval '1 hour',
      noon(day, n) + turn * interval '1 hour', '', 'worry', '', day, day + 14, false, made({{AREA}}, 10 + n % 12),
      person, person, made({{TEAM}}, n % {{teams}}), picked({{themes}}, n, 122), first, first
    FROM {SEEN} AS seen CROSS JOIN generate_series(0, 1) AS turn
    CROSS JOIN LATERAL (SELECT CASE turn WHEN 1 THEN made({{SIGNAL}}, 2 * n) END AS first) AS corrected
    WHERE turn = 0 OR luck(n, 123, 20) = 0""",
    f"""INSERT INTO signals_signalreply (id, recorded_at, replied_on, says, text, of_correction, recorded_by_id,
      signal_id)
    SELECT made({{REPLY}}, n), noon(day, n), least(day + luck(n, 131, 30), {{today}}), 'working', '', false, person,
      made({{SIGNAL}}, 2 * n) FROM {SEEN} AS seen WHERE luck(n, 130, 4) > 0""",
)
