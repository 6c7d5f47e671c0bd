"""The page for authors of templates tells of all that the program's catalogues have."""

import re

from dispatch.composition.print_forms import PRINT_FORMS
from dispatch.directory.indicators import indicator_catalogue
from dispatch.directory.naming_rules import naming_rules
from dispatch.pipeline.prepare import prepare
from tests.builders import FIXTURE, ROOT
from tools.catalogue_page import PAGE, page, shapes

WRITTEN = (ROOT / PAGE).read_text(encoding="utf-8")


def test_the_page_is_the_one_that_the_catalogues_give() -> None:
    assert page() == WRITTEN, "run: make catalogue"


def test_every_indicator_filter_and_rule_is_on_it() -> None:
    names = {*indicator_catalogue().indicators, *PRINT_FORMS, *naming_rules().rules}
    assert [name for name in names if f"| `{name}` |" not in WRITTEN] == []


def test_every_shape_of_name_that_a_dossier_gives_is_on_it() -> None:
    told = set(re.findall(r"^\| `([^`]+)`", WRITTEN, re.MULTILINE))
    given = shapes(prepare(FIXTURE, None).statistics.data, indicator_catalogue())
    assert len(given) > 10
    assert {shape.split(" ")[0] for shape in given} <= told
