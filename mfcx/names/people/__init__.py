"""Persons: where they are named, their names in the nominative, and their offices."""
