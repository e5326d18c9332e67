"""The workflow that users copy."""

import re
import shlex

import pytest
import typer.main
import yaml

from app.cli import cli
from evals.floors import HERE

FILE = HERE / "github-workflow.yml"


@pytest.fixture
def workflow():
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.fixture
def steps(workflow):
    (job,) = workflow["jobs"].values()
    return job["steps"]


def test_it_may_read_and_nothing_else(workflow):
    assert workflow["permissions"] == {"contents": "read"}
    assert not [job for job in workflow["jobs"].values() if "permissions" in job]
    assert "pull_request" in workflow[True]  # YAML 1.1 reads the key `on` so
    assert "pull_request_target" not in workflow[True]
    assert "secrets." not in FILE.read_text(encoding="utf-8")


def test_every_action_is_pinned_by_commit_with_its_version_beside_it():
    used = re.findall(r"uses: (\S+)(.*)", FILE.read_text(encoding="utf-8"))
    assert len(used) == 3
    for action, comment in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)


def test_no_expression_stands_in_a_command(steps):
    assert not [step for step in steps if "${{" in step.get("run", "")]


def test_the_reports_are_kept_when_the_evaluation_fails(steps):
    assert steps[-1]["if"] == "${{ !cancelled() }}"
    assert steps[-1]["with"]["path"] == "reports/"


def test_its_commands_have_the_options_that_it_gives(steps):
    given = [shlex.split(step["run"]) for step in steps if step.get("run", "").startswith("hearsay")]
    assert [command[1] for command in given] == ["ingest", "eval"]
    evaluation = typer.main.get_command(cli).commands["eval"].commands["run"]
    known = {option for parameter in evaluation.params for option in parameter.opts}
    assert {word for word in given[1] if word.startswith("--")} <= known
