"""Observations held against targets: what kind of relation it is, and what may be said."""
