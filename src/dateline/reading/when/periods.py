"""Calendar periods: a day, a week, a summer, a decade, and moving among them.

Values are those of TIMEX3 (TimeML 1.2.1). Weeks are ISO weeks. Seasons are those of the northern
hemisphere, which is what TIMEX3's SP, SU, FA and WI are conventionally read as.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

DAYS: Final = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
MONTHS: Final = {
    "month": 1, "quarter": 3, "half": 6, "season": 12, "year": 12, "decade": 120,
    "century": 1200, "millennium": 12000,
}  # fmt: skip
PRECISION: Final = {
    "day": "day", "weekend": "day", "week": "week", "fortnight": "week", "month": "month",
    "quarter": "month", "half": "month", "season": "month", "year": "year", "decade": "year",
    "century": "year", "millennium": "year",
}  # fmt: skip
SEASON_CODES: Final = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
SEASON_MONTHS: Final = 3
SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period: its unit and its first day. Leaving the years 1 to 9999 raises
    `ValueError` or `OverflowError`.
    """

    unit: str
    start: date

    @property
    def end(self) -> date:
        """The last day of the period."""
        if self.unit == "weekend":
            return self.start + timedelta(days=1)
        if self.unit in DAYS:
            return self.start + timedelta(days=DAYS[self.unit] - 1)
        months = SEASON_MONTHS if self.unit == "season" else MONTHS[self.unit]
        return add_months(self.start, months) - timedelta(days=1)

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year, month = self.start.year, self.start.month
        iso_year, iso_week, _ = self.start.isocalendar()
        match self.unit:
            case "week":
                return f"{iso_year:04}-W{iso_week:02}"
            case "fortnight":
                return f"{self.start.isoformat()}/{self.end.isoformat()}"
            case "weekend":
                return f"{iso_year:04}-W{iso_week:02}-WE"
            case "month":
                return f"{year:04}-{month:02}"
            case "quarter":
                return f"{year:04}-Q{(month + 2) // 3}"
            case "half":
                return f"{year:04}-H{(month + 5) // 6}"
            case "season":
                return f"{year:04}-{SEASON_CODES[month]}"
            case "year":
                return f"{year:04}"
            case "decade":
                return f"{year // 10:03}"
            case "century":
                return f"{year // 100:02}"
            case "millennium":
                return f"{year // 1000}"
        return self.start.isoformat()

    @property
    def precision(self) -> str:
        """The codebook's precision: the unit in which the bounds of the period are known."""
        return PRECISION[self.unit]

    def shift(self, count: int) -> "Period":
        """The period `count` units later; seasons move by whole years."""
        if self.unit in DAYS:
            return Period(self.unit, self.start + timedelta(days=DAYS[self.unit] * count))
        return Period(self.unit, add_months(self.start, MONTHS[self.unit] * count))


def containing(unit: str, day: date) -> Period:
    """The period of `unit` that `day` lies in; a weekend is that of the day's ISO week."""
    match unit:
        case "week" | "fortnight":
            return Period(unit, day - timedelta(days=day.weekday()))
        case "weekend":
            return Period(unit, day + timedelta(days=SATURDAY - day.weekday()))
        case "month":
            return Period(unit, day.replace(day=1))
        case "quarter":
            return Period(unit, date(day.year, (day.month - 1) // 3 * 3 + 1, 1))
        case "half":
            return Period(unit, date(day.year, (day.month - 1) // 6 * 6 + 1, 1))
        case "season":
            return Period(unit, add_months(day.replace(day=1), -(day.month % SEASON_MONTHS)))
        case "year":
            return Period(unit, date(day.year, 1, 1))
        case "decade":
            return Period(unit, date(day.year // 10 * 10, 1, 1))
        case "century":
            return Period(unit, date(day.year // 100 * 100, 1, 1))
        case "millennium":
            return Period(unit, date(day.year // 1000 * 1000, 1, 1))
    return Period("day", day)


def add_months(day: date, count: int) -> date:
    """`day` moved by months, held at the end of a shorter month (31 January + 1 = 28 February)."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    first = date(year, month, 1)
    return first.replace(day=min(day.day, days_in_month(first)))


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The date, or `None` if there is none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_in_month(day: date) -> int:
    if day.month == 12:
        return 31
    return (date(day.year, day.month + 1, 1) - date(day.year, day.month, 1)).days


def add_units(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` units; units shorter than a day leave it where it is."""
    if unit in DAYS:
        return day + timedelta(days=DAYS[unit] * count)
    return add_months(day, MONTHS[unit] * count) if unit in MONTHS else day


def narrowed(period: Period, which: int, parts: int = 3) -> tuple[date, date]:
    """The first, middle or last third (0, 1, 2) of a period longer than a week, or one of other
    equal parts.
    """
    length = (period.end - period.start).days + 1
    first = period.start + timedelta(days=length * which // parts)
    return first, period.start + timedelta(days=length * (which + 1) // parts - 1)
