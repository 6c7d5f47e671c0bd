"""What the invented tables of fixtures/ must give: the published facts, and round assumptions for the rest.

`published` marks are in the comments; all other numbers are assumptions. Money in 1.000 đồng.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Known:
    """The sums of one measure over all units; `spread` is how far the units lie apart."""

    base: int
    result: int
    carried_over: int
    spread: Fraction


@dataclass(frozen=True)
class Facts:
    """One table: its period, its units ("63", "34" or the name of a province) and its sums.

    `seed` draws what is not known; two tables with one seed have units that are alike. `named_on` is the
    day whose names of the 63 are printed.
    """

    year: int
    months: int
    units: str
    seed: str
    measures: Mapping[str, Known]
    named_on: str = "2012-10-01"


@dataclass(frozen=True)
class Dossier:
    """A folder of fixtures/ and its tables, the earlier period first.

    With `carried_over` the later period takes over what the earlier one left: two whole years.
    """

    folder: str
    tables: Sequence[tuple[str, Facts]]
    carried_over: bool = False


@dataclass(frozen=True)
class Province:
    """A province with units below it and their sizes."""

    units: Sequence[tuple[str, int]]


_NEAR, _WIDE = Fraction(1, 12), Fraction(1, 4)

PROVINCES: Mapping[str, Province] = {
    "Bến Tre": Province((
        ("Văn phòng Cục", 60), ("Chi cục THADS thành phố Bến Tre", 210), ("Chi cục THADS huyện Châu Thành", 150),
        ("Chi cục THADS huyện Chợ Lách", 85), ("Chi cục THADS huyện Mỏ Cày Nam", 140),
        ("Chi cục THADS huyện Giồng Trôm", 155), ("Chi cục THADS huyện Bình Đại", 130),
        ("Chi cục THADS huyện Ba Tri", 160), ("Chi cục THADS huyện Thạnh Phú", 110),
        ("Chi cục THADS huyện Mỏ Cày Bắc", 95),
    )),
    "Tây Ninh": Province((
        ("Văn phòng Cục", 90), ("Chi cục THADS thành phố Tây Ninh", 190), ("Chi cục THADS huyện Tân Biên", 120),
        ("Chi cục THADS huyện Tân Châu", 170), ("Chi cục THADS huyện Dương Minh Châu", 150),
        ("Chi cục THADS huyện Châu Thành", 140), ("Chi cục THADS thị xã Hòa Thành", 160),
        ("Chi cục THADS huyện Gò Dầu", 155), ("Chi cục THADS huyện Bến Cầu", 85),
        ("Chi cục THADS thị xã Trảng Bàng", 165),
    )),
}  # fmt: skip

DOSSIERS: Sequence[Dossier] = (
    # The letter of the end of 2013: 86,53% and 73,17% against goals of 88% and 77%; what was carried over into
    # 2014 is 4,10% more than what was carried over into 2013.
    Dossier("2013-12-thang", (
        ("2012-12.csv", Facts(2012, 12, "63", "2013", {
            "viec": Known(488_206, 420_638, 235_612, _NEAR),
            "tien": Known(29_306_418_275, 21_101_614_720, 41_208_337_914, _WIDE),
        })),
        ("2013-12.csv", Facts(2013, 12, "63", "2013", {
            "viec": Known(530_418, 458_971, 245_272, _NEAR),
            "tien": Known(41_597_243_806, 30_436_703_293, 49_816_420_355, _WIDE),
        })),
    ), carried_over=True),
    # The letter of February 2025: 161.828 việc, 4.285 fewer (2,58%) than in the same period; over 36.550 tỷ, 8,49%
    # more.
    Dossier("2025-4-thang", (
        ("2024-04.csv", Facts(2024, 4, "63", "2025", {
            "viec": Known(425_385, 166_113, 466_920, Fraction(1, 3)),
            "tien": Known(178_412_906_331, 33_690_107_452, 298_306_118_905, Fraction(1, 2)),
        }, "2024-01-31")),
        ("2025-04.csv", Facts(2025, 4, "63", "2025", {
            "viec": Known(438_319, 161_828, 489_774, Fraction(1, 3)),
            "tien": Known(189_207_334_618, 36_550_412_708, 321_553_870_264, Fraction(1, 2)),
        }, "2025-01-31")),
    )),
    # Ten months of 2025, on 34 units; the same period is still on 63. Nothing of it was published.
    Dossier("2025-10-thang", (
        ("2024-10.csv", Facts(2024, 10, "63", "2025", {
            "viec": Known(640_116, 449_873, 371_204, Fraction(1, 6)),
            "tien": Known(229_470_335_118, 89_264_510_377, 287_116_402_530, Fraction(2, 5)),
        }, "2024-07-31")),
        ("2025-10.csv", Facts(2025, 10, "34", "2025", {
            "viec": Known(652_730, 466_245, 388_417, Fraction(1, 6)),
            "tien": Known(246_115_208_664, 117_530_846_912, 291_730_548_206, Fraction(2, 5)),
        })),
    )),
    # Bến Tre, seven months of 2017: the goals (70%, 33%, 8% and 7,5% less carried over) and the campaign are
    # published, no count is.
    Dossier("2017-7-thang-ben-tre", (
        ("2016-07.csv", Facts(2016, 7, "Bến Tre", "2017", {
            "viec": Known(8_912, 4_186, 9_204, Fraction(1, 5)),
            "tien": Known(612_408_330, 131_207_415, 988_340_206, Fraction(1, 3)),
        })),
        ("2016-12.csv", Facts(2016, 12, "Bến Tre", "2017", {
            "viec": Known(10_348, 7_302, 5_870, Fraction(1, 6)),
            "tien": Known(701_265_118, 240_816_332, 742_905_417, Fraction(1, 4)),
        })),
        ("2017-07.csv", Facts(2017, 7, "Bến Tre", "2017", {
            "viec": Known(9_346, 4_311, 9_618, Fraction(1, 5)),
            "tien": Known(655_820_417, 128_940_266, 1_020_663_518, Fraction(1, 3)),
        })),
    )),
    # Tây Ninh, eleven months of 2021: nothing of it was published.
    Dossier("2021-11-thang-tay-ninh", (
        ("2020-11.csv", Facts(2020, 11, "Tây Ninh", "2021", {
            "viec": Known(13_662, 9_480, 8_310, Fraction(1, 6)),
            "tien": Known(1_288_014_530, 402_118_906, 1_930_224_105, Fraction(1, 3)),
        })),
        ("2021-11.csv", Facts(2021, 11, "Tây Ninh", "2021", {
            "viec": Known(14_205, 10_118, 8_940, Fraction(1, 6)),
            "tien": Known(1_402_318_226, 512_406_118, 2_108_530_447, Fraction(1, 3)),
        })),
    )),
)  # fmt: skip
