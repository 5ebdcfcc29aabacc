"""Many reports at a time: found, read in processes or on a cluster, kept as a Parquet dataset."""
