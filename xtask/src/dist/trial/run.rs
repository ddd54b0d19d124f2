//! Runs programs that were packed, in folders of their own.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::workspace::Failure;

/// How long the server may take for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a program printed, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ended {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

/// Runs a command to its end, without input.
///
/// # Errors
///
/// When it cannot be run, or prints what is no text.
pub(super) fn ended(command: &mut Command) -> Result<Ended, Failure> {
    let out = command.stdin(Stdio::null()).output();
    let name = command.get_program().to_string_lossy().into_owned();
    let out = out.map_err(|error| format!("{name} cannot be run: {error}"))?;
    Ok(Ended {
        code: out.status.code(),
        out: String::from_utf8(out.stdout)?,
        err: String::from_utf8(out.stderr)?,
    })
}

/// Runs a command that has to go well and say nothing on standard error; what it prints.
///
/// # Errors
///
/// When it does not.
pub(super) fn prints(command: &mut Command) -> Result<String, Failure> {
    let told = ended(command)?;
    if told.code == Some(0) && told.err.is_empty() {
        Ok(told.out)
    } else {
        let name = command.get_program().to_string_lossy().into_owned();
        let arguments: Vec<_> = command
            .get_args()
            .map(|one| one.to_string_lossy())
            .collect();
        Err(format!(
            "{name} {}: ends with {:?}\n{}{}",
            arguments.join(" "),
            told.code,
            told.out,
            told.err
        )
        .into())
    }
}

/// A program with its data in a folder, and nothing of this person's settings.
pub(super) fn program(program: &Path, data: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env("UNHUNCH_DATA_DIR", data)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("CLICOLOR_FORCE")
        .current_dir(data.parent().unwrap_or(data));
    command
}

/// A server that runs until it is dropped.
pub(super) struct Server {
    child: Child,
    /// Where it is, such as `127.0.0.1:4711`.
    pub(super) address: String,
}

impl Server {
    /// Starts a server with a command that lacks only the address, and waits until it says where it is.
    ///
    /// # Errors
    ///
    /// When it ends instead.
    pub(super) fn start(command: &mut Command) -> Result<Self, Failure> {
        let mut child = command
            .args(["--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let address = line
            .split_once("http://")
            .and_then(|(_, rest)| rest.split_whitespace().next());
        let mut server = Self {
            child,
            address: address.unwrap_or_default().to_owned(),
        };
        if server.address.is_empty() {
            server.stop();
            return Err(format!("the server says \"{}\" and no address", line.trim()).into());
        }
        Ok(server)
    }

    /// What it answers to a GET: the status and the body.
    ///
    /// # Errors
    ///
    /// When it does not answer in time.
    pub(super) fn get(&self, path: &str) -> Result<(String, String), Failure> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("half an answer")?;
        let status = head.split(' ').nth(1).unwrap_or_default();
        Ok((status.to_owned(), body.to_owned()))
    }

    /// Fails unless it is well and shows its first page.
    ///
    /// # Errors
    ///
    /// When it is not.
    pub(super) fn is_well(&self) -> Result<(), Failure> {
        for (path, wanted) in [
            ("/healthz", "ok"),
            ("/readyz", "ok"),
            ("/", "<!doctype html>"),
        ] {
            let (status, body) = self.get(path)?;
            if status != "200" || !body.to_lowercase().contains(wanted) {
                return Err(format!("{path} answers {status}: {body}").into());
            }
        }
        Ok(())
    }

    /// Ends it.
    pub(super) fn stop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
