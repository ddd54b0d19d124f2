//! What authors do: the commands of `unhunch content`, and the whole of the author's guide, carried out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod guide;
mod outside;
#[cfg(feature = "server")]
mod preview;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use unhunch_core::wording;

/// Runs the program in a folder.
fn unhunch(at: &Path, args: &[&str]) -> Output {
    program(at).args(args).output().unwrap()
}

fn program(at: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_unhunch"));
    command
        .current_dir(at)
        .env("UNHUNCH_DATA_DIR", at.join(".journal"))
        .env("LANG", "C.UTF-8")
        .env_remove("CLICOLOR_FORCE");
    command
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// What the program prints when all goes well.
fn prints(at: &Path, args: &[&str]) -> String {
    let output = unhunch(at, args);
    assert_eq!(text(&output.stderr), "", "{args:?}");
    assert!(
        output.status.success(),
        "{args:?}: {}",
        text(&output.stdout)
    );
    text(&output.stdout).to_owned()
}

/// What the program says on standard error, and the exit code.
fn refuses(at: &Path, args: &[&str]) -> (String, i32) {
    let output = unhunch(at, args);
    let code = output.status.code().unwrap();
    assert!(code != 0, "{args:?}");
    (text(&output.stderr).to_owned(), code)
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap() {
        let entry = entry.unwrap();
        let into = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &into);
        } else {
            std::fs::copy(entry.path(), into).unwrap();
        }
    }
}

/// A folder with the small set in `set`.
fn small() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(
        &workspace().join("crates/core/tests/fixtures/base"),
        &dir.path().join("set"),
    );
    dir
}

fn edit(path: &Path, find: &str, replace: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(find), "{}: no {find:?}", path.display());
    std::fs::write(path, text.replacen(find, replace, 1)).unwrap();
}

const ABOUT: &str = "id = \"small\"\nname = \"A small set\"\nversion = \"1.2.0\"\nlicense = \"CC-BY-4.0\"\nauthors = [\"A. Physio\", \"B. Physio\"]\n";

#[test]
fn new_writes_files_that_lead_to_their_schema_and_writes_over_none() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path();
    for (kind, file) in [
        ("technique", "techniques/wall-lean.toml"),
        ("routine", "routines/wall-lean.toml"),
        ("guide", "guides/wall-lean.md"),
        ("pack", "pack.toml"),
    ] {
        let says = prints(
            at,
            &[
                "content",
                "new",
                kind,
                "wall-lean",
                "--into",
                "mine",
                "--with-default",
            ],
        );
        let path = Path::new("mine").join(file);
        assert!(
            says.starts_with(&format!("Wrote {}\n", path.display())),
            "{says}"
        );
        let written = std::fs::read_to_string(at.join(&path)).unwrap();
        let first = written
            .lines()
            .find(|line| line.starts_with("#:schema "))
            .unwrap();
        let schema = at
            .join(&path)
            .parent()
            .unwrap()
            .join(&first["#:schema ".len()..]);
        let schema: Value =
            serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
        assert_eq!(schema["title"], format!("unhunch: {kind}"));
        assert!(
            written.lines().all(|line| line.chars().count() <= 120),
            "{written}"
        );
        assert_eq!(wording::forbidden(&written), []);
        let (says, code) = refuses(at, &["content", "new", kind, "wall-lean", "--into", "mine"]);
        assert!(says.contains("is there already"), "{says}");
        assert_eq!(code, 2);
    }
    assert!(at.join("mine/techniques/wall-lean.figure.toml").is_file());
    // A figure that is there keeps its technique from being begun.
    std::fs::remove_file(at.join("mine/techniques/wall-lean.toml")).unwrap();
    let (says, _) = refuses(
        at,
        &["content", "new", "technique", "wall-lean", "--into", "mine"],
    );
    assert!(
        says.contains("wall-lean.figure.toml is there already"),
        "{says}"
    );
    assert!(!at.join("mine/techniques/wall-lean.toml").exists());
}

