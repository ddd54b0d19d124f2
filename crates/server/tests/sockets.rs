//! The program itself, on real sockets: how it begins, what it bears, how it ends.

#![allow(clippy::unwrap_used)] // Tests fail by panicking, in their helpers too.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Resource, Rlimit, Signal, getrlimit, kill_process, setrlimit};
use tempfile::TempDir;

/// How many connect and say nothing, where the system lets a program have so many.
const CROWD: u64 = 10_000;

/// A server that runs.
struct Served {
    child: Child,
    address: SocketAddr,
    _folder: TempDir,
}

fn command(folder: &TempDir, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_unhunch-server"));
    command.arg("--data").arg(folder.path()).args(args);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// How long something takes.
#[allow(clippy::disallowed_methods)] // A test on real time.
fn began() -> Instant {
    Instant::now()
}

impl Served {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = command(&folder, &["--listen", "127.0.0.1:0", "--log", "off"])
            .spawn()
            .unwrap();
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
        let address = address.parse().unwrap();
        Self {
            child,
            address,
            _folder: folder,
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream
    }

    /// Sends bytes, and reads until the other end closes.
    fn say(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.say(
            format!(
                "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
                self.address
            )
            .as_bytes(),
        )
    }

    fn is_well(&self) -> bool {
        self.get("/readyz").starts_with("HTTP/1.1 200")
    }

    /// Asks it to end; the code, and how long it took.
    fn end(mut self, signal: Signal) -> (Option<i32>, Duration) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, signal).unwrap();
        let since = began();
        let status = self.child.wait().unwrap();
        (status.code(), since.elapsed())
    }

    /// Memory in use, in kB.
    #[cfg(target_os = "linux")]
    fn memory(&self) -> u64 {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = text.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn ends(args: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    command(&folder, args).output().unwrap()
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence() {
    for (args, code, says) in [
        (
            &["--listen", "0.0.0.0:7171"][..],
            2,
            "hosting for several people comes separately",
        ),
        (&["--listen", "nowhere"], 2, "is no address to listen on"),
        (&["--listen"], 2, "--listen needs an address"),
        (&["--log", "a=b=c"], 2, "is no level to log at"),
        (&["--loud"], 2, "unknown argument --loud"),
    ] {
        let output = ends(args);
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {text}");
        assert!(text.starts_with("error: ") && text.contains(says), "{text}");
        assert_eq!(text.lines().count(), 1);
    }
    let served = Served::new();
    let output = ends(&["--listen", &served.address.to_string()]);
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(
        text.contains("another program listens on") && text.contains("choose another port"),
        "{text}"
    );
}

#[test]
fn a_server_tells_whether_another_one_is_well() {
    let served = Served::new();
    let address = served.address.to_string();
    let health = |address: &str| {
        let output = ends(&["--health", "--listen", address]);
        let says = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.stdout, b"");
        (output.status.code(), says)
    };
    assert_eq!(health(&address), (Some(0), String::new()));
    served.end(Signal::TERM);
    let (code, says) = health(&address);
    assert_eq!(code, Some(1));
    assert!(
        says.contains(&format!("no server answers on {address}")),
        "{says}"
    );
    let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    let answers = |answer: &'static str| {
        let other = other.try_clone().unwrap();
        std::thread::spawn(move || {
            let (mut stream, _) = other.accept().unwrap();
            let mut asked = [0; 512];
            let read = stream.read(&mut asked).unwrap();
            assert!(asked[..read].starts_with(b"GET /readyz "));
            stream.write_all(answer.as_bytes()).unwrap();
        })
    };
    for (answer, wanted) in [
        ("220 mail\r\n", "is no server of unhunch"),
        (
            "HTTP/1.1 503 Service Unavailable\r\n\r\n",
            "is not well: 503 Service Unavailable",
        ),
    ] {
        let done = answers(answer);
        let (code, says) = health(&address);
        assert_eq!(code, Some(1));
        assert!(says.contains(wanted), "{says}");
        done.join().unwrap();
    }
    assert_eq!(
        ends(&["--health", "--listen", "0.0.0.0:1"]).status.code(),
        Some(2)
    );
}

