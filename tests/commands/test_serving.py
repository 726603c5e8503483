"""`serve` and `user`: the desk in a browser from the command line."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from trucewatch.ledger.catalogue import read_decided
from trucewatch.ledger.desk import create_desk, open_desk
from trucewatch.ledger.people import read_people


@pytest.fixture
def desk(tmp_path):
    return create_desk(tmp_path / "desk").folder


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def serve(desk):
    started = []

    def start(*arguments):
        command = [sys.executable, "-m", "trucewatch", "serve", str(desk), *arguments]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ})
        started.append(process)
        said = ""
        while "The desk is at" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        return process, said

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stderr.close()


def answer(port, path="/", **headers):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    for _ in range(100):
        try:
            with urllib.request.urlopen(request, timeout=5) as came:
                return came.status, came.geturl()
        except urllib.error.HTTPError as error:
            return error.code, error.geturl()
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("nobody answers")


def test_the_first_start_prints_a_password_and_the_second_does_not(serve, desk):
    port = free_port()
    process, said = serve("--port", str(port))
    password = re.search(r"password  (\S{12,})", said)[1]
    assert answer(port) == (200, f"http://127.0.0.1:{port}/sign-in")
    assert answer(port, Host="evil.example")[0] == 400
    process.send_signal(signal.SIGINT)
    process.wait(timeout=20)
    _, again = serve("--port", str(free_port()))
    assert password not in again
    assert "password" not in again
    assert password.encode() not in (desk / "ledger.db").read_bytes()


def test_an_address_that_is_taken_or_not_this_machines_is_said_before_anything_else_is_done(desk):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        for host, port in (("127.0.0.1", taken.getsockname()[1]), ("no.such.host.invalid", 8321)):
            command = [sys.executable, "-m", "trucewatch", "serve", str(desk), "--host", host, "--port", str(port)]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
            assert done.returncode == 2
            assert "cannot be listened on" in done.stderr
            assert len(done.stderr.splitlines()) == 1
    assert not read_people(open_desk(desk).engine)


def test_it_listens_to_this_machine_alone_unless_told_otherwise(serve):
    port = free_port()
    process, _ = serve("--port", str(port))
    answer(port)
    listening = subprocess.run(["ss", "-Hltnp"], capture_output=True, text=True, check=False).stdout
    if str(process.pid) not in listening:
        pytest.skip("ss does not tell who listens here")
    addresses = {line.split()[3].rsplit(":", 1)[0] for line in listening.splitlines() if f"pid={process.pid}," in line}
    assert addresses == {"127.0.0.1"}


def test_users_are_made_listed_reset_and_disabled(trucewatch, desk):
    made = trucewatch("user", "add", "sam", "--role", "analyst", "--desk", desk)
    assert made.returncode == 0
    assert len(made.stdout.strip()) >= 12
    again = trucewatch("user", "add", "sam", "--role", "analyst", "--desk", desk)
    assert (again.returncode, "there is a user of that name" in again.stderr) == (2, True)
    assert "is no role" in trucewatch("user", "add", "kim", "--role", "king", "--desk", desk).stderr
    assert trucewatch("user", "reset", "sam", "--desk", desk).stdout != made.stdout
    assert trucewatch("user", "disable", "sam", "--desk", desk).returncode == 0
    (listed,) = json.loads(trucewatch("user", "list", "--json", "--desk", desk).stdout)
    assert (listed["name"], listed["role"], listed["disabled"]) == ("sam", "analyst", True)
    acts = [d.payload["act"] for d in read_decided(open_desk(desk).engine)]
    assert acts == ["create user", "reset password", "disable user"]
    assert all("command line" in d.by for d in read_decided(open_desk(desk).engine))


def test_an_unknown_user_and_a_folder_that_is_no_desk_are_named(trucewatch, desk, tmp_path):
    assert "'kim' is no user of this desk" in trucewatch("user", "reset", "kim", "--desk", desk).stderr
    assert "not a desk" in trucewatch("serve", tmp_path).stderr


def test_a_port_that_is_taken_is_said_in_one_line(trucewatch, desk):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        came = trucewatch("serve", desk, "--port", taken.getsockname()[1])
    assert came.returncode != 0
    assert "Traceback" not in came.stderr
    assert "address already in use" in came.stderr.lower()
