//! `unhunch serve`, from outside: what it refuses, that it answers, that it ends.

#![allow(clippy::unwrap_used)] // Tests fail by panicking, in their helpers too.
#![cfg(all(unix, feature = "server"))]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use unhunch_core::wording::forbidden;

fn serve(args: &[&str]) -> (tempfile::TempDir, Command) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_unhunch"));
    command
        .arg("serve")
        .args(args)
        .env("UNHUNCH_DATA_DIR", folder.path());
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    (folder, command)
}

#[test]
fn it_is_for_this_computer_alone() {
    let (_folder, mut command) = serve(&["--listen", "0.0.0.0:7171"]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let says = String::from_utf8(output.stderr).unwrap();
    assert!(
        says.contains("hosting for several people comes separately"),
        "{says}"
    );
    let (_folder, mut command) = serve(&["--help"]);
    let help = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert!(help.contains("Examples:\n  unhunch serve "), "{help}");
    assert_eq!(forbidden(&help), []);
}

#[test]
fn it_answers_and_ends() {
    let (_folder, mut command) = serve(&["--listen", "localhost:0", "--log", "info"]);
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line
        .split("http://")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let ask = format!(
        "GET /api/v1/techniques?words=secret HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(ask.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    kill(
        Pid::from_raw(i32::try_from(child.id()).unwrap()),
        Signal::SIGTERM,
    )
    .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    // The log is JSON where no person reads it, and names the route and not what was asked.
    let log = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(
        lines
            .iter()
            .any(|line| line["route"] == "/api/v1/techniques" && line["status"] == 200),
        "{log}"
    );
    assert!(!log.contains("secret"));
}
