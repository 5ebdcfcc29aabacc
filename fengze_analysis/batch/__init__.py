"""Many reports at a time: a folder of them to one dataset of Parquet files."""

from .run import LIMIT, RunSummary, run_batch

__all__ = ["LIMIT", "RunSummary", "run_batch"]
