"""The record of findings: what somebody has established or refuted, on whose word, and which articles speak of it."""
