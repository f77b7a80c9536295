"""Transitions and sequences over channels, purposes, acts or stages."""
