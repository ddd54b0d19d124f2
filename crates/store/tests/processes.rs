//! Several processes at one journal, and processes that are killed or may not write.
//!
//! The child processes are this test program itself, asked to run one test that does
//! nothing unless it is told where the journal is.

// Helpers of tests are tests too, but clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use unhunch_core::journal::conformance::Maker;
use unhunch_core::journal::{EndReason, Error, Journal, MemoryJournal, Query, When};
use unhunch_store::SqliteJournal;
use uuid::Uuid;

const PATH: &str = "UNHUNCH_TEST_JOURNAL";
const PERSON: &str = "UNHUNCH_TEST_PERSON";
const COUNT: &str = "UNHUNCH_TEST_COUNT";

fn child(program: &Path, test: &str, path: &Path, person: u8, count: u32) -> Command {
    let mut command = Command::new(program);
    command
        .args(["--exact", test, "--nocapture"])
        .env(PATH, path)
        .env(PERSON, person.to_string())
        .env(COUNT, count.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn this_program() -> std::path::PathBuf {
    std::env::current_exe().expect("a running program has a file")
}

/// The ids that a child reports after each append.
fn reports(child: &mut Child) -> impl Iterator<Item = Uuid> + use<> {
    let out = child.stdout.take().unwrap();
    BufReader::new(out)
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| {
            line.rsplit_once("kept ")
                .and_then(|(_, id)| id.parse().ok())
        })
}

fn setting<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// In a child: appends a session, segment by segment, and says so after each.
#[test]
fn child_appends() {
    let (Some(path), Some(person), Some(count)) = (
        std::env::var_os(PATH),
        setting::<u8>(PERSON),
        setting::<u32>(COUNT),
    ) else {
        return;
    };
    let mut journal = SqliteJournal::open(Path::new(&path)).unwrap();
    let mut maker = Maker::new(person);
    let start = maker.start();
    journal.append(std::slice::from_ref(&start)).unwrap();
    println!("\nkept {}", start.id);
    for i in 0..count {
        let entry = maker.segment(i, 1000);
        journal.append(std::slice::from_ref(&entry)).unwrap();
        println!("kept {}", entry.id);
    }
}

/// In a child: tries to open a journal that may not be written.
#[test]
fn child_may_not_write() {
    let Some(path) = std::env::var_os(PATH) else {
        return;
    };
    let error = SqliteJournal::open(Path::new(&path)).unwrap_err();
    assert!(matches!(error, Error::ReadOnly { .. }), "{error:?}");
    println!("\n{error}");
}

#[test]
fn nothing_that_was_kept_is_lost_to_a_kill() {
    let mut chance = 0x2545_f491_4f6c_dd1d_u64;
    let mut kept_in_all = 0;
    for round in 0..24 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite3");
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(round);
        let reports_to_wait_for = (chance >> 33) as usize % 60 + 1;
        let mut child = child(&this_program(), "child_appends", &path, 1, 100_000)
            .spawn()
            .unwrap();
        let mut reported = reports(&mut child);
        let mut kept: BTreeSet<Uuid> = reported.by_ref().take(reports_to_wait_for).collect();
        // Not right after a report: somewhere in what follows.
        std::thread::sleep(std::time::Duration::from_micros((chance >> 40) % 5000));
        child.kill().unwrap();
        // What it had said before it was killed is still in the pipe.
        kept.extend(reported);
        child.wait().unwrap();
        assert!(kept.len() >= reports_to_wait_for);
        kept_in_all += kept.len();

        let journal = SqliteJournal::open(&path).unwrap();
        journal.verify().unwrap();
        let entries = journal.entries(&Query::default()).unwrap();
        let there: BTreeSet<Uuid> = entries.iter().map(|entry| entry.id).collect();
        assert!(kept.is_subset(&there), "round {round}");
        // At most the one that was under way is there without having been reported.
        assert!(there.len() <= kept.len() + 1, "round {round}");
        let person = Maker::new(1).person;
        let open = journal.last_open_session(person).unwrap().unwrap();
        assert_eq!(open.entries, entries);
        let mut memory = MemoryJournal::new();
        memory.append(&entries).unwrap();
        assert_eq!(
            journal.facts(person).unwrap(),
            memory.facts(person).unwrap()
        );
    }
    assert!(kept_in_all > 24);
}

