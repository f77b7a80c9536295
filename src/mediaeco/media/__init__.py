"""Theories of media: what channels can do, mean and are chosen for."""
