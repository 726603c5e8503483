"""Instants, days and lengths as a lawyer writes them in an agreement file.

``2016-09-12 19:00 Asia/Damascus`` is an instant; ``2016-09-09`` a day; ``7 days`` a length.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2})(?::00)? ?(\S+)?")
_LENGTH = re.compile(r"(\d{1,5}) (hour|day|week)s?")


def parse_zone(text: str) -> ZoneInfo:
    """The IANA zone of that name; raises ``ValueError`` with the remedy."""
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{text!r} is not a time zone; write an IANA name such as Asia/Damascus") from error


def parse_day(text: str) -> date:
    """``YYYY-MM-DD`` → date; raises ``ValueError``."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day; write it as 2016-09-12") from error


def parse_instant(text: str) -> datetime:
    """``YYYY-MM-DD HH:MM ZONE`` → aware datetime; ``ZONE`` is an IANA name, ``UTC`` or an offset such as +03:00.

    Raises ``ValueError`` when it is no instant, has no zone, or names an hour that the zone's clocks skipped.
    """
    match = _INSTANT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not an instant; write it as 2016-09-12 19:00 Asia/Damascus")
    day, hour, zone = match.groups()
    if zone is None:
        raise ValueError(f"{text!r} has no zone; add one, as in 2016-09-12 19:00 Asia/Damascus")
    try:
        if re.fullmatch(r"[+-]\d{2}:\d{2}", zone):
            return datetime.fromisoformat(f"{day}T{hour.zfill(5)}{zone}")
        naive = datetime.fromisoformat(f"{day}T{hour.zfill(5)}")
    except ValueError as error:
        raise ValueError(f"{text!r} is not an instant: {error}; correct the day or the hour") from error
    aware = naive.replace(tzinfo=parse_zone(zone))
    if aware.astimezone(UTC).astimezone(aware.tzinfo).replace(tzinfo=None) != naive:
        raise ValueError(f"{text!r} does not exist: the clocks of {zone} skipped it; write the hour that followed")
    return aware


def parse_length(text: str) -> timedelta:
    """``7 days``, ``48 hours``, ``2 weeks`` → timedelta above zero; raises ``ValueError``."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None or int(match[1]) == 0:
        raise ValueError(f"{text!r} is not a length; write it as 7 days, 48 hours or 2 weeks")
    return int(match[1]) * {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}[match[2]]
