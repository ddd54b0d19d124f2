//! Runs the page's scripts in Node.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Hands `question` to the harness and reads its answer.
///
/// # Panics
///
/// When Node is not there (saying what to install), or when the harness fails (with what it says).
pub(crate) fn run(question: &Value) -> Value {
    let harness = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node/harness.js");
    let mut child = Command::new("node")
        .arg(harness)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!(
                "the page's player is tested in Node 18 or newer, which cannot be run ({error}); \
                 install it, on Debian with: apt-get install nodejs"
            )
        });
    let mut stdin = child.stdin.take().unwrap();
    let question = question.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(question.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    writer.join().unwrap().unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}
