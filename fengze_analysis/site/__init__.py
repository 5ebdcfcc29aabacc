"""The site of a report: executed notebooks and frames become pages, downloads and PDF."""
