"""The facts of the document: where each must come from, and how it prints.

The standard library alone, like all of the recomputation.
"""

import calendar
import re
from datetime import date
from typing import Any

from tests.letter.printing import BLANK, letter_number, long_date, short_date, undated
from tests.letter.sources import AGENCIES, DOSSIER, PROVINCES, TEMPLATE, CannotRecomputeError, Sources, last_month

DOSSIER_KEYS = {
    "van_ban.so": "letter.number",
    "kem_theo.so": "letter.number",
    "kem_theo.ky_hieu": "letter.symbol",
    "kem_theo.co_quan": "letter.form",
    "van_ban.ngay": "letter.date",
    "kem_theo.ngay": "letter.date",
    "van_ban.han": "letter.deadline",
    "van_ban.ky_hieu": "letter.symbol",
    "van_ban.don_vi_soan": "letter.symbol",
    "van_ban.dia_danh": "letter.place",
    "van_ban.nguoi_soan": "letter.drafter",
    "van_ban.so_ban": "letter.copies",
    "nguoi_ky.ho_ten": "letter.signer",
    "nguoi_ky.dong_1": "letter.authority",
    "nguoi_ky.dong_2": "letter.authority",
    "dia_phuong.so_luong": "units.set",
}
DIRECTORY_KEYS = {
    "van_ban.dia_danh": r"agency\.[\w-]+\.place",
    "co_quan.chu_quan": r"agency\.[\w-]+\.superior",
    "co_quan.ten": r"agency\.[\w-]+\.name",
    "co_quan.dong_1": r"agency(\.[\w-]+\.first_line)?",
    "co_quan.dong_2": r"agency(\.[\w-]+\.second_line)?",
    "co_quan.ten_ngan": r"agency\.[\w-]+\.short_name",
    "co_quan.viet_tat": r"agency\.[\w-]+\.abbreviation",
    "nguoi_ky.chuc_vu": r"agency\.[\w-]+\.head_title",
    "nguoi_ky.ho_ten": r"person\.[\w-]+\.name",
    "lanh_dao_bo.thu_truong": r"person\.[\w-]+\.name",
    "dia_phuong.thu_truong": r"provincial-head\.[\w-]+\.title",
    "dia_phuong.co_quan": r"provincial-body\.[\w-]+\.noun",
    "cap_duoi.co_quan": r"lower-body\.[\w-]+\.noun",
    "cap_duoi.chuc_vu": r"lower-body\.[\w-]+\.head_title",
    "cap_duoi.thu_truong": r"lower-body\.[\w-]+\.heads",
    "don_vi_soan.ten": r"drafting-unit\.[\w-]+\.name",
}
UNKNOWN_NAME = " " * 12
ISSUER_KEYS = {
    "co_quan.chu_quan": r"agency\.[\w-]+\.name",
    "co_quan.ten": r"provincial-body\.[\w-]+\.name",
    "co_quan.dong_1": r"provincial-body\.[\w-]+\.first_line",
    "co_quan.dong_2": r"provincial-body\.[\w-]+\.second_line",
    "co_quan.ten_ngan": r"provincial-body\.[\w-]+\.short_name",
    "co_quan.viet_tat": r"provincial-body\.[\w-]+\.abbreviation",
    "nguoi_ky.chuc_vu": r"provincial-body\.[\w-]+\.head_title",
}
COMMITTEE_KEYS = {
    "co_quan.ten": r"party-committee\.[\w-]+\.name",
    "co_quan.ten_ngan": r"party-committee\.[\w-]+\.short_name",
    "co_quan.viet_tat": r"party-committee\.[\w-]+\.abbreviation",
    "nguoi_ky.chuc_vu": r"party-committee\.[\w-]+\.head_title",
    "cap_uy.thuong_vu": r"party-committee\.[\w-]+\.bureau",
}
"""Where the names come from in a letter that the body, or the Party committee, of a province writes."""

ROLES = {"nguoi_ky.ho_ten": "head", "lanh_dao_bo.thu_truong": "deputy_minister"}


def fact_value(name: str, address: str, sources: Sources) -> Any:
    """The value of a fact, read at the address that the provenance names."""
    file, _, key = address.partition("!")
    if file == AGENCIES:
        return (
            _unknown_person(name, key, sources) if key.startswith("people.") else _directory_value(name, key, sources)
        )
    if file == PROVINCES.replace(".csv", f"_{sources.unit_set}.csv").partition("/")[2]:
        return _unit_value(name, key, sources)
    if file != DOSSIER or key != _dossier_key(name, sources):
        raise CannotRecomputeError(f"{name} from {address}")
    if key == "units.set":
        return sources.unit_set
    return _period_value(name, sources) if key == "period" else _letter_value(name, key, sources)


