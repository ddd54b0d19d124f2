//! A person at a desk: a data folder, a small content set, and the program.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use jiff::Zoned;
use unhunch_core::content::{Level, Library};
use unhunch_core::journal::{
    Body, EndReason, Entry, Form, IdSource, Journal as _, Query, SafetyCheck,
};
use unhunch_core::safety::questions_version;
use unhunch_store::{SqliteJournal, journal_file};

/// A person with a data folder and a small content set.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
    ids: IdSource,
}

/// The base set of core's fixtures: few techniques, one routine, and words that do not change.
pub(crate) fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/fixtures/base")
}

pub(crate) fn library() -> Library {
    let loaded = unhunch_bundle::load_set(&base(), false, &Default::default());
    loaded.library.unwrap()
}

impl Desk {
    /// A person who answered the safety check just now and came to this level.
    pub(crate) fn cleared(level: Level) -> Self {
        let mut desk = Self::new();
        desk.record(Body::SafetyChecked(SafetyCheck {
            form: Form::Full,
            reported: Vec::new(),
            level,
            questions: questions_version(library().safety()),
        }));
        desk
    }

    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            ids: IdSource::default(),
        }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn journal(&self) -> SqliteJournal {
        SqliteJournal::open(&journal_file(&self.data())).unwrap()
    }

    #[allow(clippy::disallowed_methods)] // A test stands at the edge, too.
    pub(crate) fn record(&mut self, body: Body) {
        let mut journal = self.journal();
        let now = Zoned::now();
        let ms = u64::try_from(now.timestamp().as_millisecond()).unwrap();
        let person = journal.persons().unwrap().first().copied();
        let person = person.unwrap_or_else(|| self.ids.next_id(ms, [1; 10]));
        let id = self.ids.next_id(ms, [2; 10]);
        let entry = Entry::new(id, person, None, &now, body);
        journal.append(&[entry]).unwrap();
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        self.unhunch(&[&["start"], args].concat())
    }

    pub(crate) fn unhunch(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_unhunch"));
        command
            .arg("--data")
            .arg(self.data())
            .arg("--content")
            .arg(base())
            .args(args)
            .env_remove("UNHUNCH_DATA_DIR")
            .env("LC_ALL", "C.UTF-8")
            .env("TERM", "xterm")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// What sessions left in the journal, in order.
    pub(crate) fn bodies(&self) -> Vec<Body> {
        let all = self.journal().entries(&Query::default()).unwrap();
        all.into_iter()
            .map(|entry| entry.body)
            .filter(|body| !matches!(body, Body::SafetyChecked(_) | Body::ProfileSet(_)))
            .collect()
    }

    pub(crate) fn ends(&self) -> Vec<EndReason> {
        let bodies = self.bodies();
        let ends = bodies.iter().filter_map(|body| match body {
            Body::SessionEnded(ended) => Some(ended.reason),
            _ => None,
        });
        ends.collect()
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

/// The routine of the base set with what it needs, quick and unasked.
pub(crate) const ROUTINE: [&str; 6] = [
    "short-break",
    "--equipment",
    "resistance-band",
    "--speed",
    "20",
    "--yes",
];

/// Begins a session and waits until it has said so many lines of cues.
pub(crate) fn begun(desk: &Desk, args: &[&str], lines: usize) -> (Child, BufReader<ChildStdout>) {
    let mut child = desk.command(args).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("Begin:") {
        line.clear();
        assert!(out.read_line(&mut line).unwrap() > 0, "it ended early");
    }
    for _ in 0..lines {
        assert!(out.read_line(&mut line).unwrap() > 0, "it ended early");
    }
    (child, out)
}
