"""A file becomes an Article with everything we know about it. Imports nothing of ours."""
