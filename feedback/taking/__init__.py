"""Figures on their way out: the same pages as on screen, as a workbook, as lines of text, and on paper.

Everything is made of `feedback.insight.Page`, which is what the page itself shows: what is withheld there is not here
either. Each form says so in words, and never with 0 or an empty cell.
"""

# By the form in the address: what a browser calls the kind of file.
FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
