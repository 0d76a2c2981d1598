"""Regions and places: where each figure belongs."""
