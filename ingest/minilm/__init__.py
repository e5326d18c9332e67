"""all-MiniLM-L6-v2, the encoder that passages are found with and that the tagger is trained on."""
