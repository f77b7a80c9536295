"""What the library costs, beside what else one could do: ``python -m benchmarks``."""
