"""Tests of the whole letter of fixtures/2022-5-thang, as a reader would check it."""
