"""Settings: from the environment, each wrong one told by its name and nothing of its value."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vetsync.kit.config import BadSetting, Config, read_config


def test_without_any_setting_a_single_machine_works() -> None:
    assert read_config({}) == Config()


def test_the_environment_sets_and_what_is_given_comes_before_it() -> None:
    environment = {
        "VETSYNC_DATA_DIR": "/srv/vetsync", "VETSYNC_DEMO": "true", "VETSYNC_WORKER": "0", "VETSYNC_POOL_SIZE_MAX": "7",
        "VETSYNC_ANONYMOUS_PER_SECOND": "2.5", "VETSYNC_LOG_LEVEL": "ERROR", "VETSYNC_SMTP_URL": "", "PATH": "/bin",
        "VETSYNC_UNHEARD_OF": "1",
    }  # fmt: skip
    wanted = Config(
        data_dir=Path("/srv/vetsync"), demo=True, worker=False, pool_size_max=7, anonymous_per_second=2.5,
        log_level="ERROR",
    )  # fmt: skip
    assert read_config(environment) == wanted
    assert read_config(environment, data_dir=Path("/tmp/x")).data_dir == Path("/tmp/x")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("DEMO", "canary"), ("POOL_SIZE_MAX", "canary"), ("POOL_SIZE_MAX", "1"), ("LOG_LEVEL", "canary"),
        ("METRICS_TOKEN", "canary"), ("ANONYMOUS_PER_SECOND", "-1"), ("STORAGE_URL", "canary"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_named_and_not_quoted(name: str, said: str) -> None:
    with pytest.raises(BadSetting, match=f"^VETSYNC_{name}: ") as refused:
        read_config({f"VETSYNC_{name}": said})
    assert "canary" not in str(refused.value)


def test_the_command_says_it_in_one_line(tmp_path: Path) -> None:
    environment = {**os.environ, "VETSYNC_POOL_SIZE_MAX": "many", "VETSYNC_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "vetsync.app.cli", "openapi"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == ["VETSYNC_POOL_SIZE_MAX: Expected `int`, got `str`"]