#[test]
fn new_takes_only_ids_that_are_free() {
    let dir = tempfile::tempdir().unwrap();
    for id in ["Wall lean", "../up", "", "S1", "a--b"] {
        let (says, code) = refuses(dir.path(), &["content", "new", "technique", id]);
        assert!(says.contains("is no id"), "{says}");
        assert_eq!(code, 2);
    }
    let args = [
        "content",
        "new",
        "technique",
        "cat-cow",
        "--into",
        "mine",
        "--with-default",
    ];
    let (says, code) = refuses(dir.path(), &args);
    assert!(says.contains("`cat-cow` is taken"), "{says}");
    assert_eq!((code, dir.path().join("mine").exists()), (2, false));
    // A set that stands alone has ids of its own.
    prints(
        dir.path(),
        &["content", "new", "technique", "cat-cow", "--into", "mine"],
    );
}

#[test]
fn diff_tells_what_changes_for_the_person() {
    let dir = small();
    let at = dir.path();
    copy(&at.join("set"), &at.join("new"));
    assert_eq!(
        prints(at, &["content", "diff", "set", "new"]),
        "Nothing differs for the person who does the routines.\n"
    );
    let neck = at.join("new/techniques/neck-stretch.toml");
    edit(
        &neck,
        "{ min = 20, usual = 25, max = 30 }",
        "{ min = 20, usual = 30, max = 30 }",
    );
    edit(&neck, "Let the other shoulder get heavy.", "Breathe out.");
    let says = prints(at, &["content", "diff", "set", "new"]);
    assert!(
        says.starts_with("Techniques\n  Neck stretch (neck-stretch), changed\n    - minutes: "),
        "{says}"
    );
    assert!(
        says.contains("- cue, during: Breathe out. (was: Let the other shoulder get heavy.)"),
        "{says}"
    );
    assert!(says.contains("- load, "), "{says}");
    let diff: Value =
        serde_json::from_str(&prints(at, &["content", "diff", "set", "new", "--json"])).unwrap();
    assert_eq!(diff["schema"], "unhunch.content-diff/1");
    let item = &diff["items"][0];
    assert_eq!(
        (&item["kind"], &item["fate"]),
        (&"technique".into(), &"changed".into())
    );
    let minutes = item["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["topic"] == "minutes")
        .unwrap();
    assert!(minutes["to_s"].as_u64() > minutes["from_s"].as_u64());
    // Faults are told on standard error.
    edit(&neck, "name = ", "nam = ");
    let (says, code) = refuses(at, &["content", "diff", "set", "new"]);
    assert!(
        says.contains("error[missing-field]") && says.contains("the content in new cannot be used"),
        "{says}"
    );
    assert_eq!(code, 1);
    let own = prints(at, &["content", "diff", "built-in", "set", "--json"]);
    assert!(own.contains("\"removed\"") && own.contains("\"added\""));
}

#[test]
fn stats_count_what_a_set_holds() {
    let dir = small();
    let stats: Value =
        serde_json::from_str(&prints(dir.path(), &["content", "stats", "set", "--json"])).unwrap();
    assert_eq!(stats["schema"], "unhunch.content-stats/1");
    assert_eq!(
        (&stats["techniques"], &stats["drawn"]),
        (&4.into(), &4.into())
    );
    let says = prints(dir.path(), &["content", "stats", "set"]);
    assert!(says.contains("  techniques    4: 4 for plans, "), "{says}");
    assert!(
        says.contains("Techniques by flag with a caution\n"),
        "{says}"
    );
    assert_eq!(
        says,
        prints(dir.path(), &["--content", "set", "content", "stats"])
    );
    assert!(prints(dir.path(), &["content", "stats"]).starts_with("What the set holds\n"));
}

#[test]
fn a_pack_is_used_like_the_folder() {
    let dir = small();
    let at = dir.path();
    let (says, code) = refuses(at, &["content", "pack", "set"]);
    assert!(
        says.contains("does not say what it is; `unhunch content new pack"),
        "{says}"
    );
    assert_eq!(code, 1);
    std::fs::write(at.join("set/pack.toml"), ABOUT).unwrap();
    std::fs::write(at.join("set/LICENSE"), "As you like.\n").unwrap();
    let says = prints(at, &["content", "pack", "set"]);
    assert!(
        says.starts_with("Packed A small set 1.2.0 by A. Physio and B. Physio (CC-BY-4.0): "),
        "{says}"
    );
    prints(at, &["content", "pack", "set", "-o", "again.unhunch"]);
    let read = |name: &str| std::fs::read(at.join(name)).unwrap();
    assert_eq!(read("small-1.2.0.unhunch"), read("again.unhunch"));
    let (says, code) = refuses(at, &["content", "pack", "set"]);
    assert!(says.contains("is there already"), "{says}");
    assert_eq!(code, 2);
    prints(at, &["content", "pack", "set", "--force"]);
    // Nothing is left beside.
    let names = at
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    assert!(
        names
            .into_iter()
            .all(|name| !name.to_str().unwrap().ends_with(".part"))
    );
    for args in [
        vec!["list"],
        vec!["list", "--json"],
        vec!["show", "neck-stretch"],
        vec!["guide"],
        vec!["figure", "neck-stretch", "-o", "-", "--format", "svg"],
    ] {
        let with = |set: &'static str| {
            let mut all = vec!["--content", set];
            all.extend(&args);
            prints(at, &all)
        };
        assert_eq!(with("set"), with("again.unhunch"), "{args:?}");
    }
    assert!(
        prints(at, &["content", "check", "again.unhunch"]).starts_with("No faults: 4 techniques")
    );
    assert_eq!(
        prints(at, &["content", "diff", "set", "again.unhunch"]),
        "Nothing differs for the person who does the routines.\n"
    );
}

