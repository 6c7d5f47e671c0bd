"""Tests of dispatch.inspection."""