#[test]
fn it_ends_in_time_whatever_is_open() {
    for signal in [Signal::TERM, Signal::INT] {
        let served = Served::new();
        let silent: Vec<TcpStream> = (0..50).map(|_| served.connect()).collect();
        let mut half = served.connect();
        half.write_all(b"GET / HTTP/1.1\r\nhost: x").unwrap();
        let mut slow = served.connect();
        let head = format!(
            "POST /api/v1/plans HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{{",
            served.address
        );
        slow.write_all(head.as_bytes()).unwrap();
        let mut resting = served.connect();
        resting
            .write_all(
                format!("GET /healthz HTTP/1.1\r\nhost: {}\r\n\r\n", served.address).as_bytes(),
            )
            .unwrap();
        let mut first = [0; 15];
        resting.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"HTTP/1.1 200 OK");
        let (code, took) = served.end(signal);
        assert_eq!(code, Some(0));
        assert!(took < Duration::from_secs(5), "{took:?}");
        drop(silent);
    }
}

#[test]
fn an_answer_that_has_begun_is_finished() {
    let served = Served::new();
    let body = r#"{"pain": 3}"#;
    let head = format!(
        "POST /api/v1/said HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        served.address,
        body.len()
    );
    let mut stream = served.connect();
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body.as_bytes()[..5]).unwrap();
    // It is on its way before the server is told to end.
    std::thread::sleep(Duration::from_millis(200));
    let pid = Pid::from_child(&served.child);
    kill_process(pid, Signal::TERM).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    stream.write_all(&body.as_bytes()[5..]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    let (code, _) = served.end(Signal::TERM);
    assert_eq!(code, Some(0));
}

#[test]
fn crowds_and_bad_manners_keep_nobody_else_waiting() {
    // Each connection takes a file here, too.
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: Some(maximum.map_or(CROWD + 500, |most| most.min(CROWD + 500))),
        maximum,
    };
    setrlimit(Resource::Nofile, raised).unwrap();
    let crowd = raised.current.unwrap().saturating_sub(500);
    let served = Served::new();
    let since = began();
    let silent: Vec<TcpStream> = (0..crowd).map(|_| served.connect()).collect();
    let mut half: Vec<TcpStream> = (0..300).map(|_| served.connect()).collect();
    for stream in &mut half {
        stream.write_all(b"GET / HTTP/1.1\r\nx: ").unwrap();
    }
    let asked = began();
    assert!(served.is_well());
    assert!(
        asked.elapsed() < Duration::from_secs(2),
        "{:?}",
        asked.elapsed()
    );
    // All of them are still there.
    let metrics = served.get("/metrics");
    let open = metrics
        .lines()
        .find_map(|line| line.strip_prefix("unhunch_connections "));
    let open: usize = open.unwrap().parse().unwrap();
    assert!(open >= silent.len(), "{open} are open");
    #[cfg(target_os = "linux")]
    assert!(served.memory() < 40_000, "{} kB", served.memory());
    // Who does not finish a head is closed.
    let mut last = half.pop().unwrap();
    let mut rest = Vec::new();
    let _ = last.read_to_end(&mut rest);
    assert!(since.elapsed() < Duration::from_secs(20));
    drop((silent, half));
    let huge = format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "x".repeat(200_000));
    assert!(!served.say(huge.as_bytes()).starts_with("HTTP/1.1 5"));
    assert!(
        served
            .say(b"\x16\x03\x01\x02\x00\x01\x00")
            .starts_with("HTTP/1.1 400")
    );
    let deep = "{\"areas\":".repeat(20_000);
    let head = format!(
        "POST /api/v1/plans HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        served.address,
        deep.len()
    );
    assert!(
        served
            .say((head + &deep).as_bytes())
            .contains("/problems/too-deep")
    );
    let head = format!(
        "POST /api/v1/plans HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n",
        served.address
    );
    assert!(served.say(head.as_bytes()).contains("/problems/too-large"));
    assert!(served.is_well());
}
