"""Number and date given to letters, as the clerk says; the program invents neither (NĐ 30/2020, Điều 15)."""
