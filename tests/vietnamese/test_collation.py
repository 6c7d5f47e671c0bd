"""The order of names: the Vietnamese alphabet, tones last."""

from dispatch.vietnamese.collation import vietnamese_key

ORDERED = (
    "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương",
    "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Gia Lai", "Hà Nội",
)  # fmt: skip


def test_letters_stand_in_the_order_of_the_alphabet_and_tones_count_last() -> None:
    assert sorted(set(ORDERED), key=vietnamese_key) == list(ORDERED)
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma", "mă"], key=vietnamese_key) == [
        "ma", "mà", "mả", "mã", "má", "mạ", "mă",
    ]  # fmt: skip
