"""Which files are sent to be brought in."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.bundle.shape import BY_NAME
from exchange.storage import BUNDLE
from shared.layout import LaidOut
from shared.text import typed

MOST = 200
ZIP, OLD_OFFICE = b"PK", b"\xd0\xcf\x11\xe0"
SHEETS = {"csv", "xlsx"}
TAKEN = ".zip,.csv,.xlsx"


class SeveralFiles(forms.ClearableFileInput):
    """A box for files, of which one may choose several at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """The files that were sent, in a list."""

    widget = SeveralFiles

    def clean(self, value: Any, initial: Any = None) -> list[UploadedFile]:
        """Each by itself."""
        sent = value if isinstance(value, list | tuple) else [value]
        return [super(FilesField, self).clean(one, initial) for one in sent or [None]]


class FilesForm(LaidOut, forms.Form):
    """One .zip, CSV files of the bundle, or one sheet of any shape. `kind` says which, once the form is right."""

    files = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("One .zip, files of the bundle (.csv), or one sheet of any shape (.xlsx or .csv)."),
        widget=SeveralFiles(attrs={"accept": TAKEN}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty."),
            "max_length": gettext_lazy("The name of this file is too long."),
        },
        max_length=150,
    )

    kind = ""

    def clean_files(self) -> list[UploadedFile]:
        """Files that can be read together; the content counts, and not only the name."""
        sent: list[UploadedFile] = self.cleaned_data["files"]
        if sum(one.size or 0 for one in sent) > settings.MOVING_MEGABYTES * 1_000_000:
            raise forms.ValidationError(_("This is more than %(most)s MB.") % {"most": settings.MOVING_MEGABYTES})
        for one in sent:
            look_at(one)
        self.kind = _kind(sent)
        return sent

    def kept_as(self) -> Iterator[tuple[str, UploadedFile]]:
        """Each file with the name that it gets here, which is never the one it came with."""
        for one in self.cleaned_data["files"]:
            stem, ending = _parts(one)
            yield (BUNDLE if self.kind == "zip" else f"sheet.{ending}" if self.kind == "sheet" else f"{stem}.csv"), one

    @property
    def source(self) -> str:
        """What was sent, for the list of runs."""
        names = [typed(PurePath(str(one.name)).name) for one in self.cleaned_data["files"]]
        return ", ".join(names)[:200]


def _parts(one: UploadedFile) -> tuple[str, str]:
    name = PurePath(str(one.name))
    return name.stem.lower(), name.suffix.lower().lstrip(".")


def look_at(one: UploadedFile) -> None:
    """Raises a plain sentence for a file that is none of ours."""
    begin, ending = one.read(8), _parts(one)[1]
    one.seek(0)
    name = {"name": one.name}
    if ending in {"xlsm", "xltm", "xlsb"}:
        raise forms.ValidationError(_("%(name)s has macros in it. Save it as .xlsx without macros.") % name)
    if ending in {"xls", "ods"}:
        raise forms.ValidationError(_("%(name)s is of another kind. Save it as .xlsx or .csv.") % name)
    if ending not in {"zip", *SHEETS}:
        raise forms.ValidationError(_("%(name)s is no .zip, .csv or .xlsx.") % name)
    if begin.startswith(OLD_OFFICE):
        raise forms.ValidationError(
            _("%(name)s has a password, or is of an old kind. Save it as .xlsx without a password.") % name
        )
    if begin.startswith(ZIP) != (ending != "csv"):
        raise forms.ValidationError(_("%(name)s is not what its name says.") % name)


def _kind(sent: list[UploadedFile]) -> str:
    """ "zip", "bundle" or "sheet"; a plain sentence for anything else."""
    parts = [_parts(one) for one in sent]
    if len(sent) == 1 and parts[0][1] == "zip":
        return "zip"
    known = {stem for stem, ending in parts if ending == "csv" and stem in BY_NAME and not BY_NAME[stem].inner}
    if len(known) == len(sent) <= MOST:
        return "bundle"
    if len(sent) == 1:
        return "sheet"
    others = ", ".join(str(one.name) for one, (stem, _ending) in zip(sent, parts, strict=True) if stem not in known)
    if not others:
        raise forms.ValidationError(_("Each file of the bundle may be there once."))
    raise forms.ValidationError(
        _("Several files together must all be files of the bundle. These are not: %(names)s. Send a sheet by itself.")
        % {"names": others}
    )
