"""Taking what stands in a plan out of sight, and putting it back."""

from django.db import transaction
from django.utils import timezone

from organisation.models import User
from registration.models import (
    Action,
    AgreedAction,
    Application,
    CaseDiscussion,
    Decision,
    Goal,
    NetworkPerson,
    Note,
    Referral,
    Strength,
)

Removable = (
    Action | AgreedAction | Application | CaseDiscussion | Decision | Goal | NetworkPerson | Note | Referral | Strength
)


@transaction.atomic
def remove(*, record: Removable, by: User) -> None:
    """Out of sight, with what hangs on it; it can be put back, and then that is there too."""
    record.removed_at = timezone.now()
    record.save(update_fields=["removed_at"])


@transaction.atomic
def put_back(*, record: Removable, by: User) -> None:
    """Undoes the removal."""
    record.removed_at = None
    record.save(update_fields=["removed_at"])
