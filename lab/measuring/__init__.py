"""Measures the servers of one protocol in each architecture: `make bench`."""
