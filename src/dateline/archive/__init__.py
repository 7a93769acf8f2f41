"""Many records in one folder: Parquet parts, what is derived from them, and a side file."""
