"""A day in an address: `<day:day>` for whoever imports this module."""

from datetime import date

from django.urls import register_converter


class DayConverter:
    """YYYY-MM-DD. A date that does not exist matches nothing, so its address is a 404."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(DayConverter, "day")
