"""Log lines that name a view and where it went wrong, and nobody. A database error can quote a whole row."""

import logging
import traceback
from collections.abc import Iterator

import psycopg
from django.db import Error
from psycopg_pool import PoolTimeout

DATABASE = (Error, psycopg.Error, PoolTimeout)


class Discreet(logging.Filter):
    """Takes the words of database errors and the address that was asked out of a log line; the frames stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line goes through, some with less in it."""
        if isinstance(record.exc_info, tuple) and record.exc_info[1]:
            record.exc_text = "".join(told(record.exc_info[1])).rstrip()
        if isinstance(record.args, tuple):
            record.args = tuple(_plain(record, value) for value in record.args)
        if isinstance(record.msg, DATABASE):
            record.msg = name_of(record.msg)
        return True


def told(error: BaseException) -> Iterator[str]:
    """A traceback as Python writes it, with what led to it first; of a database error only the class is named."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before:
        yield from told(before)
        yield "\nwhich led to:\n\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield from [f"{name_of(error)}\n"] if isinstance(error, DATABASE) else traceback.format_exception_only(error)


def name_of(error: BaseException) -> str:
    """The class of an error with its module."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _plain(record: logging.LogRecord, value: object) -> object:
    """A value of a log line: an error by its class, the address of the request by its pattern."""
    if isinstance(value, DATABASE):
        return name_of(value)
    request = getattr(record, "request", None)
    if request is None or value != getattr(request, "path", None):
        return value
    match = getattr(request, "resolver_match", None)
    return match.route if match else "an address that is not here"
