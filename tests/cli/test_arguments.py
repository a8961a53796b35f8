"""From words to commands: a table of what works and a table of what does not."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.cli.arguments import parse
from desktop.cli.commands import COMMANDS
from desktop.cli.invocation import Circumstances, Invocation, Misuse, Page, VersionPage
from desktop.errors import BadArgument, NameNotText, UsageWrong
from desktop.node import protocol as p
from desktop.node.protocol import AnyCommand, NetworkOptions

HERE = Path("/here")
AROUND = Circumstances(environment={}, folder=HERE, default_profile=Path("/home/me/profile"))
URL = "http://example.org/x"


def invocation(*words: str, around: Circumstances = AROUND) -> Invocation:
    parsed = parse(words, around)
    assert isinstance(parsed, Invocation), parsed
    return parsed


def misuse(*words: str) -> Misuse:
    parsed = parse(words, AROUND)
    assert isinstance(parsed, Misuse), parsed
    return parsed


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("id", p.ShowPerson()),
        ("id --new-link", p.ShowPerson(new_link=True)),
        ("name Amber", p.Rename(name="Amber")),
        ("node", p.RunNode()),
        ("share a /b ./c/", p.AddShare(paths=("/here/a", "/b", "/here/c"))),
        ("share a --title T --public", p.AddShare(paths=("/here/a",), title="T", public=True)),
        (
            f"share a --public --tracker {URL} --tracker udp://t:1",
            p.AddShare(("/here/a",), public=True, trackers=(URL, "udp://t:1")),
        ),
        (f"share a --web-seed {URL}", p.AddShare(paths=("/here/a",), web_seeds=(URL,))),
        ("share --torrent t.torrent a", p.AddShare(paths=("/here/a",), torrent_file="/here/t.torrent")),
        ("share a --until-sent 0", p.AddShare(paths=("/here/a",), until_sent=0)),
        ("share a --days 7", p.AddShare(paths=("/here/a",), days=7)),
        (
            "share a --to Ben --text Hi --days 7",
            p.AddShare(paths=("/here/a",), to=("Ben",), text="Hi", days=7),
        ),
        ("share people add", p.AddShare(paths=("/here/people", "/here/add"))),
        ("people add passalong:x", p.AddPerson(link="passalong:x")),
        ("share a -- -b", p.AddShare(paths=("/here/a", "/here/-b"))),
        ("get passalong:abc", p.Get(link="passalong:abc")),
        ("get magnet:?xt=urn:btih:a", p.Get(link="magnet:?xt=urn:btih:a")),
        ("get PassAlong:a/b", p.Get(link="PassAlong:a/b")),
        ("get x.torrent", p.Get(link="/here/x.torrent")),
        ("get down/x", p.Get(link="/here/down/x")),
        ("get http://a/b.torrent", p.Get(link="http://a/b.torrent")),
        ("get rubbish", p.Get(link="rubbish")),
        ("get m:x --to d --only *.pdf --only b", p.Get(link="m:x", folder="/here/d", only=("*.pdf", "b"))),
        ("get l --peer a:1 --peer [::1]:65535", p.Get(link="l", peers=("a:1", "[::1]:65535"))),
        (f"get l --tracker {URL} --web-seed {URL}", p.Get(link="l", trackers=(URL,), web_seeds=(URL,))),
        ("get l --timeout 2.5", p.Get(link="l", timeout=2.5)),
        ("transfers", p.ListTransfers()),
        ("settings", p.ShowSettings()),
        ("settings change --dht off --doorbell on", p.ChangeSettings(dht=False, doorbell=True)),
        ("settings change --downloads d --at-once 3", p.ChangeSettings("/here/d", 3)),
        ("settings change --usual-downloads", p.ChangeSettings(downloads="")),
        ("storage", p.ShowStorage()),
        ("storage free", p.FreeStorage()),
        ("pause abcdefgh", p.Pause(transfer="abcdefgh")),
        ("resume abcdefgh", p.Resume(transfer="abcdefgh")),
        ("remove abcdefgh", p.Remove(transfer="abcdefgh")),
        ("remove abcdefgh --delete-files", p.Remove(transfer="abcdefgh", delete_files=True)),
        ("recheck abcdefgh", p.Recheck(transfer="abcdefgh")),
        ("transfers show abcdefgh", p.ShowTransfer(transfer="abcdefgh")),
        (
            "transfers choose abcdefgh --get 1 --leave-out 2 --leave-out 3 --first 4 --last 5",
            p.ChooseFiles("abcdefgh", get=(1,), leave_out=(2, 3), first=(4,), last=(5,)),
        ),
        ("transfers move abcdefgh d", p.MoveTransfer("abcdefgh", "/here/d")),
        ("limit --slow-hours 22:00-07:00 --slow-up 5", p.SetLimits(slow_hours="22:00-07:00", slow_up=5)),
        ("limit --slow-hours none --at-once 3", p.SetLimits(slow_hours="", at_once=3)),
        (
            "limit --rest-on-battery yes --rest-on-metered no --metered yes",
            p.SetLimits(rest_on_battery=True, rest_on_metered=False, metered=True),
        ),
        ("limit", p.SetLimits()),
        ("limit --up 0 --down 500", p.SetLimits(up=0, down=500)),
        ("backup f", p.MakeBackup(file="/here/f")),
        ("restore f", p.Restore(file="/here/f", words="")),
        ("words", p.ShowWords()),
        ("rebuild", p.Rebuild()),
        ("state", p.ShowState()),
        ("state abcdefgh", p.ShowState(group="abcdefgh")),
        ("doctor", p.Examine()),
        ("devices", p.ListDevices()),
        ("devices end abcdefgh --yes", p.EndDevice("abcdefgh")),
        ("erase", p.Erase()),
    ],
)
def test_words_become_a_command(words: str, command: AnyCommand) -> None:
    assert invocation(*words.split()).command == command


@pytest.mark.parametrize(
    "words",
    [
        "name",
        "share",
        "get",
        "get a b",
        "pause",
        "frobnicate",
        "shar x",
        "share x --titl T",
        "share x --json",
        "share x --title",
        "share x --public --days 7",
        "share x --text Hi",
        "share x --public --text Hi",
        "node --profile x",
        "transfers extra",
        "id --new-link=3",
    ],
)
def test_wrong_usage_shows_the_usage(words: str) -> None:
    wrong = misuse(*words.split())
    assert isinstance(wrong.error, UsageWrong)
    assert wrong.error.exit_code == 2
    assert wrong.usage.startswith("usage: passalong")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("limit --up -1", "--up"),
        ("limit --up 1.5", "--up"),
        ("limit --down ٣", "--down"),
        ("limit --down 2097152", "--down"),
        ("limit --up 1_0", "--up"),
        ("settings change --at-once 0", "--at-once"),
        ("settings change --at-once 101", "--at-once"),
        ("settings change --dht maybe", "--dht"),
        ("share a --until-sent x", "--until-sent"),
        ("share a --tracker ftp://x/y", "--tracker"),
        ("share a --tracker http://", "--tracker"),
        ("share a --tracker http://[x", "--tracker"),
        ("share a --web-seed udp://x:1", "--web-seed"),
        ("get l --timeout nan", "--timeout"),
        ("get l --timeout inf", "--timeout"),
        ("get l --timeout -3", "--timeout"),
        ("get l --timeout soon", "--timeout"),
        ("get l --peer host", "--peer"),
        ("get l --peer :1", "--peer"),
        ("get l --peer host:0", "--peer"),
        ("get l --peer host:65536", "--peer"),
        ("get l --peer ::1:22", "--peer"),
        ("get l --peer a@b:1", "--peer"),
        ("get l --peer a:1/x", "--peer"),
        ("--bind everywhere node", "--bind"),
        ("--dht-bootstrap x node", "--dht-bootstrap"),
    ],
)
def test_a_value_that_does_not_fit_is_named(words: str, name: str) -> None:
    wrong = misuse(*words.split())
    if isinstance(wrong.error, UsageWrong):  # "-1" looks like an option
        assert name in wrong.error.detail
    else:
        assert isinstance(wrong.error, BadArgument)
        assert wrong.error.name == name


@pytest.mark.parametrize("words", [("share", ""), ("name", " "), ("--profile", "", "id"), ("backup", "")])
def test_empty_values_mean_nothing(words: tuple[str, ...]) -> None:
    assert isinstance(misuse(*words).error, BadArgument)


def test_bytes_that_are_no_text_are_refused() -> None:
    assert isinstance(misuse("share", "a\udcff").error, NameNotText)
    assert isinstance(misuse("name", "a\udcff").error, BadArgument)
    assert isinstance(misuse("get", "l", "--only", "\udcff").error, BadArgument)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("shere", "x"), "the nearest is passalong share"),
        (("share", "a", "--public", "--to", "b"), "--to does not go with --public"),
        (("name", "a", "b"), "“b” is more than fits"),
        (("id", "--bind", "x"), "--bind stands before the command"),
        (("share", "a", "--tracker", URL), "--tracker goes with --public"),
        (("people", "change", "Ben"), "--ask-first is missing"),
        (("name",), "NAME is missing"),
        (("share", "a", "--days"), "--days needs something after it"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(words: tuple[str, ...], said: str) -> None:
    error = misuse(*words).error
    assert isinstance(error, UsageWrong)
    assert said in error.detail


@pytest.mark.parametrize(
    ("words", "name", "fits"),
    [
        (("limit", "--up", "x"), "--up", "a whole number from 0 to"),
        (("share", "a", "--days", "0"), "--days", "a whole number from 1 to"),
        (("get", "l", "--to", ""), "--to", "the name of a file or folder"),
        (("id", "--qr", "x.gif"), "--qr", "a name that ends in .svg or .png"),
        (("get", "l", "--timeout", "soon"), "--timeout", "a number of seconds"),
    ],
)
def test_what_would_have_fitted_is_said(words: tuple[str, ...], name: str, fits: str) -> None:
    error = misuse(*words).error
    assert isinstance(error, BadArgument)
    assert (error.name, error.fits.startswith(fits)) == (name, True)


def test_global_options_stand_before_the_command() -> None:
    words = "--profile p --json --passphrase-file f --bind ::1 --no-dht --no-lan --no-router --no-relay"
    parsed = invocation(*words.split(), "--dht-bootstrap", "10.0.0.1:6881", "node")
    assert parsed == Invocation(
        profile=HERE / "p",
        json=True,
        passphrase_file=HERE / "f",
        network=NetworkOptions(
            "::1", no_dht=True, no_lan=True, no_router=True, no_relay=True, dht_bootstrap="10.0.0.1:6881"
        ),
        command=p.RunNode(),
    )


@pytest.mark.parametrize("words", ["--json --no-dht", "--profile people", "--bind=127.0.0.1 --profile x"])
def test_a_command_of_two_words_stands_after_the_options_of_all(words: str) -> None:
    assert invocation(*words.split(), "people", "add", "l").command == p.AddPerson(link="l")


def test_the_profile_is_the_option_or_the_variable_or_the_platforms() -> None:
    from_environment = Circumstances({"PASSALONG_PROFILE": "env"}, HERE, AROUND.default_profile)
    assert invocation("id").profile == AROUND.default_profile
    assert invocation("id", around=from_environment).profile == HERE / "env"
    assert invocation("--profile", "/p", "id", around=from_environment).profile == Path("/p")


def test_confirmation_is_part_of_the_invocation() -> None:
    assert invocation("erase", "--yes").confirmed
    assert invocation("remove", "abcdefgh", "--delete-files", "--yes").confirmed
    assert not invocation("erase").confirmed


def test_a_link_in_the_file_system_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    around = Circumstances({}, tmp_path / "folder", tmp_path)
    command = invocation("share", str(tmp_path / "link"), "../link", "..", around=around).command
    assert isinstance(command, p.AddShare)
    resolved = tmp_path.resolve()
    assert command.paths == (str(tmp_path / "link"), str(resolved / "link"), str(resolved))


def test_no_command_opens_the_window() -> None:
    assert invocation().command == p.OpenWindow()
    assert invocation("--no-dht").network.no_dht
    assert invocation("open", "magnet:?xt=urn:btih:ab").command == p.OpenWindow("magnet:?xt=urn:btih:ab")


@pytest.mark.parametrize("form", COMMANDS, ids=lambda form: form.name)
def test_every_command_has_help(form: object) -> None:
    name = next(known.name for known in COMMANDS if known is form)
    page = parse([name, "--help"], AROUND)
    assert isinstance(page, Page)
    assert page.text.startswith(f"usage: passalong {name}")


def test_help_and_version_are_not_commands() -> None:
    assert isinstance(parse(["--help"], AROUND), Page)
    assert parse(["--json", "--version"], AROUND) == VersionPage(json=True)


def test_every_command_of_the_protocol_can_be_typed() -> None:
    assert {form.command_type for form in COMMANDS} == set(AnyCommand.__args__)


@settings(deadline=None)
@given(st.lists(st.sampled_from([form.name for form in COMMANDS]) | st.text(max_size=8), max_size=5))
def test_no_words_break_it(words: list[str]) -> None:
    assert isinstance(parse(words, AROUND), Invocation | Page | VersionPage | Misuse)
