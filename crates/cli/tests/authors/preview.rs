//! `unhunch content preview`: pages that follow the files.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{edit, program, small};

/// The answer to a request, head and body.
fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn pages_follow_the_files_and_tell_their_faults() {
    let dir = small();
    let mut child = program(dir.path())
        .args([
            "content",
            "preview",
            "set",
            "--poll",
            "--listen",
            "127.0.0.1:0",
        ])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    let address = line
        .split("http://")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap();
    let until = |path: &str, wanted: &str| {
        #[allow(clippy::disallowed_methods)] // A test on real time.
        let begun = Instant::now();
        loop {
            let page = get(address, path);
            if page.contains(wanted) {
                return page;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "no {wanted:?} in {page}"
            );
            std::thread::sleep(Duration::from_millis(200));
        }
    };
    let page = until("/library/neck-stretch", "Neck stretch");
    assert!(
        page.starts_with("HTTP/1.1 200 ") && page.contains("/preview/preview.js"),
        "{page}"
    );
    assert!(!page.contains("preview-faults"), "{page}");
    assert!(get(address, "/preview/version").ends_with('1'));

    // A fault is shown above the last version that could be used.
    let neck = dir.path().join("set/techniques/neck-stretch.toml");
    edit(&neck, "name = ", "nam = ");
    let page = until("/library/neck-stretch", "preview-faults");
    assert!(
        page.contains("Neck stretch") && page.contains("error[unknown-field]"),
        "{page}"
    );
    assert!(!get(address, "/preview/version").ends_with('1'));

    edit(&neck, "nam = \"Neck stretch\"", "name = \"Long neck\"");
    let page = until("/library/neck-stretch", "Long neck");
    assert!(!page.contains("preview-faults"), "{page}");

    #[cfg(unix)]
    {
        let id = nix::unistd::Pid::from_raw(i32::try_from(child.id()).unwrap());
        nix::sys::signal::kill(id, nix::sys::signal::Signal::SIGINT).unwrap();
        assert!(child.wait().unwrap().success());
    }
    #[cfg(not(unix))]
    child.kill().unwrap();
    // It has written to nobody's diary.
    assert!(!dir.path().join(".journal").exists());
}
