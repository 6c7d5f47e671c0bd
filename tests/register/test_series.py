"""Which run of numbers a letter belongs to, by rules that are data."""

from datetime import date
from pathlib import Path

import pytest

from dispatch.errors import FormatError, RegisterError
from dispatch.model.profile import Regime
from dispatch.register.series import load_series

OWN = """
[state]
types = ["QĐ"]
by_type = ["TCTHADS"]
"""


@pytest.mark.parametrize(
    ("symbol", "regime", "day", "series"),
    [
        ("TCTHADS-TKDLCN", "state", date(2022, 12, 31), "TCTHADS/2022"),
        ("TCTHADS-TKDLCN", "state", date(2023, 1, 1), "TCTHADS/2023"),
        ("QĐ-TCTHADS", "state", date(2022, 3, 8), "TCTHADS/2022"),
        ("CT/TU", "party", date(2024, 2, 1), "TU/CT/2020-2025"),
        ("CT/TU", "party", date(2026, 2, 1), "TU/CT/2025-2030"),
    ],
)
def test_the_state_numbers_by_office_and_year_the_party_by_type_and_term(
    symbol: str, regime: Regime, day: date, series: str
) -> None:
    assert load_series(None).series(symbol, regime, day) == series


def test_an_office_may_number_its_types_apart(tmp_path: Path) -> None:
    (tmp_path / "series.toml").write_text(OWN, encoding="utf-8")
    rules = load_series(tmp_path)

    assert rules.series("QĐ-TCTHADS", "state", date(2022, 3, 8)) == "TCTHADS/QĐ/2022"
    assert rules.series("TCTHADS-TKDLCN", "state", date(2022, 3, 8)) == "TCTHADS/CV/2022"


def test_a_term_that_is_not_known_is_refused_not_guessed() -> None:
    with pytest.raises(RegisterError) as caught:
        load_series(None).series("CT/TU", "party", date(2018, 2, 20))

    assert caught.value.findings[0].code == "no-term"


def test_every_fault_of_a_series_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "series.toml").write_text(
        OWN + 'typos = 1\n[[party.term]]\nbody = "TU"\nfrom = 2022-01-01\nto = 2021-01-01\n', encoding="utf-8"
    )
    with pytest.raises(FormatError) as caught:
        load_series(tmp_path)

    assert {finding.code for finding in caught.value.findings} == {"unknown-key", "missing-key", "wrong-order"}
