"""Letters that replace, amend or correct an issued letter (NĐ 30/2020, Điều 18 khoản 3)."""
