"""From a spreadsheet of any shape to a bundle, in three pages."""

from itertools import chain, islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from exchange import queries, rules
from exchange.bundle.columns import Column
from exchange.bundle.shape import BY_NAME
from exchange.forms.sheets import ColumnsForm, PageForm, ValuesForm
from exchange.models import Sheet
from exchange.operations import sheets as operations
from exchange.sheets import matching
from exchange.sheets.offered import has_words, unknown_values
from exchange.sheets.reading import Unreadable, pages, rows
from organisation.access import allowed
from organisation.submission import once

SHOWN, LOOKED_AT = 5, 2000


@allowed(rules.moves_own_sheet)
@once
def sheet_page(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Which sheet it is and what its rows are; a sheet with the same columns as before is recognised."""
    path = operations.sheet_path(sheet.stored_as)
    try:
        names, hidden = pages(path)
        page = _chosen(request, names)
        first = list(islice(rows(path, page), SHOWN + 1))
    except Unreadable as error:
        return render(request, "exchange/sheet_page.html", {"sheet": sheet, "unreadable": str(error)}, status=422)
    header = first[0][1] if first else []
    known = queries.remembered(header)
    likely = known.file if known else matching.likely_file(header)
    form = PageForm(request.POST or None, pages=names, initial={"page": page, "file": likely})
    if request.method == "POST" and form.is_valid() and header:
        file = form.cleaned_data["file"]
        columns = known.columns if known and known.file == file else matching.guessed(header, BY_NAME[file])
        operations.choose_page(sheet=sheet, page=page, file=file, header=header, columns=columns, by=request.user)
        return redirect("sheet_columns", sheet.pk)
    first = [(number, cells + [""] * (len(header) - len(cells))) for number, cells in first]
    context = {"sheet": sheet, "form": form, "first": first, "hidden": hidden, "known": known}
    context |= {"pages": list(enumerate(names, start=1)), "page": page}
    return render(request, "exchange/sheet_page.html", context, status=422 if request.method == "POST" else 200)


def _chosen(request: HttpRequest, names: list[str]) -> str:
    """The sheet that was opened: by its name in the form, by its number in the address; the first one otherwise."""
    number = request.GET.get("number", "")
    at = int(number) - 1 if number.isdecimal() and 0 < int(number) <= len(names) else 0
    return request.POST["page"] if request.POST.get("page") in names else names[at]


@allowed(rules.moves_own_sheet)
@once
def sheet_columns(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Which column becomes which."""
    if not sheet.file:
        return redirect("sheet_page", sheet.pk)
    form = ColumnsForm(request.POST or None, sheet=sheet)
    if request.method == "POST" and form.is_valid():
        operations.match_columns(sheet=sheet, columns=form.match(), by=request.user)
        return redirect("sheet_values", sheet.pk)
    context = {"sheet": sheet, "form": form, "rows": form.rows()}
    return render(request, "exchange/sheet_columns.html", context, status=422 if request.method == "POST" else 200)


@allowed(rules.moves_own_sheet)
@once
def sheet_values(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What the sheet's own words mean; then it is tried."""
    if not sheet.columns:
        return redirect("sheet_page", sheet.pk)
    try:
        unknown = _unknown(sheet)
    except Unreadable as error:
        return render(request, "exchange/sheet_page.html", {"sheet": sheet, "unreadable": str(error)}, status=422)
    form = ValuesForm(request.POST or None, unknown=unknown, columns=_with_words(sheet))
    if request.method == "POST" and form.is_valid():
        match = {
            name: {**how, "values": {**how.get("values", {}), **form.values_of(name)}} if name in unknown else how
            for name, how in sheet.columns.items()
        }
        operations.match_columns(sheet=sheet, columns=match, by=request.user)
        run = operations.try_sheet(sheet=sheet, by=request.user, remember_as=form.cleaned_data["remember_as"])
        return redirect("run", run.pk)
    context = {"sheet": sheet, "form": form, "unknown": unknown}
    return render(request, "exchange/sheet_values.html", context, status=422 if request.method == "POST" else 200)


def _with_words(sheet: Sheet) -> dict[str, Column]:
    """The columns of the bundle that one chooses from a list in, by name."""
    return {column.name: column for column in BY_NAME[sheet.file].columns if has_words(column)}


def _unknown(sheet: Sheet) -> dict[str, list[str]]:
    """The values in the first rows that are none of those to choose from, by column."""
    matched = {name: how for name, how in sheet.columns.items() if name in _with_words(sheet)}
    found: dict[str, list[str]] = {name: [how["fixed"]] if how.get("fixed") else [] for name, how in matched.items()}
    places = {name: how["from"] for name, how in matched.items() if "from" in how}
    path = operations.sheet_path(sheet.stored_as)
    for _number, cells in islice(rows(path, sheet.page), 1, LOOKED_AT) if places else ():
        for name, place in places.items():
            found[name].extend(chain(cells[place : place + 1]))
    unknown = {name: unknown_values(_with_words(sheet)[name], found[name], how) for name, how in matched.items()}
    return {name: values[: matching.CHOICES] for name, values in unknown.items() if values}
