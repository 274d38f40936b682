"""The ledger: rows that are only ever added, in batches chained by digest."""
