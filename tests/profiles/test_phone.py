"""A clinic's number as a link that dials."""

import pytest

from k2tracker.profiles.phone import tel_uri


@pytest.mark.parametrize(
    ("written", "uri"),
    [
        ("01632 960 123", "tel:01632960123"),
        ("+44 (0)20 7946 0123", "tel:+442079460123"),
        ("(030) 1234-56", "tel:030123456"),
        ("020 7946 0123 ext. 12", "tel:02079460123;ext=12"),
        ("０３－１２３４－５６７８", "tel:0312345678"),
        ("030/1234.56", "tel:030123456"),
    ],
)
def test_number_becomes_a_link(written, uri):
    assert tel_uri(written) == uri


@pytest.mark.parametrize("written", ["", "ask at the desk", "12", "+", "javascript:alert(1)", "1" + "x" * 39])
def test_text_that_is_no_number_becomes_none(written):
    assert tel_uri(written) is None
