"""Speed, as ratios against a stock pipeline measured in the same run: ``make bench``."""
