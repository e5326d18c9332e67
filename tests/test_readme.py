"""What the README shows is what the program prints."""

import importlib.util
import re
import sys
from pathlib import Path

from app.cli import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def tool():
    spec = importlib.util.spec_from_file_location("readme_tool", ROOT / "tools" / "readme.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["readme_tool"] = module
    spec.loader.exec_module(module)
    return module


def test_the_answers_in_the_readme_are_the_programs_own(demo_folder):
    assert tool().with_output(README, demo_folder) == README, "run: python tools/readme.py"


def test_the_readme_names_only_commands_that_exist():
    known = {command.callback.__name__ for command in cli.registered_commands}
    known |= {group.typer_instance.info.name for group in cli.registered_groups}
    assert set(re.findall(r"^\$ (?:.*; )?hearsay (\w+)", README, re.MULTILINE)) <= known


def test_the_readme_names_only_make_targets_that_exist():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make (\w+)", README)) <= targets
