"""Residents and their plans: goals, actions, steps, notes, closings."""

from registration.models.action import Action, ActionTick
from registration.models.appointment import Appointment
from registration.models.assessment import Assessment, AssessmentPart
from registration.models.assignment import Assignment
from registration.models.broken_glass import BrokenGlass
from registration.models.closing import Answer, Closing
from registration.models.discussion import AgreedAction, CaseDiscussion, CaseText, Participant
from registration.models.goal import Goal, GoalLevel, GoalResult, GoalScore
from registration.models.help_request import HelpRequest
from registration.models.household import Household, HouseholdMember
from registration.models.note import Note
from registration.models.phone_code import PhoneCode
from registration.models.plan import Plan
from registration.models.question_answer import Experience, QuestionAnswer
from registration.models.referral import Application, Decision, Referral
from registration.models.resident import Resident
from registration.models.resource import NetworkPerson, Strength
from registration.models.team_phrase import TeamPhrase
from registration.models.voice import Voice

__all__ = [
    "Action",
    "ActionTick",
    "AgreedAction",
    "Answer",
    "Application",
    "Appointment",
    "Assessment",
    "AssessmentPart",
    "Assignment",
    "BrokenGlass",
    "CaseDiscussion",
    "CaseText",
    "Closing",
    "Decision",
    "Experience",
    "Goal",
    "GoalLevel",
    "GoalResult",
    "GoalScore",
    "HelpRequest",
    "Household",
    "HouseholdMember",
    "NetworkPerson",
    "Note",
    "Participant",
    "PhoneCode",
    "Plan",
    "QuestionAnswer",
    "Referral",
    "Resident",
    "Strength",
    "TeamPhrase",
    "Voice",
]
