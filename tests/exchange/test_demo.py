"""What is in the demo: possible days, the right names beside every record, and a showcase with something to say."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, F
from django.utils import timezone

from exchange.demo import load as demo
from exchange.demo.names import somebody
from exchange.demo.town import ACCOUNTS, AREAS, DOMAIN, PASSWORD, TEAMS
from organisation.models import Area, LentRight, Membership, Team, User
from organisation.roles import Right, Role
from organisation.scope import own, standing
from outcomes.disclosure import FEWEST_COLLEAGUES
from outcomes.figures import Spread
from outcomes.indicators import goals_now
from registration import queries
from registration.models import (
    Action,
    ActionTick,
    Application,
    Appointment,
    Assignment,
    CaseDiscussion,
    CaseText,
    Closing,
    Decision,
    Goal,
    GoalScore,
    Household,
    HouseholdMember,
    Note,
    Plan,
    Referral,
    Resident,
)
from registration.queries.provisions import ending
from shared.period import Period
from signals.models import (
    Activity,
    AgendaPoint,
    Attendance,
    CollectiveOffer,
    Group,
    GroupMet,
    NeighbourhoodSignal,
    OutsideAnswer,
    Partner,
    SignalReply,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, int]]:
    """The whole demo, loaded once for the tests of this file and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        settings.DEMO = True
        made = demo.load()
        # What points to what is checked once, here: else after every test, of all that was loaded.
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)
    settings.DEMO = False


