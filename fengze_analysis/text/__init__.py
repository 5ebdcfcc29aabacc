"""Bytes of a report in any layout to its text, which every position points into."""
