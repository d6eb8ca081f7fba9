"""Addresses of moving in and out."""

from django.urls import path

from exchange.views import acts, doubles, exports, runs, services_in, sheets

urlpatterns = [
    path("lists/services/bring-in/", services_in.services_in, name="services_in"),
    path("moving/", runs.moves, name="moves"),
    path("moving/in/", runs.move_in, name="move_in"),
    path("moving/runs/<uuid:run>/", runs.run, name="run"),
    path("moving/runs/<uuid:run>/report.csv", runs.run_report, name="run_report"),
    path("moving/runs/<uuid:run>/start/", runs.run_start, name="run_start"),
    path("moving/runs/<uuid:run>/drop/", runs.run_drop, name="run_drop"),
    path("moving/runs/<uuid:run>/undo/", runs.run_undo, name="run_undo"),
    path("moving/sheets/<uuid:sheet>/", sheets.sheet_page, name="sheet_page"),
    path("moving/sheets/<uuid:sheet>/columns/", sheets.sheet_columns, name="sheet_columns"),
    path("moving/sheets/<uuid:sheet>/values/", sheets.sheet_values, name="sheet_values"),
    path("moving/out/", exports.move_out, name="move_out"),
    path("moving/exports/<uuid:export>/", exports.export, name="export"),
    path("moving/exports/<uuid:export>/file/", exports.export_file, name="export_file"),
    path("moving/doubles/", doubles.doubles, name="doubles"),
    path("moving/doubles/<uuid:one>/<uuid:other>/", doubles.double, name="double"),
    path("moving/doubles/<uuid:one>/<uuid:other>/apart/", doubles.double_apart, name="double_apart"),
    path("moving/merges/<uuid:merge>/undo/", doubles.merge_undo, name="merge_undo"),
    path("moving/log/", acts.moves_log, name="moves_log"),
]