#[test]
fn two_processes_at_once_both_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/journal.sqlite3");
    let children: Vec<Child> = (1..=3)
        .map(|person| {
            child(&this_program(), "child_appends", &path, person, 80)
                .spawn()
                .unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        assert_eq!(
            String::from_utf8_lossy(&output.stdout)
                .matches("kept ")
                .count(),
            81
        );
    }
    let journal = SqliteJournal::open(&path).unwrap();
    assert_eq!(journal.count().unwrap(), 3 * 81);
    journal.verify().unwrap();
}

#[test]
fn threads_with_connections_of_their_own_all_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite3");
    std::thread::scope(|scope| {
        for person in 1..=6 {
            let path = &path;
            scope.spawn(move || {
                let mut maker = Maker::new(person);
                for i in 0..10 {
                    let mut journal = SqliteJournal::open(path).unwrap();
                    let entries = [
                        maker.start(),
                        maker.pain(i, "neck", When::Before),
                        maker.end(EndReason::Done, 1000),
                    ];
                    journal.append(&entries).unwrap();
                }
            });
        }
    });
    let journal = SqliteJournal::open(&path).unwrap();
    assert_eq!(journal.count().unwrap(), 6 * 10 * 3);
    journal.verify().unwrap();
}

#[cfg(unix)]
#[test]
fn a_read_only_file_or_folder_is_told_and_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    let folder = tempfile::tempdir().unwrap();
    mode(folder.path(), 0o755).unwrap();
    // Nobody else may reach this program where it was built.
    let program = folder.path().join("program");
    fs::copy(this_program(), &program).unwrap();
    mode(&program, 0o755).unwrap();

    // The file is read-only; the folder is; the folder is and there is no file.
    for (name, file_mode, folder_mode) in [
        ("file", Some(0o444), 0o777),
        ("folder", Some(0o666), 0o555),
        ("none", None, 0o555),
    ] {
        let data = folder.path().join(name);
        fs::create_dir(&data).unwrap();
        let path = data.join("journal.sqlite3");
        if let Some(file_mode) = file_mode {
            let mut journal = SqliteJournal::open(&path).unwrap();
            let entry = Maker::new(1).pain(3, "neck", When::Daily);
            journal.append(&[entry]).unwrap();
            drop(journal);
            mode(&path, file_mode).unwrap();
        }
        mode(&data, folder_mode).unwrap();
        let before = fs::read(&path).ok();
        let mut command = child(&program, "child_may_not_write", &path, 1, 0);
        command.current_dir("/");
        // The superuser may write anything, so the child is somebody else.
        if fs::metadata("/proc/self")
            .is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
        {
            command.uid(65_534).gid(65_534);
        }
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{name}: {said}");
        assert!(said.contains("cannot be written"), "{name}: {said}");
        assert_eq!(fs::read(&path).ok(), before, "{name}");
        mode(&data, 0o755).unwrap();
    }
}

/// A real file system that runs full. Only the superuser can make one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=640k", "none"])
        .arg(folder.path())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !mounted {
        return;
    }
    let outcome = std::panic::catch_unwind(|| {
        let path = folder.path().join("journal.sqlite3");
        let mut journal = SqliteJournal::open(&path).unwrap();
        let mut maker = Maker::new(1);
        let mut kept = Vec::new();
        let error = loop {
            let batch: Vec<_> = (0..20).map(|i| maker.segment(i, 1000)).collect();
            match journal.append(&batch) {
                Ok(_) => kept.extend(batch),
                Err(error) => break error,
            }
            assert!(kept.len() < 100_000, "the disk never runs full");
        };
        assert!(matches!(error, Error::Full { .. }), "{error:?}");
        assert!(!kept.is_empty());
        assert_eq!(journal.entries(&Query::default()).unwrap(), kept);
        journal.verify().unwrap();
        drop(journal);
        // A fresh start on the full disk either works or says why.
        match SqliteJournal::open(&path) {
            Ok(journal) => assert_eq!(journal.count().unwrap(), kept.len() as u64),
            Err(error) => assert!(matches!(error, Error::Full { .. }), "{error:?}"),
        }
    });
    let unmounted = Command::new("umount").arg(folder.path()).status().unwrap();
    assert!(unmounted.success());
    outcome.unwrap();
}
