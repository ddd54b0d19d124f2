//! What is measured and what it is measured against: the server, nginx, bare SQLite.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use crate::clock;
use crate::workspace::Failure;

/// Connections that wrk keeps open, and seconds that it asks.
const CONNECTIONS: &str = "-c32";
const SECONDS: &str = "-d3s";
/// A row as long as a line of the journal.
const ROW: usize = 420;

/// Whether a program is there.
///
/// # Errors
///
/// With what to install.
pub(super) fn there(program: &str, package: &str) -> Result<(), Failure> {
    let found = Command::new(program)
        .arg("-v")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    found.map(|_| ()).map_err(|_| {
        format!("{program} is missing; install it, on Debian with `apt-get install {package}`")
            .into()
    })
}

/// A server of ours.
pub(super) struct Served {
    child: Child,
    pub(super) address: SocketAddr,
}

impl Served {
    /// Starts one, and waits until it says where it is.
    pub(super) fn start(unhunch: &Path, data: &Path) -> Result<Self, Failure> {
        let mut child = Command::new(unhunch)
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "off", "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(out) = &mut child.stdout {
            BufReader::new(out).read_line(&mut line)?;
        }
        let address = line
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split(' ').next());
        let address = address.and_then(|address| address.parse().ok());
        let Some(address) = address else {
            let _ = child.kill();
            return Err(format!("the server says {line:?} instead of where it is").into());
        };
        Ok(Self { child, address })
    }

    /// How many files it has open, connections among them.
    pub(super) fn files(&self) -> u64 {
        let folder = fs::read_dir(format!("/proc/{}/fd", self.child.id()));
        folder.map_or(0, |files| files.count() as u64)
    }

    /// The most memory that it had at once, in megabytes; no number where the system does not tell.
    pub(super) fn peak_mb(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kib.map_or(f64::NAN, |kib| kib * 1024.0 / 1e6)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// nginx with one file.
pub(super) struct Nginx {
    child: Child,
    pub(super) address: SocketAddr,
}

impl Nginx {
    /// Starts it in a folder of its own, with `bytes` as `/file.json`.
    pub(super) fn start(folder: &Path, bytes: &[u8]) -> Result<Self, Failure> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("file.json"), bytes)?;
        // A port that is free; it is ours again a moment later.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let root = folder.canonicalize()?;
        let root = root.display();
        let settings = format!(
            "worker_processes 2;\npid {root}/pid;\nerror_log {root}/errors;\nevents {{ worker_connections 1024; }}\n\
             http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;\n\
             default_type application/json; client_body_temp_path {root}/t1; proxy_temp_path {root}/t2;\n\
             fastcgi_temp_path {root}/t3; uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;\n\
             server {{ listen {address}; root {root}; }} }}\n"
        );
        let file = folder.join("nginx.conf");
        fs::write(&file, settings)?;
        let child = Command::new("nginx")
            .arg("-c")
            .arg(file.canonicalize()?)
            .args(["-g", "daemon off; master_process on; user root;"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let nginx = Self { child, address };
        for _ in 0..100 {
            if TcpStream::connect(address).is_ok() {
                return Ok(nginx);
            }
            thread::sleep(Duration::from_millis(20));
        }
        Err("nginx does not answer".into())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Its workers end with it when it is asked, and not when it is killed.
        let pid = nix::unistd::Pid::from_raw(i32::try_from(self.child.id()).unwrap_or(i32::MAX));
        let _ = nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM);
        let _ = self.child.wait();
    }
}

/// Requests a second that wrk gets answered.
pub(super) fn requests_per_second(url: &str) -> Result<f64, Failure> {
    let out = Command::new("wrk")
        .args(["-t1", CONNECTIONS, SECONDS, url])
        .output()?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    if text.contains("Non-2xx") || text.contains("Socket errors") {
        return Err(format!("{url} does not answer well: {text}").into());
    }
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("Requests/sec:"));
    let rate = line.and_then(|rate| rate.trim().parse().ok());
    rate.ok_or_else(|| format!("wrk says nothing of {url}: {text}").into())
}

/// Rows a second that SQLite takes, each in a transaction that is on the disk when the next one begins.
pub(super) fn bare_inserts(file: &Path, time: Duration) -> Result<f64, Failure> {
    let connection = Connection::open(file)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection
        .execute_batch("CREATE TABLE rows (id BLOB PRIMARY KEY NOT NULL, line TEXT NOT NULL)")?;
    let line = "x".repeat(ROW);
    let began = clock::now();
    let mut rows = 0_u64;
    let mut insert = connection.prepare("INSERT INTO rows (id, line) VALUES (?1, ?2)")?;
    while began.elapsed() < time {
        let id = unhunch_core::journal::new_id(1_790_000_000_000 + rows, [7; 10]);
        insert.execute((id.as_bytes().as_slice(), &line))?;
        rows += 1;
    }
    Ok(rows as f64 / began.elapsed().as_secs_f64())
}