def said(*arguments: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def test_what_is_there(loaded: dict[str, int]) -> None:
    """Three teams, about 400 residents, two years, and something of everything."""
    today = timezone.localdate()
    assert Team.objects.count() == 3 and Area.objects.count() == len(AREAS)
    assert 420 <= Resident.objects.count() <= 520
    oldest = Plan.objects.earliest("opened_on").opened_on
    assert 600 <= (today - oldest).days <= 740
    assert loaded["Plan"] == Plan.objects.count() and loaded["Note"] == Note.objects.count() > 1000
    assert Closing.objects.filter(reopened_on__isnull=False).exists()
    assert Closing.objects.filter(helped_resident="").exists()
    assert Assignment.objects.filter(until__isnull=False).count() > 20
    assert Goal.objects.exclude(obstacle="").exists() and Goal.objects.filter(life_domain=None).exists()
    assert set(GoalScore.objects.values_list("voice", flat=True)) == {"resident", "professional", "carer"}


def test_days_are_possible(loaded: dict[str, int]) -> None:
    """Nothing happened before its plan was opened or after today, and everything was recorded by people of the demo."""
    today = timezone.localdate()
    assert not Goal.objects.filter(set_on__gt=today).exists()
    for goal in Goal.objects.select_related("plan"):
        assert goal.plan.opened_on <= goal.set_on <= (goal.ended_on or today) <= today
    for score in GoalScore.objects.select_related("goal"):
        assert score.goal.set_on <= score.scored_on <= today
    for model in (Resident, Plan, Goal, GoalScore, Action, ActionTick, Note, Appointment, Closing):
        assert not model.objects.exclude(recorded_by__email__endswith=DOMAIN).exists()
        assert not model.objects.filter(recorded_at__gt=timezone.now()).exists()
    assert all(note.held_on <= today for note in Note.objects.all())
    assert ActionTick.objects.count() == Action.objects.filter(done_on__isnull=False).count()


def test_recorded_by_who_coordinated(loaded: dict[str, int]) -> None:
    """A score stands in the name of who coordinated the plan on that day."""
    for score in GoalScore.objects.select_related("goal__plan").prefetch_related("goal__plan__assignments"):
        held = [a for a in score.goal.plan.assignments.all() if a.kind == "coordinator"]
        on_that_day = [a for a in held if a.since <= score.scored_on <= (a.until or score.scored_on)]
        assert [a.professional_id for a in on_that_day] == [score.recorded_by_id]


def test_showcase(loaded: dict[str, int]) -> None:
    """Amir has a caseload in which every page has something to say, today as well."""
    today = timezone.localdate()
    scope = own(User.objects.get(email=f"amir{DOMAIN}"))
    assert scope is not None
    plans = queries.caseload(scope, today, 6).filter(is_closed=False)
    assert 16 <= plans.count() <= 24
    assert 2 <= plans.filter(needs=True).count() <= plans.count() - 5
    for wanted in ({"has_late": True}, {"has_goal": False}, {"is_quiet": True}):
        assert plans.filter(**wanted).exists()
    assert queries.todays_appointments(scope, today).count() == 3
    figure = goals_now.compute(scope, Period.up_to(today))
    assert isinstance(figure, Spread)
    assert sum(1 for cell in figure.cells if cell.count) >= 3
    sjaan = plans.get(resident__first_name="Sjaan", resident__last_name="Voorbeeld")
    assert [goal.own_words for goal in sjaan.goals.all()] == [
        "Ik wil weer vaker met mensen praten.",
        "Ik wil weten wat er op mijn rekening staat.",
    ]
    assert [action.text for action in sjaan.goals.all()[0].actions.all()][0] == "Ik bel Ria van hiernaast."
    assert queries.stairs(list(sjaan.goals.all()[0].scores.all())).now == 3


def test_families(loaded: dict[str, int]) -> None:
    """About 25 families over the three teams, of two and more; Amir's has goals of one and of all, and one own plan."""
    today = timezone.localdate()
    families = Household.objects.all()
    assert 22 <= families.count() <= 32
    assert {plan.assignments.latest("since").team.key for plan in Plan.objects.exclude(household=None)} == {
        "oosterveen",
        "havenkwartier",
        "lindepark",
    }
    assert all(len(family.members_on(today)) >= 2 for family in families)
    assert HouseholdMember.objects.filter(until__isnull=False).exists()
    for member in HouseholdMember.objects.select_related("household"):
        assert member.since >= member.household.plans.earliest("opened_on").opened_on
    zomaar = Household.objects.get(name="Gezin Zomaar", plans__goals__own_words="Wij willen rust aan tafel.")
    assert [who.called for who in zomaar.members_on(today)] == ["Bram", "Hanna", "Fien", "Mats"]
    goals = list(zomaar.plans.get().goals.all())
    assert [goal.resident and goal.resident.called for goal in goals] == [None, "Fien"]
    assert zomaar.plans.get().network.exists() and zomaar.plans.get().strengths.exists()
    own = Plan.objects.get(resident__memberships__household=zomaar)
    assert (own.resident.called, own.law, zomaar.plans.get().law) == ("Hanna", "wmo", "jeugdwet")


def test_goals_and_actions_of_members(loaded: dict[str, int]) -> None:
    """Whose goal it is and who does it by name belongs to the household of the plan, and never elsewhere."""
    for of, path in ((Goal, "plan"), (Action, "goal__plan")):
        named = of.objects.filter(resident__isnull=False).select_related(path)
        assert named.exists()
        wrong = named.exclude(resident__memberships__household=F(f"{path}__household"))
        assert not wrong.exists()


def test_most_goals_go_up(loaded: dict[str, int]) -> None:
    """Plausible: more goals rose than fell, and some did each."""
    went: Counter[str] = Counter()
    for goal in Goal.objects.prefetch_related("scores"):
        steps = queries.stairs(list(goal.scores.all()))
        if steps.begin and steps.now:
            went["up" if steps.now > steps.begin else "down" if steps.now < steps.begin else "same"] += 1
    assert went["up"] > went["same"] > 0 and went["up"] > 2 * went["down"] > 0


def test_same_every_time() -> None:
    """The same seed draws the same people."""
    first, second = (Random(demo.SEED) for _turn in range(2))
    assert [somebody(first) for _turn in range(50)] == [somebody(second) for _turn in range(50)]


def test_accounts(loaded: dict[str, int]) -> None:
    """Everybody listed can log in with the password that is printed; who left cannot and is not listed."""
    text = said("--list-accounts")
    assert PASSWORD in text
    for account in ACCOUNTS:
        person = User.objects.get(email=account.email)
        assert (account.email in text) is person.is_active is not account.gone
        assert person.check_password(PASSWORD)
    assert {membership.role for membership in Membership.objects.on(timezone.localdate())} == {
        "professional",
        "team_lead",
        "information_manager",
        "privacy_officer",
        "municipality_reader",
        "key_user",
    }


def test_every_team_has_figures(loaded: dict[str, int]) -> None:
    """In each of the last four quarters at least three people coordinated in every team: of fewer nothing is shown."""
    period = Period.quarter_before(timezone.localdate())
    for _turn in range(4):
        held = Assignment.objects.filter(kind="coordinator", since__lt=period.end).exclude(until__lt=period.start)
        people = {key: held.filter(team__key=key).values("professional").distinct().count() for key in TEAMS}
        assert min(people.values()) >= FEWEST_COLLEAGUES, (period, people)
        period = Period.quarter_before(period.start)


def test_later_days(loaded: dict[str, int]) -> None:
    """There is something in the days to come."""
    tomorrow = timezone.now() + timedelta(days=1)
    assert Appointment.objects.filter(starts_at__gt=tomorrow).count() > 20
    assert Action.objects.filter(due_on__gt=timezone.localdate(), done_on=None).count() > 20


def test_beside_the_plans(loaded: dict[str, int]) -> None:
    """Referrals with a theme that stands out, applications with possible decisions, some that end soon at Amir."""
    today = timezone.localdate()
    themes = Counter(Referral.objects.filter(line="second").values_list("theme_id", flat=True))
    assert Referral.objects.count() > 100 and themes.most_common(1)[0][0] == "mental_health"
    assert Referral.objects.filter(reason__icontains="autisme").count() >= 25
    assert set(Referral.objects.values_list("could_have_been_ours", flat=True)) == {"yes", "no", ""}
    assert Application.objects.filter(decisions=None).exists() and Decision.objects.filter(outcome="refused").exists()
    for decision in Decision.objects.select_related("application__plan"):
        assert decision.application.plan.opened_on <= decision.application.applied_on <= decision.decided_on <= today
    assert Application.objects.annotate(decided=Count("decisions")).filter(decided=2).exists()
    scope = own(User.objects.get(email=f"amir{DOMAIN}"))
    soon = list(ending(scope, today))
    assert 1 <= len(soon) <= 8 and "Sjaan Voorbeeld" in {one.application.plan.full_name for one in soon}
    for made in Referral, Application:
        whose = made.objects.exclude(resident=None).select_related("plan")
        assert whose.exists()
        assert all(one.plan.household.members.filter(resident=one.resident).exists() for one in whose)


def test_lent_right(loaded: dict[str, int]) -> None:
    """The information manager may move registrations this week, lent by the privacy officer."""
    lent = LentRight.objects.on(timezone.localdate()).get()
    assert standing(lent.user).may(Right.MOVE) and Role.INFORMATION_MANAGER in standing(lent.user).roles
    assert standing(lent.lent_by).may(Right.LEND_RIGHTS) and (lent.until - lent.since).days == 6


def test_groups_outside(loaded: dict[str, int]) -> None:
    """Ten groups over two years, with former colours; five of them used nitrous oxide in the last closed quarter."""
    today = timezone.localdate()
    assert Group.objects.count() == 10 and Group.objects.get(name="Bankjes Kersenplein").former_wordings.count() == 2
    assert 250 <= GroupMet.objects.count() <= 700 and not GroupMet.objects.filter(met_on__gt=today).exists()
    assert GroupMet.objects.filter(is_taken_back=True).exists()
    asked = GroupMet.objects.filter(offered__keys__contains=["own.wat-willen-ze"])
    answered = OutsideAnswer.objects.filter(question="own.wat-willen-ze", group_met__in=asked)
    assert 20 < answered.count() == OutsideAnswer.objects.count() < asked.count()
    seen, quarter = list[tuple[int, int]](), Period.quarter_before(today)
    for _turn in range(6):
        met = GroupMet.objects.filter(met_on__gte=quarter.start, met_on__lt=quarter.end, replaced_by=None)
        with_gas = met.filter(characteristics="nitrous_oxide").values("group").distinct().count()
        seen.append((with_gas, met.values("group").distinct().count()))
        quarter = Period.quarter_before(quarter.start)
    assert seen[0] == (5, 10) and seen[0][0] > seen[3][0] > seen[5][0], seen


def test_activities_outside(loaded: dict[str, int]) -> None:
    """In series and single, with partners that come back, some with names, and an offer with activities of its own."""
    assert 150 <= Activity.objects.filter(held_on__lte=timezone.localdate()).count() == Activity.objects.count() <= 400
    assert Activity.objects.filter(series=None).count() == 5 and Partner.objects.count() == 7
    assert set(Attendance.objects.values_list("state", flat=True)) == {"came", "declined", "invited"}
    for attendance in Attendance.objects.select_related("resident", "activity__area__parent"):
        assert attendance.resident.area.parent == attendance.activity.area.parent
    offer = CollectiveOffer.objects.get()
    assert offer.activities.count() >= 5
    before = NeighbourhoodSignal.objects.filter(theme=offer.theme, area=offer.area, observed_on__lt=offer.begun_on)
    period = Period.parse(offer.quarter)
    assert offer.seen <= before.filter(observed_on__gte=period.start, observed_on__lt=period.end).count()


def test_signals_outside(loaded: dict[str, int]) -> None:
    """Money worries of many in one area in the last closed quarter; most signals are answered, some wait too long."""
    quarter = Period.quarter_before(today := timezone.localdate())
    money = NeighbourhoodSignal.objects.filter(theme="finance", area__code="BU99010101")
    last = money.filter(observed_on__gte=quarter.start, observed_on__lt=quarter.end).count()
    earlier = money.filter(observed_on__lt=quarter.start).count() / 7
    assert last >= 15 > 4 * earlier > 0
    assert not NeighbourhoodSignal.objects.filter(observed_on__gt=today).exists()
    assert not SignalReply.objects.filter(replied_on__gt=today).exists()
    waiting = NeighbourhoodSignal.objects.exclude(pk__in=SignalReply.objects.exclude(says="seen").values("signal"))
    assert waiting.filter(answer_by__lt=today).exists()
    assert waiting.count() < NeighbourhoodSignal.objects.count() / 3
    assert AgendaPoint.objects.filter(handled_on=None).exists()
    assert CaseDiscussion.objects.count() == 7 and CaseText.objects.count() == 3
