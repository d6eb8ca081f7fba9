"""Every question about work outside the file, from the modules that hold them."""

from catalogue.builtin_activities import ACTIVITIES
from catalogue.builtin_groups import GROUPS
from catalogue.builtin_signals import SIGNALS

ASKED_OUTSIDE = [*GROUPS, *ACTIVITIES, *SIGNALS]
