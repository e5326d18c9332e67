"""What a question takes for granted or asks after, and what stands on record about it."""
