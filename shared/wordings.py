"""Former wordings: kept by the database itself, whatever changed them."""

from typing import Any

import pghistory


def keeps_wordings(model_name: str, *texts: str) -> Any:
    """Class decorator: when one of `texts` changes, PostgreSQL itself keeps the former row with its date and author.

    The former rows are a model `model_name`, reached as `former_wordings`.
    """
    return pghistory.track(
        pghistory.UpdateEvent("reworded", row=pghistory.Old, condition=pghistory.AnyChange(*texts)),
        fields=[*texts, "version", "changed_at", "changed_by"],
        obj_field=pghistory.ObjForeignKey(related_name="former_wordings"),
        context_field=None,  # type: ignore[arg-type]  # none, says its documentation
        model_name=model_name,
        meta={"ordering": ["-changed_at"]},
    )
