"""The tables of the project: what the columns mean, how they are checked, read and written."""