def fact_text(name: str, value: Any, sources: Sources) -> str:
    """What the letter prints for a fact."""
    if name in ("van_ban.so", "kem_theo.so"):
        return letter_number(value)
    if name in ("van_ban.ngay", "kem_theo.ngay") and value is None:
        unknown = name == "kem_theo.ngay" and sources.letter.get("form") == "dien-tu"
        return undated(None if unknown else sources.letter_day)
    if name in ("van_ban.han", "kem_theo.ky_hieu", "kem_theo.co_quan") and value is None:
        return BLANK
    if name in ROLES and value is None:
        return UNKNOWN_NAME
    if isinstance(value, date):
        return long_date(value) if name.endswith(".ngay") else short_date(value)
    return str(value)


def _dossier_key(name: str, sources: Sources) -> str:
    declared: dict[str, str] = sources.toml[TEMPLATE].get("letter_keys", {})
    further = {f"van_ban.{form}": f"letter.{key}" for key, form in declared.items()}
    return "period" if name.startswith("ky.") else {**DOSSIER_KEYS, **further}[name]


def _period_value(name: str, sources: Sources) -> Any:
    period = sources.dossier["period"]
    year, months = period["year"], period["months"]
    current, before = (f"năm {each}" if months == 12 else f"{months} tháng năm {each}" for each in (year, year - 1))
    end_year, end_month = last_month(period)
    return {
        "ky.ten": current,
        "ky.cung_ky": before,
        "ky.nam": year,
        "ky.nam_truoc": year - 1,
        "ky.nam_sau": year + 1,
        "ky.so_thang": months,
        "ky.tu_ngay": date(year - 1, 10, 1),
        "ky.den_ngay": date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]),
    }[name]


def _letter_value(name: str, key: str, sources: Sources) -> Any:
    value: Any = sources.letter.get(key.removeprefix("letter."))
    if name == "van_ban.don_vi_soan":
        return str(value).rpartition("-")[2]
    if key == "letter.authority":
        return re.sub(r"^(\w+\.|\w/\w) ", "", value[int(name[-1]) - 1])
    electronic = sources.letter.get("form", "giay") == "dien-tu"
    return None if electronic and name.startswith("kem_theo.") else value


def _unknown_person(name: str, key: str, sources: Sources) -> None:
    """Nobody: no entry of the role is in force on the letter's day."""
    if key != f"people.{ROLES[name]}":
        raise CannotRecomputeError(f"{name} from {key}")
    for found in sources.toml[AGENCIES]["person"].values():
        if found["role"] == ROLES[name] and found["from"] <= sources.letter_day <= found["to"]:
            raise CannotRecomputeError(f"{name} is known: {found['name']}")


def _directory_value(name: str, key: str, sources: Sources) -> Any:
    if not re.fullmatch(_keys(sources)[name], key):
        raise CannotRecomputeError(f"{name} from {key}")
    kind, entry, field = key.split(".")
    found, day = sources.toml[AGENCIES][kind][entry], sources.letter_day
    if not found.get("from", date.min) <= day <= found.get("to", date.max):
        raise CannotRecomputeError(f"{kind}.{entry} is not in force on {day}")
    if found.get("role") != ROLES.get(name):
        raise CannotRecomputeError(f"{name} from the role {found.get('role')}")
    if kind == "drafting-unit" and found["abbreviation"] != sources.letter["symbol"].rpartition("-")[2]:
        raise CannotRecomputeError(f"{name} from the unit {found['abbreviation']}")
    if kind == "party-committee" and found["kind"] != sources.issuer["type"]:
        raise CannotRecomputeError(f"{name} from a committee of another kind of province")
    text: str = found[field]
    return text.replace("{unit}", _small(sources.issuer["official_name"])).replace("{name}", sources.issuer["name"])


def _keys(sources: Sources) -> dict[str, str]:
    if not sources.letter.get("issuer"):
        return {**DIRECTORY_KEYS, f"don_vi.{sources.letter.get('unit')}.thu_truong": r"provincial-head\.[\w-]+\.title"}
    family = sources.toml[TEMPLATE].get("heading", {}).get("family", "state")
    return {**DIRECTORY_KEYS, **(COMMITTEE_KEYS if family == "party" else ISSUER_KEYS)}


def _unit_value(name: str, key: str, sources: Sources) -> str:
    """A name of a province, from its row in the list of provinces."""
    code, _, column = key.partition(":")
    if not name.endswith({"name": f".{code}.ten", "official_name": f".{code}.ten_day_du"}[column]):
        raise CannotRecomputeError(f"{name} from {key}")
    row = sources.province(code)
    return row["name"] if column == "name" else _small(row["official_name"])


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
