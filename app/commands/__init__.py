"""The commands, one file each or a family; every one a plain function that Typer wraps."""
