"""The values every stage depends on: frozen, exact, and ignorant of files and Word."""
