"""Organisations: where they are named, the place that makes each one body, and their fullest name."""
