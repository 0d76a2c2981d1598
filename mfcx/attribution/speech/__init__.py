"""Speakers: who says what, in quotations and reported speech."""
