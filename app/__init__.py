"""A question becomes an answer whose every statement names its source and quotes it."""
