"""Publishing: executed notebooks and tables become the pages, downloads and PDF of one report."""
