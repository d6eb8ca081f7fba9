"""For the walks over the URL list: somebody of every kind, and one of everything that an address can name."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from catalogue.models import InstrumentPart
from exchange import storage
from exchange.models import ExportRun, ImportRun, Merge, Sheet
from organisation.models import AccessEvent, Invitation, Team, User
from registration.models import HouseholdMember, Plan
from registration.models.broken_glass import OPEN_FOR
from tests.codes import code_for
from tests.makers import (
    AppointmentFactory,
    AssignmentFactory,
    BrokenGlassFactory,
    ClosingFactory,
    HelpRequestFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    NetworkPersonFactory,
    NoteFactory,
    PlanFactory,
    ResidentFactory,
    StepFactory,
    StrengthFactory,
    TeamPhraseFactory,
)
from tests.makers_activities import ActivityFactory, AttendanceFactory, OfferFactory, SeriesFactory
from tests.makers_answers import AssessmentFactory, QuestionAnswerFactory
from tests.makers_beside import ApplicationFactory, DecisionFactory, ReferralFactory
from tests.makers_catalogue import InstrumentFactory, ServiceFactory
from tests.makers_discussions import AgreedActionFactory, DiscussionFactory
from tests.makers_groups import met_outside
from tests.makers_people import AreaFactory, DraftFactory, LentRightFactory, days_ago
from tests.makers_questions import (
    AgreementFactory,
    OwnQuestionFactory,
    QuestionChoiceFactory,
    QuestionRemarkFactory,
    QuestionTalkFactory,
    WantedResultFactory,
)
from tests.signals.makers_signals import signalled


@pytest.fixture
def people(
    professional: User,
    colleague: User,
    stranger: User,
    former: User,
    co_worker: User,
    cover: User,
    glass: User,
    old_glass: User,
    youth_worker: User,
    team_lead: User,
    information_manager: User,
    privacy_officer: User,
    municipality_reader: User,
    key_user: User,
    mover: User,
    roleless: User,
) -> dict[str, User | AnonymousUser]:
    """Everybody by the name that the written table uses."""
    return {
        "professional": professional,
        "colleague": colleague,
        "stranger": stranger,
        "former": former,
        "co_worker": co_worker,
        "cover": cover,
        "glass": glass,
        "old_glass": old_glass,
        "youth_worker": youth_worker,
        "team_lead": team_lead,
        "information_manager": information_manager,
        "privacy_officer": privacy_officer,
        "municipality_reader": municipality_reader,
        "key_user": key_user,
        "mover": mover,
        "roleless": roleless,
        "anonymous": AnonymousUser(),
    }


@pytest.fixture
def member(
    professional: User, former: User, co_worker: User, cover: User, glass: User, old_glass: User
) -> HouseholdMember:
    """Of a family with a plan of its own, around which the same people stand as around the plan of Amir."""
    made = HouseholdMemberFactory(household=HouseholdFactory(by=professional), by=professional)
    plan = PlanFactory(household=made.household, resident=None, by=professional, coordinated_since=days_ago(7))
    AssignmentFactory(plan=plan, by=former, since=plan.opened_on, until=days_ago(8))
    AssignmentFactory(plan=plan, by=co_worker, since=days_ago(3), kind="co_worker")
    AssignmentFactory(plan=plan, by=cover, since=days_ago(3), until=days_ago(0), kind="cover")
    BrokenGlassFactory(plan=plan, by=glass)
    BrokenGlassFactory(plan=plan, by=old_glass, recorded_at=timezone.now() - OPEN_FOR - timedelta(seconds=1))
    return made


@pytest.fixture
def walking(plan: Plan, professional: User, former: User, co_worker: User) -> dict[str, object]:
    """Who walks along with the plan of Amir, as if it was handed over today: who did so may take it back."""
    plan.assignments.filter(professional=professional).update(instead_of=former)
    return {
        "assignment": plan.assignments.get(professional=co_worker).pk,
        "act": plan.assignments.get(professional=professional).pk,
        "which": "mine",
    }


@pytest.fixture
def arranged(colleague: User, information_manager: User, east: Team) -> dict[str, object]:
    """What an information manager arranges: somebody with a membership and an invitation, a team, an area."""
    invitation = Invitation.objects.create(
        user=colleague,
        made_by=information_manager,
        token_hash=uuid4().hex,
        expires_at=timezone.now() + timedelta(days=1),
    )
    return {
        "area_id": AreaFactory().pk,
        "person_id": colleague.pk,
        "membership_id": colleague.memberships.get().pk,
        "invitation_id": invitation.pk,
        "team_id": east.pk,
    }


@pytest.fixture
def beside(plan: Plan, professional: User) -> dict[str, object]:
    """What stands beside the plan of Amir."""
    decision = DecisionFactory(application=ApplicationFactory(plan=plan, by=professional), by=professional)
    return {
        "referral": ReferralFactory(plan=plan, by=professional).pk,
        "application": decision.application_id,
        "decision": decision.pk,
    }


@pytest.fixture
def offered(db: None) -> dict[str, object]:
    """What an organisation offers and asks with: a service in its list, an own instrument with a part."""
    instrument = InstrumentFactory()
    part = instrument.parts.all()[0]
    return {"kind": "services", "listed": ServiceFactory().pk, "instrument": instrument.pk, "own_part": part.pk}


@pytest.fixture
def asked(professional: User, information_manager: User) -> dict[str, object]:
    """A question of the organisation with choices, at a moment, about which Amir said something; it was decided on."""
    question = OwnQuestionFactory(answer_type="choice")
    choices = [QuestionChoiceFactory(question=question) for _ in range(3)]
    return {
        "question": question.pk,
        "choice": choices[0].pk,
        "moment": "contact",
        "place": question.places.get().pk,
        "remark": QuestionRemarkFactory(question=question, written_by=professional).pk,
        "talk": QuestionTalkFactory(question=question, begun_by=information_manager, decided_by=information_manager).pk,
        **guided(),
    }


def guided() -> dict[str, object]:
    """A walk through the seven steps, with a wanted result."""
    result = WantedResultFactory()
    return {"guide": result.guide_id, "result": result.pk}


@pytest.fixture
def moved(mover: User, tmp_path: Path, settings: LazySettings) -> dict[str, object]:
    """What somebody who may move has at hand: a run that was tried, a sheet, something taken out, doubles, a merge."""
    settings.MOVING_FOLDER = tmp_path / "moving"
    place = storage.new_place()
    storage.keep(place, "sheet.csv", [b"Clientnummer;Voornaam client\n1;Bas\n"])
    columns = {"resident": {"from": 0}, "first_name": {"from": 1}}
    header = ["Clientnummer", "Voornaam client"]
    sheet = Sheet.objects.create(
        sent_by=mover, name="lijst.csv", stored_as=place, file="residents", header=header, columns=columns
    )
    first, second = ResidentFactory.create_batch(2, by=mover)
    return {
        "run": ImportRun.objects.create(started_by=mover, source="a.zip", is_dry_run=True, state="done").pk,
        "sheet": sheet.pk,
        "export": ExportRun.objects.create(started_by=mover, because="Wij gaan verhuizen.").pk,
        "one": first.pk,
        "other": second.pk,
        "merge": Merge.objects.create(
            kept=first.pk, other=second.pk, merged_by=mover, moved={}, undone_at=timezone.now()
        ).pk,
    }


@pytest.fixture
def measured(plan: Plan, professional: User, offered: dict[str, object]) -> dict[str, object]:
    """A part of an instrument that Amir filled in."""
    part = InstrumentPart.objects.get(pk=offered["own_part"])
    made = AssessmentFactory(plan=plan, by=professional, instrument_id=part.instrument_id, scores={part: 1})
    return {"part": part.pk, "assessment": made.pk}


@pytest.fixture
def learned(professional: User, east: Team) -> dict[str, object]:
    """A number on the page of a question, and what the team agreed under it."""
    agreement = AgreementFactory(made_by=professional, team=east)
    number = {"insight": agreement.question, "figure": "goal_progress", "cell": "up"}
    return {**number, "form": "csv", "agreement": agreement.pk}


@pytest.fixture
def discussed(professional: User, east: Team) -> dict[str, object]:
    """A meeting of the team of Amir, and what was agreed in it."""
    agreed = AgreedActionFactory(discussion=DiscussionFactory(team=east, by=professional), by=professional)
    return {"discussion": agreed.discussion_id, "agreed": agreed.pk}


@pytest.fixture
def held(plan: Plan, professional: User) -> dict[str, object]:
    """What Amir held with his team: an activity of a series and of an offer, to which the resident of his plan came."""
    series, offer = SeriesFactory(by=professional), OfferFactory(by=professional)
    activity = ActivityFactory(by=professional, series=series, offer=offer)
    attendance = AttendanceFactory(activity=activity, resident=plan.resident, by=professional)
    named = {"series": series.pk, "offer": offer.pk, "activity": activity.pk, "attendance": attendance.pk}
    return {**named, "state": "declined"}


@pytest.fixture
def around(
    arranged: dict[str, object],
    asked: dict[str, object],
    beside: dict[str, object],
    offered: dict[str, object],
    measured: dict[str, object],
    moved: dict[str, object],
    learned: dict[str, object],
    discussed: dict[str, object],
    held: dict[str, object],
    professional: User,
    east: Team,
) -> dict[str, object]:
    """What stands around a plan: what is arranged, asked, measured, moved, learned from it and talked over."""
    around = {**arranged, **asked, **beside, **offered, **measured, **moved, **learned, **discussed, **held}
    return around | signalled(professional, east) | met_outside(professional)


@pytest.fixture
def things(
    plan: Plan,
    professional: User,
    member: HouseholdMember,
    walking: dict[str, object],
    around: dict[str, object],
    mover: User,
    privacy_officer: User,
) -> dict[str, object]:
    """What each argument of an address stands for: everything hangs on the plan of Amir."""
    goal = plan.goals.all()[0]
    HelpRequestFactory(plan=plan, by=professional)
    # Without a look there is nothing to read about a file.
    AccessEvent.objects.create(user=professional, resident=plan.resident_id, plan=plan.pk, what="plan:read")
    return {
        "plan": plan.pk,
        **walking,
        **around,
        "lent_right": LentRightFactory(user=mover, lent_by=privacy_officer).pk,
        "goal": goal.pk,
        "action": goal.actions.all()[0].pk,
        "score": StepFactory(goal=goal, by=professional).pk,
        "note": NoteFactory(plan=plan, by=professional).pk,
        "appointment": AppointmentFactory(plan=plan, by=professional).pk,
        "resident": plan.resident_id,
        "household": member.household_id,
        "member": member.pk,
        "strength": StrengthFactory(plan=plan, by=professional).pk,
        "person": NetworkPersonFactory(plan=plan, by=professional).pk,
        "phone_code": code_for(plan=plan, by=professional).row.pk,
        "draft_id": DraftFactory(user=professional, path=f"/plans/{plan.pk}/notes/new/").pk,
        "answer": QuestionAnswerFactory(plan=plan, by=professional).pk,
        "phrase": TeamPhraseFactory(team_id=around["team_id"], by=professional).pk,
        "token": "not-a-known-link",
        "step": "2",
        "code": "ar",
    }


@pytest.fixture
def closed(things: dict[str, object], plan: Plan, professional: User) -> dict[str, object]:
    """The same, with the plan and that of the family closed since yesterday."""
    ClosingFactory(plan=Plan.objects.get(household=things["household"]), by=professional)
    return {**things, "closing": ClosingFactory(plan=plan, by=professional).pk}
