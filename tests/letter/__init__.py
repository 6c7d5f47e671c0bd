"""Tests of whole letters, as a reader would check them: that of fixtures/2022-5-thang closely, every other in short."""