#[test]
fn a_set_with_a_fault_is_not_packed() {
    let dir = small();
    std::fs::write(dir.path().join("set/pack.toml"), ABOUT).unwrap();
    edit(
        &dir.path().join("set/techniques/neck-stretch.toml"),
        "name = ",
        "nam = ",
    );
    let (says, code) = refuses(dir.path(), &["content", "pack", "set"]);
    assert!(
        says.contains("error[missing-field]") && says.contains("mend it, and pack it then"),
        "{says}"
    );
    assert_eq!(code, 1);
    assert!(!dir.path().join("small-1.2.0.unhunch").exists());
}

#[test]
fn a_refused_pack_ends_every_command_with_one() {
    let dir = small();
    let at = dir.path();
    std::fs::write(at.join("set/pack.toml"), ABOUT).unwrap();
    prints(at, &["content", "pack", "set", "-o", "whole.unhunch"]);
    let whole = std::fs::read(at.join("whole.unhunch")).unwrap();
    std::fs::write(at.join("cut.unhunch"), &whole[..whole.len() - 20]).unwrap();
    for args in [
        vec!["list"],
        vec!["plan", "--minutes", "5"],
        vec!["show", "cat-cow"],
        vec!["start", "--plain"],
    ] {
        let mut all = vec!["--content", "cut.unhunch"];
        all.extend(&args);
        let (says, code) = refuses(at, &all);
        assert!(
            says.contains("error[bad-pack]: this pack cannot be used: it is cut off or damaged"),
            "{says}"
        );
        assert!(says.contains("help: fetch it again"), "{says}");
        assert_eq!(code, 1, "{args:?}");
    }
    let output = unhunch(at, &["content", "check", "cut.unhunch", "--format", "json"]);
    let faults: Value = serde_json::from_str(text(&output.stdout)).unwrap();
    assert_eq!(faults["faults"][0]["code"], "bad-pack");
}

#[test]
fn watching_checks_again_when_a_file_changes() {
    for poll in [false, true] {
        let dir = small();
        let mut args = vec!["content", "check", "set", "--watch"];
        args.extend(poll.then_some("--poll"));
        let mut child = program(dir.path())
            .args(args)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut until = |wanted: &str| loop {
            let line = lines.next().unwrap().unwrap();
            if line.contains(wanted) {
                break;
            }
        };
        until("No faults: 4 techniques");
        until("Watching for changes");
        let neck = dir.path().join("set/techniques/neck-stretch.toml");
        edit(&neck, "name = ", "nam = ");
        until("error[unknown-field]");
        edit(&neck, "nam = ", "name = ");
        until("No faults: 4 techniques");
        #[cfg(unix)]
        {
            let id = nix::unistd::Pid::from_raw(i32::try_from(child.id()).unwrap());
            nix::sys::signal::kill(id, nix::sys::signal::Signal::SIGINT).unwrap();
            assert_eq!(child.wait().unwrap().code(), Some(130));
        }
        #[cfg(not(unix))]
        child.kill().unwrap();
    }
}

#[test]
fn every_help_has_examples() {
    for command in ["new", "diff", "stats", "pack", "check"] {
        let dir = tempfile::tempdir().unwrap();
        let help = prints(dir.path(), &["content", command, "--help"]);
        assert!(help.contains("Examples:\n  unhunch "), "{command}: {help}");
        assert_eq!(wording::forbidden(&help), [], "{command}");
    }
}
